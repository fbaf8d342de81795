"""As many places are counted as are listed, and what is called alike says whose it is."""

import pytest

from core.errors import Problem
from pages.kiosk.consulting import titles_of
from pages.kiosk.telling import lines_of

THEMES = [f"T{number:02d}" for number in range(1, 13)]
MISSING = "{}没有填 · 缺了它，部门没法办 · 请填好。"


def missing(place, label):
    return Problem(place, "required", (("label", label),))


def test_places_that_are_called_alike_say_whose_they_are():
    problems = [
        missing("per.name@finance", "姓名"),
        missing("per.name@tax_agent", "姓名"),
        missing("per.email@tax_agent", "邮箱"),
    ]
    whose = {"per.name@finance": "财务负责人", "per.name@tax_agent": "办税人员"}

    assert lines_of(problems, "zh-CN", whose) == [
        "财务负责人：" + MISSING.format("姓名"),
        "办税人员：" + MISSING.format("姓名"),
        MISSING.format("邮箱"),
    ]


def test_what_nothing_tells_apart_is_one_line():
    problems = [missing("per.name@finance", "姓名"), missing("per.name@tax_agent", "姓名")]

    assert lines_of(problems, "zh-CN") == [MISSING.format("姓名")]


@pytest.mark.parametrize("code", THEMES)
def test_each_entry_of_a_form_that_is_empty_has_a_line_of_its_own(kiosk, shipped, code):
    answers = shipped.themes[code].typical_answers
    service = kiosk.service
    form = service.filling.form(code, 1, answers)
    problems = service.filling.problems(code, 1, answers, {})

    whose = titles_of(form, service.consulting.consult(code, 1, answers))

    assert len(lines_of(problems, "zh-CN", whose)) == len(problems) > 0
