"""Keep situations of a theme by name, with what has to hold in them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from core.catalogue.models import Answer, SavedSituation, SituationOutcome, Theme
from core.errors import InvalidThemeError

Change = Callable[[Theme], Theme]


def save_situation(
    name: str,
    answers: Mapping[str, Answer],
    outcome: SituationOutcome,
    parties: Mapping[str, str] | None = None,
) -> Change:
    """Return the change that keeps a situation as it comes down now; one of that name is replaced.

    Raises:
        InvalidThemeError: If nothing is left of the name, or it is too long.
    """
    said = {"name": _called(name), "answers": dict(answers), "expected": outcome}
    if parties:
        said["parties"] = dict(parties)
    return keep_situations([SavedSituation.model_validate(said)])


def keep_situations(situations: Iterable[SavedSituation]) -> Change:
    """Return the change that keeps situations; those of the same names are replaced in place."""
    coming = {situation.name: situation for situation in situations}

    def change(theme: Theme) -> Theme:
        kept = {situation.name: situation for situation in theme.saved_situations}
        return _with(theme, (kept | coming).values())

    return change


def accept_outcome(name: str, outcome: SituationOutcome, answers: Mapping[str, Answer]) -> Change:
    """Return the change that accepts what a situation comes down to now.

    Parts that did not have to hold before do not have to now.
    """

    def accept(situation: SavedSituation) -> SavedSituation:
        wanted = situation.expected.model_dump(exclude_none=True)
        now = outcome.model_dump(include=set(wanted) or None)
        return _replaced(situation, expected=now, answers=dict(answers))

    return _changing(name, accept)


def expect_part(name: str, part: str, value: Any) -> Change:
    """Return the change that says what has to hold of one part; nothing means whatever it is.

    Raises:
        InvalidThemeError: If it cannot be such a part.
    """

    def expect(situation: SavedSituation) -> SavedSituation:
        wanted = situation.expected.model_dump(exclude_none=True)
        others = {named: answer for named, answer in wanted.items() if named != part}
        return _replaced(situation, expected=others if value is None else {**others, part: value})

    return _changing(name, expect)


def rename_situation(name: str, becomes: str) -> Change:
    """Return the change that gives a situation another name, unless another one has it.

    Raises:
        InvalidThemeError: If nothing is left of the name, or it is too long or taken.
    """
    called = _called(becomes)

    def change(theme: Theme) -> Theme:
        if called != name and any(situation.name == called for situation in theme.saved_situations):
            raise InvalidThemeError(reason="saved_situations.name")
        return _changing(name, lambda situation: _replaced(situation, name=called))(theme)

    return change


def drop_situation(name: str) -> Change:
    """Return the change that forgets a situation."""
    return lambda theme: _with(
        theme, (situation for situation in theme.saved_situations if situation.name != name)
    )


def without_situations(theme: Theme) -> Theme:
    """Return a theme as it works: saved situations look at it and change nothing."""
    if "saved_situations" not in theme.model_fields_set:
        return theme
    said = theme.model_dump(by_alias=True, exclude_unset=True, exclude={"saved_situations"})
    return Theme.model_validate(said)


def _called(name: str) -> str:
    called = " ".join(name.split())
    if not 0 < len(called) <= LONGEST_NAME:
        raise InvalidThemeError(reason="saved_situations.name")
    return called


LONGEST_NAME = 200


def _replaced(situation: SavedSituation, **parts: Any) -> SavedSituation:
    said = situation.model_dump(by_alias=True, exclude_unset=True)
    try:
        return SavedSituation.model_validate({**said, **parts})
    except ValueError as invalid:
        raise InvalidThemeError(reason="saved_situations.expected") from invalid


def _changing(name: str, replace: Callable[[SavedSituation], SavedSituation]) -> Change:
    return lambda theme: _with(
        theme,
        (
            replace(situation) if situation.name == name else situation
            for situation in theme.saved_situations
        ),
    )


def _with(theme: Theme, situations: Iterable[SavedSituation]) -> Theme:
    """Return a theme with these situations; without any it is written as if it never had one."""
    kept = tuple(situations)
    if kept == theme.saved_situations:
        return theme
    if kept:
        return theme.model_copy(update={"saved_situations": kept})
    return without_situations(theme)
