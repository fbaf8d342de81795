"""Officers see their own department's forms of a case, and nothing else."""

import ast
from base64 import b64decode
from dataclasses import replace
from hashlib import sha256
from types import SimpleNamespace

import pytest

from core.materials.screening import Screened, ScreenState
from core.review.models import Fault
from core.training.scenarios import read_scenario
from tests.conftest import ROOT
from tests.pages.designer.screens import Screen
from tests.pages.handed import handed_over
from tests.seating import HEALTH
from tests.services.applications import application_of
from tests.services.conftest import ASSETS
from tests.services.test_fetching import ADDRESS, LIN, counter_at


@pytest.fixture
def case(office):
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    return office.kiosk.handing_in.submit(application_of(person, office.kiosk, "a visit"))


def test_an_officer_reads_the_own_departments_form_in_its_own_layout(office, case, screen):
    screen.log_in("health")
    screen.visit("cases")
    assert case.number in screen.html
    assert "公共场所卫生许可" in screen.html
    assert "WJ-01" in screen.html
    assert "SCJG-01" not in screen.html

    screen.press(f"open_{case.number}")

    assert screen.title.startswith(case.number)
    assert "卫生管理人员" in screen.html
    assert "何小满" in screen.html
    assert "经营者信息" not in screen.html


def test_the_one_window_reads_every_form(office, case, screen):
    screen.log_in("window")

    screen.press(f"open_{case.number}")

    assert "卫生管理人员" in screen.html
    assert "经营者信息" in screen.html


@pytest.fixture
def contested(office, tmp_path):
    """A case in which the address on the card is contested."""
    hall = SimpleNamespace(transaction=office.transaction, folder=tmp_path)
    counter = counter_at(hall, read_scenario(ASSETS / "scenarios" / "S02.yaml"), "contested")
    application = counter.filled(contested=(ADDRESS,))
    values = application.values | {ADDRESS: "别处<b>1</b>号"}
    return counter.kiosk.handing_in.submit(replace(application, values=values))


def test_what_the_applicant_contests_is_said_above_the_form_it_stands_on(contested, screen):
    screen.log_in("window")
    screen.press(f"open_{contested.number}")

    (objection,) = [body for body in screen.bodies if "有异议" in body]
    said = ("别处&lt;b&gt;1&lt;/b&gt;号", LIN["per.hukou_addr"], "居民身份证", "2026-11-24 10:30")
    assert [words for words in said if words not in objection] == []
    assert objection.index("有异议") < objection.index("经营者信息")


def test_a_department_is_not_told_what_is_contested_on_anothers_form(contested, screen):
    screen.log_in("health")
    screen.visit("cases")
    screen.press(f"open_{contested.number}")

    assert "卫生管理人员" in screen.html
    assert "有异议" not in screen.html
    assert LIN["per.hukou_addr"] not in screen.html


def test_without_a_case_it_says_what_comes_here(office):
    screen = Screen(office)
    screen.log_in("health")
    screen.visit("cases")

    assert "没有找到" in screen.html


def test_policy_staff_see_no_case(office, case, inside):
    assert case.number not in inside.html
    assert not any("cases" in link.proto.page for link in inside.app.get("page_link"))


def test_an_officer_asks_once_for_everything(office, case, screen):
    screen.log_in("health")
    screen.visit("cases")
    screen.press(f"open_{case.number}")
    screen.press("correct_WJ-01")
    assert screen.app.button(key="correct_give").disabled

    screen.app.multiselect(key="correct_places").set_value(["F01"]).run()
    screen.press("correct_give")
    assert "还不完整" in screen.alerts[0]
    screen.app.text_input(key="wrong_F01").input("与<b>招牌不同")
    screen.app.text_input(key="remedy_F01").input("写招牌上的名称")
    screen.press("correct_give")
    assert screen.alerts == []
    screen.press("correct_confirm")

    assert screen.alerts == []
    assert "与&lt;b&gt;招牌不同" in screen.html
    assert "等申请人补正" in screen.html
    assert not screen.has("correct_WJ-01")
    with office.transaction() as stores:
        (correction,) = stores.corrections.of(case.number)
    assert (correction.matter, correction.fault.place) == ("WJ-01", "F01")


