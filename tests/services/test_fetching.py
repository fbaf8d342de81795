"""Prefilling: with consent, only what is needed, contested rather than edited, never a dead end."""

import json
from dataclasses import dataclass, replace
from io import BytesIO
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from adapters.printing import PaperPrinter
from adapters.system import now, random_symbols
from core.errors import InvalidValuesError, MissingMaterialsError
from core.i18n import translate
from core.ports import Sources
from core.services.acting import StaffContext
from core.services.citizens import (
    CitizenPorts,
    CitizenUseCases,
    LicenceState,
    citizen_use_cases,
    drafts,
)
from core.services.officers import FormFile, office_use_cases
from core.training.scenarios import read_scenario
from tests.fakes import NOW, FakeFiles
from tests.keys import file_store
from tests.papers import PDF
from tests.seating import HEALTH, REGISTRY, Seat, let_in
from tests.services.applications import application_of
from tests.services.conftest import ASSETS
from tests.services.licences import CHECKED_AT, FakeLibrary

CARD = "居民身份证@principal"
NUMBER = "per.id_no@principal"
NAME, ADDRESS, SEX = "per.name@principal", "per.hukou_addr@principal", "per.sex@principal"
SOMEBODY_ELSE = "44120219850405003X"
LIN = {
    "per.name": "林秋月",
    "per.sex": "女",
    "per.ethnic": "汉族",
    "per.birth_date": "1988-03-16",
    "per.hukou_addr": "肇庆市端州区样例街 2 号",
}


@dataclass(frozen=True)
class Counter:
    """A kiosk with a library, and a visit in which everything but the card is filled in."""

    kiosk: CitizenUseCases
    library: FakeLibrary
    visit: object

    def prefilled(self, consents=(CARD,), **changes):
        return self.kiosk.filling.fetch(replace(self.visit, **changes), consents)

    def filled(self, **changes):
        prefilled = self.prefilled()
        values = self.visit.values | prefilled.values
        return replace(self.visit, values=values, fetched=prefilled.records, **changes)


def counter_at(hall, scenario, key, *, library=None, sealing_key=b"a key", former_keys=()):
    library = library or FakeLibrary(LIN)
    kiosk = citizen_use_cases(
        CitizenPorts(
            transaction=hall.transaction,
            files=file_store(hall.folder / "files"),
            printer=PaperPrinter(),
            clock=now,
            randomness=random_symbols,
            sources=Sources(licences=library),
            sealing_key=sealing_key,
            former_keys=former_keys,
        )
    )
    visit = application_of(scenario, kiosk, key)
    on_card = {f"{element}@principal" for element in LIN}
    values = {place: value for place, value in visit.values.items() if place not in on_card}
    return Counter(kiosk, library, replace(visit, values=values))


@pytest.fixture
def counter(hall, hairdresser, request):
    return counter_at(hall, hairdresser, request.node.name[:70])


def places_of(raised):
    return {problem.place: problem.rule for problem in raised.value.problems}


def test_a_form_tells_which_licences_would_spare_which_questions(counter):
    visit = counter.visit

    form = counter.kiosk.filling.form(visit.theme_code, visit.theme_version, visit.answers)

    (offer,) = form.licences
    assert (offer.code, str(offer.holder.key)) == (CARD, NUMBER)
    assert offer.about.startswith("经营主体负责人")
    assert {field.key.element for field in offer.fields} == set(LIN)
    assert counter.library.asked == []


def test_without_a_library_no_licence_is_offered_and_everything_is_asked(hall, counter):
    visit = counter.visit
    form = hall.kiosk.filling.form(visit.theme_code, visit.theme_version, visit.answers)

    prefilled = hall.kiosk.filling.fetch(visit, [CARD])

    assert form.licences == ()
    assert NAME in {str(field.key) for page in form.pages for field in page.fields}
    assert (prefilled.values, prefilled.records) == ({}, {})
    assert [outcome.outcome for outcome in prefilled.outcomes] == [LicenceState.UNREACHABLE]


@pytest.mark.parametrize("consents", [(), ("居民身份证",), ("居民身份证@employee",), (NUMBER,)])
def test_nothing_is_fetched_without_consent_to_this_very_licence(counter, consents):
    prefilled = counter.prefilled(consents)

    assert counter.library.asked == []
    assert (prefilled.values, prefilled.records, prefilled.outcomes) == ({}, {}, ())


