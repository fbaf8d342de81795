"""How soon a touched button answers, while the server says nothing at all.

A real kiosk in Chromium, held still by the wire between them: the time from the moment the finger
leaves the glass (the browser's own timestamp of the touch) until the button that says so is
painted, over 50 presses of answers and of Back. Run with ``python -m benchmarks.pressing``.
"""

import os
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

import tests.keys
from tests.browser.driving import ARGUMENTS, CHROMIUM, PORTRAIT, KioskDriver
from tests.browser.lines import Line
from tests.browser.serving import served
from tests.databases import filled_database

PRESSES = 50
MOST_MILLISECONDS = 100
THEME = "T03"
_MEASURE = """() => {
  window.answered = [];
  let at = null;
  addEventListener('pointerup', event => { at = event.timeStamp; }, true);
  new MutationObserver(() => {
    if (at === null || !document.querySelector('[aria-busy=true]')) return;
    const begun = at;
    at = null;
    // The frame after the next one is drawn once this one is on the glass.
    const painted = () => window.answered.push(performance.now() - begun);
    requestAnimationFrame(() => requestAnimationFrame(painted));
  }).observe(document.body, { subtree: true, attributeFilter: ['aria-busy'] });
}"""


def main() -> None:
    """Print the median and the 95th percentile."""
    os.environ["DONE_ONCE_DATA_KEYS"] = tests.keys.GIVEN
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        filled_database("sqlite", Path(folder))
        with served("kiosk_app.py", Path(folder)) as address:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            page = browser.new_context(viewport=PORTRAIT, has_touch=True).new_page()
            line = Line(page)
            kiosk = KioskDriver(page, address)
            kiosk.choose_theme(THEME)
            page.evaluate(_MEASURE)
            for number in range(PRESSES):
                _press(kiosk, line, number)
            _tell(page.evaluate("() => window.answered"))
            browser.close()


def _press(kiosk: KioskDriver, line: Line, number: int) -> None:
    """Touch a button while the server is held still; let it go on once the button has answered."""
    forward = number % 2 == 0
    button = kiosk.page.locator("[class*=st-key-option-] button").first
    line.hold()
    (button if forward else kiosk.at("back").locator("button").first).tap()
    kiosk.page.wait_for_function("count => window.answered.length === count", arg=number + 1)
    line.let_go()
    kiosk.page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")
    kiosk.settle()


def _tell(milliseconds: list[float]) -> None:
    slowest = quantiles(milliseconds, n=20)[-1]
    late = sum(each > MOST_MILLISECONDS for each in milliseconds)
    print(
        f"{len(milliseconds)} presses, the server held still: median {median(milliseconds):.0f} ms,"
    )
    print(f"95 of 100 within {slowest:.0f} ms, {late} later than {MOST_MILLISECONDS} ms")


if __name__ == "__main__":
    main()
