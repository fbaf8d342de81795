"""Few and full pages: the lead department's form first, then what people expect."""

import pytest

from core.catalogue.models import FieldKey, FieldType
from core.catalogue.packages import read_package
from core.forms.merging import merge_fields
from core.forms.page_cutting import MOST_ENTRIES, RowEntry, cut
from core.forms.page_titles import PageQuestion
from core.forms.paging import Outline, plan_pages
from core.services.citizens.plan_form import plan_form
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan
from tests.conftest import SHIPPED
from tests.core.forms.test_merging import use

DESCRIBES = {"p": "person", "o": "org", "h": "premises", "m": "tax", "c": "case", "x": "sign"}
ASKS = {"boss": "老板是谁？", "shop": "店在哪里？", "sign": "招牌什么样？"}


def asks(key):
    return PageQuestion(key.subject, ASKS[key.subject]) if key.subject in ASKS else None


def outlined(*leading, **more):
    return Outline(
        frozenset(leading or ("L",)),
        describes=lambda element: DESCRIBES[element[0]],
        subject_name={"boss": "负责人", "staff": "员工", "agent": "代理人"}.get,
        matter_name=lambda matter: f"事项{matter}",
        **more,
    )


def asking(*places, repeats=(), **changes):
    """Return the merged form of places told as (ref, element@subject, section)."""
    uses = [
        use(
            ref,
            key=key,
            section=section,
            position=number,
            **({"kind": more[0]} if more else {}),
            **{"required": True, **changes},
        )
        for number, (ref, key, section, *more) in enumerate(places)
    ]
    return merge_fields(uses, repeats=lambda subject: subject in repeats)


def labels(page):
    return [merged.label for merged in page.fields]


def parts(page):
    return [(part.title, [merged.label for merged in part.fields]) for part in page.parts]


def test_the_lead_departments_form_comes_first_and_as_it_is():
    form = asking(
        ("B.1", "o.name@shop", "丙"),
        ("L.1", "m.tax@shop", "甲"),
        ("L.2", "o.kind@shop", "乙"),
        ("L.3", "h.place@shop", "乙"),
    )

    (page,) = plan_pages(form, outlined())

    assert parts(page) == [("甲", ["L.1"]), ("乙", ["L.2", "L.3"]), ("丙", ["B.1"])]
    assert page.title == page.wording == "甲、乙、丙"


def test_what_follows_from_an_entry_stands_behind_it_and_never_on_a_page_before():
    born, sex, number = (FieldKey(f"p.{name}", "boss") for name in ("born", "sex", "number"))
    form = asking(
        *((f"L.{place}", str(key), "甲") for place, key in enumerate((born, sex, number)))
    )

    pages = plan_pages(form, outlined(), follows={born: number, sex: born}, most=1)
    circle = plan_pages(form, outlined(), follows={born: number, number: born})

    assert [merged.key for page in pages for merged in page.fields] == [number, born, sex]
    assert sorted(merged.key for page in circle for merged in page.fields) == [born, number, sex]


def test_others_are_reported_in_the_order_who_where_what_how_much():
    form = asking(
        ("B.1", "c.how@case", "办理"),
        ("C.1", "m.tax@shop", "税"),
        ("D.1", "x.sign@sign", "招牌"),
        ("E.1", "h.place@shop", "场所"),
        ("F.1", "p.name@boss", "人"),
    )

    (page,) = plan_pages(form, outlined())

    assert [title for title, _ in parts(page)] == ["负责人", "场所", "招牌", "税", "办理"]


def test_persons_come_first_each_in_one_place_whoever_asks_about_them():
    form = asking(
        ("L.1", "p.name@boss", "负责人信息"),
        ("L.2", "o.name@shop", "单位"),
        ("B.1", "p.phone@boss", "其他"),
        ("B.2", "m.account@boss", "账户"),
        ("B.3", "p.name@agent", "其他"),
    )

    (page,) = plan_pages(form, outlined(is_person={"boss", "agent"}.__contains__))

    assert parts(page) == [
        ("负责人", ["L.1", "B.1", "B.2"]),
        ("代理人", ["B.3"]),
        ("单位", ["L.2"]),
    ]


def test_a_page_asks_in_everyday_words_what_most_of_it_is_about():
    form = asking(
        ("L.1", "p.name@boss", "负责人信息"),
        ("L.2", "p.phone@boss", "负责人信息"),
        ("B.1", "x.sign@sign", "招牌"),
        ("B.2", "h.place@shop", "场所"),
        ("B.3", "h.room@shop", "场所"),
    )

    (page,) = plan_pages(form, outlined(asks=asks))

    assert page.title == "老板是谁，店在哪里？"
    assert page.wording == "负责人、场所、招牌"