def test_only_what_the_form_asks_is_requested_and_for_what_is_reported(counter):
    prefilled = counter.prefilled()

    (request,) = counter.library.asked
    assert (request.licence, request.holder_number) == ("居民身份证", "441202198803160028")
    assert set(request.elements) == set(LIN)
    assert (request.theme, request.matters) == ("T02", ("SCJG-01", "WJ-01"))
    assert {record.consent for record in prefilled.records.values()} == {request.consent}
    assert len(request.consent) >= 20


def test_every_value_tells_where_it_came_from(counter):
    record = counter.prefilled().records[NAME]

    assert (record.value, record.source) == ("林秋月", "e_licence")
    assert (record.licence, record.number) == ("居民身份证", "演示证 0001")
    assert record.checked_at == CHECKED_AT.isoformat()
    assert record.holder == NUMBER


def test_what_a_talkative_library_adds_is_not_kept(hall, hairdresser):
    library = FakeLibrary(LIN | {"per.religion": "不该有", "org.name": "不该有"}, talkative=True)
    counter = counter_at(hall, hairdresser, "talkative", library=library)

    prefilled = counter.prefilled()

    assert set(prefilled.values) == {f"{element}@principal" for element in LIN}


def outcome_of(prefilled):
    (outcome,) = prefilled.outcomes
    said = translate(f"prefilling.outcome.{outcome.outcome}", "zh-CN", **outcome.params)
    assert "居民身份证" in said
    return outcome


def test_a_library_out_of_reach_leaves_everything_to_the_applicant(counter):
    counter.library.unreachable = True

    prefilled = counter.prefilled()

    assert prefilled.values == {}
    assert outcome_of(prefilled).outcome is LicenceState.UNREACHABLE
    assert {key.element for key in outcome_of(prefilled).left} == set(LIN)


def test_a_library_out_of_reach_is_asked_once_for_all_licences(hall, hairdresser):
    library = FakeLibrary(LIN)
    library.unreachable = True
    counter = counter_at(hall, hairdresser, "company", library=library)
    company = read_scenario(ASSETS / "scenarios" / "S03.yaml")
    visit = application_of(company, counter.kiosk, "company")
    form = counter.kiosk.filling.form(visit.theme_code, visit.theme_version, visit.answers)

    prefilled = counter.kiosk.filling.fetch(visit, [offer.code for offer in form.licences])

    assert len(library.asked) == 1
    assert len(prefilled.outcomes) == len(form.licences) > 1
    assert {outcome.outcome for outcome in prefilled.outcomes} == {LicenceState.UNREACHABLE}


def test_a_licence_that_is_not_found_is_asked_of_the_applicant(counter):
    counter.library.missing = True

    assert outcome_of(counter.prefilled()).outcome is LicenceState.NOT_FOUND


@pytest.mark.parametrize("status", ["revoked", "frozen", "expired", "", "VALID"])
def test_a_licence_that_is_not_valid_gives_nothing(counter, status):
    counter.library.status = status

    prefilled = counter.prefilled()

    assert (prefilled.values, prefilled.records) == ({}, {})
    assert outcome_of(prefilled).outcome is LicenceState.NOT_VALID


def test_what_is_not_on_the_licence_or_does_not_fit_the_form_is_asked(hall, hairdresser):
    values = {name: value for name, value in LIN.items() if name != "per.ethnic"}
    library = FakeLibrary(values | {"per.birth_date": "16/03/1988"})
    counter = counter_at(hall, hairdresser, "unfit", library=library)

    prefilled = counter.prefilled()

    assert set(prefilled.values) == {NAME, SEX, ADDRESS}
    assert outcome_of(prefilled).outcome is LicenceState.PARTLY
    assert {key.element for key in outcome_of(prefilled).left} == {"per.ethnic", "per.birth_date"}


@pytest.mark.parametrize("number", [None, "", "  ", "123", "441202198803160029"])
def test_no_number_leaves_the_kiosk_before_it_can_be_right(counter, number):
    values = counter.visit.values | {NUMBER: number}

    prefilled = counter.prefilled(values=values)

    assert counter.library.asked == []
    assert outcome_of(prefilled).outcome is LicenceState.NUMBER_NEEDED


