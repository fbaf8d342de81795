"""Regions are chosen level by level, beginning where the hall is; nothing typed is lost."""

from functools import partial

import pytest

from core.forms.regions import CODE_LIST, region, regions_in
from core.visits.steps import VisitStep
from tests.pages.kiosk.reaching import reach, to_form

NEWBORN = "T04"
"""It asks for a region; in other themes that follows from the address."""


@pytest.fixture
def form(kiosk, shipped):
    return kiosk.service.filling.form(NEWBORN, 1, shipped.themes[NEWBORN].typical_answers)


@pytest.fixture
def at_region(kiosk, screen, form, shipped):
    """The page of the form with a region on it, before the pages ahead of it are filled in."""
    answers = shipped.themes[NEWBORN].typical_answers
    reach(kiosk, screen, ("form", NEWBORN), partial(to_form, screen, answers, NEWBORN))
    screen.visit.go(VisitStep.FORM)
    pages = [any(field.code_list == CODE_LIST for field in page.fields) for page in form.pages]
    screen.visit.cursor.page = pages.index(True)
    screen.app.run()
    screen.agree()
    return screen


@pytest.fixture
def place(form):
    (field,) = [f for page in form.pages for f in page.fields if f.code_list == CODE_LIST]
    return str(field.key)


def test_a_region_at_home_takes_two_touches_and_what_was_typed_stays(at_region, place, form):
    box = at_region.app.text_input[0]
    box.set_value("打了一半")

    at_region.press(f"choose.{place}")
    at_region.press("region.441203")

    assert at_region.visit.draft.values[place] == "广东省肇庆市鼎湖区"
    assert at_region.app.text_input(key=box.key).value == "打了一半"


def test_any_other_region_is_found_level_by_level(at_region, place):
    at_region.press(f"choose.{place}")
    at_region.press("region_up")
    at_region.press("region_up")
    for code in ("440000", "440100", "440106"):
        at_region.press(f"region.{code}")

    assert at_region.visit.draft.values[place] == "广东省广州市天河区"


def test_a_whole_city_can_be_meant(at_region, place):
    at_region.press(f"choose.{place}")
    at_region.press("region_here")

    assert at_region.visit.draft.values[place] == "广东省肇庆市"


def test_going_back_changes_nothing(at_region, place):
    before = at_region.visit.draft.values.get(place)
    at_region.press(f"choose.{place}")
    at_region.go_back()

    assert at_region.visit.draft.values.get(place) == before
    assert f"choose.{place}" in {button.key for button in at_region.app.button}


def test_every_region_lies_in_the_one_above_and_bears_a_name_of_its_own():
    seen, names = [""], set()
    while seen:
        above = seen.pop()
        for child in regions_in(above):
            assert child.above == above
            assert child.name.endswith(child.short)
            assert above == "" or child.name.startswith(region(above).name)
            assert child.name not in names
            names.add(child.name)
            seen.append(child.code)
    assert len(names) == 3_400
