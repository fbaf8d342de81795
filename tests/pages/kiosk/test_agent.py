"""An agent (代办) acts in their own name, with an authorisation, and signs with it."""

import pytest

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
