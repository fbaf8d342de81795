"""Nineteen ways to break the life of a matter, each of which the default run has to notice.

Each is one place of ``core/review`` and what stands there instead. ``broken`` puts it into the
running program and takes it out again: only the code of functions is exchanged, so everybody who
has imported one calls the broken one.
"""

import sys
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import FunctionType

BREAKS = {
    "a step is possible in the wrong state": (
        "core.review.states",
        "return state in STEPS[action]",
        'return state in STEPS[action] and (action, state) != ("extended", "paused")',
    ),
    "what is issued again is no result": (
        "core.review.matter_reviews",
        "return review.state in _WITH_RESULT",
        "return review.state in _WITH_RESULT[::2]",
    ),
    "what was asked while a matter waited is forgotten": (
        "core.review.matter_reviews",
        "MatterState.CORRECTING if review.open_places else MatterState.RECEIVED\n    return",
        "MatterState.RECEIVED\n    return",
    ),
    "a matter that is passed on keeps its first day": (
        "core.review.matter_reviews",
        "return replace(review, state=state, complete_at=event.at)",
        "return replace(review, state=state)",
    ),
    "an answer starts no days anew": (
        "core.review.matter_reviews",
        "return replace(review, open_places=still, complete_at=event.at)",
        "return replace(review, open_places=still)",
    ),
    "one answer is an answer to everything": (
        "core.review.matter_reviews",
        "if still and review.state is MatterState.RECEIVED:",
        "if False:",
    ),
    "silence accepts as of the day on which it is noticed": (
        "core.review.matter_reviews",
        "accepted_on=day_of(review.complete_at), is_deemed=True",
        "accepted_on=day_of(event.at), is_deemed=True",
    ),
    "only the last extension counts": (
        "core.review.matter_reviews",
        "extra_days=review.extra_days + event.details",
        "extra_days=event.details",
    ),
    "the day of resuming counts": (
        "core.review.pauses",
        "day <= self.last",
        "day < self.last",
    ),
    "withdrawing undoes what was decided": (
        "core.review.matter_reviews",
        "state=MatterState.WITHDRAWN) if review.is_undecided else review",
        "state=MatterState.WITHDRAWN)",
    ),
    "a matter is passed on when some of its waits are over": (
        "core.review.matter_reviews",
        "and all(wait.is_over(there)",
        "and any(wait.is_over(there)",
    ),
    "any of the results is enough": (
        "core.review.matter_terms",
        "return there == self.after if self.needs_all else bool(there)",
        "return bool(there)",
    ),
    "one of several ways out that is closed closes all": (
        "core.review.matter_terms",
        "return bool(gone) if self.needs_all else gone == self.after",
        "return bool(gone)",
    ),
    "silence accepts a day early": (
        "core.review.clocks",
        "return calendar.after(day_of(review.complete_at), DAYS_TO_ASK)",
        "return calendar.after(day_of(review.complete_at), DAYS_TO_ASK - 1)",
    ),
    "a check after a decision hides the day of handing over": (
        "core.review.clocks",
        "return min((day for day in days if day), default=None)",
        "return max((day for day in days if day), default=None)",
    ),
    "a promise may be broken on the day of its order": (
        "core.review.commitments",
        "self.mend_by is not None and self.mend_by < today",
        "self.mend_by is not None and self.mend_by <= today",
    ),
    "what came is owed all the same": (
        "core.review.deferrals",
        "return replace(self, owed=self.owed - {place})",
        "return self",
    ),
    "a matter lapses on the last day": (
        "core.review.deferrals",
        "calendar.next_worked(self.reminded_on)) + _DAY",
        "calendar.next_worked(self.reminded_on))",
    ),
    "an office may ask again before it is answered": (
        "core.review.correcting",
        "if any(request.is_open for request in earlier):",
        "if False:",
    ),
}


@contextmanager
def broken(name):
    """Break the program in one place as long as the block lasts."""
    module, right, wrong = BREAKS[name]
    place = import_module(module)
    source = Path(place.__file__).read_text("utf-8")
    assert source.count(right) == 1, f"{name}: {module} has changed, and this break with it"
    made = type(sys)(module)
    exec(compile(source.replace(right, wrong), place.__file__, "exec"), made.__dict__)
    exchanged = []
    for old, new in _functions(place, made):
        exchanged.append((old, old.__code__))
        old.__code__ = new.__code__
    try:
        yield
    finally:
        for old, code in exchanged:
            old.__code__ = code


def _functions(place, made):
    """Yield each function of a module with its like in the other, methods among them."""
    holders = [(vars(place), vars(made))]
    holders += [
        (vars(vars(place)[name]), vars(value))
        for name, value in vars(made).items()
        if isinstance(value, type) and value.__module__ == place.__name__
    ]
    for old, new in holders:
        for name, value in new.items():
            function = getattr(value, "fget", value)
            if isinstance(function, FunctionType) and _is_of(function, place):
                yield getattr(old[name], "fget", old[name]), function


def _is_of(function, place):
    return function.__code__.co_filename == place.__file__
