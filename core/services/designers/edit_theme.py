"""Change a theme step by step, saving each step, and take steps back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from core.catalogue.models import AskingOrder, Theme
from core.errors import StaleDraftError, UnknownThemeError
from core.ports import Draft, DraftStep
from core.services.designers.merge_draft import DraftNews, MergeAttempt
from core.services.designers.proofs import RuleFinding
from core.services.designers.use_cases import DesigningUseCases
from core.services.theme_documents import document_of, theme_of
from core.staff.models import Principal
from core.themes.editing.merging import Choice
from core.themes.mending import mend_theme

Step = DraftStep
"""What pages know of a step."""


@dataclass(frozen=True, slots=True)
class OpenTheme:
    """A theme that somebody works on: the draft, and its steps as they are stored.

    ``news`` is what others had changed when it was saved last, if they had.
    """

    draft: Draft
    steps: tuple[DraftStep, ...] = ()
    news: DraftNews | None = field(default=None, compare=False)

    @property
    def past(self) -> tuple[DraftStep, ...]:
        """Return the steps that can be taken back, the oldest first."""
        return tuple(step for step in self.steps if not step.undone)[1:]

    @property
    def future(self) -> tuple[DraftStep, ...]:
        """Return the steps that were taken back and can be done again, the next first."""
        return tuple(step for step in self.steps if step.undone)

    @property
    def matters(self) -> tuple[str, ...]:
        """Return the codes of its matters in order, each once."""
        included = self.draft.document.get("matters", ())
        return tuple(dict.fromkeys(str(inclusion["matter"]) for inclusion in included))

    @property
    def name(self) -> str:
        """Return its name."""
        return str(self.draft.document.get("name", self.draft.code))


def open_draft(designing: DesigningUseCases, session: Principal, code: str) -> OpenTheme:
    """Open a theme with the steps that led to it, whoever took them and wherever.

    Raises:
        UnknownThemeError: If there is none of that code.
    """
    return _with_steps(designing, session, designing.drafting.open(session, code))


def arrange_theme(
    designing: DesigningUseCases, session: Principal, opened: OpenTheme, codes: Sequence[str]
) -> OpenTheme:
    """Save the theme with exactly these matters, in this order.

    Raises:
        ConflictingChangesError: If somebody else changed the same place in the meantime.
    """
    if tuple(codes) == opened.matters:
        return opened
    document = designing.drafting.arrange(session, opened.draft.document, codes)
    return _saved(designing, session, opened, document, kind="arrange")


def arrange_questions(
    designing: DesigningUseCases, session: Principal, opened: OpenTheme, codes: Sequence[str]
) -> OpenTheme:
    """Save the theme with exactly these questions, in this order.

    Raises:
        ConflictingChangesError: If somebody else changed the same place in the meantime.
    """
    document = designing.ordering.arrange_questions(session, opened.draft.document, codes)
    if document == opened.draft.document:
        return opened
    return _saved(designing, session, opened, document, kind="question")


def change_theme(
    designing: DesigningUseCases,
    session: Principal,
    opened: OpenTheme,
    change: Callable[[Theme], Theme],
    *,
    kind: str = "change",
) -> OpenTheme:
    """Save the theme with one change, a step that can be taken back.

    What changes nothing is no step. The changes themselves are pure functions of ``core/themes``.
    ``kind`` says what was done, as ``designer.step.KIND`` names it in the list of steps.

    Raises:
        ConflictingChangesError: If somebody else changed the same place in the meantime.
    """
    document = document_of(change(theme_of(opened.draft.document)))
    if document == opened.draft.document:
        return opened
    return _saved(designing, session, opened, document, kind=kind)


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
        ConflictingChangesError: If somebody else changed the same place in the meantime.
    """
    document = designing.ordering.ask(session, opened.draft.document, order, together)
    return _saved(designing, session, opened, document, kind="order")


