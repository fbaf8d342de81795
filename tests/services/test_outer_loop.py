"""The outer loop: a log from elsewhere, a round with what it says, a proposal, another version."""

import hashlib

import pytest

from core.services.confirming_rounds import Answer, AnswerKind, Cell, FindingKind
from core.services.round_minutes import minutes_in
from core.staff.models import Role, StaffMember
from core.themes.proposing.deciding import ProposalState
from core.themes.proposing.proposal import ProposalKind
from core.training.scenarios import read_scenario
from tests.seating import SUPERVISOR
from tests.services.applications import application_of
from tests.services.conftest import ASSETS, staffed

THEME, SOONER, LATE = "T02", "ZJ-01", "SCJG-01"
MONDAYS = ("2026-09-07", "2026-09-14", "2026-09-21", "2026-09-28")


@pytest.fixture
def office(kind, tmp_path, monkeypatch):
    with staffed(kind, tmp_path) as office:
        monkeypatch.setattr("core.themes.proposing.proving.FINDERS", ())
        yield office


def log():
    """Return 24 cases of one matter decided the next day, and two late ones of another."""
    rows = ["办件编号,环节,时间,主题,事项,材料"]
    for case in range(24):
        day = MONDAYS[case % 4]
        after = day[:-2] + f"{int(day[-2:]) + 1:02}"
        rows += [
            f"A{case},受理,{day} 09:00,{THEME},{SOONER},",
            f"A{case},准予,{after} 09:00,{THEME},{SOONER},",
        ]
    for case in range(2):
        rows += [
            f"B{case},受理,2026-09-01 09:00,{THEME},{LATE},",
            f"B{case},补正告知,2026-09-02 09:00,{THEME},{LATE},房产证",
            f"B{case},准予,2026-10-30 09:00,{THEME},{LATE},",
        ]
    rows.append(f"C,受理,明天,{THEME},{LATE},")
    return "\n".join(rows).encode("gb18030")


def saved(policy):
    """Return a draft that says something else, but nothing that a department has to agree to."""
    drafting = policy.designer.drafting
    opened = drafting.open(THEME)
    return drafting.save(opened, {**opened.document, "note": "x"})


def officer(office, department):
    return office.as_(StaffMember(f"of-{department}", "甲", (Role.DEPARTMENT,), department))


def test_a_log_from_elsewhere_leads_to_a_round_a_proposal_and_a_new_version(office):
    policy, building = office.policy, officer(office, "ZJ")
    watched = office.as_(SUPERVISOR).monitoring.file_report(log())
    assert [row.row for row in watched.log.left_out] == [56]

    draft = saved(policy)
    before = policy.designer.reading.catalogue().matters[SOONER].committed_days
    held = policy.rounds.confirming.start_round(THEME, draft.revision, log=log())

    reasons = {element.place: element.reasons for element in held.elements}
    assert {place: [reason.kind for reason in found] for place, found in reasons.items()} == {
        SOONER: [FindingKind.SOONER],
        LATE: [FindingKind.LATE, FindingKind.CORRECTIONS, FindingKind.BEYOND],
    }
    (source,), figures = held.evidence.sources, {row.matter: row for row in held.evidence.matters}
    assert source.digest == hashlib.sha256(log()).hexdigest()
    assert (source.kind, source.rows, source.left_out, source.cases) == ("file", 54, 1, 26)
    assert (source.first_on, source.last_on) == ("2026-09-01", "2026-10-30")
    assert set(figures) == {SOONER, LATE}
    assert (figures[SOONER].cases, figures[SOONER].nine_of_ten_days) == (24, 1)
    assert (figures[LATE].late, figures[LATE].beyond) == (2, (("房产证", 2),))
    asked = building.rounds.answering.read_asked(THEME)
    assert "九成在 1 个工作日内办结" in asked.words[f"matter:{SOONER}"].reasons[0]
    yes = {f"matter:{SOONER}": Answer(AnswerKind.COMMENT, "可以缩短", wish="1 个工作日")}
    building.rounds.answering.answer_round(THEME, held.number, yes)

    proposing = policy.proposals.proposing
    (found,) = proposing.found().found.proved
    assert found.candidate.kind is ProposalKind.SHORTER
    proposing.adopt(found.id)
    building.proposals.answering.answer_proposal(found.id, agrees=True)
    proposing.make_change(found.id)
    policy.rounds.confirming.withdraw_round(THEME, "承诺时限已改")
    version = policy.designer.publishing.publish(THEME)

    assert version.catalogue.matters[SOONER].committed_days == 1 < before
    again = proposing.found()
    assert again.found.proved == ()
    assert again.decided[found.id].standing.state is ProposalState.APPLIED


def test_what_reasons_rest_on_stands_in_the_minutes_when_the_log_is_gone(office):
    policy = office.policy
    draft = saved(policy)
    held = policy.rounds.confirming.start_round(THEME, draft.revision, log=log())
    policy.rounds.confirming.withdraw_round(THEME, "再问一次")
    everything = policy.rounds.confirming.start_round(THEME, draft.revision, everything=True)

    with office.transaction() as stores:
        minutes = minutes_in(stores, THEME, locale="zh-CN", today=held.deadline, number=1)
        without = minutes_in(stores, THEME, locale="zh-CN", today=held.deadline)

    texts = [text for part in minutes.parts for text in part.texts()]
    assert hashlib.sha256(log()).hexdigest() in texts
    assert "房产证（2 件）" in texts
    assert not any(f"{letter}{n}" in texts for letter in "AB" for n in range(24))
    assert everything.evidence is None
    assert "依据的数据" not in [text for part in without.parts for text in part.texts()]


def test_our_own_cases_are_counted_and_known_by_the_log_that_can_be_exported(office):
    policy = office.policy
    draft = saved(policy)
    person = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    hand_in = office.kiosk.handing_in.submit
    cases = [hand_in(application_of(person, office.kiosk, key)) for key in ("a", "b")]

    held = policy.rounds.confirming.start_round(THEME, draft.revision, watched=True, log=log())

    own, _ = held.evidence.sources
    exported = office.as_(SUPERVISOR).monitoring.log_file()
    assert own.digest == hashlib.sha256(exported).hexdigest()
    assert (own.kind, own.cases) == ("own", sum(len(case.matters) for case in cases))


def test_a_round_asks_again_where_cases_say_something_new(office):
    policy = office.policy
    draft = saved(policy)
    start = policy.rounds.confirming.start_round
    held = start(THEME, draft.revision, log=log())
    own = {f"matter:{SOONER}": Answer(AnswerKind.ACCEPT)}
    officer(office, "ZJ").rounds.answering.answer_round(THEME, held.number, own)
    policy.rounds.confirming.withdraw_round(THEME, "再问一次")

    same = start(THEME, draft.revision, log=log())
    policy.rounds.confirming.withdraw_round(THEME, "再问一次")
    rows = [f"D,{step},2026-09-01 09:00,{THEME},{SOONER}," for step in ("受理", "准予")]
    log_of_more = log() + "\n".join(["", *rows]).encode("gb18030")
    more = start(THEME, draft.revision, log=log_of_more)

    cell = Cell(f"matter:{SOONER}", "ZJ")
    assert (same.cells[cell], more.cells[cell]) == ("kept", "silent")
