"""One person at one screen, from greeting to goodbye."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from time import monotonic
from typing import Any
from uuid import uuid4

from core.cases.models import Application, Consent, FetchedRecord, Upload
from core.errors import Problem, ServiceError
from core.i18n import DEFAULT_LOCALE
from core.services.citizens import (
    Consultation,
    Credentials,
    ElapsedTotal,
    GivenMaterials,
    LicenceOffer,
    LicenceOutcome,
    ResumeCode,
    Signature,
    StepKind,
    VisitState,
    digest_in,
    forget_holder,
)
from pages.kiosk.cursor import Began, Choosing, Identifying, OwnView, Picturing, Step
from pages.kiosk.uploading import Refused
from pages.shared.state import remember


@dataclass
class Visit:
    """What one visit knows.

    ``care`` is larger letters, ``low`` everything within reach of somebody who sits.
    ``theme`` and ``version`` are pinned when the theme is chosen. ``question`` is an
    answered question that is looked at again; ``hurried`` leads from it straight to
    where the person came from; ``listing`` lists every answer. ``attempt`` counts what was
    refused, so that the page shows its problems from the top; ``asking`` is a question that
    came up over the page (``help`` or ``leave``). ``back_to_review`` and ``back_to_form`` say
    where a change was asked for. ``offering`` says that licences are offered
    before the form, ``decided`` about which the person said yes or no, ``agreed`` to which yes,
    ``outcomes`` what came of those, told on the page ``told_on``. ``proposed`` are values that
    were filled in for the person to confirm, ``renewed`` those of which the widget was there
    before; ``forgot`` says that something fetched was forgotten, as its number was changed.
    ``turn`` is held by what must not be done twice at once; ``submission_key`` makes sending
    twice one case. ``kind`` and ``group`` are what is looked through on the first page.
    ``errand`` is what somebody does besides the six steps (``resume``),
    ``slip`` opens a visit that was just left; ``phone_token`` is the link by which
    ``phone_paper`` may come, ``camera`` the paper of which a picture is taken, ``reading`` the
    one whose text is open, ``help_call`` the number of a call for help; ``address`` is how phones
    reach this kiosk. ``tracked`` opens the case that is looked after, ``level`` is how it is about
    to be rated, ``withdrawing`` that somebody is asked whether to withdraw it, ``own`` that they
    look at what is held of them.
    ``picturing`` is the photograph and ``choosing`` the region that has a page of its own,
    ``identifying`` the code that a phone is about to confirm.
    ``consulted`` is what was told last, about which answers.
    ``told_papers`` are the papers that the guide told last, by what was proposed, with their
    names; ``not_had`` are licences that were agreed to and could not be had.
    ``began`` and ``taken`` tell how long what takes (:mod:`pages.kiosk.time_estimates`).
    ``held_since`` is when its files were last held for longer.
    ``signing`` is the document that is being signed, counted from 0; -1 is none yet.
    ``receipt_code`` is what the receipt bears, kept nowhere else.
    ``consents`` are what was told and agreed to; ``telling`` names what still is to be, in the
    place of the page; ``put_off`` is the page of the form on which something is put right first,
    ``declining`` that somebody does not agree.
    """

    locale: str = DEFAULT_LOCALE
    care: bool = False
    low: bool = False
    step: Step = Step.WELCOME
    theme: str = ""
    version: int = 0
    answers: dict[str, Any] = field(default_factory=dict)
    question: str = ""
    hurried: bool = False
    listing: bool = False
    values: dict[str, Any] = field(default_factory=dict)
    members: dict[str, int] = field(default_factory=dict)
    page: int = 0
    paper: int = 0
    uploads: list[Upload] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    deferred: list[str] = field(default_factory=list)
    templates: list[str] = field(default_factory=list)
    back_to_review: bool = False
    back_to_form: bool = False
    attempt: int = 0
    checking: bool = False
    asking: str = ""
    drawn: int = 0
    offering: bool = False
    consents: list[Consent] = field(default_factory=list)
    telling: str = ""
    put_off: int = -1
    declining: bool = False
    trouble: ServiceError | None = None
    decided: list[str] = field(default_factory=list)
    agreed: list[str] = field(default_factory=list)
    on_paper: list[str] = field(default_factory=list)
    not_had: list[str] = field(default_factory=list)
    told_papers: dict[str, str] | None = None
    instead: dict[str, str] = field(default_factory=dict)
    fetched: dict[str, FetchedRecord] = field(default_factory=dict)
    contested: list[str] = field(default_factory=list)
    outcomes: tuple[LicenceOutcome, ...] = ()
    told_on: int = 0
    forgot: bool = False
    proposed: dict[str, Any] = field(default_factory=dict)
    renewed: list[str] = field(default_factory=list)
    turn: Lock = field(default_factory=Lock, repr=False, compare=False)
    kind: str = ""
    group: int = -1
    errand: str = ""
    tracked: Credentials | None = field(default=None, repr=False)
    level: int = 0
    withdrawing: bool = False
    own: OwnView | None = field(default=None, repr=False)
    signing: int = -1
    typing_name: bool = False
    signatures: list[Signature] = field(default_factory=list)
    slip: ResumeCode | None = None
    phone_token: str = field(default="", repr=False)
    phone_paper: str = ""
    choosing: Choosing | None = None
    picturing: Picturing | None = None
    identifying: Identifying | None = field(default=None, repr=False)
    camera: str = ""
    reading: str = ""
    help_call: int = 0
    address: str = field(default="", compare=False)
    consulted: tuple[tuple[tuple[str, Any], ...], Consultation] | None = field(
        default=None, repr=False, compare=False
    )
    began: Began | None = field(default=None, repr=False, compare=False)
    taken: dict[StepKind, ElapsedTotal] = field(default_factory=dict, repr=False, compare=False)
    held_since: float = field(default_factory=monotonic, repr=False, compare=False)
    submission_key: str = field(default_factory=lambda: uuid4().hex)
    case_number: str = ""
    receipt_code: str = field(default="", repr=False)
    receipt_pdf: bytes = b""

    @property
    def has_begun(self) -> bool:
        """Say whether anybody has done anything that the next person should not find."""
        turned = (
            self.care
            or self.low
            or self.locale != DEFAULT_LOCALE
            or bool(self.asking or self.errand)
        )
        return self.step is not Step.WELCOME or turned

    @property
    def holds_files(self) -> bool:
        """Say whether there are files that are kept for this visit, or may come."""
        return bool(self.values or self.uploads or self.signatures or self.phone_token)

    @property
    def frame(self) -> tuple[object, ...]:
        """Return what the frame around the page depends on."""
        return (
            *(self.step, self.slip is None, self.asking, self.errand),
            *(self.signing >= 0, bool(self.reading)),
            *(self.locale, self.care, self.low),
        )

    @property
    def sheet(self) -> tuple[int, ...]:
        """Return which page of which step is shown, however often it is drawn."""
        return int(self.step), self.page, self.paper, self.signing

    @property
    def place(self) -> str:
        """Return what names the page that is shown; another one is shown from its top."""
        errand = "slip" if self.slip else f"{self.errand}{bool(self.tracked)}{self._own_place}"
        at = (self.question, len(self.answers), self.page, self.paper, self.attempt, self.signing)
        over = (self.choosing, self.picturing, self.reading, self.telling, self.declining)
        parts = (*at, self.offering, errand, *over)
        return "/".join(map(str, (int(self.step), *parts)))

    @property
    def _own_place(self) -> str:
        return "" if self.own is None else f"own{bool(self.own.code)}{self.own.said}"

    def choose(self, theme: str, version: int) -> None:
        """Pin a theme. Another one than before starts anew, as its questions differ."""
        chosen = self
        if (self.theme, self.version) != (theme, version):
            chosen = replace(self.settings(), theme=theme, version=version)
            remember(chosen)
        chosen.go(Step.QUESTIONS)

    def settings(self) -> "Visit":
        """Return a new visit that looks and speaks like this one, and knows nothing of it."""
        return Visit(locale=self.locale, care=self.care, low=self.low, address=self.address)

    def ask(self, question: str = "") -> None:
        """Let a question come up over the page, or go away again."""
        self.asking = question

    def keep(self, key: str, value: Any) -> None:
        """Keep a value of the form; nothing given leaves nothing behind.

        What was fetched by one number, and agreed to, is not true of another one.
        """
        if _as_number(value) != _as_number(self.values.get(key)):
            self._begin_anew(key)
        if value is None:
            self.values.pop(key, None)
        else:
            self.values[key] = value

    def _begin_anew(self, holder: str) -> None:
        self.forget_holder(holder)
        theirs = {one.offer.code for one in self.outcomes if str(one.offer.holder.key) == holder}
        self.forgot |= bool(theirs) and not self.offering
        self.outcomes = tuple(one for one in self.outcomes if one.offer.code not in theirs)
        self.agreed = [code for code in self.agreed if code not in theirs]
        self.decided = [code for code in self.decided if code not in theirs]

    def forget_holder(self, holder: str) -> None:
        """Forget what was fetched by the number in one field."""
        self.values, self.fetched = forget_holder(holder, self.values, self.fetched)
        self.contested = [place for place in self.contested if place in self.fetched]

    def contest(self, place: str) -> None:
        """Let the person say otherwise; both are handed in."""
        self.contested.append(place)

    def accept(self, place: str) -> None:
        """Take back that a fetched value is contested."""
        self.contested.remove(place)
        self.values[place] = self.fetched[place].value

    def is_locked(self, place: str) -> bool:
        """Say whether a value was fetched and is not contested."""
        return place in self.fetched and place not in self.contested

    def offers_anew(self, offers: Iterable[LicenceOffer], problems: Iterable[Problem] = ()) -> bool:
        """Turn to the offers if there is one about which the person has not decided.

        Not before the number in question is right.
        """
        holders = {str(offer.holder.key) for offer in offers if offer.code not in self.decided}
        if not holders or not holders.isdisjoint(problem.place for problem in problems):
            return False
        self.offering = True
        self.go(Step.FORM)
        return True

    def propose(self, proposals: Mapping[str, Any], places: Iterable[str]) -> list[str]:
        """Fill in proposals for empty places and return those places.

        Each is proposed once: whoever empties it wants it empty.
        """
        new = [
            place
            for place in places
            if place in proposals and place not in self.values and place not in self.proposed
        ]
        for place in new:
            self.proposed[place] = self.values[place] = proposals[place]
        return new

    def is_proposal(self, place: str) -> bool:
        """Say whether a value is still what was proposed."""
        return place in self.proposed and self.values.get(place) == self.proposed[place]

    def go(self, step: Step) -> None:
        """Turn to a step; what was refused elsewhere is not told there."""
        self.step = step
        self.camera = self.reading = ""
        self.choosing = self.picturing = None
        self.identifying = None
        self.listing = False
        self.checking = False
        self.signing = -1
        self.refused.clear()

    def refuse(self, trouble: ServiceError | None = None) -> None:
        """Stay on the page and show from its top what has to be put right."""
        self.trouble = trouble
        self.checking = True
        self.attempt += 1

    def list_all(self) -> None:
        """List every answer given so far, until the page is turned."""
        self.listing = True

    def toggle_low(self) -> None:
        """Move everything that is touched into the lower half, or back."""
        self.low = not self.low

    def toggle_care(self) -> None:
        """Switch the larger letters on or off."""
        self.care = not self.care

    def application(self) -> Application:
        """Return what the visit hands in."""
        return Application(
            submission_key=self.submission_key,
            theme_code=self.theme,
            theme_version=self.version,
            answers=dict(self.answers),
            values=dict(self.values),
            uploads=tuple(self.uploads),
            deferred=tuple(self.deferred),
            templates=tuple(self.templates),
            fetched=dict(self.fetched),
            contested=tuple(self.contested),
            on_paper=tuple(self.on_paper),
            instead=dict(self.instead),
            signatures=tuple(self.signatures),
            consents=tuple(self.consents),
        )

    def signed(self, signature: Signature) -> None:
        """Keep a signature; it takes the place of an earlier one under the same document."""
        others = [one for one in self.signatures if one.under != signature.under]
        self.signatures = [*others, signature]

    def lose(self, digests: Collection[str]) -> list[str]:
        """Forget files that are gone; return the papers of which they were."""
        lost = [str(one.key) for one in self.uploads if one.digest in digests]
        self.uploads = [one for one in self.uploads if one.digest not in digests]
        self.signatures = [one for one in self.signatures if one.picture not in digests]
        self.values = {place: _without(value, digests) for place, value in self.values.items()}
        return lost

    @property
    def given(self) -> GivenMaterials:
        """Return what was done about the papers so far."""
        return GivenMaterials(
            files=frozenset(str(one.key) for one in self.uploads),
            templates=frozenset(self.templates),
            deferred=frozenset(self.deferred),
        )

    def state(self) -> VisitState:
        """Return what has to be kept of the visit, so that it can be gone on with."""
        place = {name: getattr(self, name) for name in KEPT}
        return VisitState(self.application(), {**place, "step": int(self.step)})

    def received(self, case_number: str) -> None:
        """Keep the number of the case and drop what was handed in: it is safe now."""
        received = replace(self.settings(), step=Step.RECEIPT, case_number=case_number)
        received.receipt_code = self.receipt_code
        remember(received)


def _without(value: Any, digests: Collection[str]) -> Any:
    """Return a value without the pictures that are gone."""
    if isinstance(value, list):
        return [_without(one, digests) for one in value]
    return None if digest_in(value) in digests else value


def _as_number(value: Any) -> str:
    """Return a value as a licence library takes a number."""
    return str(value or "").strip().upper()


KEPT = (
    *("page", "paper", "members", "decided", "agreed", "proposed", "renewed"),
    *("not_had", "told_papers"),
)
"""What is kept of a visit beside what it hands in."""