def test_a_fetched_form_is_received_with_its_origin(hall, counter):
    case = counter.kiosk.handing_in.submit(counter.filled())

    with hall.transaction() as stores:
        stored = stores.cases.get(case.number)
    details = stored.history[0].details
    assert stored == case
    assert stored.application.fetched[NAME].licence == "居民身份证"
    assert (details["fetched"], details["contested"]) == (len(LIN), 0)
    assert "林秋月" not in str(details)


def test_a_form_without_any_library_is_received_as_before(hall, hairdresser):
    case = hall.kiosk.handing_in.submit(application_of(hairdresser, hall.kiosk, "unfetched"))

    assert (case.application.fetched, case.application.contested) == ({}, ())


def test_a_fetched_value_is_not_edited_away(counter):
    application = counter.filled()
    edited = replace(application, values=application.values | {ADDRESS: "别处"})

    with pytest.raises(InvalidValuesError) as raised:
        counter.kiosk.handing_in.submit(edited)

    assert places_of(raised) == {ADDRESS: "fetched-changed"}


def test_a_fetched_value_that_is_left_out_is_missed(counter):
    application = counter.filled()
    values = {place: value for place, value in application.values.items() if place != ADDRESS}

    with pytest.raises(InvalidValuesError) as raised:
        counter.kiosk.handing_in.submit(replace(application, values=values))

    assert ADDRESS in places_of(raised)


def test_a_contested_value_may_differ_and_what_was_fetched_stays_beside_it(counter):
    application = counter.filled()
    contested = replace(
        application, values=application.values | {ADDRESS: "别处"}, contested=(ADDRESS,)
    )

    case = counter.kiosk.handing_in.submit(contested)

    assert case.application.values[ADDRESS] == "别处"
    assert case.application.fetched[ADDRESS].value == LIN["per.hukou_addr"]
    assert case.history[0].details["contested"] == 1
    assert "别处" not in str(case.history[0].details)


def office_over(hall, officer):
    context = StaffContext(hall.transaction, lambda: NOW)
    service = office_use_cases(context, printer=PaperPrinter(), files=FakeFiles(), writer=None)
    return Seat(SimpleNamespace(office=service), let_in(hall.transaction, officer)).office


def test_the_office_is_told_what_is_contested_and_nobody_else_is(hall, counter):
    application = counter.filled()
    values = application.values | {ADDRESS: "别处 <b>1</b> 号"}
    case = counter.kiosk.handing_in.submit(
        replace(application, values=values, contested=(ADDRESS,))
    )

    objections = {
        form.form.matter: form.form.objections
        for officer in (HEALTH, REGISTRY)
        for form in office_over(hall, officer).opening.forms(case.number)
    }

    (objection,) = objections["SCJG-01"]
    assert (objection.given, objection.fetched) == ("别处 <b>1</b> 号", LIN["per.hukou_addr"])
    assert objection.licence == "居民身份证"
    assert len(objection.number_end) == 4
    assert objection.checked_at == CHECKED_AT
    assert not any(objections[matter] for matter in objections if matter != "SCJG-01")

    office = office_over(hall, REGISTRY)
    data = json.loads(office.opening.form_file(case.number, "SCJG-01", FormFile.JSON))
    assert data["objections"][0]["fetched"] == LIN["per.hukou_addr"]
    assert data["objections"][0]["checked_at"] == CHECKED_AT.isoformat()
    paper = office.opening.form_file(case.number, "SCJG-01", FormFile.PDF)
    pages = PdfReader(BytesIO(paper)).pages
    text = "".join(page.extract_text() for page in pages).replace("\n", "")
    assert "申请人提出异议的内容" in text
    assert "别处 <b>1</b> 号" in text
    assert "2026-11-24 10:30 核验" in text  # the hall's time, whatever the server's is


def test_contesting_what_was_never_fetched_says_nothing(counter):
    case = counter.kiosk.handing_in.submit(
        counter.filled(contested=("org.tel@subject", "no such", ADDRESS))
    )

    assert case.application.contested == (ADDRESS,)


RECORD_PARTS = ("value", "source", "licence", "number", "checked_at", "consent", "seal")


