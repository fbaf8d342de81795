"""The laws of the shipped catalogue: when each begins and ends, and what a repealed one does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.catalogue.packages import files_of, read_files
from core.catalogue.validity import LawIndex, bases_repealed, cited_laws
from core.themes.verifying.dated_findings import dated_findings
from tests.conftest import SHIPPED

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def shipped():
    return read_files(files_of(SHIPPED)).catalogue


def test_no_shipped_matter_rests_on_a_law_that_is_not_in_force(shipped):
    laws = LawIndex(shipped.laws.values())

    found = [
        finding
        for matter in shipped.matters.values()
        for finding in bases_repealed(matter, laws, TODAY, ())
    ]

    assert found == []
    assert sum(bool(laws.of(text)) for m in shipped.matters.values() for text in m.legal_basis) > 30


def test_a_repealed_law_ends_the_day_before_what_replaced_it_begins(shipped):
    by_name = {cited_laws(law.name)[0]: law for law in shipped.laws.values()}
    repealed = [law for law in shipped.laws.values() if law.replaced_by]

    assert len(repealed) > 10
    for law in repealed:
        begins = date.fromisoformat(by_name[cited_laws(law.replaced_by)[0]].valid_from)
        assert law.valid_to == (begins - timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("cited", "instead"),
    [
        ("《中华人民共和国个体工商户条例》第二条", "《促进个体工商户发展条例》"),
        ("增值税暂行条例第一条", "《增值税法》"),
        ("《合同法》、《民法典》", "《民法典》"),
    ],
)
def test_a_theme_with_a_matter_that_cites_a_repealed_law_is_warned_of_what_replaced_it(
    shipped, cited, instead
):
    matter = shipped.matters["SCJG-01"].model_copy(update={"legal_basis": (cited,)})
    catalogue = replace(shipped, matters={**shipped.matters, "SCJG-01": matter})

    (found,) = dated_findings(shipped.themes["T01"], catalogue, TODAY)

    assert not found.blocks_publishing
    assert dict(found.finding.params)["replaced_by"] == instead
