"""The record of a class that played a quiz: per trainee, and per question."""

from core.handouts.models import (
    Handout,
    HandoutCell,
    HandoutColumn,
    HandoutHeading,
    HandoutParagraph,
    HandoutTable,
)
from core.i18n import translate
from core.training.class_results import ClassResult


def class_record(result: ClassResult, locale: str) -> Handout:
    """Return the record as a document: who got how far, and how each question went."""

    def say(key: str, **params: object) -> str:
        return translate(f"quiz.record.{key}", locale, **params)

    trainees = HandoutTable(
        (
            HandoutColumn(say("name"), 5),
            HandoutColumn(say("score"), 2),
            HandoutColumn(say("answered"), 2),
            *(HandoutColumn(str(it.number + 1), 1) for it in result.questions),
        ),
        tuple(
            (
                who.trainee.name,
                who.score,
                len(who.marks),
                *(_mark(who.marks.get(it.number), locale) for it in result.questions),
            )
            for who in result.trainees
        ),
    )
    names = {"number": 1, "question": 8, "right": 2, "answered": 2, "mistake": 6}
    rows: tuple[tuple[HandoutCell, ...], ...] = tuple(
        (it.number + 1, it.question.text, it.right, it.answered, it.mistake or "–")
        for it in result.questions
    )
    questions = HandoutTable(
        tuple(HandoutColumn(say(name), share) for name, share in names.items()), rows
    )
    return Handout(
        title=say("title", title=result.sheet.title),
        about=f"{result.kept.opened_at.date().isoformat()} · {result.kept.code}",
        parts=(
            HandoutParagraph(say("about")),
            HandoutHeading(say("by_trainee")),
            trainees,
            HandoutHeading(say("by_question")),
            questions,
        ),
        is_wide=True,
        locale=locale,
    )


def _mark(is_right: bool | None, locale: str) -> str:
    if is_right is None:
        return ""
    return translate(f"quiz.record.{'mark_right' if is_right else 'mark_wrong'}", locale)
