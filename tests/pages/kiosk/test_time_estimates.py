"""About how many minutes it still takes, and what is learnt from how long it took."""

import re

from core.visits.steps import VisitStep
from core.visits.time_estimates import ElapsedTotal, StepKind


def minutes(screen):
    return int(re.search(r"大约还要 (\d+) 分钟", screen.html)[1])


def test_it_is_reported_from_the_guide_on_and_becomes_less(screen, answers, form, values):
    screen.choose("T02")
    screen.answer_all(answers)
    estimates = [minutes(screen)]
    screen.go_on()
    while screen.visit.cursor.step is VisitStep.FORM:
        estimates.append(minutes(screen))
        screen.fill_page(form, values)
        screen.go_on()
    estimates.append(minutes(screen))

    assert estimates == sorted(estimates, reverse=True)
    assert estimates[0] > estimates[-1] >= 1


def test_what_is_kept_of_a_visit_are_sums(at_review, kiosk):
    at_review.hand_in()

    taken = kiosk.elapsed_times.taken
    assert taken.keys() == {StepKind.FIELD, StepKind.PAPER, StepKind.SIGNATURE}
    assert all(isinstance(value, ElapsedTotal) and value.seconds > 0 for value in taken.values())


def test_where_others_were_slow_more_time_is_reported(screen, answers, kiosk):
    kiosk.elapsed_times.taken = {StepKind.FIELD: ElapsedTotal(1_000, 60_000.0)}
    screen.choose("T02")
    screen.answer_all(answers)

    assert minutes(screen) > 30


def test_a_visit_is_noted_once_when_something_is_chosen(screen, answers, kiosk, monkeypatch):
    begun = []
    monkeypatch.setattr(kiosk.service.visits.time_estimates, "begin", lambda: begun.append(1))
    screen.app.run()
    assert begun == []

    screen.choose("T02")
    screen.answer_all(answers)
    assert begun == [1]

    screen.press("exit")
    screen.press("wipe")
    screen.choose("T02")
    assert begun == [1, 1]
