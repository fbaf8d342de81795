"""How each paper of a case was given: handed in, fetched, passed on, or promised."""

from collections.abc import Mapping

from core.cases.models import Case, Upload
from core.materials.merging import MergedMaterial, alternatives_to

_STATES: Mapping[str, str] = {"e_licence": "fetched", "data_sharing": "shared"}


def files_for(case: Case, material: MergedMaterial) -> tuple[Upload, ...]:
    """Return what was handed in for a paper, or for another that does as well."""
    keys = {material.key, *alternatives_to(material)}
    return tuple(one for one in case.application.uploads if (one.document, one.subject) in keys)


def state_of(case: Case, material: MergedMaterial) -> str:
    """Return how a paper was given (:class:`~core.receipts.models.ReceiptMaterial`).

    What is fetched or passed on is not handed in.
    """
    if material.is_produced:
        return "passed_on"
    if files_for(case, material):
        return "handed_in"
    code = f"{material.key.document}@{material.key.subject}"
    if code in case.application.templates:
        return "template"
    if code in case.application.deferred:
        return "later"
    return _STATES.get(material.provided_by, "later")
