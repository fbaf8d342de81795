"""Tell what follows from the values given, and why: nothing is filled in behind one's back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.forms.models import FieldKey
from core.forms.sources import ValueSource
from core.forms.validating import is_empty
from core.services.form_answers import complete_values
from core.themes.guides import Guide
from core.themes.plans import ThemePlan


@dataclass(frozen=True, slots=True)
class FollowingValue:
    """A value that nobody fills in: what follows from what, by which standard.

    ``source`` is the label of the field that it follows from, or empty for the answer to a
    question.
    """

    label: str
    value: Any = field(repr=False)
    source: str
    basis: str


@dataclass(frozen=True, slots=True)
class Following:
    """What follows for certain, and what is only proposed, by ``element@subject``."""

    certain: Mapping[str, FollowingValue]
    proposed: Mapping[str, Any] = field(repr=False)


def following(plan: ThemePlan, guide: Guide, given: Mapping[FieldKey, Any]) -> Following:
    """Return what follows from the answers and from the values given so far (law 5)."""
    filled = {key: value for key, value in given.items() if not is_empty(value)}
    complete = complete_values(plan, guide, filled)
    defaults = [key for key, source in guide.sources.items() if source is ValueSource.DEFAULT]
    proposed = plan.derivations.proposals(defaults, complete, guide.situation)
    return Following(
        certain={
            str(key): _explained(plan, guide, key, value)
            for key, value in complete.items()
            if key not in filled and key in guide.form_by_key and not is_empty(value)
        },
        proposed={str(key): value for key, value in proposed.items() if not is_empty(value)},
    )


def _explained(plan: ThemePlan, guide: Guide, key: FieldKey, value: Any) -> FollowingValue:
    form = guide.form_by_key
    origin = plan.derivations.origin_of(key, form.keys(), guide.situation)
    is_answer = guide.sources[key] is ValueSource.ANSWER
    if origin is None or is_answer:
        return FollowingValue(form[key].label, value, "", "")
    return FollowingValue(form[key].label, value, form[origin.source].label, origin.basis)