def test_pages_that_ask_the_same_are_counted():
    form = asking(*((f"L.{n}", f"p.{n}@boss", "人") for n in range(9)))

    pages = plan_pages(form, outlined(asks=asks))

    assert [page.title for page in pages] == ["老板是谁？ (1/2)", "老板是谁？ (2/2)"]


def test_equal_titles_of_two_forms_are_distinguished():
    places = [(f"{m}.{n}", f"x.{m}{n}@sign", "新户") for m in "BC" for n in range(5)]

    pages = plan_pages(asking(*places), outlined())

    assert [page.title for page in pages] == ["新户 · 事项B", "新户 · 事项C"]


def test_what_may_be_left_and_what_is_known_takes_no_room():
    needed = asking(*((f"L.{n}", f"o.{n}@shop", "甲") for n in range(MOST_ENTRIES)))
    known = asking(*((f"B.{n}", f"h.{n}@shop", "乙") for n in range(5)))
    left = asking(*((f"C.{n}", f"x.{n}@sign", "丙") for n in range(5)), required=False)
    form = (*needed, *known, *left)

    (page,) = plan_pages(form, outlined(), known=[merged.key for merged in known])

    assert len(page.fields) == MOST_ENTRIES + 10


def test_promises_come_last_and_signatures_after_them():
    form = asking(
        ("L.1", "c.sign@boss", "甲", FieldType.SIGNATURE),
        ("L.2", "o.name@shop", "甲"),
        ("B.1", "c.promise@commit:B", "乙", FieldType.DECLARATION),
    )

    (page,) = plan_pages(form, outlined())

    assert [named for _, named in parts(page)] == [["L.2"], ["B.1", "L.1"]]


def test_members_are_asked_together_and_later_pages_continue():
    places = [(f"L.{n}", f"p.{n}@staff", "从业" if n < 9 else "社保") for n in range(12)]

    pages = plan_pages(asking(*places, repeats={"staff"}), outlined())

    assert [(p.members_of, len(p.fields), p.continues) for p in pages] == [
        ("staff", 6, False),
        ("staff", 6, True),
    ]
    assert {part.title for page in pages for part in page.parts} == {"员工"}


def test_two_groups_never_share_a_page_and_one_entry_about_members_joins_a_neighbour():
    sign, person = ("L.1", "x.what@sign", "招牌"), ("B.1", "p.name@staff", "人")
    places = [sign, person, ("B.2", "o.a@shop", "店")]

    pages = plan_pages(asking(*places, repeats={"staff", "sign"}), outlined())

    assert [page.members_of for page in pages] == ["sign", "staff"]
    assert labels(pages[1]) == ["B.1", "B.2"]


@pytest.mark.parametrize(
    ("entries", "ends"),
    [
        ([RowEntry(0)] * 14, [7, 14]),
        ([RowEntry(0)] * 7 + [RowEntry(1)], [4, 8]),
        ([RowEntry(0, person=True)] * 3 + [RowEntry(1)] * 5, [3, 8]),
        ([RowEntry(0, is_work=False)] * 22, [11, 22]),
        (
            [RowEntry(0, 1, person=True)] * 2
            + [RowEntry(1, 1, person=True)] * 7
            + [RowEntry(2, group="staff")] * 2,
            [2, 9, 11],
        ),
        ([RowEntry(0)] * 6 + [RowEntry(1, group="staff")] * 2, [6, 8]),
        ([RowEntry(0, 1)] * 2 + [RowEntry(1)] * 5 + [RowEntry(2, group="staff")], [2, 8]),
        ([], []),
    ],
)
def test_a_row_of_entries_is_cut_where_it_disturbs_least(entries, ends):
    assert cut(entries) == ends


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED).catalogue


MOST_PAGES = {"T01": 17, "T02": 6, "T04": 8, "T07": 2}


@pytest.mark.parametrize(("code", "most"), MOST_PAGES.items())
def test_shipped_forms_have_few_pages_and_each_asks_something(shipped, code, most):
    plan = ThemePlan(shipped.themes[code], shipped)

    form = plan_form(plan, guide_theme(plan, plan.theme.typical_answers))

    assert len(form.pages) <= most
    assert all(page.asks for page in form.pages)


def test_a_page_that_goes_on_about_a_person_is_named_by_what_else_it_asks():
    about = {
        "p.name": PageQuestion("boss", "老板是谁？"),
        "m.account": PageQuestion("bank", "账户？"),
    }
    entries = [(f"L.{n}", f"p.name{n}@boss", "负责人信息") for n in range(9)]
    form = asking(*entries, ("B.1", "m.account@boss", "账户"))
    outline = outlined(
        is_person={"boss"}.__contains__,
        asks=lambda key: about.get(key.element.rstrip("0123456789")),
    )

    pages = plan_pages(form, outline)

    assert [page.title for page in pages] == ["老板是谁？", "账户？"]
