"""Cases are looked for among all of a hall's, on both databases, before anything is cut off."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.cases.models import CaseFilter, CaseStatus, CaseWord
from db.transactions import stores_in
from tests.db.content import NOW, a_case, a_version

V1, V2 = ("T07", 1), ("T07", 2)


@pytest.fixture
def halls(engine, catalogue):
    """A theme in two versions, and what opens the stores of a hall."""
    with stores_in(engine, hall="north") as stores:
        stores.themes.publish(a_version(catalogue))
        stores.themes.publish(a_version(catalogue, 2))
    return lambda hall="north": stores_in(engine, hall=hall)


def fill(stores, cases):
    """Put in cases, each a minute after the one before; return their numbers."""
    for place, changes in enumerate(cases):
        number = f"261124-{place:04d}-{chr(65 + place % 26)}CDE"
        case = a_case(number, key=f"key-{place}")
        version = changes.pop("version", 1)
        case = replace(case, application=replace(case.application, theme_version=version))
        case = replace(case, received_at=NOW + timedelta(minutes=place), history=(), **changes)
        stores.cases.add(case)
    return [line.number for line in reversed(stores.cases.latest(len(cases)))]


def numbers(stores, wanted, *, skip=0, limit=50):
    found = stores.cases.found(wanted, skip=skip, limit=limit)
    return [line.number for line in found]


def test_pages_follow_each_other_and_the_count_is_of_all(halls):
    with halls() as stores:
        every = fill(stores, [{} for _ in range(7)])

        pages = [numbers(stores, CaseFilter(), skip=skip, limit=3) for skip in (0, 3, 6, 9)]

        assert [line for page in pages for line in page] == every[::-1]
        assert [len(page) for page in pages] == [3, 3, 1, 0]
        assert stores.cases.count(CaseFilter()) == 7


@pytest.mark.parametrize(
    ("word", "places"),
    [
        ("林", [0]),
        ("émile", [1]),
        ("ÉMILE", [1]),
        ("o'neil", [2]),
        ("100%", [3]),
        ("a_b", [4]),
        ("%", [3]),
        ("_", [4]),
        ("\\", [5]),
        ("0003", [3]),
        ("261124-0003", [3]),
        ("2611240003d", [3]),
        ("t07", [0, 1, 2, 3, 4, 5]),
        ("-", []),
        ("找不到", []),
    ],
)
def test_a_word_is_found_as_it_stands_in_number_name_or_code(halls, word, places):
    names = ["林秋月", "Émile Zola", "Anne O'Neil", "100% 餐饮", "a_b", "a\\b"]
    with halls() as stores:
        every = fill(stores, [{"applicant_name": name} for name in names])

        found = numbers(stores, CaseFilter(words=(CaseWord(word),)))

        assert found == [every[place] for place in reversed(places)]


def test_all_words_have_to_stand_somewhere_and_a_theme_is_found_by_name(halls):
    with halls() as stores:
        every = fill(stores, [{"version": 1}, {"version": 2}, {"version": 2}])
        named = CaseWord("新版", (V2,))

        assert numbers(stores, CaseFilter(words=(named,))) == [every[2], every[1]]
        assert numbers(stores, CaseFilter(words=(named, CaseWord("0001")))) == [every[1]]


def test_a_department_sees_cases_with_matters_of_its_own_as_each_version_says(halls):
    with halls() as stores:
        every = fill(
            stores,
            [
                {"matters": ("GA-01",)},
                {"matters": ("GA-02", "GA-01")},
                {"matters": ("GA-02",)},
                {"matters": ("GA-02",), "version": 2},
                {"matters": ("GA-011",)},
            ],
        )
        own = (((V1,), ("GA-01",)), ((V2,), ("GA-02", "X")))

        assert numbers(stores, CaseFilter(own=own)) == [every[3], every[1], every[0]]
        assert stores.cases.count(CaseFilter(own=own)) == 3
        assert numbers(stores, CaseFilter(own=())) == []


def test_status_and_number_leave_out_all_others_and_other_halls_stay_theirs(halls):
    with halls("south") as stores:
        fill(stores, [{}])
    with halls() as stores:
        every = fill(stores, [{}, {"status": CaseStatus.WITHDRAWN}])

        assert numbers(stores, CaseFilter(status=CaseStatus.WITHDRAWN)) == [every[1]]
        assert numbers(stores, CaseFilter(number=every[0])) == [every[0]]
        assert stores.cases.count(CaseFilter()) == 2
