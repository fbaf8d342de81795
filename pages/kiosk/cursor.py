"""Where somebody is in the kiosk, and where they came from."""

from dataclasses import dataclass, field, replace
from threading import RLock
from typing import TypeVar

from core.services.citizens import VisitStep
from pages.kiosk.overlays import Cover, Help, Interruption, Leave, Over

NOTHING_SHOWN = (-1, "")

Kind = TypeVar("Kind", bound=Cover)


@dataclass
class Cursor:
    """The step and the place within it, and what lies over the page.

    ``question`` is an answered question that is looked at again, ``page`` one of the form and
    ``shown`` its number as it was drawn last, with a place on it; ``material`` counts the
    materials to give. ``audience_kind`` and ``group`` are what is looked through before a theme is
    chosen. ``camera`` names the picture that the camera takes.

    ``hurried`` leads from a question straight back to where the person came from;
    ``back_to_review`` and ``back_to_form`` say where that was. ``listing`` lists every answer.
    ``offering`` says that licences are offered before the form, ``looking_up`` names the question
    for which records are offered in its place. ``naming`` says that who acts is named, before the
    roles; ``changing_known`` that known values of a page are shown with the ways to change them;
    ``choosing`` names the role for which a person is chosen, where only one at a time is.
    ``telling`` names what still has to be told or agreed to, in the place of the page;
    ``authorising`` says that what an agent may is looked at again.
    ``declining`` says that the person does not agree, ``put_off`` is the page of the form on which
    something is put right first. ``later``
    are questions that somebody could not answer; they are asked when all others are answered.
    """

    step: VisitStep = VisitStep.WELCOME
    question: str = ""
    page: int = 0
    shown: tuple[int, str] = NOTHING_SHOWN
    material: int = 0
    over: Over | None = None
    audience_kind: str = ""
    group: int = -1
    camera: str = ""
    hurried: bool = False
    back_to_review: bool = False
    back_to_form: bool = False
    listing: bool = False
    offering: bool = False
    looking_up: str = ""
    naming: bool = False
    changing_known: bool = False
    choosing: str = ""
    telling: str = ""
    declining: bool = False
    put_off: int = -1
    authorising: bool = False
    later: tuple[str, ...] = ()
    _moving: RLock = field(default_factory=RLock, repr=False, compare=False)

    def go(self, step: VisitStep) -> None:
        """Turn to a step; whatever covered the page is gone, a question over it stays.

        Two threads may move at once (:meth:`pages.kiosk.visit.Visit.change`): they take turns.
        """
        with self._moving:
            self.step = step
            self.camera = ""
            self.listing = False
            self.looking_up = ""
            self.changing_known = False
            self.lay(None)

    @property
    def is_put_off(self) -> bool:
        """Say whether something is put right on this page of the form before anything is told."""
        return self.step is VisitStep.FORM and self.page == self.put_off

    def ask_later(self, question: str) -> None:
        """Ask a question when all others are answered."""
        with self._moving:
            self.later = (*(code for code in self.later if code != question), question)

    def look_up(self, question: str) -> None:
        """Offer records in the place of a question, or ask it again."""
        self.looking_up = question

    def change_known(self) -> None:
        """Show what is known on a page within reach, until the page is turned."""
        self.changing_known = True

    def list_all(self) -> None:
        """List every answer given so far, until the page is turned."""
        self.listing = True

    def ask(self, question: type[Interruption]) -> None:
        """Let a question come up over the page."""
        with self._moving:
            self.over = question(self.cover)

    def close_question(self) -> None:
        """Take the question away; what it lay over is there again."""
        with self._moving:
            self.over = self.cover

    @property
    def asked(self) -> Interruption | None:
        """Return the question over the page, if there is one."""
        return self.over if isinstance(self.over, Help | Leave) else None

    @property
    def cover(self) -> Cover | None:
        """Return what is in the place of the page, under a question or not."""
        return self.over.below if isinstance(self.over, Help | Leave) else self.over

    def lay(self, cover: Cover | None) -> None:
        """Put something in the place of the page, or take away what is there."""
        with self._moving:
            asked = self.asked
            self.over = replace(asked, below=cover) if asked else cover

    def covered_by(self, kind: type[Kind]) -> Kind | None:
        """Return what is in the place of the page, if it is of this kind."""
        return self.cover if isinstance(self.cover, kind) else None

    @property
    def place(self) -> str:
        """Return what names the place; another one is shown from its top."""
        cover = self.cover.place if self.cover else ""
        at = (self.step, self.question, len(self.later), self.page, self.material, self.offering)
        shown = (cover, self.looking_up, self.naming, self.telling, self.declining)
        return "/".join(map(str, (*at, *shown, self.authorising)))

    @property
    def frame(self) -> tuple[object, ...]:
        """Return what the frame around the page depends on."""
        return self.step, type(self.asked), self.cover.frame if self.cover else ""
