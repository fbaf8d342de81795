"""Fetching on the kiosk's pages: with consent, locked, open to objection, never a dead end."""

from dataclasses import replace
from functools import partial

import pytest

from building.kiosk import SCENARIOS
from core.services.citizens import LicenceState, drafts
from core.services.citizens.plan_form import FormChoices
from core.training.scenarios import read_scenario
from core.visits.steps import VisitStep
from pages.kiosk.visit import Visit
from tests.fakes import FakeKiosk
from tests.filling import values_for
from tests.pages.kiosk.reaching import reach, to_form
from tests.pages.kiosk.screens import Screen
from tests.services.licences import FakeLibrary

NUMBER = "per.id_no@principal"
ADDRESS = "per.hukou_addr@principal"
CARD = "居民身份证@principal"
ID = "441202198803160028"
OTHER_ID = "441202199305200044"
LIN = {
    "per.name": "林秋月",
    "per.sex": "女",
    "per.ethnic": "汉族",
    "per.birth_date": "1988-03-16",
    "per.hukou_addr": "肇庆市端州区样例街 2 号",
}


@pytest.fixture
def library():
    return FakeLibrary(LIN)


@pytest.fixture
def kiosk(shipped, library):
    return FakeKiosk(shipped, library)


@pytest.fixture
def offered(kiosk, shipped):
    """A visit that stands where licences are offered."""
    screen, answers = Screen(kiosk.service), shipped.themes["T02"].typical_answers
    reach(kiosk, screen, "offered", partial(to_form, screen, answers))
    return screen


def agree(screen, number=ID):
    screen.app.text_input(key=f"holder.{NUMBER}").set_value(number)
    screen.app.checkbox(key=f"consent.{CARD}").set_value(True)
    screen.go_on()


def form_of(screen):
    visit = screen.visit
    return screen.service.filling.form(
        visit.draft.theme_code,
        visit.draft.theme_version,
        visit.draft.answers,
        visit.draft.values,
        choices=FormChoices(visit.draft.licences.on_paper),
    )


def test_nothing_is_agreed_to_beforehand_and_nothing_is_fetched_without(offered, library):
    assert not offered.app.checkbox(key=f"consent.{CARD}").value

    offered.go_on()

    assert offered.visit.cursor.offering
    assert len(offered.alerts) == 1
    assert library.asked == []


def test_what_is_fetched_is_named_before_and_asked_for_exactly(offered, library):
    assert "住所(户籍地址)" in offered.html

    agree(offered)

    (request,) = library.asked
    assert set(request.elements) == set(LIN)
    assert request.holder_number == ID


def test_a_wrong_number_is_reported_and_sent_nowhere(offered, library):
    agree(offered, number=ID[:-1] + "0")

    assert offered.visit.cursor.offering
    assert len(offered.alerts) == 1
    assert library.asked == []


def test_fetched_values_are_shown_locked_with_their_source(offered):
    agree(offered)

    assert offered.visit.draft.values[ADDRESS] == LIN["per.hukou_addr"]
    assert [outcome.outcome for outcome in offered.visit.licences.outcomes] == [
        LicenceState.FETCHED
    ]
    assert "林秋月" in offered.html
    assert "…0001" in offered.html
    assert not any(
        text_input.key == "field.per.name@principal" for text_input in offered.app.text_input
    )


def test_it_is_said_whose_licence_came(offered):
    agree(offered)

    assert "取来了林秋月（经营主体负责人）的《居民身份证》" in offered.html


def test_who_holds_several_roles_is_asked_for_one_number(kiosk, shipped):
    answers = shipped.themes["T03"].typical_answers
    roles = ("invoice_agent", "si_clerk", "hpf_clerk")

    apart = kiosk.service.filling.form("T03", 1, answers).licences
    joined = kiosk.service.filling.form(
        "T03", 1, answers, parties=dict.fromkeys(roles, "principal")
    ).licences

    def numbers(offers):
        return {str(offer.holder.key) for offer in offers}

    assert numbers(apart) - numbers(joined) == {f"per.id_no@{role}" for role in roles}


