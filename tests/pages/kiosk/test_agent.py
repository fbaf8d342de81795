"""An agent (代办) acts in their own name, with an authorisation, and signs with it."""

import pytest

from core.visits.steps import VisitStep
from tests.filling import values_for

AGENT = "何小满"


@pytest.fixture
def by_agent(screen, kiosk, answers, shipped):
    answers = {**answers, "by_agent": "委托代理"}
    form = kiosk.service.filling.form("T02", 1, answers)
    screen.choose("T02")
    screen.answer_all(answers)
    screen.go_on()
    screen.fill_all(form, {**values_for(form, shipped), "per.name@agent": AGENT})
    return screen, form


def test_who_acts_is_asked_and_the_authorisation_is_a_paper(by_agent):
    _, form = by_agent

    asked = {str(field.key) for page in form.pages for field in page.fields}
    assert {"per.name@agent", "per.id_no@agent", "per.mobile@agent"} <= asked
    assert "mat.power_of_attorney@case" in {paper.code for paper in form.materials}


def test_the_agent_signs_with_their_own_name_for_the_principal(by_agent, kiosk):
    screen, form = by_agent
    screen.give_papers(form)

    screen.hand_in("林秋月")
    assert kiosk.cases.by_number == {}  # the principal is not there
    screen.go_back()
    screen.hand_in(AGENT)

    (case,) = kiosk.cases.by_number.values()
    assert {signature.name for signature in case.application.signatures} == {AGENT}
    assert {signature.on_behalf_of for signature in case.application.signatures} == {"林秋月"}


def test_what_an_agent_may_is_proposed_and_the_form_does_not_ask_it_again(by_agent):
    screen, form = by_agent
    said = screen.visit.draft.authorisation

    assert [str(act) for act in said.acts] == ["hand_in", "supply", "withdraw", "collect", "pay"]
    assert said.valid_until > said.valid_from
    assert screen.visit.draft.values["case.agent_to@case"] == said.valid_until
    screen.give_papers(form)
    assert f"{AGENT} 替 林秋月 办" in screen.html
    screen.press("edit.agent")
    screen.app.checkbox(key="act.withdraw").uncheck()
    screen.press("main")

    assert "withdraw" not in [str(act) for act in screen.visit.draft.authorisation.acts]
    assert screen.visit.cursor.step is VisitStep.REVIEW


def test_a_number_that_says_a_minor_can_be_put_right(by_agent):
    screen, _ = by_agent
    screen.visit.fill("per.id_no@principal", "110101201001010015")
    screen.visit.go(VisitStep.MATERIALS)
    screen.app.run()
    assert "监护人是谁" in screen.html

    screen.go_back()

    assert "监护人是谁" not in screen.html
    assert screen.app.text_input(key="field.per.id_no@principal").value == "110101201001010015"


def test_a_minor_is_asked_for_the_guardian_instead_of_being_refused(screen, answers):
    screen.choose("T02")
    screen.answer_all(answers)
    screen.go_on()
    screen.visit.fill("per.id_no@principal", "110101201001010015")
    screen.app.run()

    assert "监护人是谁" in screen.html
    screen.app.text_input(key="agent_name").set_value("白露")
    screen.app.text_input(key="agent_number").set_value("110101201001010015")
    screen.press("main")
    assert any("18 周岁" in alert or "本人" in alert for alert in screen.alerts)
    screen.app.text_input(key="agent_number").set_value("440106199203032229")
    screen.press("main")

    said = screen.visit.draft.authorisation
    assert (str(said.kind), said.agent.name, said.relation) == ("guardian", "白露", "parent")
    assert said.valid_until == "2027-12-31"
    assert "监护人是谁" not in screen.html
