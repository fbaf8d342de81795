"""Merge two people's themes so that they stand as if one had worked after the other.

What the plain merge does not know: a matter goes with all that hangs on it, and a question stays
as long as something turns on it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Theme
from core.themes.composing import arrange_matters, looked_at
from core.themes.editing.merging import Choice, Chooser, PlaceConflict, Side, merge_with
from core.themes.editing.named_parts import ABSENT, ThemePlace, by_name
from core.themes.returning import put_back


@dataclass(frozen=True, slots=True)
class ThemeSides:
    """What both began with, and what each made of it."""

    base: Theme
    mine: Theme
    theirs: Theme


@dataclass(frozen=True, slots=True)
class MergedTheme:
    """What two people's changes come to, and what they have to agree about first."""

    theme: Theme
    conflicts: tuple[PlaceConflict, ...] = ()


def merge_themes(
    sides: ThemeSides, catalogue: Catalogue, choices: Iterable[Choice] = ()
) -> MergedTheme:
    """Return a theme with the changes of both; conflicts stand until each is chosen."""
    choose = Chooser(choices)
    agreed = _with_agreed_matters(sides, catalogue, choose)
    documents = [_document(theme) for theme in (agreed.base, agreed.mine, agreed.theirs)]
    merged = Theme.model_validate(merge_with(choose, *documents))
    return MergedTheme(_with_questions(agreed, merged, catalogue), tuple(choose.conflicts))


def _document(theme: Theme) -> dict[str, Any]:
    return theme.model_dump(mode="json", by_alias=True, exclude_unset=True)


# --- Matters that one took out and the other went on with


def _with_agreed_matters(sides: ThemeSides, catalogue: Catalogue, choose: Chooser) -> ThemeSides:
    """Return both sides with the same said about matters that only one has taken out."""
    before = _codes(sides.base)
    for code in before:
        kept = [code in _codes(theme) for theme in (sides.mine, sides.theirs)]
        if kept[0] == kept[1]:
            continue
        keeper = sides.mine if kept[0] else sides.theirs
        if _said_of(keeper, code) - _said_of(sides.base, code):
            side = choose.side_of(_conflict(sides, code)) or _keeping(kept[0])
            sides = _settled(sides, code, side, catalogue)
    return sides


def _keeping(is_mine: bool) -> Side:
    return Side.MINE if is_mine else Side.THEIRS


def _codes(theme: Theme) -> list[str]:
    return list(dict.fromkeys(included.matter for included in theme.matters))


def _said_of(theme: Theme, code: str) -> set[str]:
    """Return everything that a theme says about a matter, each in one piece."""
    said = [str(included) for included in theme.matters if included.matter == code]
    said += [str(bound) for bound in theme.subject_bindings if bound.matter == code]
    return {*said, *_waiting_of(theme, code)}


def _waiting_of(theme: Theme, code: str) -> Iterator[str]:
    for edge in theme.precedence:
        for earlier in edge.after:
            if code in (edge.matter, earlier):
                yield f"{edge.matter} {earlier} {edge.mode} {edge.binding}"


def _conflict(sides: ThemeSides, code: str) -> PlaceConflict:
    said = [
        by_name("matters", _document(theme).get("matters")).get(code, ABSENT)
        for theme in (sides.base, sides.mine, sides.theirs)
    ]
    return PlaceConflict(ThemePlace("matters", code), *said)


def _settled(sides: ThemeSides, code: str, side: Side, catalogue: Catalogue) -> ThemeSides:
    """Return both sides with a matter as one of them has it: as it was, or taken out."""
    taken = sides.mine if side is Side.MINE else sides.theirs
    other = sides.theirs if side is Side.MINE else sides.mine
    if code in _codes(taken):
        order = put_back(_codes(other), code, [_codes(taken), _codes(sides.base)])
    else:
        order = [known for known in _codes(other) if known != code]
    arranged = arrange_matters(other, order, catalogue, [sides.base])
    if side is Side.MINE:
        return replace(sides, theirs=arranged)
    return replace(sides, mine=arranged)


# --- Questions, as long as something turns on them


def _with_questions(sides: ThemeSides, merged: Theme, catalogue: Catalogue) -> Theme:
    """Return the merged theme without questions that nothing needs, with those that are needed."""
    both = sides.mine, sides.theirs
    needless = _needless(sides, merged, catalogue)
    questions = [asked for asked in merged.questions if asked.question not in needless]
    typical = {
        code: answer for code, answer in merged.typical_answers.items() if code not in needless
    }
    for code in _missing(sides, merged, catalogue):
        side = next(theme for theme in both if code in _asked(theme))
        entry = next(asked for asked in side.questions if asked.question == code)
        orders = [side.questions, sides.base.questions]
        questions = put_back(questions, entry, orders, alike=lambda asked: asked.question)
        typical |= {code: side.typical_answers[code]} if code in side.typical_answers else {}
    if questions == list(merged.questions):
        return merged
    return merged.model_copy(update={"questions": tuple(questions), "typical_answers": typical})


def _needless(sides: ThemeSides, merged: Theme, catalogue: Catalogue) -> set[str]:
    """Return questions that each side still needed, and both together do not."""
    needed = [_needed(theme, catalogue) for theme in (sides.base, sides.mine, sides.theirs)]
    settled = _asked(merged) & merged.fixed_answers.keys()
    for theme in (sides.mine, sides.theirs):
        settled -= _asked(theme) & theme.fixed_answers.keys()
    return ((needed[0] & needed[1] & needed[2]) - _needed(merged, catalogue)) | settled


def _missing(sides: ThemeSides, merged: Theme, catalogue: Catalogue) -> list[str]:
    """Return questions that one took out while the other came to need them."""
    known = {asked.question: asked for asked in (*sides.mine.questions, *sides.theirs.questions)}
    needed = looked_at(merged, catalogue, known.get)
    missing = needed - _asked(merged) - merged.fixed_answers.keys()
    for theme in (sides.mine, sides.theirs):
        missing -= _needed(theme, catalogue) - _asked(theme)
    return [code for code in known if code in missing]


def _asked(theme: Theme) -> set[str]:
    return {asked.question for asked in theme.questions}


def _needed(theme: Theme, catalogue: Catalogue) -> set[str]:
    asked = {question.question: question for question in theme.questions}
    return looked_at(theme, catalogue, asked.get)
