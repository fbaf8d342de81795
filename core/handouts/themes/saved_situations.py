"""Typical and saved situations (存下的情形) side by side: matters, materials, entries, days."""

from collections.abc import Iterator

from core.catalogue.models import SavedSituation
from core.handouts.models import (
    Handout,
    HandoutCell,
    HandoutColumn,
    HandoutHeading,
    HandoutParagraph,
    HandoutPart,
    HandoutTable,
    ThemeHandout,
    ThemeTold,
)
from core.handouts.wording import about_theme, answer_words, columns, lines, matter_name, say
from core.themes.saved_situations import (
    COUNTED_PARTS,
    SituationCheck,
    check_situation,
    code_in_words,
    possible_codes,
)

_ACROSS = 6
"""How many situations stand side by side; more go on in a further table."""


def _write(brief: ThemeTold) -> Handout:
    checks = tuple(check_situation(brief.plan, situation) for situation in _situations(brief))
    parts: list[HandoutPart] = [_answers(checks, brief)] if checks else [_nothing(brief)]
    for first in range(0, len(checks), _ACROSS):
        group = checks[first : first + _ACROSS]
        title = say(brief, "saved.table", first=first + 1, last=first + len(group))
        parts += [HandoutHeading(title), _side_by_side(group, brief)]
    return Handout(
        title=say(brief, "saved.title", theme=brief.plan.theme.name),
        about=about_theme(brief),
        parts=tuple(parts),
        is_wide=True,
        locale=brief.locale,
    )


def _situations(brief: ThemeTold) -> Iterator[SavedSituation]:
    """Yield the typical situation, where the theme has one, and those that are saved."""
    theme = brief.plan.theme
    if theme.typical_answers:
        name = say(brief, "saved.typical")
        yield SavedSituation(name=name, answers=theme.typical_answers)
    yield from theme.saved_situations


def _nothing(brief: ThemeTold) -> HandoutParagraph:
    return HandoutParagraph(say(brief, "saved.none"))


def _answers(checks: tuple[SituationCheck, ...], brief: ThemeTold) -> HandoutTable:
    """Return every situation with its answers, who is who, and what differs in it by now."""
    catalogue = brief.plan.catalogue
    rows = []
    for check in checks:
        situation = check.situation
        answers = lines(
            say(
                brief,
                "answer",
                question=catalogue.question(code).text,
                answer=answer_words(answer, brief),
            )
            for code, answer in situation.answers.items()
        )
        who = lines(
            f"{catalogue.short_subject_name(role)} = {catalogue.short_subject_name(other)}"
            for role, other in situation.parties.items()
        )
        differs = lines(check.differences_said(catalogue, brief.locale))
        rows.append((situation.name, answers, who, differs or say(brief, "saved.holds")))
    return HandoutTable(
        columns(brief, situation=4, answers=12, who_is_who=5, as_accepted=6), tuple(rows)
    )


def _side_by_side(checks: tuple[SituationCheck, ...], brief: ThemeTold) -> HandoutTable:
    heads = (
        *columns(brief, part=3, item=8),
        *(HandoutColumn(check.situation.name, 4) for check in checks),
    )
    rows: list[tuple[HandoutCell, ...]] = []
    for part, name in (("matters", _matter), ("materials", _material)):
        kind = say(brief, f"saved.{part}")
        rows += [
            (kind, name(code, brief), *marks)
            for code in possible_codes(brief.plan, part)
            if any(marks := [_mark(check, part, code, brief) for check in checks])
        ]
    for part in COUNTED_PARTS:
        counts = (_count(check, part, brief) for check in checks)
        rows.append((say(brief, "saved.figures"), say(brief, f"saved.{part}"), *counts))
    return HandoutTable(heads, tuple(rows))


def _count(check: SituationCheck, part: str, brief: ThemeTold) -> HandoutCell:
    count = getattr(check.outcome, part, None)
    return count if isinstance(count, int) else say(brief, "saved.no_outcome")


def _mark(check: SituationCheck, part: str, code: str, brief: ThemeTold) -> str:
    """Return a word where a matter is done, or a material handed in, else nothing."""
    codes = getattr(check.outcome, part) if check.outcome else ()
    return say(brief, f"saved.is_in.{part}") if code in (codes or ()) else ""


def _matter(code: str, brief: ThemeTold) -> str:
    return f"{matter_name(code, brief)} {code}"


def _material(code: str, brief: ThemeTold) -> str:
    return code_in_words(brief.plan.catalogue, "materials", code)


HANDOUT = ThemeHandout(_write)
