"""Which documents prove something, as a line of text: ``租赁合同 @ 经营场所 或 产权证明``."""

import re
from collections.abc import Mapping

from core.catalogue.editing.named_codes import code_named, named_code
from core.catalogue.models import AllDocuments, AnyDocument, DocumentAbout, Evidence

_OR = re.compile(r"\s+(?:或者?|or)\s+")
_AND = re.compile(r"\s+(?:和|and)\s+")
_AT = re.compile(r"\s*[@＠]\s*")
Names = Mapping[str, str]


def write_evidence(evidence: Evidence | None, documents: Names, subjects: Names) -> str:
    """Return evidence as text; nothing is an empty text.

    Examples:
        >>> lease = DocumentAbout(document="lease", subject="shop")
        >>> write_evidence(lease, {"lease": "租赁合同"}, {"shop": "经营场所"})
        '租赁合同 lease @ 经营场所 shop'
    """
    if evidence is None:
        return ""
    if isinstance(evidence, AllDocuments):
        return " 和 ".join(_written(about, documents, subjects) for about in evidence.all)
    if isinstance(evidence, AnyDocument):
        return " 或 ".join(_written(about, documents, subjects) for about in evidence.any)
    return _written(evidence, documents, subjects)


def _written(about: DocumentAbout, documents: Names, subjects: Names) -> str:
    document = named_code(about.document, documents)
    return f"{document} @ {named_code(about.subject, subjects)}" if about.subject else document


def read_evidence(text: str, documents: Names, subjects: Names) -> tuple[Evidence | None, str]:
    """Return what a text means, and the part of it that means nothing.

    Examples:
        >>> names = {"lease": "租赁合同", "deed": "产权证明"}, {"shop": "经营场所"}
        >>> read_evidence("租赁合同 @ 经营场所 或 deed", *names)[0].any[1].document
        'deed'
        >>> read_evidence("借条 @ 经营场所", *names)
        (None, '借条 @ 经营场所')
    """
    words = text.strip()
    if not words:
        return None, ""
    several, joint = (_OR.split(words), "any"), (_AND.split(words), "all")
    parts, way = several if len(several[0]) > 1 else joint
    found = []
    for part in parts:
        about = _read(part, documents, subjects)
        if about is None:
            return None, part
        found.append(about)
    if len(found) == 1:
        return found[0], ""
    joined = tuple(found)
    return (AnyDocument(any=joined) if way == "any" else AllDocuments(all=joined)), ""


def _read(text: str, documents: Names, subjects: Names) -> DocumentAbout | None:
    document, *about = _AT.split(text.strip())
    code = code_named(document, documents)
    subject = code_named(about[0], subjects) if len(about) == 1 else None
    if code is None or len(about) > 1 or (about and subject is None):
        return None
    return DocumentAbout(document=code, subject=subject)
