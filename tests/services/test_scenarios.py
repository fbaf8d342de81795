"""What a made-up person fills in is what the form asks of them: no more, and nothing left out."""

import pytest

from core.catalogue.packages import read_package
from core.training.scenarios import read_scenario
from tests.conftest import SHIPPED
from tests.fakes import FakeKiosk
from tests.services.conftest import ASSETS

CATALOGUE = read_package(SHIPPED).catalogue
SIGNED = {"case.sign@principal", "case.sign@buyer", "case.sign@seller"}
DATED = "case.apply_date@case"


@pytest.mark.parametrize("name", ["S01", "S02", "S03", "S05"])
def test_a_scenario_gives_what_nothing_else_tells(name):
    kiosk = FakeKiosk(CATALOGUE).service
    person = read_scenario(ASSETS / "scenarios" / f"{name}.yaml")
    about = (person.theme, 1, person.answers)
    form = kiosk.filling.form(*about)
    asked = {str(field.key) for field in form.fields}
    given = {place: value for place, value in person.given_values.items() if place in asked}

    follows = kiosk.filling.explain(*about, given)

    fixed = SIGNED | {DATED} | form.known.keys() | follows.certain.keys()
    assert person.values.keys() - asked - fixed == set()
    assert follows.proposed.keys() - person.values.keys() == set()
    missing = {problem.place for problem in kiosk.filling.problems(*about, given)}
    assert missing <= SIGNED
