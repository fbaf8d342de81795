"""Make a scenario of a real case one of made-up people: replace, then search for what is left.

Each kind of field has its rule; the element tells more where a text is a name, an account or a
picture. Answers stay, since they decide the situation; so does what can only be chosen from a list.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.forms.models import MergedField
from core.forms.pictures import is_picture
from core.kinds.values.temporal import day_of
from core.training.anonymous_steps import STANDARD_WORDS, anonymous_steps
from core.training.leftovers import Leftover, as_searched, leftovers, traces_of
from core.training.models import FIRST_DAY, NOBODY, PauseClock, Scenario
from core.training.pseudonyms import VOCABULARY, Pseudonyms
from core.working_days import WorkingCalendar

Rule = Callable[[Pseudonyms, MergedField, Any], Any]
TITLE = "已办案例（匿名）"
STORY = "由已办结的办件改编：人、单位、号码、地址和日期都是编的，做法和天数是真的。"
PICTURE = "照片.jpg"
_NAME = re.compile(
    r"(per\.(former_)?name|.*_name|.*\.holder|.*owner|birth\.midwife|.*deliver_name)"
)
_ORGANISATION = re.compile(
    r"(org\.name.*|org\.(short_name|hq_name|parent|seal_name)|.*employer|bank\.name|.*\.unit"
    r"|.*(institution|collector|maker|builder|installer|maint|inspect_org|funeral_home|bank)"
    r"|prem\.(name|owner_name|building_name)|sign\.content)"
)
_WEEKS = 12
_SIZES = re.compile(r"[0-9.]{1,4}( ?[x×*] ?[0-9.]{1,4}){1,2}")
"""From these an area is computed; they are too short to tell anybody."""
_NEAR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Replaced:
    """A value that was replaced: at which place, by which kind of field, by what."""

    place: str
    kind: str
    value: Any


@dataclass(frozen=True, slots=True)
class AnonymousScenario:
    """A scenario of made-up people, what was replaced, and what of the case is still in it."""

    scenario: Scenario
    replaced: tuple[Replaced, ...]
    left: tuple[Leftover, ...]


@dataclass(frozen=True, slots=True)
class CaseWords:
    """What a case said beside its values, each with the place where it stands."""

    names: Mapping[str, str]
    texts: Mapping[str, str]


def anonymise(
    scenario: Scenario,
    fields: Mapping[str, MergedField],
    words: CaseWords,
    calendar: WorkingCalendar,
    *,
    decided: Collection[str] = (),
) -> AnonymousScenario:
    """Return a recorded scenario with everything replaced that could tell somebody.

    Args:
        scenario: As it was recorded, with every value written out.
        fields: Its form, by place.
        words: What else the case said, so that it is searched for too.
        calendar: Of working days.
        decided: Places whose value is an answer, and stays.
    """
    traces = _traces(scenario, fields, words, decided)
    first = _first_day(scenario, traces)
    shift = first - date.fromisoformat(scenario.begins_on)
    names = Pseudonyms(frozenset(traces), shift)
    for name in _person_names(scenario.values):
        names.name(name)
    values = {
        place: value if place in decided else _replaced(names, fields.get(place), value)
        for place, value in scenario.values.items()
    }
    changed = scenario.model_copy(
        update={
            "title": TITLE,
            "story": STORY,
            "begins_on": first.isoformat(),
            "values": values,
            "who": {},
            "cast": NOBODY,
            "steps": anonymous_steps(scenario.steps, names, scenario.begins_on, calendar),
            "expected": scenario.expected.model_copy(update={"receipt_says": ()}),
        }
    )
    replaced = tuple(
        Replaced(place, _kind_of(fields.get(place)), value)
        for place, value in values.items()
        if value != scenario.values[place]
    )
    reasons = {step.reason for step in scenario.steps if isinstance(step, PauseClock)}
    kept = {*decided, *_chosen(scenario, fields)}
    allowed = {*kept, *reasons, *STANDARD_WORDS, TITLE, STORY, PICTURE}
    said = changed.model_dump(
        mode="json", include={"code", "title", "story", "values", "steps"}, exclude_defaults=True
    )
    return AnonymousScenario(changed, replaced, leftovers(said, traces, _places(allowed)))


def _places(allowed: Collection[str]) -> frozenset[str]:
    return frozenset({*allowed, *(f"values.{place}" for place in allowed), *_STEP_WORDS})


_STEP_WORDS = ("steps.do", "steps.kind", "steps.day", "steps.matters", "steps.materials")
"""Words of the format and codes of the catalogue."""


def _first_day(scenario: Scenario, traces: Collection[str]) -> date:
    """Return the day it begins on: one on which no day of the case becomes another of its days."""
    real, usual = date.fromisoformat(scenario.begins_on), date.fromisoformat(FIRST_DAY)
    days = {
        day
        for trace in traces
        if len(trace) == len("20261201") and trace.isdigit() and (day := day_of(trace))
    }
    weeks = [usual + timedelta(weeks=n) for n in range(-_WEEKS, _WEEKS)]
    near = sorted(weeks, key=lambda week: abs(week - usual))
    fits = [week for week in near if abs(week - real) >= _NEAR]
    apart = (week for week in fits if not days & {day + (week - real) for day in days})
    return next(apart, fits[0])


def _traces(
    scenario: Scenario,
    fields: Mapping[str, MergedField],
    words: CaseWords,
    decided: Collection[str],
) -> dict[str, str]:
    kept = {*decided, *_chosen(scenario, fields)}
    found: dict[str, str] = {}
    for place, value in scenario.values.items():
        if place not in kept:
            found |= dict.fromkeys(_traces_at(place, value, fields.get(place)), place)
    for place, text in words.names.items():
        found |= dict.fromkeys(traces_of(text, is_name=True), place)
    for place, text in words.texts.items():
        found |= dict.fromkeys(traces_of(text), place)
    return {trace: place for trace, place in found.items() if trace not in VOCABULARY}


def _traces_at(place: str, value: Any, merged: MergedField | None) -> frozenset[str]:
    kind = _kind_of(merged)
    if kind == "month":  # a month tells nobody, and each scenario begins in one
        return frozenset()
    is_name = kind == "signature" or bool(_NAME.fullmatch(place.partition("@")[0]))
    parts = [
        traces_of(text, is_name=is_name, is_address=kind == "address") for text in _entries(value)
    ]
    return frozenset().union(*parts)


def _entries(value: Any) -> list[str]:
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, list | tuple):
        return [text for entry in value for text in _entries(entry)]
    return [str(value)]


def _person_names(values: Mapping[str, Any]) -> list[str]:
    named = (v for place, v in values.items() if place.startswith("per.name@"))
    return [name for value in named for name in _entries(value)]


def _chosen(scenario: Scenario, fields: Mapping[str, MergedField]) -> frozenset[str]:
    """Return the places whose values stand in a list of the catalogue."""
    return frozenset(
        place
        for place, value in scenario.values.items()
        if (merged := fields.get(place)) is not None and _is_chosen(merged, value)
    )


def _is_chosen(merged: MergedField, value: Any) -> bool:
    if _kind_of(merged) not in ("choice", "choices"):
        return False
    return set(_entries(value)) <= {str(option) for option in merged.options}


def _kind_of(merged: MergedField | None) -> str:
    return str(merged.type) if merged else "text"


def _replaced(names: Pseudonyms, merged: MergedField | None, value: Any) -> Any:
    if value is None:
        return value
    if isinstance(value, list | tuple):
        return tuple(_replaced(names, merged, entry) for entry in value)
    if merged is None:
        return names.words(str(value))
    return KIND_RULES[str(merged.type)](names, merged, value)


def _text(names: Pseudonyms, merged: MergedField, value: Any) -> Any:
    element, written = str(merged.key.element), str(value)
    if is_picture(element):
        return PICTURE
    if _SIZES.fullmatch(written):
        return written
    if merged.standard == "GB 32100":
        return names.credit_code(written)
    return _named(names, element, written)


def _named(names: Pseudonyms, element: str, written: str) -> str:
    if "@" in written:
        return names.mail(written)
    if element == "bank.account":
        return names.account(written)
    if ("name", as_searched(written)) in names.known:
        return names.name(written)
    if _ORGANISATION.fullmatch(element):
        return names.organisation(written)
    return names.name(written) if _NAME.fullmatch(element) else names.words(written)


def _chosen_word(names: Pseudonyms, merged: MergedField, value: Any) -> Any:
    """Keep what stands in the list; words of one's own are words."""
    return value if _is_chosen(merged, value) else names.words(str(value))


def _day(names: Pseudonyms, _merged: MergedField, value: Any) -> Any:
    return names.day(str(value))


KIND_RULES: Mapping[str, Rule] = {
    "text": _text,
    "paragraph": _text,
    "table": _text,
    "address": lambda names, _merged, value: names.address(str(value)),
    "phone": lambda names, _merged, value: names.phone(str(value)),
    "identity": lambda names, _merged, value: names.identity(str(value)),
    "signature": lambda names, _merged, value: names.name(str(value)),
    "declaration": lambda names, _m, v: v if isinstance(v, bool) else names.words(str(v)),
    "boolean": lambda names, _m, v: v if isinstance(v, bool) else names.words(str(v)),
    "choice": _chosen_word,
    "choices": _chosen_word,
    "date": _day,
    "month": _day,
    "datetime": _day,
    "integer": lambda names, _merged, value: names.number(value),
    "number": lambda names, _merged, value: names.number(value),
    "money": lambda names, _merged, value: names.number(value),
}
"""What becomes of a value of each kind; a kind without a rule is found by a test."""
