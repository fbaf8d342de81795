"""Who is who, from the kiosk to the officer: every form is as if typed in every role (law 17)."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from core.cases.models import Application
from core.catalogue.packages import read_package
from core.errors import InvalidPartiesError
from core.services.citizens import Credentials
from core.visits.draft import ApplicationDraft, say_who_is_who
from core.visits.resuming import beside_application, resume_draft
from tests.conftest import SHIPPED
from tests.fakes import FakeKiosk
from tests.filling import values_for
from tests.seating import HEALTH, WINDOW
from tests.services.applications import CODE, application_of
from tests.services.conftest import staffed

SAID = {"contact": "principal", "liaison": "principal"}
PERSON = ("经营主体负责人", "业务联系人", "登记联络员")
JOINED = ("contact", "liaison")


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("hall")) as office:
        yield office


def separate(hall, hairdresser, key):
    """Return an application in which one person was typed in three roles."""
    application = application_of(hairdresser, hall.kiosk, key)
    person = {
        place.partition("@")[0]: value
        for place, value in application.values.items()
        if place.endswith("@principal")
    }
    typed = {
        place: person.get(place.partition("@")[0], value)
        if place.endswith(tuple(f"@{role}" for role in JOINED))
        else value
        for place, value in application.values.items()
    }
    return replace(application, values=typed)


def joined(application, key):
    """Return the same application, in which the person was typed once."""
    once = {
        place: value
        for place, value in application.values.items()
        if not place.endswith(tuple(f"@{role}" for role in JOINED))
    }
    return replace(application, submission_key=key, values=once, parties=SAID)


@pytest.fixture(scope="module")
def cases(hall, hairdresser):
    typed = separate(hall, hairdresser, "typed role by role")
    said = joined(typed, "typed once")
    submit = hall.kiosk.handing_in.submit
    return submit(typed, code=CODE), submit(said, code=CODE)


def test_officers_get_the_forms_of_somebody_who_typed_everything_in_every_role(hall, cases):
    typed, said = (
        {form.form.matter: form.form for form in opened(hall, submitted)} for submitted in cases
    )

    assert typed == said


def opened(hall, case, officer=WINDOW):
    return hall.as_(officer).office.opening.forms(case.number)


def test_each_office_is_told_about_the_roles_that_it_asks_about_and_no_others(hall, cases):
    roles = {
        form.form.matter: [person.roles for person in form.persons]
        for form in opened(hall, cases[1])
    }
    [health] = opened(hall, cases[1], HEALTH)

    assert roles == {
        "SCJG-01": [("经营主体负责人", "登记联络员")],
        "WJ-01": [("经营主体负责人", "业务联系人")],
    }
    assert [person.name for person in health.persons] == ["林秋月"]
    assert not any(form.persons for form in opened(hall, cases[0]))


def test_receipt_progress_and_own_data_tell_the_statement(hall, cases):
    number = cases[1].number
    [person] = hall.kiosk.handing_in.receipt(number).persons
    paper = PdfReader(BytesIO(hall.kiosk.handing_in.receipt_pdf(number)))
    printed = "".join(page.extract_text() for page in paper.pages)
    held = hall.kiosk.own_data.see(Credentials(number, "0028"), CODE, "zh-CN")

    assert person == ("林秋月", PERSON)
    assert "谁是谁" in printed
    assert "、".join(PERSON) in "".join(printed.split())
    assert "谁是谁（您说的）" in [part.title for part in held.parts]


@pytest.mark.parametrize(
    "said",
    [{"contact": "nobody"}, {"contact": "subject"}, {"nobody": "contact"}, {"employee": "contact"}],
)
def test_a_statement_that_cannot_be_taken_is_refused_before_anything_is_kept(
    hall, hairdresser, said
):
    application = application_of(hairdresser, hall.kiosk, f"refused {said}"[:60])

    with pytest.raises(InvalidPartiesError):
        hall.kiosk.handing_in.submit(replace(application, parties=said))


def test_an_answer_that_forbids_what_was_said_takes_it_back_and_nothing_else(hall, plans):
    version = next(t.version for t in hall.kiosk.consulting.themes() if t.code == "T01")
    said = {"agent": "principal", "liaison": "principal"}
    answers = {**plans["T01"].theme.typical_answers, "by_agent": "委托代理"}

    represented = hall.kiosk.consulting.consult("T01", version, answers, parties=said)

    assert represented.parties == {"liaison": "principal"}


def test_a_kept_visit_keeps_the_statement(hall):
    draft = say_who_is_who(ApplicationDraft("key"), SAID)

    resumed = resume_draft(draft.application(), beside_application(draft))

    assert resumed.parties == SAID


@pytest.mark.parametrize(
    ("theme", "said"),
    [
        ("T04", {"declarant": "mother", "guardian": "mother"}),
        ("T06", {"mover": "applicant"}),
        ("T10", {"fire_resp": "principal", "fire_mgr": "principal"}),
    ],
)
def test_signers_and_texts_have_the_names_that_were_typed_once(theme, said):
    typed, once = (prepared(theme, parties) for parties in ({}, said))

    assert [document.signer for document in once.documents] == [
        document.signer for document in typed.documents
    ]
    assert all(document.signer for document in once.documents)
    assert words_in(once.texts) == words_in(typed.texts)


def prepared(theme, parties):
    """Return an application in which everybody has the same name, as it is handed in."""
    catalogue = read_package(SHIPPED).catalogue
    service, answers = FakeKiosk(catalogue).service, catalogue.themes[theme].typical_answers
    values = values_for(service.filling.form(theme, 1, answers, parties=parties), catalogue)
    application = Application("key", theme, 1, answers, values, parties=parties)
    return service.handing_in.prepare(application)


def words_in(texts):
    return {code: [(text.signer, text.text) for text in texts[code]] for code in texts}
