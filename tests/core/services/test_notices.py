"""Notices say what the entries of the history say, whatever was done."""

from datetime import date, datetime

import pytest

from adapters.printing import PaperPrinter
from core.cases.history import next_event
from core.cases.models import Application, Case
from core.receipts.notices import NoticeKind
from core.services.notices import NoticeSource, notice_of, noticed_events
from core.working_days import WEEKENDS_ONLY, ZONE

MATTER = "SCJG-01"
ACCEPTED = ("accepted", {})
STEPS = {
    NoticeKind.ACCEPTED: [ACCEPTED],
    NoticeKind.DEEMED_ACCEPTED: [("deemed_accepted", {})],
    NoticeKind.NOT_ACCEPTED: [
        (
            "not_accepted",
            {
                "kind": "not_competent",
                "reason": "不归本局",
                "authority": "端州局",
                "remedy": "复议",
            },
        )
    ],
    NoticeKind.PAUSED: [
        ACCEPTED,
        ("paused", {"reason": "testing", "until": "2026-12-09", "notice": "送检三天"}),
    ],
    NoticeKind.EXTENDED: [
        ACCEPTED,
        ("extended", {"days": 5, "reason": "情况复杂", "approved_by": "局长"}),
    ],
    NoticeKind.GRANTED: [
        ACCEPTED,
        ("granted", {"results": [{"name": "营业执照", "number": "9244-1"}], "basis": "条例"}),
    ],
    NoticeKind.REFUSED: [
        ACCEPTED,
        ("refused", {"reason": "名称重复", "article": "第十条", "remedies": "六十日内复议"}),
    ],
}
SAID = {
    NoticeKind.ACCEPTED: ["2026年12月2日"],
    NoticeKind.DEEMED_ACCEPTED: ["2026年12月2日"],
    NoticeKind.NOT_ACCEPTED: ["不属于本机关职权范围", "端州局"],
    NoticeKind.PAUSED: ["检测", "2026年12月9日", "送检三天"],
    NoticeKind.EXTENDED: ["5个工作日", "2026年12月9日", "局长"],
    NoticeKind.GRANTED: ["营业执照9244-1", "2026年12月15日"],
    NoticeKind.REFUSED: ["名称重复", "第十条", "六十日内复议"],
}


def case_with(steps):
    case = Case(
        "261201-AAAA-AAAA",
        Application("key", "T02", 1, {}, {}),
        datetime(2026, 12, 1, 9, tzinfo=ZONE),
        applicant_name="林秋月",
        matters=(MATTER,),
    )
    history = ()
    for action, details in steps:
        event = next_event(
            history,
            case_number=case.number,
            at=datetime(2026, 12, 1, 10, tzinfo=ZONE),
            actor="lin",
            action=action,
            details={"matter": MATTER, **details},
        )
        history = (*history, event)
    return Case(
        case.number,
        case.application,
        case.received_at,
        applicant_name=case.applicant_name,
        matters=case.matters,
        history=history,
    )


@pytest.mark.parametrize("kind", STEPS)
def test_a_notice_says_what_was_done_and_what_follows(kind, catalogue):
    case = case_with(STEPS[kind])
    source = NoticeSource(case, catalogue.themes["T02"], catalogue, (), (), WEEKENDS_ONLY)

    notice = notice_of(source, noticed_events(case, MATTER)[-1], officer="部门人员甲")
    page = "".join(PaperPrinter().html_of(notice).split())

    assert notice.kind is kind
    assert notice.told_on == date(2026, 12, 1)
    for words in (*SAID[kind], "林秋月", case.number):
        assert words in page
