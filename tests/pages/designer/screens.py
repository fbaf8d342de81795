"""One session at the designer, without a browser."""

import re

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.staffing import PASSWORD, Office


def _script(use_cases):
    from pages.designer.app import show  # noqa: PLC0415 -- AppTest ships source

    show(use_cases, cookie=None)


class Screen:
    """What somebody sees and presses."""

    def __init__(self, office: Office, **address: str) -> None:
        given = (office.use_cases,)
        self.app = AppTest.from_function(_script, args=given, default_timeout=60)
        for name, value in address.items():
            self.app.query_params[name] = value
        self.app.run()
        assert not self.app.exception

    def log_in(self, username: str, password: str = PASSWORD) -> None:
        self.app.text_input(key="login_username").input(username)
        self.app.text_input(key="login_password").input(password)
        self.press("login_submit")

    def press(self, key: str) -> None:
        self.app.button(key=key).click().run()
        assert not self.app.exception

    def visit(self, path: str) -> None:
        """Go to a page by its address."""
        self.app._page_hash = calc_hash(path)
        self.look_again()

    def look_again(self) -> None:
        self.app.run()
        assert not self.app.exception

    @property
    def workspace(self):
        return self.app.session_state["remembered.pages.designer.workspace.Workspace"]

    @property
    def bodies(self) -> list[str]:
        return [element.proto.body for element in self.app.get("html")]

    @property
    def html(self) -> str:
        return "".join(self.bodies)

    @property
    def title(self) -> str:
        return re.search(r"<h1>(.*?)</h1>", self.html)[1]

    @property
    def alerts(self) -> list[str]:
        return [re.sub(r"<[^>]+>", " ", body) for body in self.bodies if 'role="alert"' in body]

    def has(self, key: str) -> bool:
        return any(button.key == key for button in self.app.button)
