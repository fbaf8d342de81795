"""The application in the making: what a visit has given so far.

A draft never changes. What changes it takes a draft and returns another one: here, and in
:mod:`core.visits.filling`, :mod:`core.visits.fetching` and :mod:`core.visits.giving`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from core.agents.models import Authorisation
from core.cases.fetched_records import answers_found
from core.cases.help_given import HelpGiven
from core.cases.models import Application, Consent, FetchedRecord, Upload
from core.cases.signatures import Signature

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class LicenceDecisions:
    """What the person decided about the licences that could be fetched, by licence code.

    ``decided`` were answered with yes or no, ``agreed`` with yes. ``requested`` were asked of
    the library, each by the number in one field. ``not_had`` are the ones it could not give,
    ``on_paper`` all that are handed in on paper instead.
    """

    decided: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    requested: Mapping[str, str] = field(default_factory=dict)
    not_had: tuple[str, ...] = ()
    on_paper: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyChoices:
    """How the person came to say who is who, beside what they say.

    ``acting`` is the role of who stands here, where they said it. ``written`` are the places of
    their name and number that were filled in before the form. ``others`` are the roles that
    somebody else holds, each a person of their own. ``before`` is what was said before one touch
    took every role: the statements, and these roles.
    """

    acting: str = ""
    written: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    before: tuple[Mapping[str, str], tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class ApplicationDraft:
    """An application that is not handed in yet.

    Places of the form are ``element@subject``, materials ``document@subject``. ``proposed`` are
    values that were filled in for the person to confirm, ``members`` the number of members of
    each group. ``found`` are answers that records give, by question; they count once they are
    among ``answers``. ``parties`` says of a role whose person holds it, ``party_choices`` how
    that was said. The other fields are those of :class:`core.cases.models.Application`.
    """

    submission_key: str
    theme_code: str = ""
    theme_version: int = 0
    answers: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    proposed: Mapping[str, Any] = field(default_factory=dict)
    members: Mapping[str, int] = field(default_factory=dict)
    fetched: Mapping[str, FetchedRecord] = field(default_factory=dict)
    contested: tuple[str, ...] = ()
    licences: LicenceDecisions = LicenceDecisions()
    uploads: tuple[Upload, ...] = ()
    deferred: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    instead: Mapping[str, str] = field(default_factory=dict)
    signatures: tuple[Signature, ...] = ()
    consents: tuple[Consent, ...] = ()
    parties: Mapping[str, str] = field(default_factory=dict)
    party_choices: PartyChoices = PartyChoices()
    found: Mapping[str, FetchedRecord] = field(default_factory=dict)
    authorisation: Authorisation | None = None
    channel: str = "kiosk"
    help: HelpGiven | None = None

    @property
    def says_who_is_who(self) -> bool:
        """Say whether anything was said of who holds which role."""
        return bool(self.parties or self.party_choices.others)

    def is_locked(self, place: str) -> bool:
        """Say whether a value was fetched and is not contested (law 5)."""
        return place in self.fetched and place not in self.contested

    def is_written(self, place: str) -> bool:
        """Say whether a value was filled in before the form, where who acts is named."""
        return place in self.party_choices.written and place in self.values

    def is_given(self, place: str) -> bool:
        """Say whether no page of the form asks for a value: fetched, or filled in before it."""
        return self.is_locked(place) or self.is_written(place)

    def is_proposal(self, place: str) -> bool:
        """Say whether a value is still the one that was proposed."""
        return place in self.proposed and self.values.get(place) == self.proposed[place]

    def source_of_answer(self, question: str) -> FetchedRecord | None:
        """Return the record that an answer was taken from, unless the person changed it."""
        return answers_found(self.answers, self.found).get(question)

    def application(self) -> Application:
        """Return what is handed in."""
        return Application(
            submission_key=self.submission_key,
            theme_code=self.theme_code,
            theme_version=self.theme_version,
            answers=dict(self.answers),
            values=dict(self.values),
            uploads=self.uploads,
            deferred=self.deferred,
            templates=self.templates,
            fetched=dict(self.fetched),
            contested=self.contested,
            on_paper=self.licences.on_paper,
            instead=dict(self.instead),
            signatures=self.signatures,
            consents=self.consents,
            parties=dict(self.parties),
            found=dict(self.found),
            authorisation=self.authorisation,
            channel=self.channel,
            help=self.help,
        )


def answer(draft: ApplicationDraft, question: str, given: Any) -> ApplicationDraft:
    """Return the draft with an answer; a question that was answered keeps its place.

    Examples:
        >>> answer(ApplicationDraft("key"), "food", True).answers
        {'food': True}
    """
    return replace(draft, answers={**draft.answers, question: given})


def sign(draft: ApplicationDraft, signature: Signature) -> ApplicationDraft:
    """Return the draft with a signature, in the place of an earlier one under that document."""
    others = (other for other in draft.signatures if other.under != signature.under)
    return replace(draft, signatures=(*others, signature))


def consent(draft: ApplicationDraft, consents: Iterable[Consent]) -> ApplicationDraft:
    """Return the draft with what the person was told and agreed to."""
    return replace(draft, consents=(*draft.consents, *consents))


def note_help(draft: ApplicationDraft, given: HelpGiven | None) -> ApplicationDraft:
    """Return the draft with who helped with it, or with nobody."""
    return replace(draft, help=given)


def say_who_is_who(draft: ApplicationDraft, parties: Mapping[str, str]) -> ApplicationDraft:
    """Return the draft with these statements about who is who, in the place of earlier ones.

    Examples:
        >>> dict(say_who_is_who(ApplicationDraft("key"), {"liaison": "principal"}).parties)
        {'liaison': 'principal'}
    """
    return replace(draft, parties=dict(parties))


def without(entries: Mapping[str, Entry], gone: Collection[str]) -> dict[str, Entry]:
    """Return entries without some keys."""
    return {key: entry for key, entry in entries.items() if key not in gone}
