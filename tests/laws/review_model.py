"""One matter of a case as DOMAIN.md sections 1, 2 and 5 describe it, written without the core.

The model counts days on its fingers: one list of the days that offices work, and a position in
it.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from core.cases.review_actions import ReviewAction as Action

BEGIN = date(2026, 11, 24)
HOLIDAYS = frozenset({date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 10)})
MADE_UP = frozenset({date(2026, 11, 28), date(2026, 12, 12)})
WORKED = [
    day
    for day in (BEGIN + timedelta(days=at) for at in range(-3, 600))
    if day in MADE_UP or (day.isoweekday() <= 5 and day not in HOLIDAYS)
]
WITH_RESULT = ("granted", "reissuing", "delivered")
WITHOUT_RESULT = {"revoked", "refused", "not_accepted", "lapsed", "withdrawn"}
FINAL = {"delivered"} | WITHOUT_RESULT
UNDECIDED = {"waiting", "received", "correcting", "accepted", "paused"}
RUNNING = ("accepted", "paused")
NEXT = {
    Action.ACCEPTED: (("received",), "accepted"),
    Action.NOT_ACCEPTED: (("waiting", "received", "correcting"), "not_accepted"),
    Action.PAUSED: (("accepted",), "paused"),
    Action.RESUMED: (("paused",), "accepted"),
    Action.EXTENDED: (RUNNING, None),
    Action.GRANTED: (("accepted",), "granted"),
    Action.REFUSED: (("accepted",), "refused"),
    Action.SENT_BACK: (("granted",), "reissuing"),
    Action.REISSUED: (("reissuing",), "granted"),
    Action.DELIVERED: (("granted",), "delivered"),
}


def counted(after, number, uncounted=()):
    """Return the day so many working days after a day, of those that count."""
    return [day for day in WORKED if day > after and day not in uncounted][number - 1]


@dataclass
class PromiseModel:
    """What was granted on the applicant's word, until an office has looked (告知承诺)."""

    look_by: date
    is_kept: bool = False
    failures: int = 0
    order_until: date | None = None

    def look(self, kept, until):
        if kept:
            self.is_kept = True
        else:
            self.failures, self.order_until, self.look_by = self.failures + 1, until, until

    def is_broken(self, today):
        is_over = self.order_until is not None and self.order_until < today
        return not self.is_kept and (is_over or self.failures >= 2)


@dataclass
class MatterModel:
    """Where one matter stands. ``waits`` are pairs: matters, and whether all are needed."""

    waits: list
    is_licence: bool
    committed: int
    later: dict = field(default_factory=dict)
    state: str = "received"
    complete: date = BEGIN
    accepted: date | None = None
    extra: int = 0
    decided: date | None = None
    paused_since: date | None = None
    uncounted: set = field(default_factory=set)
    asked: dict = field(default_factory=dict)
    answer_until: date | None = None
    owed: set = field(default_factory=set)
    supply_by: date | None = None
    reminded: date | None = None
    promises: dict = field(default_factory=dict)

    def __post_init__(self):
        self.state = "waiting" if self.waits else "received"

    def take(self, action, today):
        """Take a step that the law allows."""
        if action == Action.ACCEPTED:
            self.accept(today, today)
        elif action == Action.PAUSED:
            self.paused_since = today
        elif action in (Action.GRANTED, Action.REFUSED):
            self.decided = today
        elif action == Action.RESUMED:
            self.resume(today)
        elif action == Action.EXTENDED:
            self.extra += 10
        self.state = NEXT[action][1] or self.state

    def accept(self, day, told_on):
        """Accept as of a day; what may come later is owed from the day that it is told."""
        self.state, self.accepted, self.owed = "accepted", day, set(self.later)
        if self.later:
            self.supply_by = counted(told_on, min(self.later.values()))

    def resume(self, today):
        gone = (today - self.paused_since).days
        self.uncounted |= {self.paused_since + timedelta(days=at) for at in range(1, gone + 1)}
        self.paused_since = None

    def pass_on(self, today):
        """Flow on to its office; what was asked while it waited is the applicant's turn."""
        self.state, self.complete = "correcting" if self.is_asked else "received", today

    @property
    def is_asked(self):
        return any(self.asked.values())

    def may_ask(self, places, today):
        """Say whether an office may ask: once, in time, and again only for the same."""
        is_late = self.state == "received" and self.is_licence and today > self.last_to_speak
        is_known = not self.asked or set(places) <= self.asked.keys()
        is_before = self.state in ("waiting", "received")
        return is_before and not is_late and not self.is_asked and is_known

    def ask(self, places, until):
        self.asked |= dict.fromkeys(places, True)
        self.answer_until = until
        self.state = "waiting" if self.state == "waiting" else "correcting"

    def may_answer(self, place):
        return self.asked.get(place, False) and self.state in ("waiting", "correcting")

    def answer(self, place, today):
        """Put one thing right; with the last one the application is complete anew."""
        self.asked[place] = False
        if not self.is_asked:
            self.complete = today
            self.state = "waiting" if self.state == "waiting" else "received"

    @property
    def last_to_speak(self):
        return counted(self.complete, 5)

    def hear_silence(self, today):
        """Become accepted as of the day on which it was complete, after five days of silence."""
        if self.is_licence and self.state == "received" and today > self.last_to_speak:
            self.accept(self.complete, today)

    @property
    def wakes(self):
        """Return from which day the clock reminds, or ends what was accepted without something."""
        if self.state not in RUNNING or not self.owed:
            return None
        if self.reminded is None:
            return [day for day in WORKED if day < self.supply_by][-1]
        return max(self.supply_by, counted(self.reminded, 1)) + timedelta(days=1)

    def wake(self, today):
        if self.wakes is None or today < self.wakes:
            return
        if self.reminded is None:
            self.reminded = today
        else:
            self.state = "lapsed"

    @property
    def to_look_at(self):
        """Return the promises that an office still has to look at."""
        is_there = self.state in WITH_RESULT
        return {at: it for at, it in self.promises.items() if is_there and not it.is_kept}

    def may_revoke(self, today):
        return any(promise.is_broken(today) for promise in self.to_look_at.values())

    @property
    def due(self):
        if self.state == "received":
            return self.last_to_speak
        if self.state == "accepted":
            days = self.committed + self.extra
            return counted(self.accepted, days, self.uncounted) if days else self.accepted
        days = [promise.look_by for promise in self.to_look_at.values()]
        if self.state in ("granted", "reissuing"):
            days.append(counted(self.decided, 10))
        return min(days, default=None)

    def is_ready(self, there):
        return all(
            after <= there if needs_all else after & there for after, needs_all in self.waits
        )

    def is_in_vain(self, gone):
        """Say whether what it waits for cannot come any more."""
        return self.state == "waiting" and any(
            after & gone if needs_all else after <= gone for after, needs_all in self.waits
        )
