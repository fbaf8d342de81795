"""Record what was done to a draft, step by step, in the transaction that saves it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from core.catalogue.models import Theme
from core.ports import Draft, DraftStep, Stores
from core.themes.editing.changed_parts import changed_parts

MOST_STEPS = 100
"""So many can be taken back; what is older is forgotten."""
BEGINNING = "begin"
"""The kind of the step that stands for the theme before anything was changed."""


def record_step(stores: Stores, before: Draft, saved: Draft, kind: str) -> None:
    """Record a saved draft as the next step; what had been taken back cannot be done again.

    A save that changes nothing is no step.
    """
    changes = changed_parts(before.document, saved.document)
    if not changes:
        return
    code, steps = saved.code, stores.steps.of(saved.code)
    stores.steps.forget(code, [step.number for step in steps if step.undone])
    kept = [step for step in steps if not step.undone]
    if not kept:
        kept = [DraftStep(0, BEGINNING, (), before.saved_at, before.saved_by)]
        stores.steps.add(code, kept[0], before.document)
    step = DraftStep(kept[-1].number + 1, kind, changes, saved.saved_at, saved.saved_by)
    stores.steps.add(code, step, saved.document)
    stores.steps.forget(code, [old.number for old in kept[:-MOST_STEPS]])


def steps_with_more(
    stores: Stores, theme: Theme, codes: Collection[str]
) -> Sequence[Mapping[str, Any]]:
    """Return the theme at those steps, the newest first, that know more about matters to come.

    Others are left out: reading a hundred themes takes longer than adding a matter may.
    """
    asked = {question.question for question in theme.questions}
    returning = set(codes) - {included.matter for included in theme.matters}
    if not returning:
        return ()
    return [
        document
        for document in stores.steps.documents(theme.code)
        if _named(document, "matters", "matter") & returning
        or _named(document, "questions", "question") - asked
    ]


def _named(document: Mapping[str, Any], part: str, name: str) -> set[str]:
    return {str(entry[name]) for entry in document.get(part, ())}
