"""Linked data: any reader of RDF finds in it what the theme says, without fetching anything."""

import json

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from core.themes.exchanging.linked_data import linked_data_of
from tests.conftest import SHIPPED
from tests.laws.conftest import plan_of

CPSV = Namespace("http://purl.org/vocab/cpsv#")
CV = Namespace("http://data.europa.eu/m8g/")
DCT = Namespace("http://purl.org/dc/terms/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")


@pytest.fixture(scope="module", params=["T01", "T03", "T07", "T11"])
def plan(request):
    return plan_of(SHIPPED, request.param)


@pytest.fixture(scope="module")
def graph(plan):
    return Graph().parse(data=linked_data_of(plan), format="json-ld")


def coded(graph, type_):
    """Return the nodes of a type by their codes."""
    return {
        str(graph.value(node, DCT.identifier)): node for node in graph.subjects(RDF.type, type_)
    }


def codes(graph, node, property_):
    return {str(graph.value(target, DCT.identifier)) for target in graph.objects(node, property_)}


def test_what_is_written_again_by_another_program_is_the_same(graph):
    for form in ("json-ld", "turtle", "nt"):
        again = Graph().parse(data=graph.serialize(format=form), format=form)
        assert isomorphic(graph, again)


def test_every_matter_is_a_service_with_name_office_time_and_results(plan, graph):
    services = coded(graph, CPSV.PublicService)

    assert services.keys() == plan.matters.keys()
    for code, planned in plan.matters.items():
        node, matter = services[code], planned.matter
        assert graph.value(node, DCT.title) == Literal(matter.name, lang="zh-CN")
        assert codes(graph, node, CV.hasCompetentAuthority) == {matter.department}
        time = graph.value(node, CV.processingTime)
        assert (str(time), time.datatype.rpartition("#")[2]) == (
            f"P{matter.committed_days}D",
            "duration",
        )
        results = [str(graph.value(out, DCT.title)) for out in graph.objects(node, CPSV.produces)]
        assert sorted(results) == sorted(matter.results)
        assert codes(graph, node, CV.hasLegalResource) == set(matter.legal_basis)


def test_the_theme_is_an_event_that_groups_them_and_who_waits_requires(plan, graph):
    (event,) = graph.subjects(RDF.type, CV.Event)
    services = coded(graph, CPSV.PublicService)

    assert codes(graph, event, CV.hasRelatedService) == plan.matters.keys()
    assert set(graph.objects(services["".join(list(services)[:1])], CV.isGroupedBy)) == {event}
    for edge in plan.theme.precedence:
        required = {str(target) for target in graph.objects(services[edge.matter], DCT.requires)}
        assert {f"urn:done-once:matter:{code}" for code in edge.after} <= required


def test_alternatives_are_lists_of_their_own_and_what_is_needed_together_is_one_list(plan, graph):
    requirements = coded(graph, CV.Requirement)
    for planned in plan.matters.values():
        for use in (material.use for material in planned.materials if material.use.documents):
            lists = list(graph.objects(requirements[use.ref], CV.hasEvidenceTypeList))
            found = sorted(sorted(codes(graph, types, CV.specifiesEvidenceType)) for types in lists)
            documents = [key.document for key in use.documents]
            wanted = (
                [[code] for code in documents] if use.alternatives else [sorted(set(documents))]
            )
            assert found == sorted(wanted)


def test_every_form_asks_for_its_elements_about_their_subjects(plan, graph):
    forms = coded(graph, CV.InformationRequirement)
    for code, planned in plan.matters.items():
        keys = {str(field.use.key) for field in planned.fields}
        if keys:
            assert codes(graph, forms[code], CV.hasConcept) == keys


def test_nothing_points_into_nowhere_and_nothing_is_fetched(plan, graph):
    document = json.loads(linked_data_of(plan))
    assert isinstance(document["@context"], dict)
    assert not [node for node in graph.all_nodes() if not isinstance(node, URIRef | Literal)]
    described = set(graph.subjects(RDF.type, None))
    for subject, property_, target in graph:
        if isinstance(target, URIRef) and property_ not in {RDF.type, DCT.requires}:
            assert target in described, (subject, property_, target)