def test_a_fetched_value_can_be_contested_and_accepted_again(offered):
    agree(offered)
    offered.press("contest.per.name@principal")
    offered.app.text_input(key="field.per.name@principal.contested").set_value("林秋悦")
    offered.app.text_input(key=f"field.{MOBILE}").set_value(NUMBERS[0])

    assert offered.visit.draft.contested == ("per.name@principal",)
    assert offered.visit.draft.fetched["per.name@principal"].value == "林秋月"

    offered.press("uncontest.per.name@principal")

    assert offered.visit.draft.contested == ()
    assert offered.visit.draft.values["per.name@principal"] == "林秋月"
    assert offered.visit.draft.values[MOBILE] == NUMBERS[0]


def change_number(screen, number=OTHER_ID):
    screen.app.text_input(key=f"field.{NUMBER}").set_value(number)
    screen.go_on()


def test_another_number_forgets_what_was_fetched_by_the_first_and_asks_again(offered, library):
    agree(offered)

    change_number(offered)

    assert offered.visit.draft.fetched == {}
    assert ADDRESS not in offered.visit.draft.values
    assert offered.visit.cursor.offering
    assert not offered.app.checkbox(key=f"consent.{CARD}").value
    assert offered.app.text_input(key=f"holder.{NUMBER}").value == OTHER_ID
    assert len(library.asked) == 1


def test_a_wrong_number_is_put_right_before_it_is_asked_about(offered):
    agree(offered)

    change_number(offered, OTHER_ID[:-1])

    assert not offered.visit.cursor.offering
    assert any("17" in alert for alert in offered.alerts)
    change_number(offered)
    assert offered.visit.cursor.offering


def test_who_has_declined_is_not_asked_again_for_another_number(offered):
    offered.press("other")

    change_number(offered)

    assert not offered.visit.cursor.offering


def test_nothing_is_handed_in_before_every_offer_is_decided(offered, shipped):
    """Answers that are changed on the last page may bring another licence."""
    agree(offered)
    form = form_of(offered)
    offered.fill_all(form, {**values_for(form, shipped), NUMBER: ID})
    offered.give_papers(form)
    undecided = replace(offered.visit.draft.licences, decided=())
    offered.visit.draft = replace(offered.visit.draft, licences=undecided)

    offered.go_on()

    assert offered.visit.cursor.step is VisitStep.FORM
    assert offered.visit.cursor.offering


def test_who_declines_fills_in_and_hands_in_the_paper(offered, library):
    with_card = {paper.code for paper in form_of(offered).materials}

    offered.press("other")

    assert offered.visit.cursor.step is VisitStep.FORM
    assert not offered.visit.cursor.offering
    assert library.asked == []
    assert {p.code for p in form_of(offered).materials} - with_card == {"mat.id_card@principal"}


@pytest.mark.parametrize("reason", ["missing", "unreachable"])
def test_what_cannot_be_fetched_is_said_and_asked(offered, library, reason):
    setattr(library, reason, True)

    agree(offered)

    assert offered.visit.cursor.step is VisitStep.FORM
    assert 'role="status"' in offered.html
    assert any(
        text_input.key == "field.per.name@principal" for text_input in offered.app.text_input
    )
    on_paper = "mat.id_card@principal" in {paper.code for paper in form_of(offered).materials}
    assert on_paper == (reason == "missing")


def test_back_from_the_first_page_offers_again_and_consent_can_be_taken_back(offered):
    agree(offered)
    offered.go_back()
    assert offered.visit.cursor.offering
    assert offered.app.checkbox(key=f"consent.{CARD}").value

    offered.press("other")

    assert (offered.visit.draft.fetched, offered.visit.draft.licences.agreed) == ({}, ())
    assert ADDRESS not in offered.visit.draft.values


def test_what_was_fetched_is_handed_in_with_its_origin(offered, kiosk, shipped):
    agree(offered)
    form = form_of(offered)
    values = {**values_for(form, shipped), NUMBER: ID}
    offered.fill_all(form, values)
    offered.give_papers(form)
    assert "来自《居民身份证》" in offered.html
    offered.hand_in()

    (case,) = kiosk.cases.by_number.values()
    assert case.application.values[ADDRESS] == LIN["per.hukou_addr"]
    assert case.application.fetched[ADDRESS].licence == "居民身份证"
    assert case.application.on_paper == ()


def test_what_was_changed_behind_the_lock_is_reported_in_words(offered, kiosk, shipped):
    agree(offered)
    form = form_of(offered)
    offered.fill_all(form, {**values_for(form, shipped), NUMBER: ID})
    offered.give_papers(form)
    offered.visit.change(drafts.fill, ADDRESS, "别处")

    offered.hand_in()

    assert kiosk.cases.by_number == {}
    assert any("这项不对" in alert for alert in offered.alerts)


