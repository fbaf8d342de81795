"""A text that somebody else signs: whole, by that person, bound to what it said (law 11).

The householder's consent is the householder's: whoever applies can neither give it for them nor
hand it in unread. It is given when everybody whose signature it needs has signed this very text,
or when the signed paper was handed in.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from core.agents.models import SCOPE, Authorisation
from core.cases.models import Application
from core.cases.signatures import Signature, Stroke, document_digest
from core.catalogue.models import FieldKey
from core.errors import NameDiffersError
from core.forms.validating import is_empty
from core.i18n import DEFAULT_LOCALE, listed, say_day, translate
from core.materials.handing_in import has_template
from core.materials.inspecting import inspect
from core.materials.texts import filled_in, text_for, translated_texts
from core.ports import Clock, Inspector
from core.services.citizens.lease_files import FileLeases
from core.services.citizens.sign_document import signed
from core.services.form_answers import complete_values, keyed
from core.themes.guides import Guide
from core.themes.material_lists import ListedMaterial
from core.themes.plans import ThemePlan

_NAME = "per.name"
_AUTHORISED = "authorisation."
_UNTIL = "authorisation.until@case"


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The text of a document, filled in, and who signs it besides the applicant.

    ``role`` is what the signer is called (户主), ``signer`` their name if the form tells it;
    both are empty where nobody else signs. ``code`` is ``document@subject``; one text of several
    signers is told apart by ``number``. ``translations`` are help for reading, by language: what
    is signed is ``text``.
    """

    code: str
    name: str
    text: str
    digest: str
    role: str = ""
    signer: str = ""
    number: int = 1
    matter: str = ""
    on_behalf_of: str = ""
    translations: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def place(self) -> str:
        """Return what tells this signature from the others."""
        return f"{self.code}#{self.number}"

    @property
    def under(self) -> tuple[str, str]:
        """Return what a signature under this text is found by; it is of no matter."""
        return (self.matter, self.place)


def texts_of(
    plan: ThemePlan, guide: Guide, application: Application, listed: Iterable[ListedMaterial]
) -> dict[str, tuple[DocumentText, ...]]:
    """Return the texts that can be used, by code of the paper, once for each who signs it."""
    values = complete_values(plan, guide, keyed(application.values))
    return {
        material.code: tuple(
            _texts(
                _Places(plan, guide, material, values, application.authorisation),
                key=application.submission_key,
            )
        )
        for material in listed
        if material.is_asked and has_template(material.material)
    }


@dataclass(frozen=True, slots=True)
class _Places:
    """What stands in the places of a text, as the theme calls the subjects of its matters."""

    plan: ThemePlan
    guide: Guide
    listed: ListedMaterial
    values: Mapping[FieldKey, Any] = field(repr=False)
    authorisation: Authorisation | None = field(default=None, repr=False)

    def value(self, place: str) -> Any:
        """Return the value in a place, if there is one."""
        key = self._key(place)
        return self.values.get(key) if key else None

    def words(self, locale: str) -> Callable[[str], Any]:
        """Return what stands in a place in a language; nothing is left open to be written later.

        What an office issues comes with it; whom nobody asks about is nobody. Only what still has
        to be filled in is a blank.
        """
        return lambda place: self._said(place, locale)

    def _said(self, place: str, locale: str) -> Any:
        if place.startswith(_AUTHORISED):
            return _authorised(self.authorisation, place, locale)
        value, key = self.value(place), self._key(place)
        if key is None or not is_empty(value):
            return value
        if key in self.guide.expected_from_matters:
            return translate("document_text.issued_later", locale)
        asked = self.guide.form_by_key.get(key)
        is_nobody = asked is None or not asked.required
        return translate("document_text.none", locale) if is_nobody else value

    def _key(self, place: str) -> FieldKey | None:
        at = FieldKey.parse(place)
        if at is None:
            return None
        bound = (self.plan.bound.get((use.matter, at.subject)) for use in self.listed.material.uses)
        subject = next((name for name in bound if name), at.subject)
        return self.plan.parties.key_of(FieldKey(at.element, subject))


def _authorised(said: Authorisation | None, place: str, locale: str) -> str:
    """Return what an agent may, or until when: every act until all is done, if nothing is said."""
    if place == _UNTIL:
        last = said.last_day if said else None
        if last is None:
            return translate("agent.no_end", locale)
        return say_day(last, locale, with_year=True)
    acts = said.acts if said else SCOPE
    return listed([translate(f"agent.act.{act}", locale) for act in acts], locale)


def _texts(places: _Places, *, key: str) -> Iterator[DocumentText]:
    listed = places.listed
    document = listed.material.key.document
    text = filled_in(text_for(document), places.words(DEFAULT_LOCALE))
    if not text:
        return
    translations = {
        locale: filled_in(words, places.words(locale))
        for locale, words in translated_texts(document).items()
    }
    subject = listed.signed_by
    digest = document_digest(key, "", listed.name, text)
    names = _names(places.value(f"{_NAME}@{subject}")) if subject else ("",)
    for number, name in enumerate(names, start=1):
        role = places.plan.catalogue.short_subject_name(subject)
        signer = DocumentText(listed.code, listed.name, text, digest, role, name, number)
        yield replace(signer, translations=translations)


def _names(value: Any) -> tuple[str, ...]:
    """Return the names of who signs; one without a name if nobody is named."""
    entries = value if isinstance(value, list | tuple) else [value]
    return tuple(str(entry).strip() for entry in entries if not is_empty(entry)) or ("",)


def sign_text(
    text: DocumentText,
    given: Stroke | str,
    *,
    keep: Callable[[bytes], str],
    at: datetime,
    look: Inspector = inspect,
) -> Signature:
    """Return a signature of somebody else under a text: drawn, or a name that was typed.

    Raises:
        NameDiffersError: If it is drawn and nobody knows whose it is, or another name is typed.
        SignatureTooShortError, UploadRefusedError, StorageError: As for :func:`signed`.
    """
    if isinstance(given, Stroke) and not text.signer:
        raise NameDiffersError
    return replace(signed(text, given, keep=keep, at=at, look=look), text=text.text, role=text.role)


def unsigned(texts: Iterable[DocumentText], signatures: Iterable[Signature]) -> list[DocumentText]:
    """Return what somebody else still has to sign, as the text stands now."""
    held = {(signature.under, signature.document) for signature in signatures}
    return [text for text in texts if text.role and (text.under, text.digest) not in held]


def is_signed(texts: Collection[DocumentText], signatures: Iterable[Signature]) -> bool:
    """Say whether there is a text, signed by everybody whose signature it needs."""
    return bool(texts) and not unsigned(texts, signatures)


def third_signatures(
    texts: Mapping[str, Iterable[DocumentText]], application: Application
) -> tuple[Signature, ...]:
    """Return the signatures of others that hold, under the texts that are handed in."""
    wanted = {
        (text.under, text.digest)
        for code, own in texts.items()
        if code in application.templates
        for text in own
    }
    return tuple(
        signature
        for signature in application.signatures
        if (signature.under, signature.document) in wanted
    )


class SignText:
    """Takes signatures under texts, by others than the applicant."""

    def __init__(self, *, leases: FileLeases, clock: Clock, inspector: Inspector) -> None:
        self._leases = leases
        self._clock = clock
        self._look = inspector

    def __call__(self, text: DocumentText, given: Stroke | str, *, holder: str = "") -> Signature:
        """Return a signature under a text (:func:`sign_text`)."""
        keep = partial(self._leases.put, holder=holder)
        return sign_text(text, given, keep=keep, at=self._clock(), look=self._look)
