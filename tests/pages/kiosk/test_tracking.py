"""Looking after a case on the screen, and leaving and coming back."""

from dataclasses import replace
from datetime import date

import pytest

from core.cases.history import next_event
from core.cases.models import CaseStatus
from core.cases.review_actions import ReviewAction
from core.materials.screening import Screened, ScreenState
from core.review.models import Correction, Fault
from core.visits.steps import VisitStep
from tests.fakes import NOW, FakeKiosk
from tests.keys import SEALER
from tests.papers import PDF


@pytest.fixture
def kiosk(shipped):
    return FakeKiosk(shipped, sealer=SEALER)


@pytest.fixture
def received(at_receipt, kiosk):
    """Somebody who has handed in, finished, and comes back: the number and the four digits."""
    (case,) = kiosk.cases.by_number.values()
    kiosk.printed_code = at_receipt.visit.received.code
    at_receipt.hand_in()
    return at_receipt, case, case.application.values["per.id_no@principal"][-4:]


def look_up(screen, number, four):
    screen.press("track")
    screen.app.text_input(key="case_number").set_value(number)
    screen.app.text_input(key="last_four").set_value(four)
    screen.go_on()


def ask(kiosk, case, matter, *faults):
    """Let an office ask for correction, as it does."""
    for fault in faults:
        correction = Correction(matter, 1, fault, "h", NOW, date(2026, 12, 8))
        kiosk.corrections.add(case.number, correction)
    write(kiosk, case, ReviewAction.CORRECTION_ASKED, matter, places=[it.place for it in faults])


def write(kiosk, case, action, matter, at=NOW, **details):
    """Write an entry about a matter of a case."""
    kiosk.cases.append(
        next_event(
            kiosk.cases.get(case.number).history,
            case_number=case.number,
            at=at,
            actor="h",
            action=action,
            details={"matter": matter, **details},
        )
    )


def test_a_case_is_found_rated_and_withdrawn(received, kiosk):
    screen, case, four = received
    look_up(screen, case.number, four)
    assert case.number in screen.html
    assert "轮到部门" in screen.html

    screen.press("level.2")
    screen.app.checkbox(key="reasons.1").set_value(True)
    screen.press("rate")
    assert "您的评价是“不满意”" in screen.html

    screen.press("withdraw")
    assert kiosk.cases.get(case.number).status is CaseStatus.RECEIVED
    screen.press("withdraw_no")
    screen.press("withdraw")
    screen.app.text_input(key="receipt_code").set_value("ACDE-FGH0")
    screen.press("withdraw_yes")
    assert "撤回码不对" in screen.alerts[0]
    assert kiosk.cases.get(case.number).status is CaseStatus.RECEIVED
    screen.app.text_input(key="receipt_code").set_value(kiosk.printed_code.lower())
    screen.press("withdraw_yes")
    assert kiosk.cases.get(case.number).status is CaseStatus.WITHDRAWN
    assert "已经撤回" in screen.html

    screen.go_on()
    assert screen.visit.cursor.step is VisitStep.WELCOME
    assert screen.visit.cursor.over is None
    assert case.number not in screen.html


def test_each_matter_says_where_it_stands_until_when_and_why(received, kiosk):
    screen, case, four = received
    first, waiting = case.matters[0], case.matters[-1]
    look_up(screen, case.number, four)
    assert "要等营业执照" in screen.html or "要等" in screen.html

    write(kiosk, case, ReviewAction.ACCEPTED, first)
    screen.app.run()
    assert "11 月 24 日（星期二）受理" in screen.html
    assert "部门正在审批" in screen.html

    write(kiosk, case, ReviewAction.PAUSED, first, reason="testing", until="2026-12-08", notice="n")
    screen.app.run()
    assert "暂停计时" in screen.html
    assert "检测" in screen.html
    assert "预计到 12 月 8 日（星期二） 恢复" in screen.html

    write(kiosk, case, ReviewAction.RESUMED, first)
    said = {"reason": "名称<b>重复", "article": "第三十八条", "remedies": "六十日内申请行政复议"}
    write(kiosk, case, ReviewAction.REFUSED, first, **said)
    screen.app.run()
    assert "不予许可" in screen.html
    assert "理由：名称&lt;b&gt;重复" in screen.html
    assert "六十日内申请行政复议" in screen.html
    assert waiting != first


def test_what_was_sent_by_post_is_found_by_its_number(received, kiosk):
    screen, case, four = received
    first = case.matters[0]
    write(kiosk, case, ReviewAction.ACCEPTED, first)
    write(kiosk, case, ReviewAction.GRANTED, first, results=[{"name": "营业执照", "number": "1"}])
    post = {"way": "post", "receiver": "applicant", "name": "李明", "found_by": "EM1<b>CN"}
    write(kiosk, case, ReviewAction.DELIVERED, first, **post)

    look_up(screen, case.number, four)

    assert "已邮寄，邮件号 EM1&lt;b&gt;CN" in screen.html


def test_a_receipt_without_a_code_is_withdrawn_at_the_counter(received, kiosk):
    screen, case, four = received
    plain = {k: v for k, v in case.history[0].details.items() if k != "code"}
    before = replace(case, history=(replace(case.history[0], details=plain),))
    kiosk.cases.by_number[case.number] = before
    look_up(screen, case.number, four)

    screen.press("withdraw")

    assert "到综合窗口办理" in screen.html
    assert not [
        text_input for text_input in screen.app.text_input if text_input.key == "receipt_code"
    ]
    screen.press("withdraw_no")
    assert "到综合窗口办理" not in screen.html


def test_an_empty_place_to_sign_says_that_it_is_empty(at_review, kiosk):
    at_review.go_on()
    at_review.go_on()

    assert at_review.signing == 0
    assert "签得太短" in at_review.alerts[0]
    assert kiosk.cases.by_number == {}


