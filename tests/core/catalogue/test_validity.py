"""Matters and laws are valid from a day to a day: what is not is found, on the day it is asked."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalogue.checking import check_package
from core.catalogue.models import Law, Matter
from core.catalogue.packages import files_of, read_files
from core.catalogue.spreadsheets.importing import import_spreadsheet
from core.catalogue.spreadsheets.writing import write_spreadsheet
from core.catalogue.validity import (
    DATED_RULES,
    LawIndex,
    bases_repealed,
    is_over,
    is_to_come,
    is_valid,
    matters_not_valid,
)
from core.themes.publishing import checksum_of, snapshot_of
from tests.conftest import SHIPPED

LAST_DAY, NEXT_DAY = date(2026, 11, 30), date(2026, 12, 1)
LAWS = "format: 1\nlaws:\n  - {name: 《食品安全法》, valid_to: '2026-11-30', replaced_by: 新法}\n"


@pytest.fixture(scope="module")
def shipped():
    return read_files(files_of(SHIPPED)).catalogue


def stopped(catalogue, code, **given):
    matter = catalogue.matters[code].model_copy(update=given)
    return replace(catalogue, matters={**catalogue.matters, code: matter})


def not_valid(catalogue, theme, on):
    found = matters_not_valid(catalogue.themes[theme], catalogue.matters, on)
    return [(finding.at, finding.variant) for _, finding in found]


def test_a_matter_is_handled_on_its_last_day_and_not_on_the_next(shipped):
    ended = stopped(shipped, "SCJG-03", valid_to="2026-11-30")
    replaced = stopped(shipped, "SCJG-03", valid_to="2026-11-30", replaced_by=("SCJG-04",))
    later = stopped(shipped, "SCJG-03", valid_from="2026-12-01")

    assert not_valid(shipped, "T01", NEXT_DAY) == []
    assert not_valid(ended, "T01", LAST_DAY) == []
    assert not_valid(ended, "T01", NEXT_DAY) == [("T01.SCJG-03", "")]
    assert not_valid(replaced, "T01", NEXT_DAY) == [("T01.SCJG-03", "replaced")]
    assert not_valid(later, "T01", LAST_DAY) == [("T01.SCJG-03", "to-come")]
    assert not_valid(ended, "T04", NEXT_DAY) == []


@given(*[st.none() | st.dates()] * 2, st.dates())
def test_on_any_day_something_is_valid_over_or_to_come(begin, end, on):
    days = (day and day.isoformat() for day in (begin, end))
    law = Law(**dict(zip(("valid_from", "valid_to"), days, strict=True)), name="办法")

    assert is_valid(law, on) is not (is_over(law, on) or is_to_come(law, on))
    if begin is None and end is None:
        assert is_valid(law, on)


@pytest.mark.parametrize(
    "cited",
    [
        "《食品安全法》第三十五条",
        "《中华人民共和国食品安全法》",
        "食品安全法第四十五条",
        "《消防法》第十五条；《食品安全法》",
        "消防法第十五条，食品安全法第三条",
        "中华人民共和国食品安全法",
    ],
)
def test_a_law_is_found_however_it_is_cited(cited):
    assert [law.name for law in LawIndex([Law(name="《食品安全法》")]).of(cited)] == [
        "《食品安全法》"
    ]


@pytest.mark.parametrize(
    "cited",
    ["《食品安全法实施条例》第三条", "广东省食品安全法规", "", "食品安全", "《食品》安全法"],
)
def test_another_law_with_a_like_name_is_not_taken_for_it(cited):
    assert LawIndex([Law(name="食品安全法")]).of(cited) == ()


def test_a_law_is_known_under_every_name_it_is_cited_by():
    laws = LawIndex([Law(name="《户口登记条例》", also=("条例",))])

    assert [law.name for law in laws.of("条例第十六条")] == ["《户口登记条例》"]


def test_what_rests_on_a_repealed_law_is_reported_where_it_stands_with_the_themes():
    package = read_files({**files_of(SHIPPED), "laws.yaml": LAWS.encode()})
    found = [f for f in check_package(package, on=NEXT_DAY).findings if f.rule in DATED_RULES]

    assert check_package(package).findings == check_package(package, on=LAST_DAY).findings
    first = next(finding for finding in found if finding.at == "SCJG-03")
    assert {finding.severity for finding in found} == {"warning"}
    assert "SCJG-03.M07" in {finding.at for finding in found}
    assert dict(first.params)["themes"] == ["T01", "T09", "T10"]
    line = (SHIPPED / first.file).read_text("utf-8").splitlines()[first.line - 1]
    assert "食品安全法" in line
    assert "T01、T09、T10" in first.message("zh-CN")


def test_every_variant_has_its_sentence_in_both_languages(shipped):
    matter = Matter(
        format=1, code="A", name="甲", department="D", committed_days=1, legal_basis=("《甲法》",)
    )
    ended = {"valid_to": "2026-01-01"}
    for dates in ({**ended, "replaced_by": "乙法"}, ended, {"valid_from": "2027-01-01"}):
        laws = LawIndex([Law(name="甲法", **dates)])
        for themes in ((), ("T01",)):
            (found,) = (f for _, f in bases_repealed(matter, laws, NEXT_DAY, themes))
            for locale in ("zh-CN", "en"):
                assert "《甲法》" in found.message(locale)
                assert "finding." not in found.message(locale)


def test_a_theme_frozen_before_there_were_dates_keeps_its_checksum(shipped):
    theme = shipped.themes["T01"]
    with_laws = replace(shipped, laws={"食品安全法": Law(name="食品安全法")})
    stopped_now = stopped(shipped, "SCJG-03", valid_to="2026-11-30")

    before = checksum_of(snapshot_of(theme, shipped))
    assert checksum_of(snapshot_of(theme, with_laws)) == before
    assert checksum_of(snapshot_of(theme, stopped_now)) != before
    assert "'valid_to':" not in str(snapshot_of(theme, shipped))


def test_days_and_successors_go_through_a_spreadsheet_and_back(shipped):
    dates = {"valid_from": "2026-01-01", "valid_to": "2026-12-31", "replaced_by": ("SCJG-04",)}
    matter = stopped(shipped, "SCJG-03", **dates).matters["SCJG-03"]

    (read,) = import_spreadsheet(
        write_spreadsheet(matter), name="x", department="SCJG", catalogue=shipped
    ).matters

    assert (read.valid_from, read.valid_to, read.replaced_by) == tuple(dates.values())
