"""Change a theme step by step, saving each step, and take steps back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.catalogue.models import AskingOrder, Theme
from core.ports import Draft
from core.services.designers.proofs import RuleFinding
from core.services.designers.use_cases import DesigningUseCases
from core.services.theme_documents import document_of, theme_of
from core.staff.models import Principal
from core.themes.mending import mend_theme

MOST_STEPS = 100


@dataclass(frozen=True, slots=True)
class OpenTheme:
    """A theme that somebody works on: the draft, the steps that led to it and those taken back."""

    draft: Draft
    past: tuple[Mapping[str, Any], ...] = ()
    future: tuple[Mapping[str, Any], ...] = ()

    @property
    def matters(self) -> tuple[str, ...]:
        """Return the codes of its matters in order, each once."""
        included = self.draft.document.get("matters", ())
        return tuple(dict.fromkeys(str(one["matter"]) for one in included))

    @property
    def name(self) -> str:
        """Return its name."""
        return str(self.draft.document.get("name", self.draft.code))


def arrange_theme(
    designing: DesigningUseCases, session: Principal, opened: OpenTheme, codes: Sequence[str]
) -> OpenTheme:
    """Save the theme with exactly these matters, in this order.

    Raises:
        StaleDraftError: If somebody else saved it in the meantime; nothing is changed.
    """
    if tuple(codes) == opened.matters:
        return opened
    before = opened.draft.document
    steps = (*reversed(opened.past), *reversed(opened.future))
    document = designing.drafting.arrange(session, before, codes, steps)
    draft = designing.drafting.save(session, opened.draft, document)
    return OpenTheme(draft, (*opened.past, before)[-MOST_STEPS:])


def change_theme(
    designing: DesigningUseCases,
    session: Principal,
    opened: OpenTheme,
    change: Callable[[Theme], Theme],
) -> OpenTheme:
    """Save the theme with one change, a step that can be taken back.

    What changes nothing is no step. The changes themselves are pure functions of ``core/themes``.

    Raises:
        StaleDraftError: If somebody else saved it in the meantime; nothing is changed.
    """
    before = opened.draft.document
    document = document_of(change(theme_of(before)))
    if document == before:
        return opened
    draft = designing.drafting.save(session, opened.draft, document)
    return OpenTheme(draft, (*opened.past, before)[-MOST_STEPS:])


def ask_otherwise(
    designing: DesigningUseCases,
    session: Principal,
    opened: OpenTheme,
    *,
    order: AskingOrder,
    together: Sequence[Sequence[str]],
) -> OpenTheme:
    """Save the theme with another way of asking its questions.

    Raises:
        StaleDraftError: If somebody else saved it in the meantime; nothing is changed.
    """
    before = opened.draft.document
    document = designing.ordering.ask(session, before, order, together)
    draft = designing.drafting.save(session, opened.draft, document)
    return OpenTheme(draft, (*opened.past, before)[-MOST_STEPS:])


def mend_findings(
    designing: DesigningUseCases,
    session: Principal,
    opened: OpenTheme,
    findings: Iterable[RuleFinding],
) -> OpenTheme:
    """Save the theme with these findings put right, and prove it anew.

    Raises:
        StaleDraftError: If somebody else saved it in the meantime; nothing is changed.
    """
    before = opened.draft.document
    told = [found.finding for found in findings]
    theme = mend_theme(theme_of(before), told, designing.reading.catalogue(session))
    draft = designing.drafting.save(session, opened.draft, document_of(theme))
    designing.proving.prove(session, draft)
    return OpenTheme(draft, (*opened.past, before)[-MOST_STEPS:])


def undo_step(designing: DesigningUseCases, session: Principal, opened: OpenTheme) -> OpenTheme:
    """Save the theme as it was before the last step; nothing happens at the first."""
    if not opened.past:
        return opened
    draft = designing.drafting.save(session, opened.draft, opened.past[-1])
    return OpenTheme(draft, opened.past[:-1], (*opened.future, opened.draft.document))


def redo_step(designing: DesigningUseCases, session: Principal, opened: OpenTheme) -> OpenTheme:
    """Save the theme as it was before the last step was taken back."""
    if not opened.future:
        return opened
    draft = designing.drafting.save(session, opened.draft, opened.future[-1])
    redone = replace(opened, draft=draft, past=(*opened.past, opened.draft.document))
    return replace(redone, future=opened.future[:-1])
