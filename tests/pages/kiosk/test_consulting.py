"""A touch works the guide out once: what was told before the page turned is not asked again."""

from core.services.citizens.consult import Consult
from pages.kiosk.cursor import Step


def counted(monkeypatch):
    calls = []
    consult = Consult.__call__
    monkeypatch.setattr(
        Consult, "__call__", lambda self, *asked: (calls.append(asked), consult(self, *asked))[1]
    )
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

    assert at_form.visit.page == 1
    assert calls == []


def test_another_answer_is_asked_about_anew(screen, kiosk, answers, monkeypatch):
    screen.choose("T02")
    screen.answer_all(answers)
    assert screen.visit.step is Step.GUIDE
    before = screen.visit.consulted
    screen.go_back()
    question = screen.question()
    screen.go_on()
    assert screen.visit.answers[question] == answers[question]
    assert screen.visit.consulted[1].guide.matters == before[1].guide.matters

    screen.visit.answers.pop(question)
    screen.app.run()
    assert screen.visit.consulted[0] != before[0]
