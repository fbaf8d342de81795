"""What a theme decides and answers say, condition by condition, office by office (law 5)."""

from dataclasses import replace
from datetime import date

import pytest

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import DataElement, FieldKey, Matter, Question, Subject, Theme
from core.catalogue.question_links import check_links
from core.catalogue.subject_checks import check_fixed_values
from core.forms.parties import Parties
from core.forms.sources import ValueSource
from core.services.citizens.explain_values import following
from core.services.form_answers import check_values, complete_values, project_values
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan

KEY = FieldKey("tenure", "place")
OWN, FREE = "自有", "无偿使用"
IS_FREE = {"question": "how", "op": "eq", "value": FREE}


def field(number, *options, element="tenure", subject="place", kind="choice", **more):
    words = {"id": f"F{number}", "label": element, "type": kind, "required": True}
    return words | {"element": element, "subject": subject, "options": options} | more


def plan_of(*forms, how=(), what=(), **theme):
    entries = [
        entry for form in forms for field in form for entry in field.get("columns", (field,))
    ]
    named = {"format": 1, "name": "M", "department": "D", "committed_days": 1}
    matters = [Matter(code=f"M{n}", fields=fields, **named) for n, fields in enumerate(forms, 1)]
    catalogue = Catalogue(
        elements={
            entry["element"]: DataElement(id=entry["element"], name="数据元", type=entry["type"])
            for entry in entries
        },
        subjects={
            code: Subject(id=code, name=code, repeats=code == "staff")
            for code in ("place", "me", "boss", "staff")
        },
        questions={
            "how": Question(
                id="how", text="?", kind="single", options=(OWN, FREE), also_answers=how
            ),
            "what": Question(
                id="what", text="?", kind="multiple", options=("热", "糕"), also_answers=what
            ),
        },
        matters={matter.code: matter for matter in matters},
    )
    asked = [{"question": "how"}, {"question": "what"}]
    included = [{"matter": matter.code} for matter in matters]
    made = Theme(format=1, code="T", name="T", questions=asked, matters=included, **theme)
    return ThemePlan(made, replace(catalogue, themes={"T": made}))


def guided(plan, how=OWN, what=("热",)):
    return guide_theme(plan, {"how": how, "what": list(what)})


def test_what_a_theme_decides_holds_as_long_as_its_condition_does():
    plan = plan_of([field(1)], fixed_values={"tenure@place": {"value": "甲", "when": IS_FREE}})

    assert guided(plan, OWN).sources[KEY] is ValueSource.APPLICANT
    assert guided(plan, FREE).sources[KEY] is ValueSource.ANSWER
    assert project_values(plan, guided(plan, FREE), {}) == {"M1": {"F1": "甲"}}


def test_of_several_decided_values_the_first_that_holds_counts():
    decided = [{"value": "甲", "when": IS_FREE}, {"value": "乙"}, {"value": "丙"}]
    plan = plan_of([field(1)], fixed_values={"tenure@place": decided})

    values = [complete_values(plan, guided(plan, how), {})[KEY] for how in (FREE, OWN)]

    assert values == ["甲", "乙"]


def test_each_office_gets_the_word_of_its_own_list():
    link = {
        "field": "tenure@place",
        "as": {FREE: FREE, OWN: OWN},
        "maps": {"M2.F1": {FREE: "其他"}},
    }
    plan = plan_of([field(1, OWN, FREE)], [field(1, OWN, "其他")], how=[link])
    guide = guided(plan, FREE)

    assert project_values(plan, guide, {}) == {"M1": {"F1": FREE}, "M2": {"F1": "其他"}}
    assert check_values(plan, guide, {}) == ()
    assert project_values(plan, guide, {KEY: OWN}) == {"M1": {"F1": OWN}, "M2": {"F1": OWN}}
    assert project_values(plan, guided(plan), {}) == {"M1": {"F1": OWN}, "M2": {"F1": OWN}}


def test_where_some_office_has_no_word_the_person_is_asked():
    link = {"field": "tenure@place", "as": {FREE: FREE, OWN: OWN}}
    plan = plan_of([field(1, OWN, FREE)], [field(1, OWN, "其他")], how=[link])
    guide = guided(plan, FREE)

    assert guide.sources[KEY] is ValueSource.APPLICANT
    assert complete_values(plan, guide, {}) == {}
    assert check_values(plan, guide, {KEY: OWN}) == ()  # no option says what was answered


@pytest.mark.parametrize(
    "rules",
    [
        {"fixed_values": {"tenure@place": {"value": "甲", "proposed": True}}},
        {"how": [{"field": "tenure@place", "as": {OWN: "甲"}, "proposed": True}]},
    ],
)
def test_a_proposal_is_no_value_before_it_is_confirmed(rules):
    plan = plan_of([field(1, "甲", "乙")], **rules)
    guide = guided(plan)

    assert guide.sources[KEY] is ValueSource.DEFAULT
    assert project_values(plan, guide, {}) == {"M1": {}}
    assert [problem.rule for problem in check_values(plan, guide, {})] == ["required"]
    assert check_values(plan, guide, {KEY: "乙"}) == ()
    assert following(plan, guide, {}, today=date(2026, 11, 30)).proposed == {"tenure@place": "甲"}
    assert following(plan, guide, {KEY: "乙"}, today=date(2026, 11, 30)).proposed == {}


