"""Fetching on the kiosk's pages: with consent, locked, open to objection, never a dead end."""

import pytest

from core.services.kiosk import Outcome
from pages.kiosk.visit import Step
from tests.fakes import FakeKiosk
from tests.filling import values_for
from tests.pages.kiosk.screens import Screen
from tests.services.licences import FakeLibrary

NUMBER = "per.id_no@principal"
ADDRESS = "per.hukou_addr@principal"
CARD = "居民身份证@principal"
ID = "441202198803160028"
LIN = {
    "per.name": "林秋月", "per.sex": "女", "per.ethnic": "汉族", "per.birth_date": "1988-03-16",
    "per.hukou_addr": "肇庆市端州区样例街 2 号",
}  # fmt: skip


@pytest.fixture
def library():
    return FakeLibrary(LIN)


@pytest.fixture
def kiosk(shipped, library):
    return FakeKiosk(shipped, library)


@pytest.fixture
def offered(kiosk, shipped):
    """A visit that stands where licences are offered."""
    screen = Screen(kiosk.service)
    screen.choose("T02")
    screen.answer_all(shipped.themes["T02"].typical_answers)
    screen.go_on()
    return screen


def agree(screen, number=ID):
    screen.app.text_input(key=f"holder.{NUMBER}").set_value(number)
    screen.app.checkbox(key=f"consent.{CARD}").set_value(True)
    screen.go_on()


def form_of(screen):
    visit = screen.visit
    return screen.service.form(
        visit.theme, visit.version, visit.answers, visit.values, on_paper=visit.on_paper
    )


def test_nothing_is_agreed_to_beforehand_and_nothing_is_fetched_without(offered, library):
    assert not offered.app.checkbox(key=f"consent.{CARD}").value

    offered.go_on()

    assert offered.visit.offering
    assert len(offered.alerts) == 1
    assert library.asked == []


def test_what_is_fetched_is_named_before_and_asked_for_exactly(offered, library):
    assert "住所(户籍地址)" in offered.html

    agree(offered)

    (request,) = library.asked
    assert set(request.elements) == set(LIN)
    assert request.holder_number == ID


def test_a_wrong_number_is_told_and_sent_nowhere(offered, library):
    agree(offered, number=ID[:-1] + "0")

    assert offered.visit.offering
    assert len(offered.alerts) == 1
    assert library.asked == []


def test_fetched_values_are_shown_locked_with_their_source(offered):
    agree(offered)

    assert offered.visit.values[ADDRESS] == LIN["per.hukou_addr"]
    assert [one.outcome for one in offered.visit.outcomes] == [Outcome.FETCHED]
    assert "林秋月" in offered.html
    assert "…0001" in offered.html
    assert not any(one.key == "field.per.name@principal" for one in offered.app.text_input)


def test_a_fetched_value_can_be_contested_and_accepted_again(offered):
    agree(offered)
    offered.press("contest.per.name@principal")
    offered.app.text_input(key="field.per.name@principal.contested").set_value("林秋悦")
    offered.app.text_input(key="field.org.name@subject").set_value("甲店")

    assert offered.visit.contested == ["per.name@principal"]
    assert offered.visit.fetched["per.name@principal"].value == "林秋月"

    offered.press("uncontest.per.name@principal")

    assert offered.visit.contested == []
    assert offered.visit.values["per.name@principal"] == "林秋月"
    assert offered.visit.values["org.name@subject"] == "甲店"


def test_another_number_forgets_what_was_fetched_by_the_first(offered):
    agree(offered)

    offered.app.text_input(key=f"field.{NUMBER}").set_value("441202199305200044")
    offered.go_on()

    assert offered.visit.fetched == {}
    assert ADDRESS not in offered.visit.values


def test_who_declines_fills_in_and_hands_in_the_paper(offered, library):
    with_card = {paper.code for paper in form_of(offered).papers}

    offered.press("other")

    assert offered.visit.step is Step.FORM
    assert not offered.visit.offering
    assert library.asked == []
    assert {p.code for p in form_of(offered).papers} - with_card == {"mat.id_card@principal"}


@pytest.mark.parametrize("reason", ["missing", "unreachable"])
def test_what_cannot_be_fetched_is_said_and_asked(offered, library, reason):
    setattr(library, reason, True)

    agree(offered)

    assert offered.visit.step is Step.FORM
    assert 'role="status"' in offered.html
    assert any(one.key == "field.per.name@principal" for one in offered.app.text_input)
    on_paper = "mat.id_card@principal" in {paper.code for paper in form_of(offered).papers}
    assert on_paper == (reason == "missing")


def test_back_from_the_first_page_offers_again_and_consent_can_be_taken_back(offered):
    agree(offered)
    offered.go_back()
    assert offered.visit.offering
    assert offered.app.checkbox(key=f"consent.{CARD}").value

    offered.press("other")

    assert (offered.visit.fetched, offered.visit.agreed) == ({}, [])
    assert ADDRESS not in offered.visit.values


def test_what_was_fetched_is_handed_in_with_its_origin(offered, kiosk, shipped):
    agree(offered)
    form = form_of(offered)
    values = {**values_for(form, shipped), NUMBER: ID}
    offered.fill_all(form, values)
    offered.give_papers(form)
    assert "来自《居民身份证》" in offered.html
    offered.go_on()

    (case,) = kiosk.cases.by_number.values()
    assert case.application.values[ADDRESS] == LIN["per.hukou_addr"]
    assert case.application.fetched[ADDRESS].licence == "居民身份证"
    assert case.application.on_paper == ()
