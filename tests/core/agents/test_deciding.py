"""May somebody do something today: as an independent model says (民法典 17 to 20, 173)."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from core.agents.deciding import ActingPerson, Representation, last_day_as_minor, refusal_of
from core.agents.models import SCOPE, Authorisation, AuthorisationKind, CaseAct, EndedBy

TODAY = date(2026, 3, 2)
MATTERS = ("A", "B", "C")
DAYS = st.integers(-3, 3).map(lambda n: TODAY + timedelta(days=n))


@st.composite
def authorisations(draw):
    days = [draw(st.none() | DAYS), draw(st.none() | DAYS)]
    return Authorisation(
        draw(st.sampled_from(AuthorisationKind)),
        acts=tuple(draw(st.sets(st.sampled_from(SCOPE)))),
        matters=tuple(draw(st.sets(st.sampled_from(MATTERS)))),
        valid_from=days[0].isoformat() if days[0] else "",
        valid_until=days[1].isoformat() if days[1] else "",
    )


def may_as_told(said, ended, act, matters):
    """Say it from the text of the law, not as the code does: every rule that forbids, together."""
    forbids = [
        ended is not None,
        bool(said.valid_from) and said.valid_from > TODAY.isoformat(),
        bool(said.valid_until) and said.valid_until < TODAY.isoformat(),
        act != "look" and act not in [str(own) for own in said.acts],
        bool(said.matters) and any(matter not in said.matters for matter in matters),
    ]
    return not any(forbids)


@given(
    authorisations(),
    st.none() | st.sampled_from(EndedBy),
    st.sampled_from(CaseAct),
    st.sets(st.sampled_from(MATTERS)),
)
@example(Authorisation(AuthorisationKind.MANDATE, valid_until="2026-03-02"), None, CaseAct.PAY, [])
@example(Authorisation(AuthorisationKind.MANDATE, valid_until="2026-03-01"), None, CaseAct.LOOK, [])
def test_an_agent_may_what_was_given_while_it_holds(said, ended, act, matters):
    ended_at = datetime(2026, 3, 1, tzinfo=UTC) if ended else None
    agent = ActingPerson(
        Representation(said, datetime(2026, 1, 1, tzinfo=UTC), 1, True, ended, ended_at)
    )

    refusal = refusal_of(agent, act, on=TODAY, matters=tuple(matters))

    assert (refusal is None) == may_as_told(said, ended, str(act), matters)


@given(st.dates(date(2000, 1, 1), date(2026, 3, 2)), st.sampled_from(CaseAct))
@example(date(2018, 3, 2), CaseAct.SUPPLY)
@example(date(2018, 3, 3), CaseAct.SUPPLY)
@example(date(2008, 3, 2), CaseAct.WITHDRAW)
@example(date(2008, 2, 29), CaseAct.WITHDRAW)
def test_a_minor_may_what_suits_their_age(born, act):
    eight, eighteen = (f"{born.year + n}{born:-%m-%d}" for n in (8, 18))
    today = TODAY.isoformat()
    own = act in ("look", "supply", "collect")

    may = refusal_of(ActingPerson(born=born), act, on=TODAY) is None

    assert may == (today >= eighteen or (today >= eight and own))


@given(st.dates(date(1990, 1, 1), date(2020, 1, 1)))
def test_a_guardian_acts_until_the_day_before_the_birthday(born):
    last = last_day_as_minor(born)

    minor, adult = ActingPerson(born=born), last + timedelta(days=1)
    assert refusal_of(minor, CaseAct.WITHDRAW, on=last) is not None
    assert refusal_of(minor, CaseAct.WITHDRAW, on=adult) is None