def corrections(office, case):
    with office.transaction() as stores:
        return stores.corrections.of(case.number)


@pytest.fixture
def written(case, screen):
    """A notice of two places, written and not yet given."""
    screen.log_in("health")
    screen.visit("cases")
    screen.press(f"open_{case.number}")
    screen.press("correct_WJ-01")
    screen.app.multiselect(key="correct_places").set_value(["F01", "F02"]).run()
    for place in ("F01", "F02"):
        screen.app.text_input(key=f"wrong_{place}").input(f"{place}写错")
        screen.app.text_input(key=f"remedy_{place}").input(f"{place}改好")
    screen.press("correct_give")
    return screen


def test_the_whole_notice_is_read_once_more_and_nothing_goes_before(office, case, written):
    (whole,) = [body for body in written.bodies if "2 项要补正" in body]

    assert [
        words for words in ("F01写错 → F01改好", "F02写错 → F02改好") if words not in whole
    ] == []
    assert case.number in whole
    assert "发出以后不能收回" in whole
    assert corrections(office, case) == ()


def test_whoever_goes_back_finds_what_they_wrote_and_may_change_it(office, case, written):
    written.press("correct_back")
    assert not written.has("correct_confirm")
    assert written.app.text_input(key="wrong_F02").value == "F02写错"
    written.app.text_input(key="wrong_F02").input("另一处")
    written.press("correct_give")
    written.press("correct_confirm")

    assert [correction.fault.wrong for correction in corrections(office, case)] == [
        "F01写错",
        "另一处",
    ]


def test_two_officers_who_confirm_at_once_give_one_notice(office, case, written):
    (part,) = office.as_(HEALTH).office.opening.forms(case.number)
    faults = [Fault("F03", "", "先发的", "改")]
    office.as_(HEALTH).office.correcting.ask_for_correction(
        case.number, "WJ-01", faults=faults, until=part.proposed
    )

    written.press("correct_confirm")

    assert [correction.fault.place for correction in corrections(office, case)] == ["F03"]


def test_no_chooser_of_the_designer_offers_all_that_match():
    """Enter takes the first that is offered: where that is *all matches*, it takes them all."""
    calls = [
        (file.name, node)
        for file in sorted((ROOT / "pages").rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "multiselect"
    ]

    for name, call in calls:
        given = {keyword.arg: getattr(keyword.value, "value", None) for keyword in call.keywords}
        assert given.get("select_all") is False, name
    assert calls


def test_the_papers_of_a_matter_are_handed_out(office, case, screen):
    screen.log_in("health")
    screen.visit("cases")
    screen.press(f"open_{case.number}")

    part = office.as_(HEALTH).office.opening.forms(case.number)[0]
    with_files = [paper for paper in part.papers if paper.files]
    assert with_files
    assert all(paper.name in screen.html for paper in part.papers)
    offered = [
        button for button in screen.app.button if button.key.startswith(f"file_{part.form.matter}_")
    ]
    assert len(offered) >= len(with_files)

    offered[0].click().run()

    (handed,) = handed_over(screen.app)
    digest = with_files[0].files[0].digest
    assert handed["name"] == with_files[0].files[0].name
    assert sha256(b64decode(handed["content"])).hexdigest() == digest


@pytest.mark.parametrize(
    ("state", "expected"), [(ScreenState.QUARANTINED, "已隔离"), (ScreenState.WAITING, None)]
)
def test_a_file_in_quarantine_is_reported_and_not_handed_out(office, case, screen, state, expected):
    """What only waits is handed out where there is no scanner it could wait for."""
    files = {upload.digest for upload in case.application.uploads}
    with office.transaction() as stores:
        for digest in files:
            stores.screens.write(Screened(digest, state, office.clock(), "a virus"))
    screen.log_in("health")
    screen.visit("cases")

    screen.press(f"open_{case.number}")

    assert (expected in screen.html) if expected else ("隔离" not in screen.html)
    offered = any(button.key.startswith("file_") for button in screen.app.button)
    assert offered is (expected is None)
