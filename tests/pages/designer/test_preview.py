"""The preview as the kiosk: questions of the draft, what comes of answers, and saving them."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from core.services.designers.edit_theme import open_draft
from core.services.theme_documents import theme_of
from tests.seating import POLICY, let_in


def script(designing, accounts, session, exporting):
    from pages.designer.preview import overview  # noqa: PLC0415 -- AppTest ships source
    from pages.designer.workspace import current_workspace  # noqa: PLC0415

    current_workspace().session = session
    overview.page(designing, accounts, exporting)


class PreviewScreen:
    def __init__(self, office, code, /, **address):
        self.designing, self.code = office.designer, code
        self.session = let_in(office.transaction, POLICY)
        accounts, exporting = office.use_cases.staff.accounts, office.use_cases.handouts
        given = (office.designer, accounts, self.session, exporting)
        self.app = AppTest.from_function(script, args=given, default_timeout=60)
        self.app.query_params["theme"] = code
        for name, value in address.items():
            self.app.query_params[name] = value
        self.run(self.app)

    def run(self, element):
        element.run()
        assert not self.app.exception

    @property
    def theme(self):
        return theme_of(open_draft(self.designing, self.session, self.code).draft.document)

    @property
    def html(self):
        return "".join(element.proto.body for element in self.app.get("html"))

    @property
    def answers(self):
        stored = self.app.query_params.get("answers", "{}")
        return json.loads(stored if isinstance(stored, str) else stored[0])

    @property
    def options(self):
        return [button for button in self.app.button if "stage_option" in (button.key or "")]


@pytest.fixture
def move(office):
    return PreviewScreen(office, "T07")


def test_each_touch_answers_and_the_address_holds_it(move):
    first = move.options[0].key

    move.run(move.options[0].click())

    assert len(move.answers) == 1
    assert move.options[0].key != first
    (question,) = move.answers
    move.run(move.app.button(key=f"stage_change_{question}").click())
    assert move.answers == {}
    assert move.options[0].key == first


def test_a_link_shows_the_same_and_the_situation_is_saved_as_a_test(office, move):
    move.run(move.app.button(key="rehearsal_typical").click())
    typical = move.answers
    sent = PreviewScreen(office, "T07", answers=json.dumps(typical))
    assert "最后是这样" in sent.html
    assert 'class="formtable"' in sent.html
    assert "证照查得到、查不到" in sent.html
    assert [button for button in sent.app.button if (button.key or "") == "handout_xlsx"]

    sent.app.text_input(key="rehearsal_name").input("搬到区外")
    sent.run(sent.app.button(key="rehearsal_save_go").click())

    (situation,) = sent.theme.saved_situations
    assert (situation.name, dict(situation.answers)) == ("搬到区外", typical)
    assert situation.expected.matters
    assert any(button.key == "rehearsal_saved_0" for button in sent.app.button)


def test_answers_of_an_old_link_that_cannot_be_taken_are_named_and_left_out(office):
    question = office.policy.designer.drafting.open("T07").document["questions"][0]["question"]
    screen = PreviewScreen(office, "T07", answers=json.dumps({question: "没有的", "gone": 1}))

    assert "没有算进去" in screen.html
    assert screen.options


@pytest.mark.parametrize("stored", ["{", "[1]", '{"a":{"b":1}}', "x" * 9_000])
def test_an_address_that_makes_no_sense_begins_at_the_first_question(office, stored):
    screen = PreviewScreen(office, "T07", answers=stored)

    assert screen.options
    assert not screen.app.error


def open_form(office, code="T07", /, **address):
    typical = dict(theme_of(office.policy.designer.drafting.open(code).document).typical_answers)
    return PreviewScreen(office, code, **{"answers": json.dumps(typical), "page": "1"} | address)


def test_the_form_is_filled_in_page_by_page_and_each_departments_form_changes_beside_it(office):
    screen = open_form(office, "T01")
    name = next(box for box in screen.app.text_input if "per.name@" in box.key)
    before = screen.html

    screen.run(name.input("林秋月"))

    assert "林秋月" not in before
    assert '<dd class="marked">林秋月</dd>' in screen.html
    assert "填一次，" in screen.html
    screen.run(screen.app.button(key="stage_next_page").click())
    assert screen.app.query_params["page"] in ("2", ["2"])
    screen.run(screen.app.button(key="stage_back").click())
    number = next(box for box in screen.app.text_input if "身份证" in box.label)
    screen.run(number.input("441202198803160028"))
    assert '<dd class="marked">1988-03-16</dd>' in screen.html
    assert next(b for b in screen.app.text_input if "per.name@" in b.key).value == "林秋月"
    screen.run(screen.app.button(key="stage_empty").click())
    assert "1988-03-16" not in screen.html


def test_members_are_added_and_taken_out_of_a_trial(office):
    screen = open_form(office, "T01")
    while not any((b.key or "").startswith("stage_add_") for b in screen.app.button):
        screen.run(screen.app.button(key="stage_next_page").click())
    add = next(b for b in screen.app.button if (b.key or "").startswith("stage_add_"))
    group = add.key.removeprefix("stage_add_")

    def cards():
        return [box for box in screen.app.text_input if f"per.name@{group}" in box.key]

    before = len(cards())

    screen.run(add.click())

    assert len(cards()) == before + 1
    cards()[-1].input("何小满")
    screen.run(screen.app.button(key=f"stage_add_{group}").click())
    screen.run(screen.app.button(key=f"stage_remove_{group}_0").click())
    assert len(cards()) == before + 1
    assert "何小满" in screen.html or "何小满" in [box.value for box in cards()]


@pytest.mark.parametrize("page", ["99", "²"])
def test_a_page_that_is_no_more_opens_another_page(office, page):
    assert 'class="page"' in open_form(office, page=page, office="gone").html
