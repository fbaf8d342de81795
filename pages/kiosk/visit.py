"""One person at one screen, from greeting to goodbye."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from secrets import token_urlsafe
from threading import Lock
from typing import Any, Concatenate, ParamSpec
from uuid import uuid4

from core.errors import ServiceError
from core.i18n import DEFAULT_LOCALE
from core.services.citizens import (
    AddressParts,
    Consultation,
    VisitStep,
    drafts,
)
from core.services.citizens.drafts import ApplicationDraft
from pages.kiosk.cursor import Cursor
from pages.kiosk.memories import (
    GuideTaken,
    LicencesShown,
    PhoneInUse,
    ReceivedCase,
    SharedForm,
    Timing,
    Trouble,
)
from pages.kiosk.overlays import ResumeCodeShown, Signing
from pages.kiosk.uploading import Refused

Given = ParamSpec("Given")
_KEY_BYTES = 32


def new_draft(theme: str = "", version: int = 0) -> ApplicationDraft:
    """Return an empty draft; its key makes one case of it, however often it is sent (law 10)."""
    return ApplicationDraft(uuid4().hex, theme, version)


@dataclass
class Visit:
    """What one visit knows.

    ``care`` is larger letters, ``low`` everything within reach of somebody who sits, ``address``
    how phones reach this kiosk. ``key`` opens what is kept of the draft for the page that is open:
    it is kept in no storage. ``draft`` is all that was given, ``cursor`` where the person is.
    ``materials_shown`` are the materials that the guide told last, by what was proposed, with
    their names. ``renewed`` are the places of values that came while their widget was there,
    ``drawn`` counts how often widgets were emptied, ``refused`` are files that were not taken.
    ``typing_name`` says that signatures are typed, ``level`` how the case is about to be rated,
    ``help_call`` is the number of a call for help. ``on_paper`` are
    number and time of receipt of the paper form that is entered here. ``consulted`` is the last
    consultation, with the answers it is about. ``turn`` is held by what must
    not be done twice at once.
    """

    locale: str = DEFAULT_LOCALE
    care: bool = False
    low: bool = False
    address: str = field(default="", compare=False)
    key: str = field(default_factory=partial(token_urlsafe, _KEY_BYTES), repr=False, compare=False)
    draft: ApplicationDraft = field(default_factory=new_draft)
    cursor: Cursor = field(default_factory=Cursor)
    trouble: Trouble = field(default_factory=Trouble)
    licences: LicencesShown = field(default_factory=LicencesShown)
    materials_shown: dict[str, str] | None = None
    renewed: list[str] = field(default_factory=list)
    addresses: dict[str, AddressParts] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    drawn: int = 0
    typing_name: bool = False
    level: int = 0
    help_call: int = 0
    on_paper: dict[str, str] = field(default_factory=dict)
    phone: PhoneInUse = field(default_factory=PhoneInUse)
    shared: SharedForm = field(default_factory=SharedForm)
    received: ReceivedCase = field(default_factory=ReceivedCase)
    taken: GuideTaken = field(default_factory=GuideTaken, repr=False, compare=False)
    consulted: tuple[tuple[object, ...], Consultation] | None = field(
        default=None, repr=False, compare=False
    )
    timing: Timing = field(default_factory=Timing, repr=False, compare=False)
    turn: Lock = field(default_factory=Lock, repr=False, compare=False)
    _changing: Lock = field(default_factory=Lock, repr=False, compare=False)

    @property
    def has_begun(self) -> bool:
        """Say whether anybody has done anything that the next person should not find."""
        turned = self.care or self.low or self.locale != DEFAULT_LOCALE
        at_start = self.cursor.step is VisitStep.WELCOME and self.cursor.over is None
        return turned or not at_start

    @property
    def holds_files(self) -> bool:
        """Say whether there are files that are kept for this visit, or may come."""
        draft = self.draft
        return bool(draft.values or draft.uploads or draft.signatures or self.phone.token)

    @property
    def is_left(self) -> bool:
        """Say whether the visit was left for another day."""
        return self.cursor.covered_by(ResumeCodeShown) is not None

    @property
    def frame(self) -> tuple[object, ...]:
        """Return what the frame around the page depends on."""
        return (*self.cursor.frame, self.locale, self.care, self.low, self.key)

    @property
    def sheet(self) -> tuple[object, ...]:
        """Return which page of which step is shown, however often it is drawn."""
        cursor, signing = self.cursor, self.cursor.covered_by(Signing)
        return cursor.step, cursor.page, cursor.material, signing.number if signing else -1

    @property
    def place(self) -> str:
        """Return what names the page that is shown; another one is shown from its top."""
        return f"{self.cursor.place}/{len(self.draft.answers)}/{self.trouble.attempt}"

    def change(
        self,
        act: Callable[Concatenate[ApplicationDraft, Given], ApplicationDraft],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> None:
        """Put what an act makes of the draft in its place.

        Streamlit begins the run of the next press while the callback of the last one still works,
        in another thread: two changes take turns, or the first would be gone.
        """
        with self._changing:
            self.draft = act(self.draft, *args, **kwargs)

    def renew(self, places: Iterable[str]) -> None:
        """Let widgets be made anew whose values came while they were there."""
        with self._changing:
            self.renewed = [*self.renewed, *places]

    def enter_address(self, name: str, parts: AddressParts | None) -> None:
        """Remember the parts in which an address was entered, or that it came as one text."""
        with self._changing:
            left = {other: known for other, known in self.addresses.items() if other != name}
            self.addresses = left | ({name: parts} if parts else {})

    def forget_addresses(self, beginning: str) -> None:
        """Forget the parts of all addresses whose names begin so."""
        with self._changing:
            known = self.addresses.items()
            self.addresses = {name: it for name, it in known if not name.startswith(beginning)}

    def settings(self) -> "Visit":
        """Return a new visit that looks and speaks like this one, and knows nothing of it."""
        return Visit(locale=self.locale, care=self.care, low=self.low, address=self.address)

    def fill(self, place: str, value: Any) -> None:
        """Keep a value of the form; what was fetched by another number is offered anew."""
        before = self.draft.licences.requested
        self.change(drafts.fill, place, value)
        lost = before != self.draft.licences.requested
        self.licences.forgot |= lost and not self.cursor.offering

    def propose(self, proposals: Mapping[str, Any], places: Iterable[str]) -> list[str]:
        """Fill in proposals for empty places and return those places."""
        fresh = drafts.open_proposals(self.draft, proposals, places)
        if fresh:
            self.change(drafts.propose, fresh)
        return list(fresh)

    def widget_key(self, place: str, key: str) -> str:
        """Return the key of a widget: another one where it would show what it held before."""
        times = self.renewed.count(place)
        return f"{key}.renewed{times if times > 1 else ''}" if times else key

    def go(self, step: VisitStep) -> None:
        """Turn to a step; what was refused elsewhere is not told there."""
        self.cursor.go(step)
        self.trouble.checking = False
        self.refused.clear()

    def refuse(self, error: ServiceError | None = None) -> None:
        """Stay on the page and show from its top what has to be put right."""
        self.trouble.error = error
        self.trouble.checking = True
        self.trouble.attempt += 1
