"""How much one person does for each theme: screens, entries, touches of keys, seconds.

Three ways of filling in the same situation (the theme's typical answers), with the same values:
each office's form by itself; the one merged form with everybody somebody else; and the merged
form with everybody one person who may be (law 17), as the kiosk asks for it. Nothing is fetched,
and what is proposed is accepted. Of an address, the region is touched on a screen of its own, and
one that is written already is taken by one touch. Values are those of the theme's scenario, and
otherwise those of ``tests/filling.py``; a table has one row. A fourth line says what is left to
type with the person of the theme's scenario, who fills in the form by one touch: answers that are
numbers, and what the scenario does not say. Run with ``python -m benchmarks.effort``.

Seconds follow the keystroke-level model (Card, Moran and Newell, Communications of the ACM 23(7),
1980): K = 0.28 s a key for an average typist, P = 1.10 s to point at something, M = 1.35 s to
prepare for an entry. Waiting for the machine is left out.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Any

from core.cases.models import Application
from core.catalogue.catalogue import Catalogue
from core.catalogue.packages import read_package
from core.forms.addresses import split_address
from core.forms.models import MergedField
from core.forms.pictures import is_picture
from core.forms.sources import ValueSource
from core.services.citizens.documents_to_sign import documents_to_sign
from core.services.citizens.plan_form import KioskForm, plan_form
from core.themes.guides import Guide, guide_situation, guide_theme
from core.themes.plans import ThemePlan
from core.themes.who_acts import roles_to_tell
from core.themes.who_is_who import WhoIsWho
from core.training.models import Scenario
from core.training.scenarios import read_scenario
from pages.kiosk.steps.address_fields import is_address
from tests.filling import entry_for

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "assets" / "catalogue"
KEY, POINT, PREPARE = 0.28, 1.10, 1.35
"""Seconds: K, P and M of the keystroke-level model."""
AROUND = ("theme", "guide", "licences", "materials", "review", "receipt")
"""Screens that every visit passes, whatever is asked."""
PICK = 1
"""One more touch takes the word that is offered for a spelling."""
HEAD = f"{'theme':<7}{'way':<10}{'screens':>8}{'entries':>8}{'typed':>7}{'keys':>7}{'seconds':>9}"


@dataclass(frozen=True, slots=True)
class Effort:
    """What one way of filling in takes. ``keys`` are touches of the keyboard on the screen.

    ``regions`` are chosen for addresses, each by two touches on a screen of its own.
    """

    screens: int
    entries: int
    typed: int
    keys: int
    regions: int = 0

    @property
    def seconds(self) -> float:
        """Return the time by the keystroke-level model, without waiting for the machine."""
        chosen = self.entries - self.typed
        return (
            PREPARE * (self.entries + self.screens)
            + POINT * (self.entries + chosen + self.screens + self.regions)
            + KEY * self.keys
        )


def main() -> None:
    """Print every theme three ways, and what the last one saves."""
    catalogue = read_package(CATALOGUE).catalogue
    print(HEAD)
    measured = [_measure(code, catalogue) for code in sorted(catalogue.themes)]
    for way, efforts in zip(
        ("separate", "merged", "joined"), zip(*measured, strict=True), strict=True
    ):
        means = [fmean(getattr(e, n) for e in efforts) for n in ("screens", "entries", "typed")]
        keys, seconds = fmean(e.keys for e in efforts), fmean(e.seconds for e in efforts)
        columns = "".join(
            f"{mean:>{width}.1f}" for mean, width in zip(means, (8, 8, 7), strict=True)
        )
        print(f"{'mean':<7}{way:<10}{columns}{keys:>7.0f}{seconds:>9.0f}")
    for code in sorted(catalogue.themes):
        _print_demo(code, catalogue)
    shares = [joined.keys / max(separate.keys, 1) for separate, _, joined in measured]
    print(f"keys of the joined form as a share of those of separate forms: {fmean(shares):.3f}")


def _measure(code: str, catalogue: Catalogue) -> tuple[Effort, Effort, Effort]:
    plan = ThemePlan(catalogue.themes[code], catalogue)
    guide = guide_theme(plan, plan.theme.typical_answers)
    values = _scenario_values(code)
    joined = WhoIsWho(plan, guide).plan_of_fewest()
    efforts = (
        _separate(plan, guide, values),
        _merged(plan, guide, values),
        _merged(joined, guide_situation(joined, guide.situation), values),
    )
    for way, effort in zip(("separate", "merged", "joined"), efforts, strict=True):
        print(
            f"{code:<7}{way:<10}{effort.screens:>8}{effort.entries:>8}{effort.typed:>7}"
            f"{effort.keys:>7}{effort.seconds:>9.0f}"
        )
    return efforts


def _print_demo(code: str, catalogue: Catalogue) -> None:
    """Print what is left to type in a theme with the person of its scenario, if it has one."""
    scenario = _scenario_of(code)
    if scenario is None:
        return
    plan = ThemePlan(catalogue.themes[code], catalogue)
    guide = guide_theme(plan, scenario.answers)
    joined = WhoIsWho(plan, guide).plan_of_fewest()
    guide = guide_situation(joined, guide.situation)
    numbers = [a for a in guide.situation.given.values() if _is_number(a)]
    left = [
        field
        for field in _asked(plan_form(joined, guide), guide)
        if field.type.kind.is_typed and str(field.key) not in scenario.given_values
    ]
    keys = sum(touches(str(number)) for number in numbers)
    keys += sum(_keys(field, catalogue, {}) for field in left)
    print(f"{code:<7}{'demo':<10}{'':>8}{len(left):>8}{len(left) + len(numbers):>7}{keys:>7}")


def _is_number(answer: Any) -> bool:
    return isinstance(answer, int | float) and not isinstance(answer, bool)


def _asked(form: KioskForm, guide: Guide) -> list[MergedField]:
    """Return what somebody has to fill in: an office requires it, and nothing is proposed."""
    return [
        field
        for page in form.pages
        for field in page.fields
        if field.required and guide.sources[field.key] is ValueSource.APPLICANT
    ]


def _separate(plan: ThemePlan, guide: Guide, values: dict[str, Any]) -> Effort:
    """Fill in each office's form by itself: nothing is known, and each has its own visit."""
    places = [use for uses in guide.uses.values() for use in uses if use.required]
    forms = [plan.merged([use]) for use in places]
    merged = [field for form in forms for field in form]
    typed = [field for field in merged if field.type.kind.is_typed]
    keys = sum(_keys(field, plan.catalogue, values) for field in typed)
    pages = sum(len(plan.pages(plan.merged(uses))) for uses in guide.uses.values())
    return Effort(len(AROUND) * len(guide.uses) + pages, len(merged), len(typed), keys)


