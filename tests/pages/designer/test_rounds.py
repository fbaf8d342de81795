"""A round on screen: sent by policy staff, answered by a department, with silence in words."""

import hashlib
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from core.services.confirming_rounds import Answer, AnswerKind, CellState
from core.staff.models import Role, StaffMember
from tests.pages.designer.screens import Screen
from tests.seating import AUDITOR, HEALTH, POLICY, let_in
from tests.services.test_outer_loop import log


def own_page(rounds, session, person, code):
    import streamlit as st  # noqa: PLC0415 -- AppTest ships source

    from pages.designer.rounds import answering  # noqa: PLC0415
    from pages.designer.workspace import current_workspace  # noqa: PLC0415

    workspace = current_workspace()
    workspace.session, workspace.person = session, person
    st.query_params["theme"] = code
    answering.page(rounds)


def office_page(rounds, designing, session, person, code):
    import streamlit as st  # noqa: PLC0415 -- AppTest ships source

    from pages.designer.rounds import overview  # noqa: PLC0415
    from pages.designer.workspace import current_workspace  # noqa: PLC0415

    workspace = current_workspace()
    workspace.session, workspace.person = session, person
    if code:
        st.query_params["theme"] = code
    overview.page(rounds, designing)


def list_page(updates, session, person):
    from pages.designer.rounds import updates as shown  # noqa: PLC0415 -- AppTest ships source
    from pages.designer.workspace import current_workspace  # noqa: PLC0415

    workspace = current_workspace()
    workspace.session, workspace.person = session, person
    shown.page(updates)


class Shown(Screen):
    """One page alone, for one member."""

    def __init__(self, script, *given):
        self.app = AppTest.from_function(script, args=given, default_timeout=60).run()
        assert not self.app.exception


@pytest.fixture
def draft(office):
    drafting = office.policy.designer.drafting
    new = drafting.create(name="三家的事", lead_department="GA", audience_kind="individual")
    return drafting.save(new, drafting.arrange(new.document, ["GA-03", "WJ-03", "RS-04"]))


def office_screen(office, member, code=""):
    session = let_in(office.transaction, member)
    return Shown(office_page, office.rounds.confirming, office.designer, session, member, code)


def own_screen(office, member, code):
    session = let_in(office.transaction, member)
    return Shown(own_page, office.rounds.answering, session, member, code)


def test_policy_staff_send_a_round_and_see_who_is_silent(office, draft):
    screen = office_screen(office, POLICY)
    assert "还没有发出过" in screen.html

    screen.app.selectbox(key="start_theme_0").set_value(draft.code)
    screen.press("start_go")

    assert "征求确认 · 三家的事" in screen.html
    assert "没有答复" in screen.html
    assert "不答复不算同意" in screen.html
    screen.press("round_remind")
    screen.press("round_remind")
    assert "今天已经提醒过" in " ".join(screen.alerts)


def test_what_reasons_rest_on_is_shown_with_the_digest_of_the_log(office):
    drafting = office.policy.designer.drafting
    opened = drafting.open("T02")
    saved = drafting.save(opened, {**opened.document, "note": "x"})
    raw = log()
    office.policy.rounds.confirming.start_round("T02", saved.revision, log=raw)

    shown = office_screen(office, POLICY, "T02").html

    assert "依据的数据" in shown
    assert hashlib.sha256(raw).hexdigest() in shown
    assert "房产证（2 件）" in shown


def test_a_department_refuses_with_a_reason_and_agrees_to_the_rest(office, draft):
    found = office.policy.rounds.confirming.start_round(draft.code, draft.revision)
    own = [cell for cell in found.cells if cell.department == "WJ"]
    screen = own_screen(office, HEALTH, draft.code)
    assert "现行" in screen.html

    screen.app.radio(key="verdict_0").set_value(AnswerKind.REFUSE).run()
    screen.press("confirm_go")
    assert "不同意要写理由" in " ".join(screen.alerts)
    screen.app.text_area(key="confirm_words_0").input("先要看现场").run()
    screen.press("confirm_go")
    assert "先要看现场" in screen.html or "答复记下了" in screen.html
    if screen.has("confirm_rest"):
        screen.press("confirm_rest")

    states = office.policy.rounds.confirming.read_round(draft.code).round.cells
    assert [states[cell] for cell in own].count(CellState.REFUSED) == 1
    seen = office_screen(office, POLICY, draft.code)
    assert "先要看现场" in seen.html


def test_a_department_ticks_off_what_it_changed_after_the_version(office, draft):
    office.policy.designer.publishing.publish(draft.code)
    session = let_in(office.transaction, HEALTH)
    screen = Shown(list_page, office.rounds.updating, session, HEALTH)
    assert "还没有改" in screen.html

    box = screen.app.multiselect(key=f"tick_keys_{draft.code}_0")
    box.set_value([line.update.key for line in lines_of(office)])
    screen.press(f"tick_go_{draft.code}")

    assert "都改好了" in screen.html
    assert HEALTH.display_name in screen.html


def lines_of(office):
    return office.as_(HEALTH).rounds.updating.list_updates()


def test_an_older_round_is_read_only_and_both_stand_side_by_side(office, draft):
    confirming = office.policy.rounds.confirming
    found = confirming.start_round(draft.code, draft.revision)
    own = dict.fromkeys(
        [cell.element for cell in found.cells if cell.department == "WJ"],
        Answer(AnswerKind.REFUSE, "不行", "依据", "改"),
    )
    office.as_(HEALTH).rounds.answering.answer_round(draft.code, 1, own)
    confirming.withdraw_round(draft.code, "再来")
    confirming.start_round(draft.code, draft.revision)

    screen = office_screen(office, POLICY, draft.code)
    assert "和以前比" in screen.html
    assert "<td>卫生健康局</td>" in screen.html
    screen.app.selectbox(key=f"round_number_{draft.code}").set_value(1).run()

    assert "这是以前的一轮，只能看" in screen.html
    assert not [button for button in screen.app.button if button.key == "round_remind"]
    assert "和以前比" not in screen.html


def test_an_audit_sets_the_day_from_which_the_theme_is_used(office, draft):
    found = office.policy.rounds.confirming.start_round(draft.code, draft.revision)
    for department in found.departments:
        member = StaffMember(f"of-{department}", department, (Role.DEPARTMENT,), department)
        own = [cell.element for cell in found.cells if cell.department == department]
        yes = dict.fromkeys(own, Answer(AnswerKind.ACCEPT))
        office.as_(member).rounds.answering.answer_round(draft.code, 1, yes)
    screen = office_screen(office, AUDITOR, draft.code)

    screen.app.date_input(key="audit_day_0").set_value(date(2026, 12, 28))
    screen.press("audit_pass")

    assert "2026-12-28 起用" in screen.html
    look = office.policy.designer.publishing.before_publishing(
        office.policy.designer.drafting.open(draft.code)
    )
    assert look.proposed == date(2026, 12, 28)
