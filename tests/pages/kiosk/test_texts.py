"""A text of the office is shown whole before it is used; who has to sign it signs it."""

import pytest

from core.catalogue.packages import read_package
from core.services.citizens import drafts
from core.visits.steps import VisitStep
from tests.conftest import SHIPPED
from tests.fakes import FakeKiosk
from tests.keys import SEALER
from tests.pages.kiosk.screens import Screen

CONSENT = "mat.head_consent@household_head"
HEAD = "王守业"
ANSWERS = {
    "hk_kind": "投靠配偶",
    "hk_new": "否",
    "idc_reason": "不办理",
    "has_companion": "否",
    "has_cert": "是",
}


@pytest.fixture
def at_consent():
    kiosk = FakeKiosk(read_package(SHIPPED).catalogue, sealer=SEALER)
    screen = Screen(kiosk.service)
    screen.choose("T06")
    screen.answer_all(ANSWERS)
    visit = screen.visit
    for place, name in {"per.name@household_head": HEAD, "per.name@mover": "林秋月"}.items():
        visit.change(drafts.fill, place, name)
    form = kiosk.service.filling.form("T06", 1, visit.draft.answers)
    visit.cursor.material = [paper.code for paper in form.materials].index(CONSENT)
    visit.go(VisitStep.MATERIALS)
    screen.app.run()
    screen.agree()
    return screen


def open_text(screen):
    screen.press("way.template")
    return screen


def sign(screen, name):
    if not screen.visit.typing_name:
        screen.press("sign_way")
    (box,) = [
        text_input
        for text_input in screen.app.text_input
        if text_input.key.startswith("signed_name")
    ]
    box.set_value(name)
    screen.go_on()


def test_it_says_whose_signature_the_paper_needs(at_consent):
    assert "要由户主本人签字" in at_consent.html


def test_the_applicant_reads_it_whole_and_cannot_hand_it_in_alone(at_consent):
    open_text(at_consent)

    assert "我同意 林秋月" in at_consent.html
    assert f"现在轮到户主 {HEAD}" in at_consent.html
    at_consent.go_on()  # nothing is signed
    assert at_consent.visit.draft.templates == ()
    sign(at_consent, "林秋月")  # not the householder
    assert at_consent.visit.draft.templates == ()
    at_consent.go_back()
    assert at_consent.visit.draft.templates == ()


def test_it_is_given_when_the_householder_has_signed(at_consent):
    sign(open_text(at_consent), HEAD)

    assert at_consent.visit.draft.templates == (CONSENT,)
    assert f"已签字：户主 {HEAD}" in at_consent.html


def test_it_is_not_given_any_more_when_it_says_something_else(at_consent):
    sign(open_text(at_consent), HEAD)

    at_consent.visit.change(drafts.fill, "per.name@mover", "别人")
    at_consent.app.run()

    assert at_consent.visit.draft.templates == ()


def test_the_householder_signs_on_their_own_phone(at_consent):
    open_text(at_consent)
    at_consent.press("text_phone")

    at_consent.service.phone.signatures.give(at_consent.visit.phone.token, HEAD)
    at_consent.app.run()

    assert at_consent.visit.draft.templates == (CONSENT,)
    assert at_consent.visit.phone.token == ""


def test_a_text_of_the_applicants_own_is_shown_whole_and_then_used(at_form, form, values):
    at_form.fill_all(form, values)
    (place,) = [n for n, material in enumerate(form.materials) if material.has_template]
    at_form.visit.cursor.material = place
    at_form.app.run()

    at_form.press("way.template")
    assert "一客一换一消毒" in at_form.html
    assert at_form.visit.draft.templates == ()
    at_form.go_on()

    assert at_form.visit.draft.templates == (form.materials[place].code,)


def test_whoever_reads_english_sees_what_they_sign_in_both_and_signs_the_chinese(at_consent):
    screen = open_text(at_consent)
    screen.press("language_en")

    assert f"I, {HEAD}, am the head of household" in screen.html
    assert f'<span class="zh" lang="zh-CN">本人 {HEAD}' in screen.html
    assert "You sign the Chinese text." in screen.html

    sign(screen, HEAD)

    (signature,) = screen.visit.draft.signatures
    assert signature.text.startswith("户主同意入户声明")
    assert "head of household" not in signature.text
