"""An address is chosen by touch as far as it can be; it is kept as one text."""

from functools import partial

import pytest

from core.visits.steps import VisitStep
from pages.kiosk import visiting
from pages.kiosk.visit import Visit
from tests.pages.kiosk.reaching import reach, to_form

RESTAURANT, DAIRY = "T01", "T03"
PREMISES, MAILING = "prem.biz_addr@premises", "org.mailing_addr@subject"


def _at_page_of(kiosk, screen, shipped, theme, place):
    """Return a screen at the page of the form with a field, before the others are filled in."""
    answers = shipped.themes[theme].typical_answers
    reach(kiosk, screen, ("form", theme), partial(to_form, screen, answers, theme))
    screen.visit.go(VisitStep.FORM)
    form = screen.service.filling.form(theme, 1, screen.visit.draft.answers)
    pages = [any(str(field.key) == place for field in page.fields) for page in form.pages]
    screen.visit.cursor.page = pages.index(True)
    screen.app.run()
    screen.agree()
    return screen


@pytest.fixture
def at_premises(kiosk, screen, shipped):
    return _at_page_of(kiosk, screen, shipped, RESTAURANT, PREMISES)


@pytest.fixture
def at_mailing(kiosk, screen, shipped):
    at = _at_page_of(kiosk, screen, shipped, RESTAURANT, MAILING)
    at.visit.fill(PREMISES, "端州区演示路 1 号")
    at.app.run()
    return at


def _type(screen, place, street, number):
    screen.app.text_input(key=f"field.{place}").set_value(street)
    screen.app.text_input(key=f"number_field.{place}").set_value(number)


def test_the_region_is_touched_and_the_office_gets_one_text(at_premises):
    at_premises.press(f"choose.{PREMISES}")
    at_premises.press("region.441202")
    assert at_premises.visit.draft.values.get(PREMISES) is None  # a region alone is no address
    _type(at_premises, PREMISES, "演示路", "1 号首层")
    at_premises.press("main")

    assert at_premises.visit.draft.values[PREMISES] == "广东省肇庆市端州区演示路1 号首层"


def test_whoever_types_it_all_into_the_street_gets_exactly_that(at_premises):
    _type(at_premises, PREMISES, "端州区演示路 1 号", "")
    at_premises.press("main")
    at_premises.press("main")

    assert at_premises.visit.draft.values[PREMISES] == "端州区演示路 1 号"


def test_another_region_takes_the_place_of_the_one_that_was_typed(at_premises):
    _type(at_premises, PREMISES, "端州区演示路 1 号", "")
    at_premises.press(f"choose.{PREMISES}")
    at_premises.press("region.441203")

    assert at_premises.visit.draft.values[PREMISES] == "广东省肇庆市鼎湖区演示路 1 号"


def test_an_address_abroad_needs_no_region(at_premises):
    at_premises.press(f"choose.{PREMISES}")
    at_premises.press("region.441203")
    at_premises.press(f"choose.{PREMISES}")
    at_premises.press("region_none")
    _type(at_premises, PREMISES, "12 Rue de Rivoli, Paris", "")
    at_premises.press("main")

    assert at_premises.visit.draft.values[PREMISES] == "12 Rue de Rivoli, Paris"


def test_an_address_on_the_form_is_taken_by_one_touch_and_can_be_changed(at_mailing):
    at_mailing.press(f"same.0.field.{MAILING}")

    assert at_mailing.visit.draft.values[MAILING] == "端州区演示路 1 号"
    number = at_mailing.app.text_input(key=f"number_field.{MAILING}.renewed")
    assert number.value == "1 号"
    number.set_value("3 号")
    at_mailing.press("main")
    assert at_mailing.visit.draft.values[MAILING] == "端州区演示路 3 号"


def test_a_region_that_was_chosen_is_there_on_the_phone_and_another_day(at_premises, monkeypatch):
    at_premises.press(f"choose.{PREMISES}")
    at_premises.press("region.441202")
    kept = visiting.state_of(at_premises.visit)
    resumed = []
    monkeypatch.setattr(visiting, "remember", resumed.append)
    visiting.resume_visit(kept, Visit())

    assert resumed[0].addresses[PREMISES].region == "广东省肇庆市端州区"


def test_rows_of_a_table_take_addresses_as_well(kiosk, screen, shipped):
    place = "per.residence_addr@employee"
    at = _at_page_of(kiosk, screen, shipped, DAIRY, place)
    at.visit.fill(PREMISES, "端州区演示路 1 号")
    at.app.run()
    at.press(f"same.0.field.{place}.0.{at.visit.drawn}")

    assert at.visit.draft.values[place] == ["端州区演示路 1 号"]
