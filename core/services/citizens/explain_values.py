"""Tell what follows from the values given, and why: nothing is filled in behind one's back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.catalogue.models import FieldKey
from core.forms.sources import ValueSource
from core.forms.validating import is_empty
from core.ports import Clock
from core.services.citizens.date_application import days_of_handing_in
from core.services.citizens.read_plans import ReadPlan
from core.services.form_answers import complete_values, keyed
from core.themes.guides import Guide, concluded_guide
from core.themes.plans import ThemePlan
from core.working_days import day_of


@dataclass(frozen=True, slots=True)
class FollowingValue:
    """A value that nobody fills in: what follows from what, by which standard.

    ``source`` is the label of the field that it follows from, or empty for the answer to
    ``question``; ``by_clock`` says that it is the day of handing in, ``by_theme`` that the
    theme decides it, by the law or standard that is its ``basis``.
    """

    label: str
    value: Any = field(repr=False)
    source: str
    basis: str
    question: str = ""
    by_clock: bool = False
    by_theme: bool = False

    @property
    def is_settled(self) -> bool:
        """Say whether it takes the place of what was filled in before."""
        return bool(self.question) or self.by_theme


@dataclass(frozen=True, slots=True)
class Following:
    """What follows for certain, and what is only proposed, by ``element@subject``."""

    certain: Mapping[str, FollowingValue]
    proposed: Mapping[str, Any] = field(repr=False)


def following(
    plan: ThemePlan, guide: Guide, given: Mapping[FieldKey, Any], *, today: date
) -> Following:
    """Return what follows from the answers, the values given so far, and the clock (law 5).

    What follows from an answer takes the place of what was filled in before it was given.
    """
    days = keyed(days_of_handing_in(guide, today))
    settled = _settled(guide) | days.keys()
    given = {key: value for key, value in given.items() if key not in settled}
    filled = {key: value for key, value in given.items() if not is_empty(value)}
    complete = complete_values(plan, guide, filled)
    defaults = [key for key, source in guide.sources.items() if source is ValueSource.DEFAULT]
    proposed = plan.derivations.proposals(defaults, complete, guide.situation)
    proposed |= _proposed(guide, complete, today)
    proposed |= _typed_for_another_role(plan, guide, filled)
    return Following(
        certain={
            str(key): _explained(plan, guide, key, value)
            for key, value in complete.items()
            if key not in filled and key in guide.form_by_key and not is_empty(value)
        }
        | {str(key): _by_clock(guide, key, day) for key, day in days.items()},
        proposed={str(key): value for key, value in proposed.items() if not is_empty(value)},
    )


def _typed_for_another_role(
    plan: ThemePlan, guide: Guide, filled: Mapping[FieldKey, Any]
) -> dict[FieldKey, Any]:
    """Return what was typed for a role before the same person was said to hold it (law 17)."""
    joined = plan.parties.joined_values(filled)
    asked = guide.form_by_key
    return {key: value for key, value in joined.items() if key in asked and key not in filled}


def _by_clock(guide: Guide, key: FieldKey, day: str) -> FollowingValue:
    return FollowingValue(guide.form_by_key[key].label, day, "", "", by_clock=True)


def _settled(guide: Guide) -> frozenset[FieldKey]:
    """Return what the theme or an answer says, where nothing better is known of it."""
    return frozenset(k for k in guide.known.certain if guide.sources[k] is ValueSource.ANSWER)


def _proposed(guide: Guide, complete: Mapping[FieldKey, Any], today: date) -> dict[FieldKey, Any]:
    """Return what theme, answers and the clock propose for places that nothing else tells."""
    return {
        key: known.clock.on(today) if known.clock else known.value
        for key, known in guide.known.proposed.items()
        if guide.sources[key] is ValueSource.DEFAULT and key not in complete
    }


def _explained(plan: ThemePlan, guide: Guide, key: FieldKey, value: Any) -> FollowingValue:
    form = guide.form_by_key
    known = guide.known.certain.get(key)
    if known is not None:
        ground = (known.basis, known.question)
        return FollowingValue(form[key].label, value, "", *ground, by_theme=not known.question)
    origin = plan.derivations.origin_of(key, guide.known_now, guide.situation)
    if origin is None:
        return FollowingValue(form[key].label, value, "", "")
    return FollowingValue(form[key].label, value, form[origin.source].label, origin.basis)


class ExplainValues:
    """Tells what follows as of today."""

    def __init__(self, *, planned: ReadPlan, clock: Clock) -> None:
        self._planned = planned
        self._clock = clock

    def __call__(
        self,
        theme: str,
        version: int,
        answers: Mapping[str, Any],
        values: Mapping[str, Any],
        *,
        guide: Guide | None = None,
        parties: Mapping[str, str] | None = None,
    ) -> Following:
        """Return what follows from what has been filled in: values, and proposals."""
        plan = self._planned.joined(theme, version, answers, parties or {}).plan
        guide = guide or concluded_guide(plan, answers)
        return following(plan, guide, keyed(values), today=day_of(self._clock()))
