"""Where a proposal stands: silence is never a yes (law 13)."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from core.themes.proposing.deciding import (
    ALLOWED,
    Decision,
    ProposalState,
    Verdict,
    standing_of,
)

AT = datetime(2026, 11, 30, tzinfo=UTC)
DEPARTMENTS = ("WJ", "XF")


def said(verdict, department=""):
    return Decision("p", verdict, department, "a reason", "somebody", AT)


def state_after(*decisions):
    return standing_of(DEPARTMENTS, decisions).state


def test_it_waits_until_every_department_has_agreed():
    adopted, agreed = said(Verdict.ADOPTED), said(Verdict.AGREED, "WJ")
    assert state_after(adopted) is ProposalState.WAITING
    assert state_after(adopted, agreed) is ProposalState.WAITING
    assert standing_of(DEPARTMENTS, [adopted, agreed]).silent == ("XF",)
    assert state_after(adopted, agreed, said(Verdict.AGREED, "XF")) is ProposalState.AGREED


def test_the_latest_answer_of_a_department_counts():
    adopted, refused = said(Verdict.ADOPTED), said(Verdict.REFUSED, "WJ")
    agreed = [said(Verdict.AGREED, code) for code in DEPARTMENTS]
    assert state_after(adopted, *agreed, refused) is ProposalState.REFUSED
    assert state_after(adopted, refused, *agreed) is ProposalState.AGREED


def test_adopted_anew_everybody_is_asked_anew():
    agreed = [said(Verdict.AGREED, code) for code in DEPARTMENTS]
    standing = standing_of(
        DEPARTMENTS,
        [said(Verdict.ADOPTED), *agreed, said(Verdict.DECLINED), said(Verdict.ADOPTED)],
    )
    assert (standing.state, standing.silent) == (ProposalState.WAITING, DEPARTMENTS)


def test_nobody_has_agreed_where_nobody_is_asked():
    assert standing_of((), [said(Verdict.ADOPTED)]).state is ProposalState.WAITING


@given(
    st.lists(
        st.tuples(st.sampled_from(Verdict), st.sampled_from(("WJ", "XF", "SW", ""))), max_size=8
    )
)
def test_nothing_is_agreed_to_without_a_word_of_every_department(words):
    standing = standing_of(DEPARTMENTS, [said(*word) for word in words])

    if standing.state is ProposalState.AGREED:
        since = max(place for place, word in enumerate(words) if word[0] is Verdict.ADOPTED)
        agreed = {code for verdict, code in words[since:] if verdict is Verdict.AGREED}
        assert agreed >= set(DEPARTMENTS)


def test_every_verdict_may_be_given_somewhere_and_none_after_the_change():
    assert set(ALLOWED) == set(Verdict)
    assert all(ProposalState.APPLIED not in states for states in ALLOWED.values())
