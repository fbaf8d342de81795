from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.catalogue.packages import read_package
from core.privacy.children import children_on
from core.privacy.notices import CHILD, NOTICE, SENSITIVE, privacy_notice
from core.themes.guides import concluded_guide
from core.themes.plans import ThemePlan
from tests.conftest import SHIPPED

TODAY = date(2026, 11, 29)
AT = datetime(2026, 11, 29, 9, tzinfo=UTC)
THEMES = sorted(read_package(SHIPPED).catalogue.themes)


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED).catalogue


def notice_of(catalogue, code, values=None):
    plan = ThemePlan(catalogue.themes[code], catalogue)
    guide = concluded_guide(plan, plan.theme.typical_answers)
    return privacy_notice(plan, guide, values or {}, TODAY), guide


def agreed_to(points):
    return [point.agreed(AT, "zh-CN") for point in points]


@pytest.mark.parametrize("code", THEMES)
def test_every_office_in_force_is_reported_and_no_other(code, shipped):
    notice, guide = notice_of(shipped, code)

    listed = [recipient.department for recipient in notice.recipients]
    offices = {shipped.matters[matter].department for matter in guide.matters}
    assert sorted(listed) == sorted(shipped.departments[office].name for office in offices)
    words = "".join(notice.notice("zh-CN").words)
    assert all(text in words for text in listed)


def test_an_office_is_told_with_its_own_entries_only(shipped):
    notice, guide = notice_of(shipped, "T02")

    for recipient in notice.recipients:
        (code,) = [
            c for c, known in shipped.departments.items() if known.name == recipient.department
        ]
        theirs = [m for m in guide.matters if shipped.matters[m].department == code]
        asked = {u.key.element for m in theirs for u in guide.uses[m]}
        assert set(recipient.labels) == {shipped.elements[element].name for element in asked}


def test_what_was_agreed_to_in_one_language_is_not_asked_in_the_other(shipped):
    notice, _ = notice_of(shipped, "T04")
    points = notice.open_points([], "zh-CN")

    assert [point.about for point in points] == [NOTICE, SENSITIVE, f"{CHILD}:newborn"]
    assert notice.open_points(agreed_to(points), "en") == ()
    assert points[0].words != notice.open_points([], "en")[0].words


def test_consent_to_one_thing_is_none_to_another(shipped):
    notice, _ = notice_of(shipped, "T04")
    points = notice.open_points([], "zh-CN")

    for place, point in enumerate(points):
        others = [*points[:place], *points[place + 1 :]]
        assert notice.open_points(agreed_to(others), "zh-CN") == (point,)


def test_one_more_office_or_kind_is_reported_again_and_one_less_is_not(shipped):
    notice, _ = notice_of(shipped, "T02")
    fewer = replace(notice, recipients=notice.recipients[:1], sensitive=notice.sensitive[1:])

    known = agreed_to(notice.open_points([], "zh-CN"))
    assert fewer.open_points(known, "zh-CN") == ()
    known = agreed_to(fewer.open_points([], "zh-CN"))
    assert [point.about for point in notice.open_points(known, "zh-CN")] == [NOTICE, SENSITIVE]


def test_another_wording_is_reported_again(shipped):
    notice, _ = notice_of(shipped, "T02")
    before = [
        replace(consent, wording="x") for consent in agreed_to(notice.open_points([], "zh-CN"))
    ]

    assert [point.about for point in notice.open_points(before, "zh-CN")] == [NOTICE, SENSITIVE]


def test_where_nothing_is_sensitive_there_is_nothing_to_agree_to(shipped):
    plain = replace(
        shipped,
        elements={c: e.model_copy(update={"sensitive": None}) for c, e in shipped.elements.items()},
        documents={
            c: d.model_copy(update={"sensitive": None}) for c, d in shipped.documents.items()
        },
    )

    notice, _ = notice_of(plain, "T02")

    assert notice.choices("zh-CN") == ()
    assert [point.about for point in notice.open_points([], "zh-CN")] == [NOTICE]


def test_the_account_of_a_firm_is_no_personal_data(shipped):
    notice, guide = notice_of(shipped, "T01")
    everything = {merged.key for merged in guide.form}
    whose = {key.subject for key in everything if key.element == "bank.account"}

    assert whose <= {"subject"}
    assert "finance" not in {sensitive.kind for sensitive in notice.sensitive}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ("newborn",)),
        ({"per.birth_date@newborn": "2026-11-20"}, ("newborn",)),
        ({"per.birth_date@newborn": "2010-11-20"}, ()),
        ({"per.birth_time@newborn": "2026-11-20 10:30"}, ("newborn",)),
        ({"per.birth_date@newborn": "2027-01-01"}, ()),
        ({"per.birth_date@mother": "2013年5月6日"}, ("mother", "newborn")),
        ({"per.id_no@mother": "441202201305060029"}, ("mother", "newborn")),
        ({"per.id_no@father": "11010519491231002X"}, ("newborn",)),
    ],
)
def test_children_are_known_by_birth_or_number(shipped, values, expected):
    _, guide = notice_of(shipped, "T04")

    assert tuple(sorted(children_on(guide.form, values, shipped, TODAY))) == expected


def test_one_child_among_several_members_is_enough(shipped):
    plan = ThemePlan(shipped.themes["T05"], shipped)
    form = [use.use for matter in plan.matters.values() for use in matter.fields]
    merged = plan.merged(form)
    key = "per.id_no@buyer_child"

    grown, child = "11010519491231002X", "441202201305060029"
    assert children_on(merged, {key: [grown, child]}, shipped, TODAY) == ("buyer_child",)
    assert children_on(merged, {key: [grown, None]}, shipped, TODAY) == ()
