"""Keep codes that a spreadsheet gives only if the catalogue has them.

A condition on a question that nobody asks is never satisfied, and a document that nobody knows is
never found: taken as they stand, words that only look like codes would change the meaning.
"""

from collections.abc import Container, Iterable, Sequence

from core.catalogue.answer_values import impossible_values
from core.catalogue.catalogue import Catalogue
from core.catalogue.models import AllDocuments, AnyDocument, DocumentAbout, Evidence, comparisons_in
from core.catalogue.models.values import COMMITMENT_PREFIX
from core.catalogue.spreadsheets.drafts import MatterDraft
from core.catalogue.spreadsheets.rows import RowReading, Values, brief, heading_of


def check_codes(draft: MatterDraft, catalogue: Catalogue, own: Container[str] = ()) -> None:
    """Leave out of a draft what names an unknown code, and tell it at its row.

    Args:
        draft: The matter in the making.
        catalogue: What there is.
        own: The codes of the matters of the same file.
    """
    _check_attributes(draft, catalogue)
    matters = (catalogue.matters, own)
    for name in {"requires", "replaced_by"} & draft.attributes.keys():
        _check_matters(draft.attributes, name, matters, draft.readings[name])
    for field in draft.fields:
        for name, known in (("element", catalogue.elements), ("subject", catalogue.subjects)):
            _check(field.values, name, known, field.reading)
        _check_condition(field.values, "when", catalogue, field.reading)
    for material in draft.materials:
        _check_condition(material.values, "when", catalogue, material.reading)
        _check_evidence(material.values, catalogue, material.reading)
        _check_matters(material.values, "produced_by", matters, material.reading)


def _check(values: Values, name: str, known: Container[str], reading: RowReading) -> None:
    given = values.get(name)
    is_own = name == "subject" and str(given).startswith(COMMITMENT_PREFIX)
    if given is not None and given not in known and not is_own:
        del values[name]
        reading.note("unknown-code", column=heading_of(name), code=brief(given))


def _check_matters(
    values: Values, name: str, known: Sequence[Container[str]], reading: RowReading
) -> None:
    """Leave out the codes of no matter; whoever writes 营业执照 there has not named one."""
    given = values.get(name, ())
    matters = tuple(code for code in given if any(code in some for some in known))
    for code in given:
        if code not in matters:
            reading.note("unknown-code", column=heading_of(name), code=brief(code))
    if len(matters) < len(given):
        values[name] = matters
        reading.understood[name] = matters


def _check_attributes(draft: MatterDraft, catalogue: Catalogue) -> None:
    for name in ("applies_when", "already_when"):
        if name in draft.attributes:
            _check_condition(draft.attributes, name, catalogue, draft.readings[name])
    if "inspects" in draft.attributes:
        _check(draft.attributes, "inspects", catalogue.subjects, draft.readings["inspects"])


def _check_condition(values: Values, name: str, catalogue: Catalogue, reading: RowReading) -> None:
    compared = list(comparisons_in(values.get(name)))
    unknown = _unknown((comparison.question for comparison in compared), catalogue.questions)
    impossible = [
        f"{comparison.question} = {value}"
        for comparison in ([] if unknown else compared)
        for value in impossible_values(comparison, catalogue.questions[comparison.question])
    ]
    _leave_out(values, name, unknown or next(iter(impossible), ""), reading)


def _check_evidence(values: Values, catalogue: Catalogue, reading: RowReading) -> None:
    named = _documents(values.get("evidence"))
    unknown = _unknown((evidence.document for evidence in named), catalogue.documents)
    subjects = (evidence.subject for evidence in named if evidence.subject is not None)
    _leave_out(values, "evidence", unknown or _unknown(subjects, catalogue.subjects), reading)


def _documents(evidence: Evidence | None) -> tuple[DocumentAbout, ...]:
    if isinstance(evidence, AllDocuments):
        return evidence.all
    if isinstance(evidence, AnyDocument):
        return evidence.any
    return (evidence,) if evidence is not None else ()


def _unknown(codes: Iterable[str], known: Container[str]) -> str:
    return next((code for code in codes if code not in known), "")


def _leave_out(values: Values, name: str, unknown: str, reading: RowReading) -> None:
    if unknown:
        del values[name]
        reading.understood.pop(name, None)
        reading.note("unknown-code", column=heading_of(name), code=brief(unknown))
