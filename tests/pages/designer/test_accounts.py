"""Administrators make accounts, switch them off and on, and see who is logged in."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from adapters.known_passwords import KnownPasswordFiles
from core.errors import NotPermittedError, OwnAccountError
from core.staff.account_events import EventSearch
from core.staff.authenticating import session_digest
from core.staff.models import OPERATOR, Role
from tests.pages.designer.screens import Screen
from tests.seating import ADMINISTRATOR, POLICY, SUPERVISOR, let_in
from tests.staffing import PASSWORD

NEW = "rbjs-27mt-px4k"


def script(staff, session, person):
    from pages.designer import accounts  # noqa: PLC0415 -- AppTest ships source
    from pages.designer.workspace import current_workspace  # noqa: PLC0415

    current_workspace().session = session
    current_workspace().person = person
    accounts.page(staff)


class AccountScreen:
    """The page of an administrator."""

    def __init__(self, office, member, **address):
        given = (office.staff, let_in(office.transaction, member), member)
        self.app = AppTest.from_function(script, args=given, default_timeout=60)
        for name, value in address.items():
            self.app.query_params[name] = value
        self.app.run()
        assert not self.app.exception

    def press(self, key):
        self.app.button(key=key).click().run()
        assert not self.app.exception

    def fill(self, roles, department="", **typed):
        for name, text in typed.items():
            self.app.text_input(key=f"new_{name}_0").input(text)
        self.app.multiselect(key="new_roles_0").set_value(roles)
        self.app.selectbox(key="new_department_0").set_value(department)
        self.press("accounts_add")

    @property
    def html(self):
        return "".join(element.proto.body for element in self.app.get("html"))

    @property
    def passwords(self):
        return [code.value for code in self.app.code]


@pytest.fixture
def screen(office):
    return AccountScreen(office, ADMINISTRATOR)


def enters(office, username, password):
    challenge = office.staff.entering.challenge(username, password)
    return office.staff.password._passwords.matches(password, challenge.password_hash)


def row_of(screen, username):
    return re.search(rf"<tr><td>{username}</td>.*?</tr>", screen.html)[0]


def test_an_account_is_made_with_a_password_that_is_shown_once(office, screen):
    screen.fill([Role.DEPARTMENT, Role.TRAINER], "SW", username=" LinXia ", name="林夏")

    [password] = screen.passwords
    assert "账号 linxia 已经建好" in screen.html
    assert enters(office, "linxia", password)
    row = row_of(screen, "linxia")
    for words in ("林夏", "部门人员 / 培训人员", "税务", "在用", "没有登录记录"):
        assert words in row

    screen.app.run()
    assert screen.passwords == []
    assert password not in screen.html


def test_a_typed_password_is_taken_and_never_shown(office, screen):
    screen.fill([Role.WINDOW], username="zhou", name="周", password=NEW)

    assert enters(office, "zhou", NEW)
    assert screen.passwords == []
    assert NEW not in screen.html


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"password": "Password2026!"}, "很多人都用的词"),
        ({"username": "hexiaoyu", "password": "hexiaoyu-2026"}, "里面有用户名"),
        ({"password": "abcdefgh12345"}, "按顺序"),
        ({"password": "short"}, "密码太短"),
        ({"username": "policy"}, "已经有人用"),
        ({"username": "operator"}, "系统自己用的"),
        ({"username": "system:WJ"}, "系统自己用的"),
        ({"username": "a b"}, "中间有空格"),
        ({"name": " "}, "姓名空着"),
        ({"roles": []}, "没有选角色"),
        ({"roles": [Role.DEPARTMENT]}, "部门人员要有部门"),
    ],
)
def test_what_cannot_be_made_is_explained_and_stays_as_it_was_typed(
    office, screen, given, expected
):
    office.staff.accounts._passwords._known = KnownPasswordFiles()
    before = office.staff.accounts.names(OPERATOR)

    screen.fill(**{"username": "he", "name": "何", "roles": [Role.WINDOW], "password": NEW} | given)

    assert expected in screen.html
    assert office.staff.accounts.names(OPERATOR) == before
    assert screen.app.text_input(key="new_username_0").value == given.get("username", "he")
    assert screen.passwords == []


def test_an_account_is_switched_off_and_on_and_its_sessions_end(office):
    session = office.staff.entering.admit(office.staff.entering.challenge("policy", PASSWORD))
    screen = AccountScreen(office, ADMINISTRATOR, account="policy")
    assert "正在登录：1 处" in screen.html
    assert "2026-11-24 10:32" in row_of(screen, "policy")

    screen.press("accounts_disable")

    assert "已停用" in row_of(screen, "policy")
    assert "现在没有登录" in screen.html
    assert office.staff.entering.holder_of(session) is None

    screen.press("accounts_enable")

    assert "在用" in row_of(screen, "policy")
    assert office.staff.entering.holder_of(session) is None
    assert enters(office, "policy", PASSWORD)


def test_a_new_password_is_typed_or_generated(office):
    screen = AccountScreen(office, ADMINISTRATOR)
    screen.app.selectbox(key="accounts_chosen").set_value("window").run()
    screen.app.text_input(key="set_password_window_0").input("window-2026-11")
    screen.press("accounts_set_password")
    assert "密码太好猜" in screen.html
    assert enters(office, "window", PASSWORD)

    screen.app.text_input(key="set_password_window_0").input("")
    screen.press("accounts_set_password")

    [password] = screen.passwords
    assert enters(office, "window", password)
    assert not enters(office, "window", PASSWORD)


def test_the_sessions_of_somebody_are_ended_and_their_account_stays(office):
    held = [
        office.staff.entering.admit(office.staff.entering.challenge("policy", PASSWORD))
        for _ in range(2)
    ]
    office.clock.wait(minutes=10)
    screen = AccountScreen(office, ADMINISTRATOR, account="policy")
    assert "正在登录：2 处" in screen.html

    screen.press("accounts_end")

    assert "登录都结束了" in screen.html
    assert [office.staff.entering.holder_of(token) for token in held] == [None, None]
    assert enters(office, "policy", PASSWORD)


def test_roles_and_department_are_changed_and_hold_at_once(office):
    session = office.staff.entering.admit(office.staff.entering.challenge("policy", PASSWORD))
    screen = AccountScreen(office, ADMINISTRATOR, account="policy")

    screen.app.multiselect(key="roles_policy_0").set_value([Role.DEPARTMENT])
    screen.press("accounts_change")
    assert "部门人员要有部门" in screen.html
    screen.app.selectbox(key="department_policy_0").set_value("SW")
    screen.press("accounts_change")

    assert "角色和部门已经改了" in screen.html
    assert "税务" in row_of(screen, "policy")
    member = office.staff.entering.holder_of(session)
    assert (member.roles, member.department) == ((Role.DEPARTMENT,), "SW")
    with pytest.raises(NotPermittedError):
        office.designer.listing.themes(session)


def test_one_session_is_ended_and_the_other_stays(office):
    first, second = (
        office.staff.entering.admit(office.staff.entering.challenge("policy", PASSWORD))
        for _ in range(2)
    )
    screen = AccountScreen(office, ADMINISTRATOR, account="policy")
    session = let_in(office.transaction, ADMINISTRATOR)
    keys = [known.key for known in office.staff.overseeing.sessions_of(session, "policy")]
    ended = first if keys[0] == session_digest(first.secret) else second

    screen.press("accounts_end_1")

    assert "这一处登录结束了" in screen.html
    alive = [office.staff.entering.holder_of(token) is not None for token in (first, second)]
    assert alive == [token != ended for token in (first, second)]


def test_what_was_done_is_listed_narrowed_and_downloaded(office):
    session = let_in(office.transaction, ADMINISTRATOR)
    office.staff.accounts.switch_off(session, "window")
    office.staff.accounts.change(session, "policy", roles=[Role.DEPARTMENT], department="SW")

    screen = AccountScreen(office, ADMINISTRATOR, past_action="changed")

    assert "keeper</td><td>policy</td><td>改角色或部门</td><td>政策人员</td>" in screen.html
    assert "<td>window</td><td>停用</td>" not in screen.html
    screen.app.selectbox(key="accounts_past_action").set_value("").run()
    assert "<td>window</td><td>停用</td>" in screen.html
    asked = EventSearch(username="policy")
    content = office.handouts.accounts_file(session, asked, form="xlsx")
    rows = list(load_workbook(BytesIO(content)).worksheets[0].values)
    cells = {cell for row in rows for cell in row}
    assert {"keeper", "policy", "改角色或部门"} <= cells
    assert "window" not in cells


def test_nobody_switches_off_their_own_account_or_sets_its_password_unasked(office):
    screen = AccountScreen(office, ADMINISTRATOR, account="keeper")
    assert "请另一位管理员来停用" in screen.html
    assert not [button for button in screen.app.button if button.key == "accounts_disable"]

    session = let_in(office.transaction, ADMINISTRATOR)
    with pytest.raises(OwnAccountError):
        office.staff.accounts.switch_off(session, " Keeper ")
    with pytest.raises(OwnAccountError):
        office.staff.accounts.set_password(session, "keeper", NEW)
    with pytest.raises(OwnAccountError):
        office.staff.accounts.change(session, "keeper", roles=[Role.POLICY])
    assert office.staff.entering.holder_of(session) == ADMINISTRATOR


def test_an_address_of_nobody_is_reported(office):
    screen = AccountScreen(office, ADMINISTRATOR, account="<b>")

    assert "没有用户名为 &lt;b&gt; 的账号" in screen.html


@pytest.mark.parametrize("member", [POLICY, SUPERVISOR])
def test_nobody_else_sees_accounts(office, member):
    assert "您的角色做不了这件事" in AccountScreen(office, member).html


def test_an_administrator_comes_to_the_accounts_after_the_login(office):
    office.staff.accounts.add(
        OPERATOR, "chief", "陈", roles=[Role.ADMINISTRATOR], password=PASSWORD
    )
    inside = Screen(office)

    inside.log_in("chief")

    assert inside.title == "账号管理"
