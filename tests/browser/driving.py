"""Drive the kiosk in Chromium the way a person does: look, touch, fill in, go on."""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

from playwright.sync_api import (
    ConsoleMessage,
    FilePayload,
    Locator,
    Page,
    TimeoutError,
    ViewportSize,
    expect,
)

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import CatalogueWords, FieldType
from core.forms.models import MergedField
from core.forms.pictures import is_picture
from core.forms.regions import CODE_LIST, regions_in
from core.i18n import DEFAULT_LOCALE, translate
from core.services.citizens import KioskForm
from pages.shared.widgets import MOST_RADIOS
from tests.papers import JPEG, PDF

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    # A camera that shows a moving disc, and nobody to ask whether it may be used.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
PORTRAIT: ViewportSize = {"width": 1080, "height": 1920}
LANDSCAPE: ViewportSize = {"width": 1440, "height": 900}
PAPER: FilePayload = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": PDF}

PHOTO: FilePayload = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": JPEG}

# The page is quiet once nothing has run or been drawn for a while: one touch may make the
# script run twice, and on a busy machine what it sent is drawn later.
_QUIET_MILLISECONDS = 350
LONG_QUIET_MILLISECONDS = 500
QUIET = """milliseconds => {
  if (!window.drawing) {
    window.drawing = new MutationObserver(() => { window.quietSince = undefined; });
    window.drawing.observe(document.body, {subtree: true, childList: true, characterData: true});
  }
  const state = document.querySelector('[data-testid=stApp]')?.dataset.testScriptState;
  if (state !== 'notRunning') { window.quietSince = undefined; return false; }
  window.quietSince ??= performance.now();
  return performance.now() - window.quietSince > milliseconds;
}"""
WATCH = """() => {
  window.quietSince = undefined;
  window.hasRun = false;
  const app = document.querySelector('[data-testid=stApp]');
  if (window.watched === app) return;  // what watches stays: another beside it only costs
  window.watched = app;
  const ran = () => { window.hasRun ||= app.dataset.testScriptState === 'running'; };
  new MutationObserver(ran).observe(app, {attributes: true});
  // A run that takes some milliseconds is never shown as running: then what it drew is seen.
  const ours = '.keyboard, .reading, [data-idle], [data-glass]';
  const isDrawn = ({target}) => !(target.closest ? target : target.parentElement)?.closest(ours);
  const drew = changes => { window.hasRun ||= changes.some(isDrawn); };
  const drawn = {subtree: true, childList: true, characterData: true};
  window.watchedBody?.disconnect();
  window.watchedBody = new MutationObserver(drew);
  window.watchedBody.observe(document.body, drawn);
}"""
_PRINT_WORDS = "window.print = () => { top.printed = document.body.innerText; };"
"""In the place of the printer: what a frame prints is read off it."""
_KEY = ".st-key-"
_SHOWN = """() => [...document.querySelectorAll('[class*=_field]')]
  .flatMap(one => [...one.classList])
  .map(name => name.match(/^st-key-(?:ok|bad)_(field.*)$/)?.[1]).filter(Boolean)"""
"""The keys of the fields that are asked on a page, as they stand in names of classes."""
_QUESTION = """() => document.querySelector('[class*=st-key-answer-]')?.className ?? ''"""
_IS_LEFT = """question => !document.querySelector('.st-key-answer-' + question)"""
_HAS_RUN = "() => window.hasRun"
_LIST_OPENS_MILLISECONDS = 1_500
_TOUCHED_AGAIN_MILLISECONDS = 8_000
_HANDED_IN_MILLISECONDS = 60_000
_TRIES = 4
_PARTS = ("year", "month", "day", "hour", "minute")


AGREE = ".st-key-privacy_notice"
"""The page that comes before the first entry, and before a child's data."""
_ROLES = "[class*=st-key-ok_role_], [class*=st-key-bad_role_]"
_UNTOLD = f":is({_ROLES}):not(:has([kind=primary], .told_of))"
"""Roles on the page about who is who, and those for which nobody is chosen."""
DAY = "case.apply_date@case"
"""The day of handing in, which the clock says."""


