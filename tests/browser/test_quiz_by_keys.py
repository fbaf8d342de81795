"""A quiz is held and played by keys alone, from the trainer's login to the score of the trainee."""

import re

import pytest
from playwright.sync_api import expect

from core.i18n import DEFAULT_LOCALE, translate
from core.staff.models import OPERATOR, Role
from tests.browser.designing import DESK
from tests.browser.driving import stopped_on
from tests.browser.looking import violations
from tests.browser.serving import served
from tests.seating import TRAINER, let_in
from tests.staffing import PASSWORD, open_office

pytestmark = pytest.mark.browser

PATIENCE = 60_000
PHONE = {"width": 390, "height": 844}
QUESTIONS = 3
TRAINEE = "小林"
MOST_TABS = 90
FOCUSED = """() => {
  const keys = [];
  for (let at = document.activeElement; at; at = at.parentElement)
    keys.push(...[...at.classList].filter(name => name.startsWith('st-key-')));
  return keys.map(name => name.slice(7));
}"""


class Keys:
    """Somebody with a keyboard and nothing else."""

    def __init__(self, page):
        self.page = page
        self.stopped = stopped_on(page)

    def reach(self, key):
        """Go from place to place until what bears a key has the focus."""
        self.page.locator(f".st-key-{key}").wait_for()
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if key in self.page.evaluate(FOCUSED):
                return
        raise AssertionError(key)

    def write(self, key, words):
        self.reach(key)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def press(self, key):
        self.page.keyboard.press(key)

    def await_words(self, words):
        expect(self.page.locator(".stApp")).to_contain_text(words)
        expect(self.page.get_by_test_id("stException")).to_have_count(0)


def say(key, **params):
    return translate(f"quiz.{key}", DEFAULT_LOCALE, **params)


@pytest.fixture
def office(tmp_path):
    office = open_office(tmp_path)
    roles = [Role.TRAINER]
    office.staff.accounts.add(OPERATOR, "trainer", "培训师（演示）", roles=roles, password=PASSWORD)
    return office


@pytest.fixture
def address(office, tmp_path):
    with served("designer_app.py", tmp_path, letters=15) as address:
        yield address


@pytest.fixture
def seats(chromium, address):
    """The trainer's screen, and a trainee's phone with a keyboard."""
    opened = []
    for size in (DESK, PHONE):
        context = chromium.new_context(viewport=size, locale="zh-CN")
        context.set_default_timeout(PATIENCE)
        opened.append(Keys(context.new_page()))
    expect.set_options(timeout=PATIENCE)
    yield opened
    expect.set_options(timeout=5_000)
    for seat in opened:
        seat.page.context.close()


def open_class(trainer, address):
    """Log in, go to the quiz, open a class of a few questions; return its code."""
    trainer.page.goto(f"{address}/classes")
    trainer.write("login_username", "trainer")
    trainer.write("login_password", PASSWORD)
    trainer.press("Enter")
    trainer.await_words(translate("designer.classes.none", DEFAULT_LOCALE))
    trainer.write("class_number", str(QUESTIONS))
    trainer.press("Enter")
    trainer.reach("class_open")
    trainer.press("Enter")
    trainer.page.wait_for_url(re.compile("class="))
    trainer.await_words(translate("designer.classes.nobody", DEFAULT_LOCALE))
    return re.search(r"class=(\w+)", trainer.page.url)[1]


def questions_of(office, code):
    session = let_in(office.transaction, TRAINER)
    return office.quizzes.class_standing(session, code, DEFAULT_LOCALE).sheet.questions


def test_a_quiz_is_played_by_keys_alone_from_login_to_score(office, address, seats):
    trainer, trainee = seats
    code = open_class(trainer, address)
    questions = questions_of(office, code)
    wrong = {"class": violations(trainer.page)}

    trainee.page.goto(f"{address}/?quiz={code}")
    trainee.await_words(say("join.title"))
    wrong["join"] = violations(trainee.page)
    trainee.write("quiz_name", TRAINEE)
    trainee.press("Enter")
    for at, question in enumerate(questions):
        trainee.await_words(say("at", n=at + 1, of=QUESTIONS, score=max(at - 1, 0)))
        trainee.await_words(question.text)
        is_right = at > 0
        if not is_right:
            wrong["question"] = violations(trainee.page)
        trainee.press(str((question.right + (not is_right)) % 4 + 1))
        trainee.await_words(say("right" if is_right else "wrong"))
        if at < QUESTIONS - 1:
            wrong["right" if is_right else "wrong"] = violations(trainee.page)
        trainee.press("ArrowRight" if at == 1 else "Enter")
    trainee.await_words(say("done.title", of=QUESTIONS, score=QUESTIONS - 1))
    wrong["score"] = violations(trainee.page)

    row = trainer.page.get_by_role("row").filter(has_text=TRAINEE)
    expect(row).to_contain_text(f"{QUESTIONS} / {QUESTIONS}")
    expect(row.get_by_role("cell").nth(1)).to_have_text(str(QUESTIONS - 1))
    wrong["table"] = violations(trainer.page)
    assert {state: found for state, found in wrong.items() if found} == {}
    assert trainer.stopped == trainee.stopped == []
