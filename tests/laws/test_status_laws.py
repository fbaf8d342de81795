"""One status: what review shows, submit demands and the receipt and the offices tell is the same.

Drawn is what no page offers as well: promises that no office takes, texts that nobody signed, and
materials that nobody asks for.
"""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.cases.models import Application, Case, Upload
from core.cases.signatures import Signature, SigningWay
from core.forms.sources import ValueSource
from core.materials.keys import DocumentKey
from core.materials.status import GivenMaterials, MaterialState, status_of
from core.services.citizens.offer_licences import offer_licences
from core.services.citizens.plan_form import FormChoices, plan_form
from core.services.citizens.prepare_application import PreparedApplication
from core.services.citizens.receipt_of_case import receipt_of
from core.services.citizens.seal_application import seal_application
from core.services.citizens.supply_material import owed_materials
from core.services.materials_given import materials_of_case
from core.services.officers.materials import materials_of
from core.themes.guides import guide_theme
from core.working_days import WEEKENDS_ONLY, day_of
from tests.strategies import any_answers, themes_with_answers

RECEIVED = datetime(2026, 9, 28, 20, tzinfo=UTC)
SPARED = {
    "e_licence": MaterialState.FETCHED,
    "data_sharing": MaterialState.SHARED,
    "matter": MaterialState.PASSED_ON,
}


def drawn_application(plan, answers, data):
    guide = guide_theme(plan, answers)
    licences = [offer.code for offer in offer_licences(plan, guide, tuple(ValueSource))]
    on_paper = tuple(data.draw(st.sets(st.sampled_from(licences)))) if licences else ()
    form = plan_form(plan, guide, choices=FormChoices(on_paper))
    codes = [str(material.key) for material in guide.materials] + ["mat.unheard@of"]
    choices = [code for paper in form.materials for code, _ in paper.choices]
    some = st.sets(st.sampled_from(codes + choices))
    application = Application(
        "visit",
        plan.theme.code,
        1,
        dict(answers),
        {},
        uploads=tuple(
            Upload(*DocumentKey.parse(code), "a.pdf", "application/pdf", 1, code)
            for code in sorted(data.draw(some))
        ),
        deferred=tuple(sorted(data.draw(some))),
        templates=tuple(sorted(data.draw(some))),
        on_paper=on_paper,
    )
    return guide, form, application


def prepared_of(plan, guide, application):
    version = SimpleNamespace(theme=plan.theme, version=1, catalogue=plan.catalogue)
    planned = SimpleNamespace(plan=plan, version=version)
    return PreparedApplication(planned, guide, application, date(2026, 9, 29), seals=None)


def signed(prepared, data):
    """Let those sign, or not, whose signatures the texts need."""
    texts = [text for own in prepared.texts.values() for text in own if text.role]
    for text in data.draw(st.lists(st.sampled_from(texts), unique_by=id)) if texts else ():
        yield Signature(
            text.place,
            text.matter,
            text.digest,
            SigningWay.TYPED,
            "甲",
            "2026-09-28T20:00:00",
            role=text.role,
            text=text.text,
        )


def expected_state(paper, prepared):
    """Say how a material that is asked stands, without asking the one who says it."""
    application = prepared.given
    under = {signature.under for signature in application.signatures}
    needed = prepared.texts.get(paper.code, ())
    if paper.code in {f"{upload.document}@{upload.subject}" for upload in application.uploads}:
        return MaterialState.HANDED_IN
    is_signed = all(not text.role or text.under in under for text in needed)
    if paper.code in application.templates and paper.has_template and needed and is_signed:
        return MaterialState.TEMPLATE
    if paper.code in application.deferred and paper.may_come_later:
        return MaterialState.LATER
    return MaterialState.MISSING


def check_status(plan, answers, data):
    guide, form, application = drawn_application(plan, answers, data)
    signatures = tuple(signed(prepared_of(plan, guide, application), data))
    application = Application(**{**vars_of(application), "signatures": signatures})
    prepared = prepared_of(plan, guide, application)

    case = Case("1", seal_application(prepared, at=RECEIVED), RECEIVED, matters=guide.matters)
    materials = materials_of_case(plan, guide, case)

    asked = {paper.code: expected_state(paper, prepared) for paper in form.materials}
    spared = {field.code: SPARED[field.material.provided_by.kind] for field in form.spared}
    assert {code: status.state for code, status in prepared.statuses.items()} == asked | spared
    assert {material.listed.code: material.status for material in materials} == prepared.statuses
    promised = {material.code: material.promises for material in form.materials}
    for code, status in prepared.statuses.items():
        assert status.promises == (promised[code] if status.is_owed else ())
    missing = [
        material.name
        for material in form.materials
        if asked[material.code] is MaterialState.MISSING
    ]
    assert prepared.missing == tuple(missing)
    check_receipt(prepared, case)
    check_tracking(prepared, case)
    check_offices(prepared, materials)


def check_receipt(prepared, case):
    on_receipt = receipt_of(case, prepared.planned, prepared.guide, WEEKENDS_ONLY).materials
    statuses = list(prepared.statuses.values())
    assert [status.state for status in on_receipt] == [status.state for status in statuses]
    owed = [status.owed_until(WEEKENDS_ONLY, day_of(RECEIVED)) for status in statuses]
    assert [status.until for status in on_receipt] == owed
    assert [day is not None for day in owed] == [status.is_owed for status in statuses]


def check_tracking(prepared, case):
    found = SimpleNamespace(case=case, planned=prepared.planned, guide=prepared.guide)
    still_owed = {
        str(material.key): material.until for material in owed_materials(found, WEEKENDS_ONLY)
    }
    days = {
        code: status.owed_until(WEEKENDS_ONLY, day_of(RECEIVED))
        for code, status in prepared.statuses.items()
        if status.is_owed
    }
    assert still_owed == days


def check_offices(prepared, materials):
    for matter in prepared.guide.matters:
        for paper in materials_of(matter, materials, WEEKENDS_ONLY, day_of(RECEIVED)):
            status = prepared.statuses[paper.place]
            assert paper.state == status.state
            assert (paper.due is not None) is status.is_owed


def vars_of(application):
    return {name: getattr(application, name) for name in Application.__dataclass_fields__}


@settings(max_examples=max(5, settings.default.max_examples // 12))
@given(data=st.data())
def test_everybody_tells_one_status_of_the_materials_of_a_real_theme(plan, data):
    check_status(plan, data.draw(any_answers(plan)), data)


@settings(max_examples=max(10, settings.default.max_examples // 2))
@given(drawn=themes_with_answers(), data=st.data())
def test_everybody_tells_one_status_of_the_materials_of_a_generated_theme(drawn, data):
    generated, answers = drawn
    check_status(generated.plan, answers, data)


def test_what_would_have_been_fetched_is_handed_in_once_an_officer_asked_for_it(plans):
    for plan in plans.values():
        for material in guide_theme(plan, plan.theme.typical_answers).materials:
            given_file = GivenMaterials(files={str(material.key)})

            status = status_of(material, given_file, is_asked=False)

            is_passed_on = material.provided_by.kind == "matter"
            state = MaterialState.PASSED_ON if is_passed_on else MaterialState.HANDED_IN
            assert status.state is state
