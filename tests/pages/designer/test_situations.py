"""Saved situations on the page of proof: which differ, what is accepted, what has to hold."""

import pytest
from streamlit.testing.v1 import AppTest

from core.services.designers.edit_theme import change_theme, open_draft
from core.services.theme_documents import theme_of
from core.themes.editing.situations import expect_part, save_situation
from tests.seating import POLICY, let_in


def script(designer, accounts, session):
    import streamlit as st  # noqa: PLC0415 -- AppTest ships source

    from pages.designer import proving  # noqa: PLC0415
    from pages.designer.workspace import current_workspace  # noqa: PLC0415

    current_workspace().session = session
    proving.page(designer, accounts, st.Page(lambda: None, title="board"))


class SituationScreen:
    def __init__(self, office, *changes):
        self.designing, self.session = office.designer, let_in(office.transaction, POLICY)
        opened = self.opened
        typical = theme_of(opened.draft.document).typical_answers
        checking = self.designing.checking
        answers, outcome = checking.outcome(self.session, opened.draft, typical)
        for change in (save_situation("一般的", answers, outcome), *changes):
            opened = change_theme(self.designing, self.session, opened, change)
        given = (office.designer, office.use_cases.staff.accounts, self.session)
        self.app = AppTest.from_function(script, args=given, default_timeout=60)
        self.app.query_params["theme"] = "T07"
        self.run(self.app)

    def run(self, element):
        element.run()
        assert not self.app.exception

    @property
    def opened(self):
        return open_draft(self.designing, self.session, "T07")

    @property
    def saved(self):
        return theme_of(self.opened.draft.document).saved_situations

    @property
    def html(self):
        return "".join(element.proto.body for element in self.app.get("html"))


@pytest.fixture
def differing(office):
    return SituationScreen(office, expect_part("一般的", "days", 99))


def test_what_differs_is_reported_and_accepted_at_once(differing):
    assert "有 1 个和存的时候不一样" in differing.html
    assert "原来 99 个工作日，现在 2 个" in differing.html

    differing.run(differing.app.button(key="situation_accept_0").click())

    assert differing.saved[0].expected.days == 2
    assert "都和存的时候一样" in differing.html
    assert not any(button.key == "situation_accept_0" for button in differing.app.button)


def test_what_has_to_hold_is_chosen_part_by_part(differing):
    app = differing.app
    differing.run(app.checkbox(key="situation_0_days").uncheck())
    differing.run(app.number_input(key="situation_0_entries_value").set_value(7))
    differing.run(app.text_input(key="situation_name_0").input("搬到区外"))

    (situation,) = differing.saved
    assert (situation.name, situation.expected.days, situation.expected.entries) == (
        "搬到区外",
        None,
        7,
    )
    assert "原来填 7 项" in differing.html


def test_a_situation_that_nobody_wants_any_more_goes(differing):
    differing.run(differing.app.button(key="situation_drop_0").click())

    assert differing.saved == ()
    assert "还没有存下的情形" in differing.html


def test_situations_of_a_file_are_taken_in_and_a_broken_file_changes_nothing(differing):
    file = "saved_situations:\n- name: 一般的\n  answers: {}\n- name: 新的\n  answers: {}\n"
    upload(differing, file)
    assert [situation.name for situation in differing.saved] == ["一般的", "新的"]
    assert "新问了一个问题" in differing.html

    upload(differing, "saved_situations:\n- name: 坏的\n  answers: 3\n")

    assert [situation.name for situation in differing.saved] == ["一般的", "新的"]
    assert "第 3 行" in " ".join([differing.html, *(alert.value for alert in differing.app.error)])


def upload(screen, text):
    uploader = next(iter(screen.app.get("file_uploader")))
    screen.run(uploader.set_value(("situations.yaml", text.encode(), "application/yaml")))
