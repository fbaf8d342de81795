"""One count: the guide's number of papers is what the pages ask and what the receipt counts."""

from collections import Counter
from datetime import UTC, date, datetime
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.cases.models import Application, Case, Upload
from core.forms.sources import ValueSource
from core.materials.handing_in import is_handed_in
from core.materials.status import MaterialState
from core.services.citizens.compare_materials import compare_materials
from core.services.citizens.offer_licences import offer_licences
from core.services.citizens.plan_form import FormChoices, plan_form, with_days
from core.services.citizens.receipt_of_case import receipt_of
from core.services.materials_given import materials_of_case
from core.services.officers.materials import materials_of
from core.themes.guides import guide_theme
from core.working_days import WorkingCalendar
from tests.strategies import any_answers, themes_with_answers

RECEIVED = datetime(2026, 9, 28, 20, tzinfo=UTC)
DAY = date(2026, 9, 29)
CALENDAR = WorkingCalendar(
    frozenset(date(2026, 10, day) for day in range(1, 8)),
    frozenset({date(2026, 10, 10)}),
    frozenset({2026}),
)
WAYS = (MaterialState.HANDED_IN, MaterialState.TEMPLATE, MaterialState.LATER)


def ways_of(paper):
    allowed = {WAYS[0]: True, WAYS[1]: paper.has_template, WAYS[2]: paper.may_come_later}
    return [way for way in WAYS if allowed[way]]


def drawn_application(plan, answers, data):
    """Draw what becomes of the licences, which alternatives are given, and how each paper is."""
    guide = guide_theme(plan, answers)
    offered = [licence.code for licence in offer_licences(plan, guide, tuple(ValueSource))]
    on_paper = data.draw(st.sets(st.sampled_from(offered))) if offered else set()
    choosing = [
        material
        for material in plan_form(plan, guide, choices=FormChoices(on_paper)).materials
        if material.choices
    ]
    instead = {
        material.asked: data.draw(st.sampled_from([code for code, _ in material.choices]))
        for material in choosing
    }
    form = plan_form(plan, guide, choices=FormChoices(on_paper, instead))
    form = with_days(form, CALENDAR, DAY)
    ways = {paper.code: data.draw(st.sampled_from(ways_of(paper))) for paper in form.materials}
    by_way = {way: tuple(code for code in ways if ways[code] is way) for way in WAYS}
    application = Application(
        "visit",
        plan.theme.code,
        1,
        dict(answers),
        {},
        uploads=tuple(
            Upload(*code.split("@"), "a.pdf", "application/pdf", 1, code)
            for code in by_way[MaterialState.HANDED_IN]
        ),
        deferred=by_way[MaterialState.LATER],
        templates=by_way[MaterialState.TEMPLATE],
        on_paper=tuple(on_paper),
        instead=instead,
    )
    return guide, form, application


def check_counting(plan, answers, data):
    guide, form, application = drawn_application(plan, answers, data)
    version = SimpleNamespace(theme=plan.theme, version=1, catalogue=plan.catalogue)
    planned = SimpleNamespace(plan=plan, version=version)
    case = Case("1", application, RECEIVED, matters=guide.matters)

    receipt = receipt_of(case, planned, guide, CALENDAR)

    on_paper = [material for material in form.materials if not is_handed_in(material.material)]
    assert len(form.materials) == guide.materials_count.asked + len(on_paper)
    assert not on_paper or application.on_paper
    assert len({material.code for material in form.materials}) == len(form.materials)
    assert len(form.materials) + len(form.spared) == len(guide.materials)
    tally = receipt.tally
    assert (tally.asked, tally.missing) == (len(form.materials), 0)
    assert tally.given + tally.owed == len(form.materials)
    asked = Counter((material.name, material.about) for material in form.materials)
    spared = Counter((field.name, field.about) for field in form.spared)
    assert (
        Counter((material.name, material.about) for material in receipt.materials) == asked + spared
    )
    check_days(form, application, receipt)
    check_offices(guide, planned, case)
    assert compare_materials({material.asked for material in form.materials}, form, ()) is None


def check_days(form, application, receipt):
    """Say that what is owed has one day: the earliest of any matter, the same everywhere."""
    owed = {
        material.code: material
        for material in form.materials
        if material.code in application.deferred
    }
    for paper in owed.values():
        days = min(promise.working_days for promise in paper.promises)
        assert paper.until.day == CALENDAR.after(DAY, days)
    on_receipt = Counter(
        (material.name, material.about, material.until)
        for material in receipt.materials
        if material.until
    )
    assert on_receipt == Counter((value.name, value.about, value.until) for value in owed.values())


def check_offices(guide, planned, case):
    """Say that every office sees how each of its papers stands, and when its own is due."""
    materials = materials_of_case(planned.plan, guide, case)
    states = {material.listed.code: material.state for material in materials}
    for matter in guide.matters:
        for paper in materials_of(matter, materials, CALENDAR, DAY):
            assert paper.state == states[paper.place]
            days = planned.plan.catalogue.matters[matter].committed_days
            is_owed = paper.state is MaterialState.LATER
            assert paper.due == (CALENDAR.after(DAY, days) if is_owed else None)


@settings(max_examples=max(5, settings.default.max_examples // 12))
@given(data=st.data())
def test_guide_pages_and_receipt_of_a_real_theme_count_alike(plan, data):
    check_counting(plan, data.draw(any_answers(plan)), data)


@settings(max_examples=max(10, settings.default.max_examples // 2))
@given(drawn=themes_with_answers(), data=st.data())
def test_guide_pages_and_receipt_of_a_generated_theme_count_alike(drawn, data):
    generated, answers = drawn
    check_counting(generated.plan, answers, data)


def test_without_licences_on_paper_the_guide_asks_what_the_command_line_counts(plan):
    guide = guide_theme(plan, plan.theme.typical_answers)

    assert len(plan_form(plan, guide).materials) == guide.materials_count.asked
