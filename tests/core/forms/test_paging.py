"""Short pages: the lead department's form first, then what people expect."""

from core.catalogue.models import FieldType
from core.forms.merging import merge_fields
from core.forms.paging import Outline, plan_pages
from tests.core.forms.test_merging import use

DESCRIBES = {"p": "person", "o": "org", "h": "premises", "m": "tax", "c": "case", "x": "sign"}


def outlined(*leading):
    return Outline(
        frozenset(leading or ("L",)),
        describes=lambda element: DESCRIBES[element[0]],
        subject_name={"boss": "负责人", "staff": "员工"}.get,
        matter_name=lambda matter: f"事项{matter}",
    )


def asking(*places, repeats=()):
    """Return the merged form of places told as (ref, element@subject, section)."""
    uses = [
        use(ref, key=key, section=section, position=number, **({"kind": more[0]} if more else {}))
        for number, (ref, key, section, *more) in enumerate(places)
    ]
    return merge_fields(uses, repeats=lambda subject: subject in repeats)


def titles(pages):
    return [(page.title, [merged.label for merged in page.fields]) for page in pages]


def test_the_lead_departments_form_comes_first_and_as_it_is():
    form = asking(
        ("L.1", "m.tax@shop", "甲"),
        ("L.2", "p.name@boss", "乙"),
        ("L.3", "h.place@shop", "乙"),
        ("B.1", "o.name@shop", "丙"),
    )

    pages = plan_pages(form, outlined())

    assert titles(pages) == [("甲、乙", ["L.1", "L.2", "L.3"]), ("丙", ["B.1"])]


def test_others_are_told_in_the_order_who_where_what_how_much():
    form = asking(
        ("B.1", "c.how@case", "办理"),
        ("C.1", "m.tax@shop", "税"),
        ("D.1", "x.sign@sign", "招牌"),
        ("E.1", "h.place@shop", "场所"),
        ("F.1", "p.name@boss", "人"),
    )

    assert [title for title, _ in titles(plan_pages(form, outlined()))] == [
        "人",
        "场所",
        "招牌",
        "税",
        "办理",
    ]


def test_what_others_ask_about_a_person_joins_the_leads_section_about_that_person():
    form = asking(
        ("L.1", "p.name@boss", "负责人"),
        ("L.2", "o.name@shop", "单位"),
        ("B.1", "p.phone@boss", "其他"),
        ("B.2", "p.name@agent", "其他"),
    )

    assert titles(plan_pages(form, outlined())) == [
        ("负责人、单位", ["L.1", "B.1", "L.2"]),
        ("其他", ["B.2"]),
    ]


def test_equal_titles_of_two_forms_are_told_apart():
    places = [(f"{m}.{n}", f"x.{m}{n}@sign", "新户") for m in "BC" for n in range(5)]

    assert [page.title for page in plan_pages(asking(*places), outlined())] == [
        "新户 · 事项B",
        "新户 · 事项C",
    ]


def test_equal_labels_never_share_a_page_because_sections_were_joined():
    form = asking(("B.1", "p.name@boss", "甲"), ("B.2", "p.name@agent", "乙"))
    alike = merge_fields(
        [
            use("B.1", key="p.name@boss", section="甲", label="姓名"),
            use("B.2", key="p.name@agent", section="乙", label="姓名", position=1),
        ]
    )

    assert len(plan_pages(form, outlined())) == 1
    assert len(plan_pages(alike, outlined())) == 2


def test_promises_come_last_and_signatures_after_them():
    form = asking(
        ("L.1", "c.sign@boss", "甲", FieldType.SIGNATURE),
        ("L.2", "o.name@shop", "甲"),
        ("B.1", "c.promise@commit:B", "乙", FieldType.DECLARATION),
    )

    assert [labels for _, labels in titles(plan_pages(form, outlined()))] == [
        ["L.2"],
        ["B.1", "L.1"],
    ]


def test_members_are_asked_together_and_later_pages_continue():
    places = [(f"L.{n}", f"p.{n}@staff", "从业" if n < 9 else "社保") for n in range(12)]

    pages = plan_pages(asking(*places, repeats={"staff"}), outlined())

    assert [(p.members_of, len(p.fields), p.continues) for p in pages] == [
        ("staff", 6, False),
        ("staff", 6, True),
    ]
    assert {page.title for page in pages} == {"员工"}


def test_a_long_section_of_another_department_is_cut_between_topics():
    places = [
        (f"B.{n}", f"{'hp'[n % 2]}.{n}@{'shop' if n % 2 else 'boss'}", "场所") for n in range(10)
    ]

    pages = plan_pages(asking(*places), outlined())

    assert [[merged.key.element[0] for merged in page.fields] for page in pages] == [
        list("ppppp"),
        list("hhhhh"),
    ]