def _merged(plan: ThemePlan, guide: Guide, values: dict[str, Any]) -> Effort:
    """Fill in the one form: what is proposed is accepted, what is known is not asked."""
    form = plan_form(plan, guide)
    asked = _asked(form, guide)
    typed = [field for field in asked if field.type.kind.is_typed]
    addresses = _Addresses(plan.catalogue, values)
    keys = sum(addresses.keys_of(field) for field in typed)
    regions = addresses.regions
    who = _screens_of_persons(plan, guide)
    unsigned = Application("benchmark", plan.theme.code, 1, dict(guide.situation.given), {})
    signed = len(documents_to_sign(plan, guide, unsigned))
    screens = len(AROUND) + len(guide.situation.given) + who + len(form.pages) + signed + regions
    return Effort(screens, len(asked), len(typed), keys, regions)


def _screens_of_persons(plan: ThemePlan, guide: Guide) -> int:
    """Return how many pages name persons: who acts, then the roles; none without roles."""
    return 2 if roles_to_tell(WhoIsWho(plan, guide)) else 0


class _Addresses:
    """Count the keys of entries as the kiosk asks for them, the regions of addresses apart."""

    def __init__(self, catalogue: Catalogue, values: dict[str, Any]) -> None:
        self._catalogue, self._values = catalogue, values
        self._written: set[str] = set()
        self.regions = 0

    def keys_of(self, field: MergedField) -> int:
        """Return the keys of an entry; an address that is written already is taken by a touch.

        A photograph is taken, never typed.
        """
        if is_picture(field.key.element):
            return 0
        if not is_address(field):
            return _keys(field, self._catalogue, self._values)
        return sum(map(self._rest_of, _entries(field, self._catalogue, self._values)))

    def _rest_of(self, address: str) -> int:
        if address in self._written:
            return 0
        self._written.add(address)
        parts = split_address(address)
        self.regions += bool(parts.region)
        return touches(f"{parts.street}{parts.number}".strip())


@cache
def _scenario_of(theme: str) -> Scenario | None:
    """Return the first scenario of a theme."""
    paths = sorted((ROOT / "assets" / "scenarios").glob("*.yaml"))
    return next(
        (scenario for scenario in map(read_scenario, paths) if scenario.theme == theme), None
    )


def _scenario_values(theme: str) -> dict[str, Any]:
    scenario = _scenario_of(theme)
    return dict(scenario.given_values) if scenario else {}


def _keys(field: MergedField, catalogue: Catalogue, values: dict[str, Any]) -> int:
    return sum(map(touches, _entries(field, catalogue, values)))


def _entries(field: MergedField, catalogue: Catalogue, values: dict[str, Any]) -> list[str]:
    value = values.get(str(field.key)) or entry_for(field, catalogue)
    return [str(entry) for entry in (value if isinstance(value, list) else [value])]


def touches(text: str) -> int:
    """Return for how many touches of keys a text is typed by spelling.

    Examples:
        >>> touches("0758"), touches("林") == len("lin") + PICK
        (4, True)
    """
    words, count, at = _spellings(), 0, 0
    while at < len(text):
        word = next((text[at:end] for end in range(len(text), at, -1) if text[at:end] in words), "")
        count += words[word] + PICK if word else 1
        at += len(word) or 1
    return count


@cache
def _spellings() -> dict[str, int]:
    """Return how many letters spell each word that the kiosk's keyboard offers."""
    sounds = json.loads((ROOT / "static" / "keyboard" / "pinyin.json").read_text("utf-8"))
    letters: dict[str, int] = {}
    for spelling, characters in sounds["syllables"].items():
        _take(letters, characters, spelling)
    for spelling, words in sounds["words"].items():
        _take(letters, words.split(), spelling)
    return letters


def _take(letters: dict[str, int], words: Iterable[str], spelling: str) -> None:
    for word in words:
        letters[word] = min(letters.get(word, len(spelling)), len(spelling))


if __name__ == "__main__":
    main()
