"""Trainers copy a scenario, change it as a form or as text, and see at once what does not fit."""

import pytest

from core.staff.models import Role
from tests.pages.designer.screens import Screen
from tests.services.test_permissions import set_roles


@pytest.fixture
def screen(office):
    set_roles(office, "policy", [Role.TRAINER])
    screen = Screen(office)
    screen.log_in("policy")
    screen.visit("writing")
    return screen


def find(kind, key):
    return next(it for it in kind if it.key.startswith(key))


def test_a_copy_is_changed_as_a_form_and_saved_as_a_revision(office, screen):
    screen.press("copy")
    with office.transaction() as stores:
        (kept,) = stores.scenarios.all()

    find(screen.app.text_input, "title_").input("我们的情景").run()
    screen.press("take_expected")
    screen.press("save_scenario")

    with office.transaction() as stores:
        saved = stores.scenarios.get(kept.code)
    assert (saved.revision, saved.title) == (2, "我们的情景")
    assert "expected:" in saved.text
    assert screen.has("back_1")
    screen.press("back_1")
    with office.transaction() as stores:
        assert stores.scenarios.get(kept.code).title == kept.title


def test_what_does_not_fit_is_told_with_its_line_while_it_is_written(screen):
    screen.press("copy")
    area = find(screen.app.text_area, "text_")

    area.input(area.value.replace("theme:", "thene:")).run()

    assert not screen.app.exception
    assert "还有对不上的" in screen.html
    assert "第 " in screen.html