def test_both_values_of_a_contested_entry_are_shown_before_it_is_sent(offered, shipped):
    agree(offered)
    offered.press("contest.per.name@principal")
    offered.app.text_input(key="field.per.name@principal.contested").set_value("林秋悦")
    offered.visit.change(drafts.fill, "per.name@principal", "林秋悦")
    offered.visit.go(VisitStep.REVIEW)
    offered.app.run()

    assert "林秋悦" in offered.html
    assert "《居民身份证》上是：林秋月" in offered.html


def test_what_follows_from_the_number_is_shown_and_not_asked(offered, shipped):
    offered.press("other")
    form = form_of(offered)
    born = "per.birth_date@principal"
    page = next(p for p in form.pages if born in [str(field.key) for field in p.fields])
    offered.visit.change(drafts.fill, NUMBER, ID)
    offered.visit.cursor.page = form.pages.index(page)
    offered.app.run()

    assert "1988-03-16" in offered.html
    assert "身份证号码”得出" in offered.html
    assert "per.birth_date@principal" not in offered.visit.draft.values
    birth = "field.per.birth_date@principal.year"
    assert not any(selectbox.key == birth for selectbox in offered.app.selectbox)


MOBILE, TELEPHONE = "per.mobile@principal", "org.tel@subject"
NUMBERS = "13823456780", "13800138000"


@pytest.fixture
def proposed(offered, shipped):
    """A page on which one value is proposed from another one that was given before."""
    offered.press("other")
    form = form_of(offered)
    page = next(p for p in form.pages if TELEPHONE in [str(field.key) for field in p.fields])
    offered.visit.change(drafts.fill, MOBILE, NUMBERS[0])
    offered.visit.cursor.page = form.pages.index(page)
    offered.app.run()
    offered.fill_page(form, {**values_for(form, shipped), TELEPHONE: None})
    return offered


def test_a_proposal_is_shown_as_one_before_anybody_goes_on(proposed):
    before = proposed.visit.cursor.page

    assert proposed.app.text_input(key=f"field.{TELEPHONE}").value == NUMBERS[0]
    assert "先替您填上了" in proposed.html
    assert proposed.alerts == []

    proposed.go_on()

    assert proposed.visit.cursor.page == before + 1
    assert proposed.visit.draft.values[TELEPHONE] == NUMBERS[0]


def test_a_proposal_can_be_changed_and_is_then_the_persons_own(proposed):
    proposed.app.text_input(key=f"field.{TELEPHONE}").set_value(NUMBERS[1])
    proposed.go_on()

    assert proposed.visit.draft.values[TELEPHONE] == NUMBERS[1]
    assert not proposed.visit.draft.is_proposal(TELEPHONE)


def test_a_proposal_that_is_emptied_is_not_made_again():
    visit = Visit()
    assert visit.propose({TELEPHONE: NUMBERS[0]}, [MOBILE, TELEPHONE]) == [TELEPHONE]

    visit.fill(TELEPHONE, None)

    assert visit.propose({TELEPHONE: NUMBERS[1]}, [TELEPHONE]) == []
    assert visit.draft.values == {}


def test_a_made_up_person_is_offered_in_a_demo_only(offered, shipped, library):
    person = read_scenario(SCENARIOS / "S02.yaml").given_values
    demo = Screen(FakeKiosk(shipped, library, {"T02": person}).service)
    demo.choose("T02")
    demo.answer_all(shipped.themes["T02"].typical_answers)
    demo.go_on()

    demo.press("demo_person")

    assert demo.app.text_input(key=f"holder.{NUMBER}").value == ID
    assert demo.visit.draft.values["org.name@subject"] == "端州区秋月理发店（演示）"
    assert ADDRESS not in demo.visit.draft.values  # the licence tells it
    assert "case.commit@commit:WJ-01" not in demo.visit.draft.values  # nobody promises for others
    assert not demo.app.checkbox(key=f"consent.{CARD}").value
    assert not any(button.key == "demo_person" for button in offered.app.button)


def test_the_words_of_consent_name_whom_it_is_fetched_from(offered):
    assert "我同意从电子证照库取" in offered.app.checkbox(key=f"consent.{CARD}").label
