"""What a case is made of."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from core.agents.models import Authorisation
from core.cases.help_given import HelpGiven
from core.cases.signatures import Signature
from core.materials.keys import DocumentKey

_SHOWN_END = 4
"""Of a licence's number the end is enough to recognise it; screens are public, papers get lost."""


class CaseStatus(StrEnum):
    """Where a case stands. Received is not accepted: each office decides that itself."""

    RECEIVED = "received"
    UNDER_REVIEW = "under_review"
    """An office has accepted a matter of it, or refused to."""
    CONCLUDED = "concluded"
    WITHDRAWN = "withdrawn"


RUNNING = (CaseStatus.RECEIVED, CaseStatus.UNDER_REVIEW)
"""Where an office still has something to do."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that the applicant handed in for one material, kept by its content.

    ``document`` and ``subject`` name the material; ``digest`` is the SHA-256 of the bytes,
    under which the file store keeps them.
    """

    document: str
    subject: str
    name: str
    media_type: str
    size: int
    digest: str

    @property
    def key(self) -> DocumentKey:
        """Return which material it was handed in for."""
        return DocumentKey(self.document, self.subject)


@dataclass(frozen=True, slots=True)
class FetchedRecord:
    """Where a value of the form was fetched from, and what it was.

    ``holder`` is the field that told whose licence it is, ``consent`` refers to the
    holder's agreement. ``seal`` proves that this system fetched it, for this submission
    and this holder.
    """

    value: Any = field(repr=False)
    source: str
    licence: str
    number: str = field(repr=False)
    checked_at: str
    consent: str
    holder: str
    seal: str

    @property
    def number_end(self) -> str:
        """Return the end of the licence's number, by which its holder recognises it."""
        return self.number[-_SHOWN_END:]


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody was told or agreed to before they gave it (个人信息保护法 17, 29, 31).

    ``about`` is the notice itself, the sensitive data, or one child; ``covers`` are the offices
    that were named, or the kinds of data. ``wording`` tells which wording it was, ``text`` is the
    digest of the very words, ``locale`` their language. ``given_at`` is in ISO 8601.
    """

    about: str
    covers: tuple[str, ...]
    wording: str
    text: str
    locale: str
    given_at: str


@dataclass(frozen=True, slots=True)
class Application:
    """What the applicant hands in at once.

    ``submission_key`` is made when the visit starts; the same key is the same
    submission, however often it is sent (law 10). ``values`` are keyed
    ``element@subject``; ``deferred`` are materials promised for later (容缺) and
    ``templates`` materials made from the office's own text, as ``document@subject``.
    ``fetched`` says which values came from a licence; the applicant contests those named
    in ``contested``, so that their values may differ from what was fetched. ``on_paper``
    names licences that were not fetched (``licence@subject``): the material is handed in.
    ``instead`` says which document is given in the place of which, where one of several will do.
    ``signatures`` are bound to the documents as they were shown. ``consents`` say what was told
    and agreed to before anything was filled in; as part of the application they are sealed.
    ``parties`` are the applicant's statements about who is who: a role is held by the same person
    as another role (law 17). ``found`` says which answers to questions came from a record, by
    question; of such a record ``value`` is the answer. ``authorisation`` says who acts for whom,
    where somebody acts for another; cases of before say nothing of it. ``help`` says who of the
    staff helped at the kiosk.
    """

    submission_key: str
    theme_code: str
    theme_version: int
    answers: dict[str, Any]
    values: dict[str, Any]
    uploads: tuple[Upload, ...] = ()
    deferred: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    channel: str = "kiosk"
    fetched: dict[str, FetchedRecord] = field(default_factory=dict)
    contested: tuple[str, ...] = ()
    on_paper: tuple[str, ...] = ()
    instead: dict[str, str] = field(default_factory=dict)
    signatures: tuple[Signature, ...] = ()
    consents: tuple[Consent, ...] = ()
    parties: dict[str, str] = field(default_factory=dict)
    found: dict[str, FetchedRecord] = field(default_factory=dict)
    authorisation: Authorisation | None = None
    help: HelpGiven | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """An application as received. It keeps the theme version it started with (law 9)."""

    number: str
    application: Application
    received_at: datetime
    status: CaseStatus = CaseStatus.RECEIVED
    applicant_name: str = ""
    matters: tuple[str, ...] = ()
    history: tuple["Event", ...] = field(default=())

    @property
    def outline(self) -> "CaseOutline":
        """Return the case without what was said in it."""
        return CaseOutline(
            number=self.number,
            theme_code=self.application.theme_code,
            theme_version=self.application.theme_version,
            channel=self.application.channel,
            matters=self.matters,
            received_at=self.received_at,
            status=self.status,
            history=self.history,
        )


@dataclass(frozen=True, slots=True)
class CaseOutline:
    """A case without what was said in it: where its matters stand is computed from this."""

    number: str
    theme_code: str
    theme_version: int
    channel: str
    matters: tuple[str, ...]
    received_at: datetime
    status: CaseStatus
    history: tuple["Event", ...]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list; ``matter_names`` are in the order of ``matters``."""

    number: str
    theme_code: str
    theme_version: int
    received_at: datetime
    applicant_name: str = field(repr=False)
    matters: tuple[str, ...] = ()
    theme_name: str = ""
    status: CaseStatus = CaseStatus.RECEIVED
    matter_names: tuple[str, ...] = ()


Version = tuple[str, int]
"""A theme's code and the number of its version."""


@dataclass(frozen=True, slots=True)
class CaseWord:
    """A word that stands in a case: its number, its applicant, its theme's code or name.

    ``named`` are the versions in whose name it stands.
    """

    text: str
    named: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases are wanted; what is not said leaves none out.

    With ``number`` it is that one. ``own`` says, for versions, which matters somebody may see:
    a case without any of them is none of theirs.
    """

    number: str = ""
    words: tuple[CaseWord, ...] = ()
    status: CaseStatus | None = None
    own: tuple[tuple[tuple[Version, ...], tuple[str, ...]], ...] | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a case's history. ``digest`` covers it and the entry before it."""

    case_number: str
    sequence: int
    at: datetime
    actor: str
    action: str
    details: dict[str, Any]
    previous: str
    digest: str
