"""Drive the designer in Chromium the way policy staff do: mouse, finger, keys."""

import re
from collections.abc import Callable, Iterable

from playwright.sync_api import Locator, Page

from tests.browser.driving import LONG_QUIET_MILLISECONDS, QUIET, stopped_on
from tests.staffing import PASSWORD

DESK = {"width": 1440, "height": 900}
UPRIGHT = {"width": 1080, "height": 1920}
COOKIE = "__Host-done_once_staff"
LOGIN = "工作人员登录"

_FOCUS = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at?.closest('.card')?.dataset.id ?? '';
}"""


class DesignerDriver:
    """One browser page at the designer."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self._stopped = stopped_on(page)
        self.open("")

    def open(self, path: str) -> None:
        """Go to an address."""
        self.page.goto(f"{self.url}/{path}")
        self.page.locator("h1").first.wait_for()
        self.settle()

    def settle(self) -> None:
        """Wait until the script has run and the page is drawn."""
        self.page.wait_for_timeout(150)  # a press has to reach the server first
        self.page.wait_for_function(QUIET, arg=LONG_QUIET_MILLISECONDS, polling=40)
        assert self._stopped == []

    def log_in(self, username: str = "policy", password: str = PASSWORD) -> None:
        """Give name and password."""
        self.page.get_by_label("用户名").fill(username)
        self.page.get_by_label("密码", exact=True).fill(password)
        self.page.get_by_role("button", name="登录", exact=True).click()
        self.settle()
        self._await_cookie()

    def _await_cookie(self) -> None:
        """Wait for the cookie, which comes a moment after the page: without it, no other page."""
        for _ in range(50):
            if self.title() == LOGIN or COOKIE in {c["name"] for c in self.page.context.cookies()}:
                return
            self.page.wait_for_timeout(100)
        raise TimeoutError(COOKIE)

    def title(self) -> str:
        """Return the one title of the page."""
        return self.page.locator("h1").first.inner_text()

    def press(self, name: str) -> None:
        """Press the button that is called so, whatever icon stands before it."""
        self.page.get_by_role("button", name=re.compile(f"{re.escape(name)}$")).last.click()
        self.settle()

    def at(self, key: str) -> Locator:
        """Return what bears a key."""
        return self.page.locator(f".st-key-{key}")

    def press_key(self, key: str) -> None:
        """Press the button that bears a key."""
        self.at(key).locator("button").first.click()
        self.settle()

    def text(self) -> str:
        """Return what the page says."""
        return self.page.locator(".st-key-workspace").inner_text()

    def start_theme(self, name: str) -> None:
        """Make a theme and go to its board."""
        self.press("新建主题")
        self.page.get_by_label("主题名称", exact=False).fill(name)
        self.press("建好，去看板")
        self.page.locator(".card").first.wait_for()
        self.settle()

    def put_right(self, code: str) -> None:
        """Prove a theme, have everything put right that the findings say how, and come back."""
        self.open(f"verify?theme={code}")
        self.press("证明每一种情形")
        self.page.locator(".st-key-mend_all button").click()
        self.settle()
        self.open(f"board?theme={code}")
        self.page.locator(".card").first.wait_for()
        self.settle()

    def order(self) -> list[str]:
        """Return the matters of the theme as the board shows them."""
        cards: list[str] = self.page.locator("ul.theme .card").evaluate_all(
            "cards => cards.map(card => card.dataset.id)"
        )
        return cards

    def counts(self) -> list[str]:
        """Return the figures of the preview: before and after, one after another."""
        return self.page.locator(".cut b").all_inner_texts()

    def card(self, code: str) -> Locator:
        """Return the card of a matter."""
        return self.page.locator(f".card[data-id='{code}']")

    def find(self, words: str) -> None:
        """Search the library."""
        self.page.locator(".board input").fill(words)

    def drag(self, code: str, before_dropping: Callable[[], None] = lambda: None) -> None:
        """Drag a matter by its grip to the end of the theme."""
        self.find(code)
        steps = list(self._way(code))
        self.page.mouse.move(*steps[0])
        self.page.mouse.down()
        for step in steps[1:]:
            self.page.mouse.move(*step)
            self.page.wait_for_timeout(15)
        before_dropping()
        self.page.mouse.up()
        self.settle()
        self.find("")

    def drag_by_finger(self, code: str) -> None:
        """Drag a matter by touch to the end of the theme."""
        self.find(code)
        touch = self.page.context.new_cdp_session(self.page)
        steps = list(self._way(code))
        for kind, (x, y) in [("touchStart", steps[0]), *(("touchMove", s) for s in steps[1:])]:
            points = [{"x": x, "y": y, "id": 1}]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
            self.page.wait_for_timeout(20)
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        self.settle()
        self.find("")

    def key(self, code: str, key: str) -> None:
        """Press a key on the card of a matter."""
        self.card(code).focus()
        self.page.keyboard.press(key)
        self.settle()

    def focused(self) -> str:
        """Return the code of the card that has the focus."""
        code: str = self.page.evaluate(_FOCUS)
        return code

    def heard(self) -> str:
        """Return what a screen reader was told last."""
        return self.page.locator(".heard[role=status]").inner_text()

    def _way(self, code: str) -> Iterable[tuple[float, float]]:
        x0, y0 = _middle(self.card(code).locator(".grip"))
        box = self.page.locator("ul.theme").bounding_box()
        assert box is not None
        below = min(70 + 90 * len(self.order()), box["height"] - 20)
        x1, y1 = box["x"] + 120, box["y"] + below
        yield from ((x0 + (x1 - x0) * step / 20, y0 + (y1 - y0) * step / 20) for step in range(21))
        yield x1, y1 + 4


def _middle(place: Locator) -> tuple[float, float]:
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
