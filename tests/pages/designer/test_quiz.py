"""A trainee plays without an account; the class table is on the trainer's screen alone."""

import pytest

from core.staff.models import Role
from tests.pages.designer.screens import Screen
from tests.seating import TRAINER, let_in
from tests.services.test_permissions import set_roles


@pytest.fixture
def kept(office):
    return office.quizzes.open_class(let_in(office.transaction, TRAINER), "T02-1", 3)


@pytest.fixture
def trainee(office, kept):
    screen = Screen(office, quiz=kept.code)
    screen.app.text_input(key="quiz_name").input("小林")
    screen.press("quiz_go")
    return screen


def named(screen, name):
    """Return what an address names, however AppTest has it."""
    value = screen.app.query_params[name]
    return value if isinstance(value, str) else value[0]


def right_answers(office, kept):
    return [it["right"] for it in kept.content["zh-CN"]["questions"]]


def test_a_quiz_is_played_to_its_end_without_an_account(office, kept, trainee):
    right = right_answers(office, kept)

    trainee.press(f"answer_0_{right[0]}")
    assert "对，得 1 分" in trainee.html
    trainee.press("quiz_next")
    trainee.press(f"answer_1_{(right[1] + 1) % 4}")
    assert "再想想，差在哪里" in trainee.html
    assert 'role="alert"' not in trainee.html
    trainee.press("quiz_arrow")
    trainee.press(f"answer_2_{right[2]}")
    trainee.press("quiz_next")

    assert trainee.title == "答完了，3 题对了 2 题"
    assert not trainee.has("log_out")
    assert "常见的错" not in trainee.html


def test_a_reload_goes_on_where_the_trainee_was(office, kept, trainee):
    trainee.press(f"answer_0_{right_answers(office, kept)[0]}")
    trainee.press("quiz_next")
    address = {name: named(trainee, name) for name in ("quiz", "seat")}

    again = Screen(office, **address)

    assert again.has("answer_1_0")
    assert "第 2 题，共 3 题 · 已得 1 分" in again.html


def test_a_wrong_code_is_told_kindly(office):
    screen = Screen(office, quiz="NOPE")
    screen.app.text_input(key="quiz_name").input("小林")
    screen.press("quiz_go")

    assert any("没有这个班" in alert for alert in screen.alerts)


def test_a_trainer_opens_a_class_sees_its_table_and_ends_it(office):
    set_roles(office, "policy", [Role.TRAINER])
    screen = Screen(office)
    screen.log_in("policy")
    screen.visit("classes")

    screen.press("class_open")
    code = named(screen, "class")
    secret = office.seats.join(code, "小周", place="x")
    questions = office.seats.seat(code, secret, "zh-CN").sheet.questions
    office.seats.answer(code, secret, 0, (questions[0].right + 1) % 4)
    screen.look_again()

    assert f"{code[:4]}-{code[4:]}" in screen.html
    assert "小周" in screen.html
    assert "最多人没对的是第 1 题" in screen.html
    screen.press("class_end")
    assert "已经结束" in screen.html
