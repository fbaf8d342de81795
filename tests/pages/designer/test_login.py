import pytest

from core.staff.models import OPERATOR
from tests.staffing import PASSWORD

LOGIN, WORK = "工作人员登录", "我的工作"
NEW = "rbjs-27mt-px4k"


def test_nothing_but_the_way_in_is_drawn_before_logging_in(screen):
    assert screen.title == LOGIN
    assert not screen.has("log_out")
    assert "T01" not in screen.html


def test_the_right_password_opens_the_list_of_themes(screen):
    screen.log_in(" Policy ")

    assert screen.title == WORK
    assert "政策人员甲" in screen.html


@pytest.mark.parametrize("username", ["policy", "nobody"])
def test_a_wrong_password_and_an_unknown_name_are_reported_alike(screen, username):
    screen.log_in(username, "wrong password")

    assert screen.title == LOGIN
    assert "还可以试 4 次" in screen.alerts[0]


@pytest.mark.parametrize("username", ["policy", "nobody"])
def test_five_failures_lock_the_name_and_time_opens_it(office, screen, username):
    for _ in range(5):
        screen.log_in(username, "wrong password")
    assert "不能再试" in screen.alerts[0]

    screen.log_in(username)
    assert screen.title == LOGIN
    assert "1 分钟" in screen.alerts[0]

    office.clock.wait(minutes=1)
    screen.log_in(username)
    assert (screen.title == WORK) == (username == "policy")


def test_a_lock_holds_in_every_other_session(office, screen):
    for _ in range(5):
        screen.log_in("policy", "wrong password")

    other = type(screen)(office)
    other.log_in("policy")

    assert other.title == LOGIN


def test_passwords_longer_than_can_be_compared_are_refused_in_words(screen):
    screen.log_in("policy", "密码" * 13)

    assert "密码太长" in screen.alerts[0]


@pytest.mark.parametrize(("username", "password"), [("", PASSWORD), ("policy", ""), (" ", " ")])
def test_empty_fields_are_reported(screen, username, password):
    screen.log_in(username, password)

    assert "空着" in screen.alerts[0]


def test_logging_out_ends_the_session_and_forgets_everything(inside):
    inside.press("open_T02")
    inside.press("log_out")

    assert inside.title == LOGIN
    assert inside.workspace.theme is None
    assert (
        "username" not in inside.app.session_state or inside.app.session_state["username"] is None
    )


def test_switching_an_account_off_closes_the_page_it_has_open(office, inside):
    office.staff.accounts.switch_off(OPERATOR, "policy")
    inside.look_again()

    assert inside.title == LOGIN
    assert "登录已经结束" in inside.html


def test_an_account_switched_off_cannot_log_in(office, screen):
    office.staff.accounts.switch_off(OPERATOR, "policy")

    screen.log_in("policy")

    assert "还可以试 4 次" in screen.alerts[0]


def test_whoever_was_away_for_half_an_hour_logs_in_again(office, inside):
    office.clock.wait(minutes=29)
    inside.look_again()
    assert inside.title == WORK

    office.clock.wait(minutes=30)
    inside.look_again()
    assert inside.title == LOGIN
    assert "太久没有操作" in inside.html


def test_a_session_does_not_outlive_the_working_day(office, inside):
    for _ in range(35):
        office.clock.wait(minutes=20)
        inside.look_again()
    assert inside.title == WORK

    office.clock.wait(minutes=20)
    inside.look_again()
    assert inside.title == LOGIN


def test_other_roles_find_nothing_to_design(screen):
    screen.log_in("window")

    assert screen.title == "部门的表"
    assert not screen.has("new")


def test_who_is_on_the_desk_comes_from_the_database_at_every_run(office, inside):
    office.staff.accounts.set_password(OPERATOR, "policy", NEW)
    inside.look_again()

    assert inside.title == LOGIN
    inside.log_in("policy", NEW)
    assert inside.title == WORK
