"""On which day is a matter due?"""

from collections.abc import Iterator
from datetime import date

from core.training.quiz_facts import QuestionDraft, QuizChoice, QuizFacts, QuizKind, distinct


def _drafts(facts: QuizFacts) -> Iterator[QuestionDraft]:
    for review in facts.dates.reviews:
        name = facts.matter(review.matter).name
        text = facts.say("due.text", matter=name, day=facts.begins_on.isoformat())
        choices = distinct(_choices(facts, review.matter, review.due))
        yield QuestionDraft(review.matter, text, choices)


def _choices(facts: QuizFacts, code: str, due: date) -> Iterator[QuizChoice]:
    matter = facts.matter(code)
    planned = next(it for it in facts.guide.schedule.reviews if it.matter == code)
    params = {"days": matter.committed_days, "start": planned.start_day, "total": planned.due_day}
    why = facts.say("due.waits" if planned.start_day else "due.why", **params)
    yield _on(due, why)
    after = facts.calendar.after
    begins, total = facts.begins_on, planned.due_day
    if planned.start_day:
        yield _on(after(begins, matter.committed_days), facts.say("due.not_waited"))
    if matter.statutory_days is not None:
        statutory = after(begins, planned.start_day + matter.statutory_days)
        yield _on(statutory, facts.say("due.statutory", days=matter.statutory_days))
    if total > 1:
        yield _on(after(begins, total - 1), facts.say("due.first_day"))
    serial = facts.guide.schedule.serial_working_days
    yield _on(after(begins, serial), facts.say("due.serial", days=serial))
    for more in (1, 2, 3):
        yield _on(after(begins, total + more), facts.say("due.other", total=total))


def _on(day: date, why: str) -> QuizChoice:
    return QuizChoice(day.isoformat(), day.isoformat(), why)


def _is_right(facts: QuizFacts, about: str, key: str) -> bool:
    return any(it.matter == about and it.due.isoformat() == key for it in facts.dates.reviews)


KIND = QuizKind(_drafts, _is_right)
