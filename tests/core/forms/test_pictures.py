"""The value of a photograph names a file; words are told."""

import pytest

from core.catalogue.packages import read_package
from core.forms.pictures import picture_problem
from core.services.form_answers import check_values, keyed
from core.themes.guides import concluded_guide
from core.themes.plans import ThemePlan
from tests.conftest import SHIPPED
from tests.filling import PHOTO


@pytest.mark.parametrize(
    "words", ["张三", "有", "见附件", "photo", "", 3, True, "a b.jpg", "../x.jpg"]
)
def test_words_are_no_picture(words):
    assert picture_problem(words) == "picture-expected"


@pytest.mark.parametrize("name", [PHOTO, "photo.JPG", "照片.png", "IMG_0001.heic"])
def test_a_file_is(name):
    assert picture_problem(name) is None


@pytest.mark.parametrize(
    ("theme", "place", "value"),
    [
        ("T02", "per.photo@principal", "林秋月"),
        ("T04", "per.photo@newborn", "有照片"),
        ("T06", "per.photo@mover", "白底"),
        ("T01", "per.photo@employee", [PHOTO, "第二个人的照片"]),
    ],
)
def test_a_form_with_words_for_a_photograph_is_reported(theme, place, value):
    catalogue = read_package(SHIPPED).catalogue
    plan = ThemePlan(catalogue.themes[theme], catalogue)
    guide = concluded_guide(plan, {**plan.theme.typical_answers, "staff_has_cert": "否"})

    def rules(given):
        problems = check_values(plan, guide, keyed({place: given}))
        return {problem.rule for problem in problems if problem.place == place}

    right = [PHOTO] * len(value) if isinstance(value, list) else PHOTO
    assert "picture-expected" in rules(value)
    assert "picture-expected" not in rules(right)