def test_done_with_a_case_leaves_no_larger_letters_either(received):
    screen, case, four = received
    screen.press("care")
    look_up(screen, case.number, four)

    screen.go_on()

    assert not screen.visit.care
    assert not screen.visit.has_begun


def test_wrong_digits_tell_nothing_and_lose_nothing(received):
    screen, case, four = received
    look_up(screen, case.number, "0000" if four != "0000" else "1111")

    assert "对不上" in "".join(screen.alerts)
    assert screen.app.text_input(key="case_number").value == case.number
    assert "轮到部门" not in screen.html


def test_leaving_keeps_everything_but_nothing_here(at_form, form, values, kiosk):
    at_form.fill_page(form, values)
    at_form.go_on()
    before = at_form.visit
    at_form.press("exit")
    at_form.press("later")
    slip = at_form.resume_code
    assert slip.number in at_form.html
    assert slip.code in at_form.html

    at_form.go_on()
    assert at_form.visit.draft.values == {}
    assert slip.number not in at_form.html

    at_form.press("resume")
    at_form.app.text_input(key="slip_number").set_value(slip.number)
    at_form.app.text_input(key="slip_code").set_value(slip.code)
    at_form.go_on()

    again = at_form.visit
    assert (again.draft.values, again.draft.answers) == (before.draft.values, before.draft.answers)
    assert (again.cursor.step, again.cursor.page) == (before.cursor.step, before.cursor.page)
    assert again.draft.submission_key == before.draft.submission_key


def test_back_from_an_errand_is_the_first_page(screen):
    for errand in ("track", "resume"):
        if errand == "resume" and not screen.service.visits.keeper.keeps:
            continue
        screen.press(errand)
        screen.press("back")
        assert screen.visit.cursor.over is None


def test_calling_for_help_tells_the_staff_once(at_form, kiosk):
    at_form.press("help")
    at_form.press("call")
    at_form.app.run()
    assert [call.step for call in kiosk.help.calls] == ["form"]
    at_form.press("go_on")
    at_form.press("help")
    assert "已经通知" in "".join(markdown.value for markdown in at_form.app.markdown)
    assert len(kiosk.help.calls) == 1


def test_what_a_department_asks_for_is_put_right_there_and_then(received, kiosk):
    screen, case, four = received
    matter = case.matters[0]
    paper = case.application.uploads[0]
    faults = (
        Fault("F01", "字号<b>", "与招牌<i>不同", "写招牌上的名称"),
        Fault(f"{paper.document}@{paper.subject}", "租赁合同", "看不清", "重新拍"),
    )
    ask(kiosk, case, matter, *faults)
    look_up(screen, case.number, four)
    assert "有2项要您补正" in screen.html
    assert "与招牌&lt;i&gt;不同" in screen.html
    assert "12 月 8 日" in screen.html
    assert "轮到您" in screen.html

    screen.press("send.0")
    assert "还没有写" in "".join(screen.alerts)
    screen.app.text_input(key="value.0.1").set_value("小满理发店")
    screen.press("send.0")
    assert kiosk.corrections.of(case.number)[0].answer == "小满理发店"
    assert "有1项要您补正" in screen.html

    screen.app.file_uploader[0].upload("新.pdf", PDF, "application/pdf").run()
    assert "轮到您" not in screen.html
    assert screen.html.count("已补正") == len(faults)


def test_a_paper_is_asked_for_once_where_it_is_owed_and_asked_for_as_well(at_review, kiosk):
    at_review.hand_in()
    (case,) = kiosk.cases.by_number.values()
    at_review.hand_in()
    used = case.application
    place = f"{used.uploads[0].document}@{used.uploads[0].subject}"
    kiosk.cases.by_number[case.number] = replace(
        case, application=replace(used, uploads=used.uploads[1:], deferred=(place,))
    )
    four = used.values["per.id_no@principal"][-4:]
    look_up(at_review, case.number, four)
    assert len(at_review.app.file_uploader) == 1

    fault = Fault(place, "租赁合同", "看不清", "重新拍")
    ask(kiosk, case, case.matters[0], fault)
    at_review.app.run()

    assert [at.key.split(".")[0] for at in at_review.app.file_uploader] == ["correct"]


def test_a_file_in_which_a_virus_was_found_is_reported(received, kiosk):
    screen, case, four = received
    digest = case.application.uploads[0].digest
    files = [upload for upload in case.application.uploads if upload.digest == digest]
    kiosk.screens.write(Screened(digest, ScreenState.QUARANTINED, NOW, "a virus"))

    look_up(screen, case.number, four)

    (alert,) = screen.alerts
    assert "有材料部门打不开：" in alert
    assert not set("()'") & set(alert)
    assert alert.count("、") >= len({file.document for file in files}) - 1
    assert "a virus" not in screen.html


def test_somebody_is_authorised_and_that_is_taken_back(received, kiosk):
    screen, case, four = received
    look_up(screen, case.number, four)
    screen.press("agent_naming")
    screen.app.text_input(key="new_agent").set_value("白露")
    screen.app.text_input(key="new_agent_number").set_value("440106199203032228")
    screen.app.text_input(key="agent_code").set_value(kiosk.printed_code)
    screen.press("agent_yes")
    assert any("证件号码不对" in alert for alert in screen.alerts)

    screen.app.text_input(key="new_agent_number").set_value("440106199203032229")
    screen.app.text_input(key="agent_code").set_value(kiosk.printed_code)
    screen.press("agent_yes")
    assert "白露 替 林秋月 办" in screen.html
    screen.press("agent_ending")
    screen.app.text_input(key="agent_code").set_value(kiosk.printed_code)
    screen.press("agent_yes")

    assert "本人取消" in screen.html
