"""Sign what is handed in: one signature a document, with the document shown (law 11)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core.cases.models import Application
from core.cases.signatures import Signature, SigningWay, document_digest
from core.catalogue.models import FieldKey
from core.characters import clean
from core.errors import (
    Problem,
)
from core.forms.department_forms import DepartmentForm, FormEntry, FormSection
from core.forms.models import MergedField
from core.forms.validating import is_empty
from core.services.form_answers import department_forms, keyed
from core.themes.guides import Guide
from core.themes.plans import ThemePlan

_NAME = "per.name"
_AGENT = "agent"


@dataclass(frozen=True, slots=True)
class DocumentToSign:
    """A department's form as it is signed: what stands in it, who signs, and its digest.

    ``signer`` is the name on the form, if it is there. An agent (代办) signs with their own name,
    for the one named in ``on_behalf_of``. One that ``may_stay_unsigned`` is for somebody who
    need not sign.
    """

    place: str
    matter: str
    label: str
    form: DepartmentForm
    signer: str
    digest: str
    may_stay_unsigned: bool
    on_behalf_of: str = ""

    @property
    def under(self) -> tuple[str, str]:
        """Return what tells it from other documents."""
        return (self.matter, self.place)


def documents_to_sign(
    plan: ThemePlan, guide: Guide, application: Application
) -> tuple[DocumentToSign, ...]:
    """Return every document that somebody signs, in the order of the guide."""
    signed_fields = [merged for merged in guide.form if merged.type.kind.is_signed]
    fields = [merged for merged in signed_fields if not merged.is_filled_elsewhere]
    values = keyed(application.values)
    signed = {merged.key for merged in signed_fields}
    agent = _name_of(_AGENT, guide, values)
    forms = department_forms(plan, guide, {k: v for k, v in values.items() if k not in signed})
    return tuple(
        DocumentToSign(
            place=str(merged.key),
            matter=matter,
            label=merged.label,
            form=(form := _without_signatures(forms[matter])),
            signer=agent or _signer(merged, guide, values),
            on_behalf_of=_signer(merged, guide, values) if agent else "",
            digest=document_digest(application.submission_key, matter, form.title, form.values),
            may_stay_unsigned=merged.may_be_empty,
        )
        for matter in guide.matters
        for merged in fields
        if matter in merged.matters
    )


def _without_signatures(form: DepartmentForm) -> DepartmentForm:
    """Return what stands above the signature."""
    sections = (
        FormSection(
            section.title,
            tuple(
                part
                for part in section.parts
                if not (isinstance(part, FormEntry) and part.type.kind.is_signed)
            ),
        )
        for section in form.sections
    )
    return replace(form, sections=tuple(section for section in sections if section.parts))


def _name_of(subject: str, guide: Guide, values: Mapping[FieldKey, Any]) -> str:
    """Return the name of somebody whom the form asks about, if it is there."""
    key = guide.parties.key_of(FieldKey(_NAME, subject))
    name = values.get(key) if any(merged.key == key for merged in guide.form) else None
    return clean(name).strip() if isinstance(name, str) else ""


def _signer(merged: MergedField, guide: Guide, values: Mapping[FieldKey, Any]) -> str:
    """Return the name of who signs, typed once in whatever role this person acts."""
    name = values.get(guide.parties.key_of(FieldKey(_NAME, merged.key.subject)))
    return clean(name).strip() if isinstance(name, str) else ""


def still_holds(document: DocumentToSign, signatures: Iterable[Signature]) -> bool:
    """Say whether a document is signed as it stands now."""
    return any(
        signature.under == document.under and signature.document == document.digest
        for signature in signatures
    )


def with_names(application: Application, documents: Iterable[DocumentToSign]) -> dict[str, Any]:
    """Return the values with the names of those who have signed everything they have to."""
    values = dict(application.values)
    by_place: dict[str, list[DocumentToSign]] = {}
    for document in documents:
        by_place.setdefault(document.place, []).append(document)
    signatures = application.signatures
    for place, own in by_place.items():
        if all(still_holds(document, signatures) for document in own):
            name = next(signature.name for signature in signatures if signature.place == place)
            values[place] = name or own[0].label
    return values


def sealed_signatures(
    documents: Collection[DocumentToSign], application: Application, *, at: datetime
) -> tuple[Signature, ...]:
    """Return the signatures of an application that is handed in.

    A name in the place of a signature is one that was typed, under every document it stands in.
    """
    kept = [
        signature
        for signature in application.signatures
        if any(still_holds(document, (signature,)) for document in documents)
    ]
    moment = at.isoformat(timespec="seconds")
    typed = (
        Signature(
            document.place,
            document.matter,
            document.digest,
            SigningWay.TYPED,
            str(application.values[document.place]),
            moment,
        )
        for document in documents
        if not still_holds(document, kept) and not is_empty(application.values.get(document.place))
    )
    return (*kept, *typed)


def check_signatures(
    documents: Iterable[DocumentToSign], signatures: Iterable[Signature]
) -> tuple[Problem, ...]:
    """Return every signature that is of something else than what is handed in."""
    return tuple(_stale({document.under: document for document in documents}, signatures))


def _stale(
    documents: Mapping[tuple[str, str], DocumentToSign], signatures: Iterable[Signature]
) -> Iterator[Problem]:
    for signature in signatures:
        document = documents.get(signature.under)
        if document is not None and signature.document != document.digest:
            params = (("label", document.label), ("form", document.form.title))
            yield Problem(signature.place, "signature-stale", params)
