"""A touch works the guide out once: what was told before the page turned is not asked again."""

from dataclasses import replace

from core.services.citizens.consult import Consult
from core.visits.steps import VisitStep


def counted(monkeypatch):
    calls = []
    consult = Consult.__call__

    def counting(self, *asked, **more):
        calls.append(asked)
        return consult(self, *asked, **more)

    monkeypatch.setattr(Consult, "__call__", counting)
    return calls


def test_an_answer_and_the_page_after_it_ask_once(screen, answers, monkeypatch):
    screen.choose("T02")
    question = screen.question()
    calls = counted(monkeypatch)
    screen.answer(question, answers[question])

    assert len(calls) == 1
    assert screen.question() != question


def test_the_form_asks_nothing_that_is_known(at_form, form, values, monkeypatch):
    calls = counted(monkeypatch)
    at_form.fill_page(form, values)
    at_form.go_on()

    assert at_form.visit.cursor.page == 1
    assert calls == []


def test_another_answer_is_asked_about_anew(screen, kiosk, answers, monkeypatch):
    screen.choose("T02")
    screen.answer_all(answers)
    assert screen.visit.cursor.step is VisitStep.GUIDE
    before = screen.visit.consulted
    screen.go_back()
    question = screen.question()
    screen.go_on()
    assert screen.visit.draft.answers[question] == answers[question]
    assert screen.visit.consulted[1].guide.matters == before[1].guide.matters

    answers = {key: value for key, value in screen.visit.draft.answers.items() if key != question}
    screen.visit.draft = replace(screen.visit.draft, answers=answers)
    screen.app.run()
    assert screen.visit.consulted[0] != before[0]
