"""A theme as linked data (JSON-LD 1.1): services by CPSV-AP 3, what they require by CCCEV 2.

The theme is an event that groups public services, one a matter. What a matter demands is a
requirement: of evidence, where each list of types is an alternative and all types of a list are
needed, or of information, where each concept is a data element about a subject. The context is
part of the document, so nobody fetches anything to read it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from core.catalogue.models import FieldKey, Matter
from core.materials.merging import MaterialUse
from core.themes.planned_matters import PlannedMatter
from core.themes.plans import ThemePlan

CONTEXT: Mapping[str, Any] = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LANGUAGE = "zh-CN"

Node = dict[str, Any]


def linked_data_of(plan: ThemePlan) -> bytes:
    """Return a theme, its matters in every situation and what they require as JSON-LD."""
    nodes: dict[str, Node] = {}
    for node in _nodes(plan):
        nodes.setdefault(node["@id"], node)
    document = {"@context": CONTEXT, "@graph": list(nodes.values())}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _nodes(plan: ThemePlan) -> Iterator[Node]:
    """Yield the theme, then each matter with everything that it points to."""
    theme, matters = plan.theme, list(plan.matters.values())
    yield _node(
        "theme",
        theme.code,
        "cv:Event",
        title=theme.name,
        description=theme.audience,
        links={
            "cv:hasRelatedService": [_link("matter", planned.matter.code) for planned in matters]
        },
    )
    for planned in matters:
        yield _service(plan, planned)
        yield from _around(plan, planned.matter)
        yield from _evidence(plan, planned)
        yield from _information(plan, planned)


def _service(plan: ThemePlan, planned: PlannedMatter) -> Node:
    matter = planned.matter
    before = [
        code for edge in plan.theme.precedence if edge.matter == matter.code for code in edge.after
    ]
    required = dict.fromkeys((*before, *matter.requires))
    requirements = [_link("requirement", use.ref) for use in _demanded(planned)]
    if planned.fields:
        requirements.append(_link("form", matter.code))
    return _node(
        "matter",
        matter.code,
        "cpsv:PublicService",
        title=matter.name,
        description="\n".join(matter.acceptance_conditions) or matter.name,
        links={
            "cv:hasCompetentAuthority": [_link("department", matter.department)],
            "cv:isGroupedBy": [_link("theme", plan.theme.code)],
            "cv:processingTime": {"@type": "xsd:duration", "@value": f"P{matter.committed_days}D"},
            "dct:requires": [_link("matter", code) for code in required],
            "cpsv:produces": [
                _link("output", _nth(matter, place)) for place in _places(matter.results)
            ],
            "cv:hasChannel": [
                _link("channel", _nth(matter, place)) for place in _places(matter.channels)
            ],
            "cv:hasLegalResource": [_link("law", law) for law in matter.legal_basis],
            "cv:holdsRequirement": requirements,
            "cv:hasInputType": [
                _link("document", key.document)
                for key in dict.fromkeys(key for use in _demanded(planned) for key in use.documents)
            ],
        },
    )


def _around(plan: ThemePlan, matter: Matter) -> Iterator[Node]:
    """Yield who decides a matter, what comes of it, where it is handed in, and its basis."""
    office = plan.catalogue.department_name(matter.department)
    yield _node("department", matter.department, "cv:PublicOrganisation", label=office)
    for place, name in enumerate(matter.results):
        yield _node("output", _nth(matter, place), "cv:Output", title=name)
    for place, name in enumerate(matter.channels):
        yield _node("channel", _nth(matter, place), "cv:Channel", description=name)
    for law in matter.legal_basis:
        yield _node("law", law, "eli:LegalResource", title=law)


def _evidence(plan: ThemePlan, planned: PlannedMatter) -> Iterator[Node]:
    for use in _demanded(planned):
        groups = [(key,) for key in use.documents] if use.alternatives else [use.documents]
        names = [f"{use.ref}.{place}" for place in range(len(groups))]
        yield _node(
            "requirement",
            use.ref,
            "cv:Requirement",
            title=use.requirement.name,
            links={"cv:hasEvidenceTypeList": [_link("evidence-list", name) for name in names]},
        )
        for name, keys in zip(names, groups, strict=True):
            types = [_link("document", key.document) for key in keys]
            yield _node(
                "evidence-list",
                name,
                "cv:EvidenceTypeList",
                links={"cv:specifiesEvidenceType": types},
            )
            for key in keys:
                label = plan.catalogue.document_name(key.document)
                yield _node("document", key.document, "cv:EvidenceType", label=label)


def _demanded(planned: PlannedMatter) -> list[MaterialUse]:
    return [material.use for material in planned.materials if material.use.documents]


def _information(plan: ThemePlan, planned: PlannedMatter) -> Iterator[Node]:
    """Yield the form of a matter: each data element about a subject that it asks for."""
    uses = [field.use for field in planned.fields]
    if not uses:
        return
    matter = planned.matter
    keys = dict.fromkeys(use.key for use in uses)
    concepts = [_link("concept", str(key)) for key in keys]
    name = matter.form_name or matter.name
    yield _node(
        "form",
        matter.code,
        "cv:InformationRequirement",
        title=name,
        links={"cv:hasConcept": concepts},
    )
    yield from (_concept(plan, key) for key in keys)


def _concept(plan: ThemePlan, key: FieldKey) -> Node:
    name = plan.catalogue.element_name(key.element)
    about = plan.catalogue.subject_name(key.subject)
    return _node("concept", str(key), "cv:InformationConcept", label=name, description=about)


def _node(
    kind: str,
    code: str,
    type_: str,
    *,
    title: str = "",
    label: str = "",
    description: str = "",
    links: Mapping[str, Any] = MappingProxyType({}),
) -> Node:
    """Return a node; what says nothing is left out."""
    texts = {"dct:title": title, "skos:prefLabel": label, "dct:description": description}
    words = {name: {"@language": _LANGUAGE, "@value": text} for name, text in texts.items() if text}
    linked = {name: value for name, value in links.items() if value}
    return {"@id": _iri(kind, code), "@type": type_, "dct:identifier": code, **words, **linked}


def _link(kind: str, code: str) -> Node:
    return {"@id": _iri(kind, code)}


def _iri(kind: str, code: str) -> str:
    return f"urn:done-once:{kind}:{quote(code, safe='@.-_:')}"


def _nth(matter: Matter, place: int) -> str:
    return f"{matter.code}.{place + 1}"


def _places(texts: Iterable[str]) -> range:
    return range(len(tuple(texts)))
