"""Where one of several papers will do, whoever hands in says which one they have."""

from dataclasses import replace
from functools import partial

import pytest

from core.services.citizens import Credentials
from core.services.citizens.plan_form import FormChoices
from core.visits.steps import VisitStep
from tests.fakes import FakeKiosk
from tests.filling import values_for
from tests.pages.kiosk.reaching import reach, to_form
from tests.pages.kiosk.screens import PDF_FILE, Screen
from tests.papers import PDF

THEME, MATTER, REQUIREMENT = "T02", "WJ-01", "M06"


@pytest.fixture(scope="module")
def choosing(shipped):
    """The catalogue, in which one paper of the hair salon is one of three."""
    matter = shipped.matters[MATTER]
    evidence = {"any": [_of("hygiene_systems"), _of("security_systems"), _of("food_systems")]}
    changes = {"evidence": evidence, "exemption": None, "necessity": "deferrable"}
    materials = [
        type(material).model_validate({**material.model_dump(by_alias=True), **changes})
        if material.id == REQUIREMENT
        else material
        for material in matter.materials
    ]
    changed = matter.model_copy(update={"materials": tuple(materials)})
    return replace(shipped, matters={**shipped.matters, MATTER: changed})


def _of(document):
    return {"document": f"mat.{document}", "subject": "subject"}


@pytest.fixture
def kiosk(choosing):
    return FakeKiosk(choosing)


@pytest.fixture
def at_choice(kiosk, choosing, answers):
    """The visit at the paper that is one of three, everything before it given."""
    form = kiosk.service.filling.form(THEME, 1, answers)
    screen, values = Screen(kiosk.service), values_for(form, choosing)
    reach(kiosk, screen, "choice", partial(_to_choice, screen, answers, form, values))
    paper = form.materials[screen.visit.cursor.material]
    assert len(paper.choices) == 3
    place = next(n for n, (code, _) in enumerate(paper.choices) if "security" in code)
    screen.press(f"choice.{place}")
    return screen


def _to_choice(screen, answers, form, values):
    to_form(screen, answers, THEME)
    screen.fill_all(form, values)
    while not form.materials[screen.visit.cursor.material].choices:
        give(screen)


def give(screen):
    screen.app.file_uploader[0].upload(*PDF_FILE).run()
    screen.go_on()


def received(screen, kiosk):
    while screen.visit.cursor.step is VisitStep.MATERIALS:
        give(screen)
    screen.hand_in()
    (case,) = kiosk.cases.by_number.values()
    return case


def test_another_paper_that_does_as_well_is_handed_in(at_choice, kiosk):
    case = received(at_choice, kiosk)

    given = {upload.document for upload in case.application.uploads}
    assert "mat.security_systems" in given
    assert not given & {"mat.hygiene_systems", "mat.food_systems"}


def test_the_receipt_names_the_paper_that_was_given(at_choice, kiosk, choosing):
    receipt = kiosk.service.handing_in.receipt(received(at_choice, kiosk).number)

    states = {material.name: material.state for material in receipt.materials}
    assert states[choosing.documents["mat.security_systems"].name] == "handed_in"
    assert choosing.documents["mat.hygiene_systems"].name not in states


def test_a_paper_promised_in_the_place_of_another_is_owed_by_its_own_name(
    at_choice, kiosk, choosing
):
    at_choice.press("way.later")
    at_choice.go_on()
    case = received(at_choice, kiosk)
    asked = Credentials(case.number, case.application.values["per.id_no@principal"][-4:])

    (owed,) = kiosk.service.tracking.look(asked).owed
    assert owed.name == choosing.documents["mat.security_systems"].name
    assert kiosk.service.handing_in.receipt(case.number).tally.owed == 1

    kiosk.service.tracking.supply(asked, owed, name="a.pdf", content=PDF)

    assert kiosk.service.tracking.look(asked).owed == ()
    assert kiosk.service.handing_in.receipt(case.number).tally.owed == 0


def test_what_is_asked_for_by_name_cannot_be_swapped(kiosk, answers):
    form = kiosk.service.filling.form(THEME, 1, answers)
    instead = {paper.code: "mat.lease@premises" for paper in form.materials}
    choices = FormChoices(instead=instead)
    swapped = kiosk.service.filling.form(THEME, 1, answers, choices=choices)

    assert [material.code for material in swapped.materials] == [
        material.code for material in form.materials
    ]