def mend_findings(
    designing: DesigningUseCases,
    session: Principal,
    opened: OpenTheme,
    findings: Iterable[RuleFinding],
) -> OpenTheme:
    """Save the theme with these findings put right, and prove it anew.

    Raises:
        ConflictingChangesError: If somebody else changed the same place in the meantime.
    """
    before = theme_of(opened.draft.document)
    mended = mend_theme(
        before, [found.finding for found in findings], designing.reading.catalogue(session)
    )
    saved = _saved(designing, session, opened, document_of(mended), kind="mend")
    designing.proving.prove(session, saved.draft)
    return saved


def settle_conflicts(
    designing: DesigningUseCases,
    session: Principal,
    attempt: MergeAttempt,
    choices: Iterable[Choice],
) -> OpenTheme:
    """Save what could not be saved, with what was chosen about each conflict.

    Raises:
        ConflictingChangesError: If something is not chosen yet, or became another meanwhile.
    """
    saved = designing.merging.merge(
        session, attempt.draft, attempt.document, kind=attempt.kind, choices=choices
    )
    return replace(_with_steps(designing, session, saved.draft), news=saved.news)


def undo_step(designing: DesigningUseCases, session: Principal, opened: OpenTheme) -> OpenTheme:
    """Save the theme as it was before the last step; nothing happens at the first."""
    if not opened.past:
        return opened
    kept = [step for step in opened.steps if not step.undone]
    return go_to_step(designing, session, opened, number=kept[-2].number)


def redo_step(designing: DesigningUseCases, session: Principal, opened: OpenTheme) -> OpenTheme:
    """Save the theme as it was before the last step was taken back."""
    if not opened.future:
        return opened
    return go_to_step(designing, session, opened, number=opened.future[0].number)


def go_to_step(
    designing: DesigningUseCases, session: Principal, opened: OpenTheme, *, number: int
) -> OpenTheme:
    """Save the theme as it was after a step; every later step can be done again.

    What somebody else saved in the meantime stays.

    Raises:
        StaleDraftError: If the step is kept no longer, or they changed the same place.
    """
    step = next((step for step in opened.steps if step.number == number), None)
    if step is None:
        raise StaleDraftError(code=opened.draft.code, saved_by=opened.draft.saved_by)
    saved = designing.merging.go_to(session, opened.draft, step)
    return replace(_with_steps(designing, session, saved.draft), news=saved.news)


def restore_version(
    designing: DesigningUseCases, session: Principal, opened: OpenTheme, *, number: int
) -> OpenTheme:
    """Save the theme as it was published once, a step that can be taken back.

    Raises:
        UnknownThemeError: If there is no such version, or nobody can use it any more.
        StaleDraftError: If somebody else saved the draft in the meantime; nothing is changed.
    """
    code = opened.draft.code
    themes = {
        version.number: version.theme for version in designing.listing.versions(session, code)
    }
    if number not in themes:
        raise UnknownThemeError(code=f"{code} · {number}")
    return change_theme(designing, session, opened, lambda _: themes[number], kind="restore")


def discard_changes(
    designing: DesigningUseCases, session: Principal, opened: OpenTheme
) -> OpenTheme:
    """Put the draft away; of a published theme the newest version is open then.

    Raises:
        StaleDraftError: If somebody else saved the draft in the meantime; nothing is changed.
    """
    return _with_steps(designing, session, designing.drafting.discard(session, opened.draft))


def _saved(
    designing: DesigningUseCases,
    session: Principal,
    opened: OpenTheme,
    document: Mapping[str, Any],
    *,
    kind: str,
) -> OpenTheme:
    saved = designing.merging.merge(session, opened.draft, document, kind=kind)
    return replace(_with_steps(designing, session, saved.draft), news=saved.news)


def _with_steps(designing: DesigningUseCases, session: Principal, draft: Draft) -> OpenTheme:
    return OpenTheme(draft, designing.drafting.steps(session, draft.code))
