"""How little it takes: touches and typed letters in T02, by touch, and the same by keys alone."""

from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError, expect

from core.training.scenarios import read_scenario
from tests.browser.driving import PAPER, PORTRAIT, WATCH, KioskDriver, plain
from tests.browser.serving import ROOT, library_served, served
from tests.databases import filled_database

pytestmark = pytest.mark.browser

PERSON = read_scenario(ROOT / "assets" / "scenarios" / "S02.yaml")
OTHER_TOUCHES = 10
"""One of them says that the notice was read (个人信息保护法 17), which the law does not spare.
Three pass who acts and say that one person holds every role, which spares all their entries."""
MOST_TYPED = 30
MOST_TABS = 90
MOST_PRESSES = 3
PROMISE = "[data-testid=stForm] [class*=st-key-field-case-commit] [data-testid=stCheckbox]"
_COUNT = """() => {
  window.touches = 0;
  window.typed = 0;
  const count = one => { window.touches += one.composedPath()[0].tagName !== 'CANVAS'; };
  addEventListener('click', count, true);
  addEventListener('beforeinput', ({data}) => { window.typed += data?.length ?? 0; }, true);
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("effort")
    filled_database("sqlite", folder)
    with library_served() as library, served("kiosk_app.py", folder, more=library) as url:
        yield url


@pytest.fixture
def kiosk(chromium, address):
    context = chromium.new_context(viewport=PORTRAIT, has_touch=True, locale="zh-CN")
    context.set_default_timeout(20_000)
    yield KioskDriver(context.new_page(), address)
    context.close()


def test_one_touch_a_question_and_ten_others_and_hardly_a_letter(kiosk):
    answers = plain(PERSON.answers)
    kiosk.page.evaluate(_COUNT)
    kiosk.choose_theme(PERSON.theme)
    questions, numbers = 0, 0
    while (question := kiosk.question()) is not None:
        questions += 1
        numbers += isinstance(answers[question], int)
        kiosk.answer(question, answers[question])
    kiosk.press("main")  # from the guide
    # Consent to sensitive data is a touch of its own, as consent to fetching is (29).
    sensitive = touches_of(kiosk, "[class*=st-key-agree] label")
    kiosk.press("main")
    kiosk.press("main")  # who acts is fetched later
    kiosk.press("who.all")
    kiosk.press("main")
    kiosk.press("demo_person")
    consent = touches_of(kiosk, "[data-testid=stForm] [data-testid=stCheckbox] label")
    kiosk.go_on()
    before_the_form = kiosk.page.evaluate("() => window.touches") - consent - sensitive
    while kiosk.page.locator("[data-testid=stForm]").count():
        for promise in kiosk.page.locator(f"{PROMISE} label:visible").all():
            promise.tap()
        kiosk.go_on()
        assert kiosk.page.locator("[role=alert]").all_inner_texts() == []
    kiosk.photograph()
    kiosk.go_on()
    while kiosk.page.locator("input[type=file]").count():
        kiosk.give_file(PAPER)
        kiosk.go_on()
    after_the_papers = kiosk.page.evaluate("() => window.touches")
    kiosk.hand_in()

    others = kiosk.page.evaluate("() => window.touches") - after_the_papers + before_the_form
    assert questions > 10
    # A number is typed, and then confirmed; the strokes of the signature are entries.
    assert others - questions <= OTHER_TOUCHES + numbers
    assert kiosk.page.evaluate("() => window.typed") <= MOST_TYPED


def touches_of(kiosk, box):
    """Tick the one box there is, and return for how many touches the browser takes that."""
    before = kiosk.page.evaluate("() => window.touches")
    kiosk.page.locator(box).first.tap()
    kiosk.settle()
    return kiosk.page.evaluate("() => window.touches") - before


def test_a_double_touch_answers_one_question(kiosk):
    kiosk.choose_theme(PERSON.theme)
    first = kiosk.question()
    box = kiosk.at(f"option.{first}.0").locator("button").bounding_box()
    for _ in range(2):
        kiosk.page.touchscreen.tap(box["x"] + 80, box["y"] + 40)
        kiosk.page.wait_for_timeout(120)
    kiosk.page.locator("[class*=st-key-change-]").first.wait_for()
    kiosk.settle()

    assert kiosk.page.locator("[class*=st-key-change-]").count() == 1


def test_everything_is_done_by_keys_alone_as_a_screen_reader_tells_it(kiosk):
    """Nobody sees or touches anything: what is focused is known by its role and its name."""
    answers = plain(PERSON.answers)
    reader = Reader(kiosk)
    reader.press_button("开理发店")
    while (question := kiosk.question()) is not None:
        reader.answer(answers[question])
    assert "您要办" in reader.heading()
    reader.press_button("开始填表")
    reader.tab_to("checkbox", "敏感个人信息")
    kiosk.page.keyboard.press("Space")
    reader.press_main()
    assert "您怎么称呼" in reader.heading()
    reader.press_main()
    reader.press_button("都是我")
    reader.press_main()
    reader.press_button("用虚构的人试一试")
    reader.tab_to("checkbox")
    kiosk.page.keyboard.press("Space")
    reader.press_main()
    while kiosk.page.locator("[data-testid=stForm]").count():
        if kiosk.page.locator(PROMISE).count():
            reader.tab_to("checkbox", "同意")
            kiosk.page.keyboard.press("Space")
        reader.press_main()
        assert kiosk.page.locator("[role=alert]").all_inner_texts() == []
    while kiosk.page.locator("input[type=file]").count():
        kiosk.give_file(PAPER)  # which the system's own dialog does
        reader.press_main()
    reader.press_main()
    while kiosk.page.locator(".to_sign").count():
        reader.press_button("输入姓名")
        reader.tab_to("textbox")
        kiosk.page.keyboard.type("林秋月")
        reader.press_main()
    expect(kiosk.page.locator(".paper")).to_be_visible()


class Reader:
    """Keys, and what a screen reader says of what is focused: its role and its name."""

    def __init__(self, kiosk):
        self.kiosk = kiosk
        self._session = kiosk.page.context.new_cdp_session(kiosk.page)

    def focused(self):
        """Return the role and the name of what is focused, from the accessibility tree."""
        found = self._session.send("Runtime.evaluate", {"expression": "document.activeElement"})[
            "result"
        ]
        tree = self._session.send(
            "Accessibility.getPartialAXTree",
            {"objectId": found["objectId"], "fetchRelatives": False},
        )
        (node,) = [node_found for node_found in tree["nodes"] if not node_found["ignored"]] or [{}]
        return tuple(node.get(part, {}).get("value", "") for part in ("role", "name"))

    def tab_to(self, role, name=""):
        """Press Tab until something with a role and words in its name is focused."""
        for _ in range(MOST_TABS):
            self.kiosk.page.keyboard.press("Tab")
            found, words = self.focused()
            if found == role and name in words:
                return
        raise AssertionError(f"no {role} {name}")

    def press_button(self, name):
        """Go to a button by keys alone and press it; again if it was drawn anew meanwhile."""
        for _ in range(MOST_PRESSES):
            self.tab_to("button", name)
            self.kiosk.page.evaluate(WATCH)
            self.kiosk.page.keyboard.press("Enter")
            with suppress(TimeoutError):
                self.kiosk.page.wait_for_function("() => window.hasRun", timeout=5_000)
                self.kiosk.settle()
                return
        raise AssertionError(f"nothing happens at {name}")

    def answer(self, answer):
        """Answer a question: by the button that is the answer, or by typing a number."""
        if isinstance(answer, str):
            self.press_button(answer)
            return
        self.tab_to("spinbutton")
        self.kiosk.page.keyboard.type(str(answer))
        self.press_main()

    def press_main(self):
        """Press the one main button, whatever it is called here."""
        words = self.kiosk.at("main").locator("p").inner_text()
        self.press_button(words.splitlines()[0].strip())

    def heading(self):
        """Return the one title of the page."""
        return self.kiosk.page.get_by_role("heading", level=1).last.inner_text()