def test_the_clock_proposes_a_day():
    decided = {"clock": "today", "proposed": True}
    plan = plan_of([field(1, kind="date")], fixed_values={"tenure@place": decided})

    follows = following(plan, guided(plan), {}, today=date(2026, 11, 30))

    assert follows.proposed == {"tenure@place": "2026-11-30"}


@pytest.mark.parametrize(
    ("what", "proposed"), [(["热"], ["热食"]), (["热", "糕"], None), (["糕"], None)]
)
def test_of_several_answers_a_list_is_proposed_if_each_has_a_word(what, proposed):
    link = {"field": "tenure@place", "as": {"热": "热食", "糕": ["热食", "冷食"]}, "proposed": True}
    plan = plan_of([field(1, "热食", "冷食", "散装", kind="choices")], what=[link])

    follows = following(plan, guided(plan, what=what), {}, today=date(2026, 11, 30))

    assert follows.proposed.get("tenure@place") == proposed


def test_what_holds_for_every_member_stands_in_every_row():
    columns = [
        {"id": "C1", "label": "名", "type": "text", "element": "name", "subject": "staff"},
        {
            "id": "C2",
            "label": "业",
            "type": "choice",
            "element": "trade",
            "subject": "staff",
            "options": ["食品"],
            "required": True,
        },
    ]
    table = {"id": "F1", "label": "表", "type": "table", "required": True, "columns": columns}
    plan = plan_of([table], fixed_values={"trade@staff": "食品"})
    guide, names = guided(plan), FieldKey("name", "staff")

    rows = project_values(plan, guide, {names: ["甲", "乙"]})["M1"]["F1"]

    assert rows == [{"C1": "甲", "C2": "食品"}, {"C1": "乙", "C2": "食品"}]
    assert check_values(plan, guide, {names: ["甲", "乙"]}) == ()
    assert project_values(plan, guide, {}) == {"M1": {}}


def test_what_follows_from_who_is_who_holds_while_they_are_one_person():
    decided = {"value": "本人", "one_person": ["me", "boss"]}
    plan = plan_of([field(1, subject="boss")], fixed_values={"tenure@boss": decided})
    joined = plan.with_parties(Parties({"boss": "me"}))

    assert guided(plan).sources[FieldKey("tenure", "boss")] is ValueSource.APPLICANT
    assert guided(joined).sources[FieldKey("tenure", "me")] is ValueSource.ANSWER
    assert project_values(joined, guided(joined), {}) == {"M1": {"F1": "本人"}}


def test_what_the_office_fills_in_is_not_asked_unless_another_office_asks_for_it():
    alone = plan_of([field(1, filled_by="民警")])
    beside = plan_of([field(1, filled_by="民警")], [field(1)])

    assert guided(alone).sources[KEY] is ValueSource.DERIVED
    assert check_values(alone, guided(alone), {}) == ()
    assert guided(beside).sources[KEY] is ValueSource.APPLICANT


@pytest.mark.parametrize(
    ("decided", "rules"),
    [
        ({"value": OWN, "values": {"M2.F1": "其他"}}, []),
        ({"value": OWN, "values": {"M2.F1": FREE}}, ["unknown-fixed-value"]),
        ({"value": OWN, "values": {"M3.F1": OWN}}, ["unknown-reference"]),
        ([{"value": OWN}, {"value": "没有的"}], ["unknown-fixed-value"]),
        ({"value": OWN, "when": IS_FREE | {"question": "no"}}, ["unknown-reference"]),
        ({"value": OWN, "one_person": ["me", "nobody"]}, ["unknown-reference"]),
    ],
)
def test_what_is_decided_for_something_that_does_not_exist_is_an_error(decided, rules):
    forms = [field(1, OWN, FREE)], [field(1, OWN, "其他")]
    plan = plan_of(*forms, fixed_values={"tenure@place": decided})

    found = [finding for _, finding in check_fixed_values(plan.theme, plan.catalogue)]

    assert [finding.rule for finding in found] == rules
    assert {finding.severity.value for finding in found} <= {"error"}


@pytest.mark.parametrize(
    ("maps", "rules"),
    [
        ({"M2.F1": {FREE: "其他"}}, set()),
        ({"M2.F1": {FREE: FREE}}, {"link-unknown-option"}),
        ({"M2.F1": {"没问的": "其他"}}, {"unknown-option"}),
        ({"M9.F1": {FREE: "其他"}}, {"unknown-reference"}),
    ],
)
def test_a_word_for_a_field_that_does_not_offer_it_is_an_error(maps, rules):
    link = {"field": "tenure@place", "as": {FREE: FREE}, "maps": maps}
    plan = plan_of([field(1, OWN, FREE)], [field(1, OWN, "其他")], how=[link])

    assert {finding.rule for _, finding in check_links(plan.catalogue)} - {"asked-twice"} == rules
