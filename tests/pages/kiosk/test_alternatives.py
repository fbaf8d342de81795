"""Where one of several papers will do, whoever hands in says which one they have."""

from dataclasses import replace

import pytest

from tests.fakes import FakeKiosk
from tests.filling import values_for
from tests.pages.kiosk.screens import PDF_FILE, Screen

THEME, MATTER, REQUIREMENT = "T02", "WJ-01", "M06"


@pytest.fixture
def choosing(shipped):
    """The catalogue, in which one paper of the hair salon is one of three."""
    matter = shipped.matters[MATTER]
    evidence = {"any": [_of("hygiene_systems"), _of("security_systems"), _of("food_systems")]}
    materials = [
        type(one).model_validate(
            {**one.model_dump(by_alias=True), "evidence": evidence, "exemption": None}
        )
        if one.id == REQUIREMENT
        else one
        for one in matter.materials
    ]
    changed = matter.model_copy(update={"materials": tuple(materials)})
    return replace(shipped, matters={**shipped.matters, MATTER: changed})


def _of(document):
    return {"document": f"mat.{document}", "subject": "subject"}


def test_another_paper_that_does_as_well_is_handed_in(choosing, answers):
    kiosk = FakeKiosk(choosing)
    form = kiosk.service.form(THEME, 1, answers)
    screen = Screen(kiosk.service)
    screen.choose(THEME)
    screen.answer_all(answers)
    screen.go_on()
    screen.fill_all(form, values_for(form, choosing))
    (paper,) = [one for one in form.papers if one.choices]
    assert len(paper.choices) == 3
    place = next(n for n, (code, _) in enumerate(paper.choices) if "security" in code)

    for one in form.papers:
        if one is paper:
            screen.press(f"choice.{place}")
        screen.app.file_uploader[0].upload(*PDF_FILE).run()
        screen.go_on()
    screen.hand_in()

    (case,) = kiosk.cases.by_number.values()
    given = {upload.document for upload in case.application.uploads}
    assert "mat.security_systems" in given
    assert not given & {"mat.hygiene_systems", "mat.food_systems"}


def test_what_is_asked_for_by_name_cannot_be_swapped(kiosk, answers):
    form = kiosk.service.form(THEME, 1, answers)
    swapped = kiosk.service.form(
        THEME, 1, answers, instead={paper.code: "mat.lease@premises" for paper in form.papers}
    )

    assert [one.code for one in swapped.papers] == [one.code for one in form.papers]
