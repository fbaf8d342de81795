"""Ask in the order that is shortest for what people have answered so far."""

from datetime import date

from core.ports import Clock, Stores, Transaction
from core.services.citizens.prepare_application import PreparedApplication
from core.services.theme_plans import PlannedVersion
from core.situations.asking import QuestionForecast
from core.situations.observing import counted_answers, observed_shares
from core.working_days import day_of


class LearntOrders:
    """Keeps what looks ahead over each theme's questions; it learns anew every day.

    Within a day the order stays the same, so that nobody's questions change under their
    hands for what somebody else has answered.
    """

    def __init__(self, *, transaction: Transaction, clock: Clock) -> None:
        self._transaction = transaction
        self._clock = clock
        self._day: date | None = None
        self._learnt: dict[PlannedVersion, QuestionForecast] = {}

    def of(self, planned: PlannedVersion) -> QuestionForecast:
        """Return what looks ahead over the questions of a version."""
        today = day_of(self._clock())
        if today != self._day:
            self._day, self._learnt = today, {}
        learnt = self._learnt
        if planned not in learnt:
            with self._transaction() as stores:
                counts = stores.answers.counts(planned.version.code)
            learnt[planned] = planned.plan.forecast_with(shares=observed_shares(counts))
        return learnt[planned]


def count_answers(prepared: PreparedApplication, stores: Stores) -> None:
    """Count the answers of an application that becomes a case."""
    planned = prepared.planned
    counted = counted_answers(planned.plan.forecast, prepared.guide.situation)
    stores.answers.count(planned.version.code, counted)
