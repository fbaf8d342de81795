"""A payment service in memory: the stand-in, without a wire and without its own mind."""

from threading import Lock

from core.errors import SourceUnreachableError
from core.fees.payments import PaymentAnswer, PaymentState


class FakePaymentService:
    """Keeps what it is asked; somebody pays when a test says so."""

    def __init__(self):
        self.states, self.returned, self.opened, self.came_in = {}, [], [], {}
        self.is_down, self._lock = False, Lock()

    def pay(self, key):
        self.states[key] = PaymentState.PAID

    def open(self, payment, title):
        self._expect_up()
        with self._lock:
            self.opened.append((payment.key, str(payment.total), title))
            self.states.setdefault(payment.key, PaymentState.OPEN)
        return f"https://pay.example/{payment.key}"

    def look(self, key):
        self._expect_up()
        state = self.states.get(key, PaymentState.CLOSED)
        is_paid = state is PaymentState.PAID
        return PaymentAnswer(state, f"R-{key}" if is_paid else "", self.came_in.get(key))

    def close(self, key):
        self._expect_up()
        if self.states.get(key) is PaymentState.OPEN:
            self.states[key] = PaymentState.CLOSED
        return self.look(key)

    def give_back(self, key, part):
        self._expect_up()
        with self._lock:
            if (key, part.matter) not in self.returned:
                self.returned.append((key, part.matter))

    def _expect_up(self):
        if self.is_down:
            raise SourceUnreachableError(reason="connection")