def said_by(answers: Mapping[str, Any], catalogue: Catalogue) -> set[str]:
    """Return the places of a form that answers fill in, so that nobody types them."""
    questions = [catalogue.questions[code] for code in answers]
    return {question.answers for question in questions if question.answers}


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values of a scenario as a visit keeps them: several in a list."""
    return {key: list(v) if isinstance(v, tuple) else v for key, v in values.items()}


def key_class(key: str) -> str:
    """Return the selector of what Streamlit marks with a key."""
    return ".st-key-" + re.sub(r"[^a-zA-Z0-9_-]", "-", key.strip())


def _begins(key: str, shown: Iterable[str]) -> bool:
    start = key_class(key)[len(_KEY) :]
    return any(name.startswith(start) for name in shown)


def stopped_on(page: Page) -> list[str]:
    """Return a list that fills with what the Content-Security-Policy stops on a page."""
    stopped: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            stopped.append(message.text)

    page.on("console", hear)
    return stopped


def draw_name(page: Page, pad: Locator) -> None:
    """Draw a few strokes that look like a name on a pad that is in view."""
    box = pad.bounding_box()
    assert box is not None
    for stroke in range(3):
        left = box["x"] + 60 + 120 * stroke
        page.mouse.move(left, box["y"] + 60)
        page.mouse.down()
        for step in range(1, 13):
            page.mouse.move(left + 8 * step, box["y"] + 60 + 90 * (step % 2))
        page.mouse.up()


class KioskDriver:
    """One visit in one browser page."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.words = CatalogueWords(DEFAULT_LOCALE)
        self._stopped = stopped_on(page)
        page.add_init_script(_PRINT_WORDS)
        page.goto(url)
        page.locator("h1").wait_for()
        self.settle()

    def settle(self, quiet: int = _QUIET_MILLISECONDS) -> None:
        """Wait until the script has run and the page has moved to its top."""
        self.page.wait_for_function(QUIET, arg=quiet, polling=40)
        assert self._stopped == []

    def at(self, key: str) -> Locator:
        """Return what bears a key."""
        return self.page.locator(key_class(key))

    def press(self, key: str) -> None:
        """Touch the button that bears a key."""
        self._touch(self.at(key).locator("button").first)

    def print_paper(self) -> str:
        """Touch the button that prints, and return what the browser printed."""
        self.press("print")
        self.page.wait_for_function("() => top.printed")
        return str(self.page.evaluate("() => top.printed"))

    def _touch(self, button: Locator) -> None:
        self.page.evaluate(WATCH)
        button.tap()
        self._await_run(button)
        self.settle()

    def _await_run(self, button: Locator) -> None:
        """Wait for the script; touch again where a busy machine took a touch for a long one."""
        with suppress(TimeoutError):
            self.page.wait_for_function(_HAS_RUN, timeout=_TOUCHED_AGAIN_MILLISECONDS)
            return
        button.tap()
        self.page.wait_for_function(_HAS_RUN)

    def go_on(self) -> None:
        """Press the one main button, and agree to what is told before the page that comes.

        On the way to the form each role has a person of its own.
        """
        self.leave_guide()
        self.leave_persons()

    def leave_guide(self, acting: Mapping[str, Any] | None = None) -> None:
        """Press the main button, and agree to whatever the law has told before data are asked.

        Who acts is named on the page for it, as far as ``acting`` says; the form asks the rest.
        """
        self.press("main")
        while self.page.locator(AGREE).count():
            self.agree()
        self._name_acting(acting or {})

    def _name_acting(self, values: Mapping[str, Any]) -> None:
        """Write who acts as far as it is told, where it is asked, and go on."""
        asked = self.at("asked_acting")
        if not asked.count():
            return
        for place, value in values.items():
            keys = ", ".join(key_class(f"{kind}.{place}") for kind in ("named", "holder"))
            if (entry := asked.locator(f":is({keys}) input")).count():
                self.type_into(entry.first, value)
        self.press("main")
        assert self.page.locator("[role=alert]").all_inner_texts() == []

    def leave_persons(self) -> None:
        """Leave the page about persons, if it is shown: nobody chosen is somebody else."""
        if self.page.locator(_ROLES).count():
            self.tell_others()
            self.go_on()

    def tell_others(self) -> None:
        """Say of every role for which nobody is chosen that somebody else holds it."""
        while (role := self.page.locator(_UNTOLD)).count():
            if (change := role.first.locator("[class*=st-key-who-change-] button")).count():
                self._touch(change.first)
            self._touch(role.first.locator("[class*=-another] button"))

    def agree(self) -> None:
        """Tick whatever needs consent of its own, and go on."""
        for box in self.page.locator(f"{AGREE} [data-testid=stCheckbox] label").all():
            box.tap()
        self.press("main")

    def go_back(self) -> None:
        """Press Back."""
        self.press("back")

    def title(self) -> str:
        """Return the one title of the page."""
        return self.page.locator("h1").last.inner_text()

    def speak(self, words: CatalogueWords) -> None:
        """Change the language, and choose by its words from now on."""
        self.words = words
        self.press(f"language_{words.locale}")

    def _worded(self, choices: Locator, wording: str, code: str = "") -> Locator:
        """Return the choice with a wording of the catalogue, as it is said in this language."""
        said = self.words.of(wording, code)
        if said == wording:
            return choices.filter(has=self.page.get_by_text(wording, exact=True)).first
        return choices.filter(has_text=re.compile(rf"^{re.escape(said)}\s")).first

    def choose_theme(self, code: str) -> None:
        """Touch a theme's tile."""
        self.press(f"theme.{code}")

    def answer(self, question: str, answer: Any) -> None:
        """Answer the question shown, and go on."""
        key = f"answer.{question}"
        if isinstance(answer, str):
            self._touch(self._worded(self.at(key).get_by_role("button"), answer, question))
            return
        if isinstance(answer, list | tuple):
            for option in answer:
                self._touch_box(self.page.locator(f"{key_class('boxes_' + key)}"), option)
        else:
            self.at(key).locator("input").fill(str(answer))
        self.go_on()

    def answer_all(self, answers: Mapping[str, Any]) -> None:
        """Answer whatever is asked until the guide stands there."""
        while (question := self.question()) is not None:
            self.answer(question, answers[question])
            self.page.wait_for_function(_IS_LEFT, arg=question)

    def question(self) -> str | None:
        """Return the code of the question shown, if one is."""
        classes = self.page.evaluate(_QUESTION)
        found = re.search(r"st-key-answer-(\w+)", classes)
        return found[1] if found else None

    def give_file(self, file: FilePayload) -> None:
        """Upload a file."""
        received = self.page.locator("[class*=st-key-got_]").count()
        self.page.locator("input[type=file]").set_input_files(file)
        self.page.locator("[class*=st-key-got_]").nth(received).wait_for()
        self.settle()

    def photograph(self) -> None:
        """Take a picture with the camera, take it again, and keep it."""
        self.press("camera")
        for again in ("again", "use"):
            self.release_camera(again)
            self.settle()
            self.press(again)
        self.page.locator("[class*=st-key-got_]").wait_for()

    def release_camera(self, shown: str) -> None:
        """Touch the button of the camera; once more where it was not ready yet."""
        button = self.page.locator("[data-testid=stCameraInputButton]")
        button.tap()
        with suppress(TimeoutError):
            self.at(shown).wait_for(timeout=_TOUCHED_AGAIN_MILLISECONDS)
            return
        button.tap()
        self.at(shown).wait_for()

    def give_papers(self, form: KioskForm, ways: Mapping[str, str]) -> None:
        """Give every paper in the way told for it, such as ``upload`` or ``later``."""
        for paper in form.materials:
            # On a busy machine the page before may still stand there, with the same buttons.
            expect(self.page.locator("h1").last).to_have_text(paper.name)
            self.settle(LONG_QUIET_MILLISECONDS)
            if ways[paper.code] == "upload":
                self.give_file(PAPER)
            else:
                self.press(f"way.{ways[paper.code]}")
                self.sign_text()
            self.go_on()

    def sign_text(self) -> None:
        """Sign a text under the name of each who has to, if anybody else has to."""
        while (pad := self.page.locator("canvas")).count():
            self.draw(pad)
            self.go_on()
            self.settle(LONG_QUIET_MILLISECONDS)

    def hand_in(self) -> str:
        """Sign whatever is to be signed, hand everything in, return the number on the receipt."""
        self.go_on()
        self.sign_all()
        self.page.locator(".paper").wait_for()
        return self.page.locator(".caseno").inner_text()

    def sign_all(self) -> None:
        """Sign every document that is shown, with a finger."""
        expect(self.page.locator(".to_sign, .paper").last).to_be_visible()
        while (pad := self.page.locator("canvas")).count():
            kicker = self.page.locator(".kicker").last.inner_text()
            self.draw(pad)
            self.go_on()
            following = self.page.locator(".kicker, .paper").last
            expect(following).not_to_have_text(kicker, timeout=_HANDED_IN_MILLISECONDS)

    def draw(self, pad: Locator) -> None:
        """Draw a few strokes that look like a name."""
        pad.evaluate("pad => pad.scrollIntoView({block: 'center'})")  # away from both bars
        self.settle()
        draw_name(self.page, pad)
        self.settle(LONG_QUIET_MILLISECONDS)  # what was drawn is told to the server

    def fill_form(
        self, form: KioskForm, values: Mapping[str, Any], *, look: Callable[[], None] | None = None
    ) -> None:
        """Fill in page after page and go on, as long as the form is shown; look at each."""
        while self.page.locator(".entries").count():
            self.fill_page(form, values)
            if look is not None:
                look()
            self.go_on()
            refused = self.page.locator("[role=alert]").all_inner_texts()
            assert refused == [], refused
            self.settle(LONG_QUIET_MILLISECONDS)

    def fill_page(self, form: KioskForm, values: Mapping[str, Any]) -> None:
        """Fill in what is asked on the page that is shown, without going on."""
        self.page.locator(".entries").wait_for(state="attached")
        self.settle(LONG_QUIET_MILLISECONDS)  # what is typed into a page still coming is lost
        self._unfold()
        shown = set(self.page.evaluate(_SHOWN))
        members = [f for f in form.fields if f.repeats and _begins(f"field.{f.key}.0.", shown)]
        self._fill_members(members, values)
        for field in form.fields:
            if field.repeats or key_class(f"field.{field.key}")[len(_KEY) :] not in shown:
                continue
            value, key = values.get(str(field.key)), f"field.{field.key}"
            if field.places > 1:
                for place, item in enumerate(value or ()):
                    self.fill(field, f"{key}.{place}", item)
            else:
                self.fill(field, key, value)

    def _unfold(self) -> None:
        """Open what may stay empty, so that it can be filled in."""
        folded = self.page.locator("[class*=st-key-left_open] details:not([open]) > summary")
        while folded.count():
            folded.first.click()

    def _fill_members(self, fields: Iterable[MergedField], values: Mapping[str, Any]) -> None:
        """Fill in one card for each member, asking for cards that are not there yet."""
        given = {field.key: values.get(str(field.key)) or [] for field in fields}
        for member in range(max(map(len, given.values()), default=0)):
            if self.page.locator("[class*=st-key-card_]").count() <= member:
                self.press("add_member")
            for field in fields:
                entries = given[field.key]
                entry = entries[member] if member < len(entries) else None
                self.fill(field, f"field.{field.key}.{member}.", entry)

    def fill(self, field: MergedField, key: str, value: Any) -> None:
        """Fill in one field; a key that ends in a dot is the beginning of one."""
        if value is None:
            return
        self._unfold()  # a busy machine may have drawn the page once more
        if is_picture(field.key.element):
            self._give_photo(f"photo.{key}")
            return
        if field.code_list == CODE_LIST:
            self._choose_region(f"choose.{field.key}", str(value))
            return
        selector = key_class(f"lists_{key}" if field.type in _LISTED else key)
        start = f"[class*='{selector[1:]}']" if key.endswith(".") else selector
        box = self.page.locator(f"[data-testid=stForm] {start}").last
        _FILL.get(field.type, KioskDriver._fill_text)(self, field, box, value)

    def _fill_text(self, field: MergedField, box: Locator, value: Any) -> None:
        self.type_into(box.locator("input, textarea").first, str(value))

    def type_into(self, entry: Locator, words: str) -> None:
        """Put words into an entry, as real keys would."""
        entry.fill(words)

    def _fill_choice(self, field: MergedField, box: Locator, value: Any) -> None:
        if field.suggestions:
            self._open_list(box)
            self.page.keyboard.type(str(value))
            self.page.get_by_role("option").filter(has_text=str(value)).first.wait_for()
            self.page.keyboard.press("Enter")
            expect(box.locator("input").first).to_have_value(str(value))
        elif not field.options:
            self._fill_text(field, box, value)
        elif len(field.options) > MOST_RADIOS:
            self._open_list(box)
            self._worded(self.page.get_by_role("option"), value).click()
        else:
            self._touch_option(box, value)

    def _give_photo(self, key: str) -> None:
        """Upload a photograph on the page that is for it."""
        selector = key_class(key.removesuffix("."))[1:]
        self.page.locator(f"[class*='{selector}'] button").first.click()
        self.page.locator("input[type=file]").set_input_files(PHOTO)
        self.page.locator("[data-testid=stForm]").first.wait_for()
        self.settle()
        self._unfold()  # the page is drawn anew

    def _choose_region(self, key: str, name: str) -> None:
        """Touch a region, level by level, from the whole country down."""
        self.press(key)
        while self.at("region_up").count():
            self.press("region_up")
        above = ""
        while found := [
            candidate for candidate in regions_in(above) if name.startswith(candidate.name)
        ]:
            above = found[0].code
            self.press(f"region.{above}")
        if self.at("region_here").count():  # a whole province or city
            self.press("region_here")
        self._unfold()

    def _open_list(self, box: Locator) -> None:
        """Open a list of options; it closes again when the page still scrolls."""
        for _ in range(_TRIES):
            box.locator("input, button").first.click()
            with suppress(TimeoutError):
                self.page.get_by_role("option").first.wait_for(timeout=_LIST_OPENS_MILLISECONDS)
                return

    def _fill_choices(self, field: MergedField, box: Locator, value: Any) -> None:
        if not field.options:
            box.locator("textarea").fill("\n".join(value))
        for option in field.options:
            outer = self.page.locator(key_class(f"boxes_field.{field.key}"))
            self._set_box(outer, option, wanted=option in value)

    def _fill_boolean(self, field: MergedField, box: Locator, value: Any) -> None:
        box.locator("[data-testid=stRadioOption]").nth(0 if value else 1).tap()

    def _fill_declaration(self, field: MergedField, box: Locator, value: Any) -> None:
        box.locator("label").first.tap()

    def _fill_date(self, field: MergedField, box: Locator, value: Any) -> None:
        for part, chosen in zip(_PARTS, re.split(r"[-T:]", value), strict=False):
            label = translate(f"kiosk.moment.one.{part}", self.words.locale, n=int(chosen))
            moment_box = box.locator(f"[class$='-{part}'], [class*='-{part} ']").last
            self._open_list(moment_box)
            self.page.keyboard.type(label)  # a long list holds only what is seen of it
            self.page.get_by_role("option", name=label, exact=True).click()
            expect(moment_box.locator("input").first).to_have_value(label)

    def _touch_option(self, box: Locator, option: str) -> None:
        self._worded(box.locator("[data-testid=stRadioOption]"), option).tap()

    def _set_box(self, box: Locator, option: str, *, wanted: bool) -> None:
        """Touch a box unless it is as wanted: what is proposed is ticked already."""
        checkbox = self._worded(box.locator("[data-testid=stCheckbox]"), option)
        if checkbox.count() and checkbox.locator("input").first.is_checked() is not wanted:
            checkbox.locator("label").first.tap()

    def _touch_box(self, box: Locator, option: str) -> None:
        self._worded(box.locator("[data-testid=stCheckbox] label"), option).tap()


_LISTED = {FieldType.DATE, FieldType.DATETIME, FieldType.MONTH}
_FILL = {
    FieldType.BOOLEAN: KioskDriver._fill_boolean,
    FieldType.CHOICE: KioskDriver._fill_choice,
    FieldType.CHOICES: KioskDriver._fill_choices,
    FieldType.DATE: KioskDriver._fill_date,
    FieldType.DATETIME: KioskDriver._fill_date,
    FieldType.MONTH: KioskDriver._fill_date,
    FieldType.DECLARATION: KioskDriver._fill_declaration,
}
