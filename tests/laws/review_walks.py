"""Recorded lives of matters: short ones, each for what a life by chance seldom comes to.

A walk is a list of moves of one kind of life (:mod:`tests.laws.test_review_laws`), replayed by the
same model. Together they notice every break of :mod:`tests.laws.review_breaks`.
"""

from core.cases.review_actions import ReviewAction as Action

DAY = 24
NOTHING = ()


def waits_for(*matters, every=True):
    return frozenset(matters), every


WAITS = (
    NOTHING,
    NOTHING,
    (waits_for(0, 1),),
    (waits_for(0, 1, every=False),),
    (waits_for(0), waits_for(1)),
    NOTHING,
    NOTHING,
)
"""What the matters of the life that waits wait for, by their places."""


def acts(place, *actions):
    return [("an_officer_acts", {"place": place, "action": action}) for action in actions]


def hours(*gone):
    return [("time_goes_by", {"hours": each}) for each in gone]


def asks(place, *entries, days=12):
    return [("an_officer_asks", {"place": place, "entries": entries, "days": days})]


def answers(place, *, everything):
    return [("the_applicant_answers", {"place": place, "everything": everything})]


CLOCK = [("the_clock_works", {})]
WALKS = {
    "asked while it waits, and put right in two answers": (
        "AskedLife",
        [
            *asks(1, "F01", "F02"),
            *asks(1, "F01"),
            *acts(0, Action.ACCEPTED),
            *hours(DAY),
            *acts(0, Action.GRANTED),
            *answers(1, everything=False),
            *hours(DAY),
            *answers(1, everything=True),
        ],
    ),
    "passed on, and accepted by silence on the day after the last": (
        "AskedLife",
        [
            *hours(DAY),
            *acts(0, Action.ACCEPTED, Action.GRANTED),
            *hours(8 * DAY),
            *CLOCK,
            *hours(DAY),
            *CLOCK,
        ],
    ),
    "issued again, and a promise that was not kept": (
        "PromisedLife",
        [
            *acts(1, Action.SENT_BACK),
            (
                "an_officer_looks_at_a_promise",
                {"place": 0, "promise": "second@subject", "kept": False, "days": 1},
            ),
            *hours(DAY),
            ("an_officer_takes_a_decision_back", {"place": 0}),
            *hours(DAY),
            ("an_officer_takes_a_decision_back", {"place": 0}),
        ],
    ),
    "paused, extended twice, and supplied after the reminder": (
        "OwingLife",
        [
            *acts(0, Action.PAUSED, Action.EXTENDED),
            *hours(DAY),
            *acts(0, Action.RESUMED, Action.EXTENDED),
            *CLOCK,
            ("the_applicant_hands_in_what_is_owed", {}),
        ],
    ),
    "withdrawn when something was decided": (
        "OwingLife",
        [("the_applicant_withdraws", {})],
    ),
    "some of what is waited for comes, and some does not": (
        "WaitingLife",
        [
            *acts(1, Action.NOT_ACCEPTED),
            *acts(0, Action.ACCEPTED, Action.GRANTED),
        ],
    ),
}
