"""Purpose limitation: each officer gets the forms of the own department, whole, and no others."""

import json
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from core.errors import CaseNotFoundError
from core.forms.form_workbooks import read_form
from core.services.form_answers import keyed, project_values
from core.services.officers import CaseSearch, FormFile
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan
from core.training.scenarios import read_scenario
from tests.db.content import a_case
from tests.seating import HEALTH, LOST, TAX, WINDOW
from tests.services.applications import application_of
from tests.services.conftest import ASSETS, staffed


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


@pytest.fixture(scope="module")
def case(hall):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    return hall.kiosk.handing_in.submit(application_of(person, hall.kiosk, "a visit"))


def test_the_window_gets_every_form_exactly_as_projected(hall, case):
    with hall.transaction() as stores:
        version = stores.themes.latest("T02")
    plan = ThemePlan(version.theme, version.catalogue)
    guide = guide_theme(plan, case.application.answers)
    projected = project_values(plan, guide, keyed(case.application.values))

    forms = {
        form.form.matter: form.form for form in hall.as_(WINDOW).office.opening.forms(case.number)
    }

    assert set(forms) == set(case.matters) == set(projected)
    assert {code: form.values.keys() for code, form in forms.items()} == {
        code: form.keys() for code, form in projected.items()
    }


def test_an_officer_gets_the_own_departments_forms_alone(hall, case):
    (line,) = hall.as_(HEALTH).office.finding.cases()
    forms = hall.as_(HEALTH).office.opening.forms(case.number)

    assert line.matters == ("WJ-01",)
    assert [form.form.matter for form in forms] == ["WJ-01"]


@pytest.mark.parametrize("outsider", [TAX, LOST])
def test_for_everybody_else_there_is_no_case(hall, case, outsider):
    assert hall.as_(outsider).office.finding.cases() == ()
    with pytest.raises(CaseNotFoundError):
        hall.as_(outsider).office.opening.forms(case.number)


@pytest.fixture(scope="module")
def busy(hall, case):
    """The same hall after many people came who want nothing of the health office."""
    with hall.transaction() as stores:
        number = stores.themes.latest("T07").version
    for place in range(205):
        later = a_case(f"261125-{place:04d}-ACDE", key=f"later-{place}")
        at = case.received_at + timedelta(minutes=place + 1)
        application = replace(later.application, theme_version=number)
        with hall.transaction() as stores:
            stores.cases.add(replace(later, received_at=at, application=application, history=()))
    return hall


@pytest.mark.parametrize(
    "words", ["", "{0}", "{1}", "{3}", "开办理发店", "T02 {3}", " {0} ", "{2}"]
)
def test_an_officer_finds_a_case_however_many_came_since(busy, case, words):
    wide = str.maketrans("0123456789-", "０１２３４５６７８９－")
    plain, full = case.number.lower().replace("-", " "), case.number.translate(wide)
    search = CaseSearch(words.format(case.number, plain, full, case.applicant_name))

    assert [line.number for line in busy.as_(HEALTH).office.finding.cases(search)] == [case.number]
    assert busy.as_(HEALTH).office.finding.count_cases(search) == 1


def test_the_one_window_leafs_through_all_of_them(busy, case):
    pages = [busy.as_(WINDOW).office.finding.cases(CaseSearch(page=page)) for page in range(6)]

    assert [len(page) for page in pages] == [50, 50, 50, 50, 6, 0]
    assert busy.as_(WINDOW).office.finding.count_cases() == 206
    assert pages[4][-1].number == case.number
    assert busy.as_(WINDOW).office.finding.cases(CaseSearch("T02"))[0].matters == case.matters


@pytest.mark.parametrize("words", ["\x00", "\ud800", "%", "'; --", "x" * 5_000, "a " * 500])
def test_whatever_is_typed_is_only_looked_for(busy, words):
    assert busy.as_(HEALTH).office.finding.count_cases(CaseSearch(words)) in (0, 1)


def test_a_form_of_another_department_cannot_be_taken_along(hall, case):
    for kind in FormFile:
        with pytest.raises(CaseNotFoundError):
            hall.as_(HEALTH).office.opening.form_file(case.number, "SCJG-01", kind)


def test_the_three_files_say_the_same(hall, case, catalogue):
    files = {
        k: hall.as_(HEALTH).office.opening.form_file(case.number, "WJ-01", k) for k in FormFile
    }
    with hall.transaction() as stores:
        matter = stores.themes.latest("T02").catalogue.matters["WJ-01"]

    data = json.loads(files[FormFile.JSON])
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(files[FormFile.PDF])).pages)
    assert read_form(files[FormFile.XLSX], matter) == data["values"]
    assert data["form"] in text.replace("\n", "")
    assert "何小满" in text
    assert case.number in text