@given(part=st.sampled_from(RECORD_PARTS), forged=st.text(max_size=8), contested=st.booleans())
@settings(max_examples=15)
def test_a_record_that_was_tampered_with_is_refused(hall, hairdresser, part, forged, contested):
    counter = counter_at(hall, hairdresser, "tampered")
    application = counter.filled()
    record = replace(application.fetched[ADDRESS], **{part: forged})
    values = application.values | ({ADDRESS: forged} if part == "value" and forged else {})

    with pytest.raises(InvalidValuesError) as raised:
        counter.kiosk.handing_in.submit(
            replace(
                application,
                values=values,
                fetched=application.fetched | {ADDRESS: record},
                contested=(ADDRESS,) if contested else (),
            )
        )

    assert places_of(raised)[ADDRESS] == "fetched-unproven"


def test_a_record_proves_nothing_for_another_visit_field_holder_or_installation(
    counter, hall, hairdresser
):
    application = counter.filled()
    moved = application.fetched | {ADDRESS: application.fetched[NAME]}
    other_number = application.values | {NUMBER: SOMEBODY_ELSE}
    elsewhere = counter_at(hall, hairdresser, "elsewhere", sealing_key=b"another key")
    refused = [
        (counter, replace(application, submission_key="another visit")),
        (counter, replace(application, fetched=moved, contested=(ADDRESS,))),
        (counter, replace(application, values=other_number)),
        (elsewhere, application),
    ]

    for where, wrong in refused:
        with pytest.raises(InvalidValuesError) as raised:
            where.kiosk.handing_in.submit(wrong)
        assert "fetched-unproven" in places_of(raised).values()


def test_what_was_fetched_before_the_key_changed_is_still_proved(counter, hall, hairdresser):
    application = counter.filled()
    renewed = counter_at(hall, hairdresser, "new", sealing_key=b"new", former_keys=(b"a key",))

    case = renewed.kiosk.handing_in.submit(application)

    assert case.application.fetched[ADDRESS].seal == application.fetched[ADDRESS].seal


def test_a_value_without_its_record_is_the_applicants_own(counter):
    case = counter.kiosk.handing_in.submit(replace(counter.filled(), fetched={}))

    assert case.application.fetched == {}


def test_whoever_takes_back_the_consent_keeps_nothing_that_was_fetched(counter):
    application = counter.filled()

    draft = drafts.forget_holder(drafts.resume_draft(application, {}), NUMBER)

    assert draft.values == counter.visit.values
    assert draft.fetched == {}


def test_what_was_fetched_for_a_question_that_is_gone_is_dropped(counter):
    application = counter.filled()
    gone = "per.name@nobody"
    stale = replace(
        application,
        values=application.values | {gone: "林秋月"},
        fetched=application.fetched | {gone: application.fetched[NAME]},
    )

    case = counter.kiosk.handing_in.submit(stale)

    assert gone not in case.application.values
    assert gone not in case.application.fetched


def test_a_kiosk_without_a_key_makes_its_own(hall, hairdresser):
    counter = counter_at(hall, hairdresser, "own key", sealing_key=b"")

    assert counter.kiosk.handing_in.submit(counter.filled()).application.fetched


def test_nothing_personal_shows_where_a_value_is_printed(counter):
    prefilled = counter.prefilled()

    said = repr(prefilled) + repr(counter.library.asked)
    personal = (LIN["per.name"], LIN["per.hukou_addr"], LIN["per.birth_date"], "441202198803160028")
    assert [value for value in personal if value in said] == []


def test_a_licence_that_is_not_fetched_is_handed_in_on_paper(counter):
    declined = replace(
        counter.visit,
        values=counter.visit.values | {f"{name}@principal": value for name, value in LIN.items()},
        on_paper=(CARD,),
    )

    with pytest.raises(MissingMaterialsError) as raised:
        counter.kiosk.handing_in.submit(declined)
    upload = counter.kiosk.materials.keep_upload(
        document="mat.id_card", subject="principal", name="a.pdf", content=PDF
    )
    case = counter.kiosk.handing_in.submit(replace(declined, uploads=(*declined.uploads, upload)))

    assert "身份证" in str(raised.value.params["names"])
    assert upload in case.application.uploads
