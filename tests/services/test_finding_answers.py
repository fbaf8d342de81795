"""Answers found on records: with consent, only what is asked, changeable, never another guide."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.cases.models import FetchedRecord
from core.catalogue.packages import read_package
from core.services.citizens import LicenceState, drafts
from core.services.citizens.check_fetched import keep_asked, keep_proven
from core.services.citizens.consult import Consultation
from core.situations.recorded_answers import answer_on_record
from core.visits.draft import ApplicationDraft
from tests.conftest import SHIPPED
from tests.fakes import FakeKiosk
from tests.services.licences import FakeLibrary

HOLDER = "per.id_no@mother"
ID, OTHER_ID = "441202198803160028", "441202199305200044"
MARRIAGE = "结婚证@mother"


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED).catalogue


@pytest.fixture
def library():
    return FakeLibrary({"per.marital": "已婚"}, talkative=False)


@pytest.fixture
def kiosk(shipped, library):
    return FakeKiosk(shipped, library)


def draft_of(theme="T04", **values):
    return ApplicationDraft("key-1", theme, 1, values={HOLDER: ID, **values})


def consult_later(kiosk, draft, later=()) -> Consultation:
    consult = kiosk.service.consulting.consult
    return consult(draft.theme_code, draft.theme_version, draft.answers, later=later)


def found_in(kiosk, draft, *codes):
    outcomes = kiosk.service.consulting.find(draft, consult_later(kiosk, draft).guide, codes)
    for outcome in outcomes:
        draft = drafts.keep_found(draft, outcome.records)
    return draft, outcomes


def asked_and_answered(kiosk, draft, typed):
    """Answer what is asked until nothing is; return the draft and what was asked."""
    find, asked = kiosk.service.consulting.find, []
    while (now := consult_later(kiosk, draft)).question is not None:
        question = now.question
        record = find.known(draft, now.guide, question)
        if record is not None:
            draft = drafts.take_found(draft, question.id, record)
        else:
            asked.append(question.id)
            draft = drafts.answer(draft, question.id, typed(question))
    return draft, asked


def test_nothing_is_looked_up_without_consent_and_nothing_but_the_answer_is_asked(kiosk, library):
    draft, outcomes = found_in(kiosk, draft_of())
    assert (outcomes, library.asked, draft.found) == ((), [], {})

    draft, (outcome,) = found_in(kiosk, draft_of(), MARRIAGE)

    (request,) = library.asked
    assert (request.licence, request.elements) == ("结婚证", ("per.marital",))
    assert (request.holder_number, request.theme) == (ID, "T04")
    assert all((request.matters, request.consent))
    assert outcome.state is LicenceState.FETCHED
    assert {code: record.value for code, record in draft.found.items()} == {"in_wedlock": "是"}
    assert draft.answers == {}  # it counts when the question comes


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({"missing": True}, LicenceState.NOT_FOUND),
        ({"unreachable": True}, LicenceState.UNREACHABLE),
        ({"status": "revoked"}, LicenceState.NOT_VALID),
        ({"values": {"per.marital": "不详"}}, LicenceState.PARTLY),
        ({"values": {}}, LicenceState.PARTLY),
    ],
)
def test_what_is_not_found_is_asked(kiosk, library, changed, state):
    for name, value in changed.items():
        setattr(library, name, value)

    draft, (outcome,) = found_in(kiosk, draft_of(), MARRIAGE)

    assert (outcome.state, draft.found) == (state, {})


@pytest.mark.parametrize("number", ["", "4412021988031600", "441202198803160029"])
def test_a_wrong_number_is_sent_nowhere(kiosk, library, number):
    _, (outcome,) = found_in(kiosk, draft_of(**{HOLDER: number}), MARRIAGE)

    assert (outcome.state, library.asked) == (LicenceState.NUMBER_NEEDED, [])


def test_a_source_that_is_not_connected_is_not_offered(shipped, library):
    without = FakeKiosk(shipped).service
    draft = draft_of()
    guide = without.consulting.consult("T04", 1, {}).guide

    assert without.consulting.find.offers(draft, guide) == ()
    offered = FakeKiosk(shipped, library).service.consulting.find.offers(draft, guide)
    assert [look_up.code for look_up in offered] == [MARRIAGE]  # shared data is not connected


def test_a_changed_answer_is_the_persons_own_and_another_number_forgets_its_source(kiosk):
    draft, _ = found_in(kiosk, draft_of(), MARRIAGE)
    taken = drafts.take_found(draft, "in_wedlock", draft.found["in_wedlock"])
    assert taken.source_of_answer("in_wedlock").licence == "结婚证"

    changed = drafts.answer(taken, "in_wedlock", "否")
    other = drafts.fill(taken, HOLDER, OTHER_ID)

    assert changed.source_of_answer("in_wedlock") is None
    assert (other.answers, other.found) == ({"in_wedlock": "是"}, {})


def test_only_a_proven_source_is_handed_in(kiosk):
    draft, _ = found_in(kiosk, draft_of(), MARRIAGE)
    draft = drafts.take_found(draft, "in_wedlock", draft.found["in_wedlock"])
    prepare = kiosk.service.handing_in.prepare
    forged = replace(draft.found["in_wedlock"], licence="居民户口簿")

    honest = prepare(draft.application())
    moved = prepare(replace(draft, submission_key="key-2").application())
    altered = prepare(replace(draft, found={"in_wedlock": forged}).application())
    changed = prepare(drafts.answer(draft, "in_wedlock", "否").application())

    assert honest.application.found == draft.found
    assert [visit.application.found for visit in (moved, altered, changed)] == [{}, {}, {}]
    assert altered.application.answers["in_wedlock"] == "是"


def test_the_order_of_looking_is_proof_first(kiosk):
    """A value that nobody asks is dropped with its number; the proof was looked at before."""
    draft, _ = found_in(kiosk, draft_of(), MARRIAGE)
    draft = drafts.take_found(draft, "in_wedlock", draft.found["in_wedlock"])
    prepared = kiosk.service.handing_in.prepare(draft.application())
    without_mother = replace(prepared.guide, form=())

    kept = keep_asked(keep_proven(draft.application(), prepared.seals), without_mother)

    assert (kept.values, kept.found) == ({}, draft.found)


def test_what_was_fetched_for_the_form_answers_a_question_that_comes_later(kiosk):
    draft, _ = found_in(kiosk, draft_of(), MARRIAGE)
    record = replace(draft.found["in_wedlock"], value="离婚")
    fetched = replace(draft_of(), fetched={"per.marital@mother": record})
    question = kiosk.service.consulting.consult("T04", 1, {}).catalogue.question("in_wedlock")
    guide = consult_later(kiosk, fetched).guide
    known = kiosk.service.consulting.find.known

    assert known(fetched, guide, question).value == "否"
    assert known(replace(fetched, contested=("per.marital@mother",)), guide, question) is None


@pytest.mark.parametrize("theme", ["T02", "T04"])
@given(data=st.data())
@settings(max_examples=3, deadline=None)
def test_found_answers_make_the_guide_that_typed_ones_make_with_fewer_questions(
    shipped, theme, data
):
    kiosk = FakeKiosk(shipped)
    chosen = {}

    def typed(question):
        if question.id not in chosen:
            options = st.sampled_from(question.options) if question.options else st.just(80.0)
            several = question.kind.value == "multiple"
            chosen[question.id] = data.draw(st.lists(options, unique=True) if several else options)
        return chosen[question.id]

    draft, asked = asked_and_answered(kiosk, draft_of(theme), typed)
    on_record = {
        code: FetchedRecord(answer, "e_licence", "证", "1", "", "", HOLDER, "")
        for code, answer in draft.answers.items()
        if shipped.questions[code].found_on and data.draw(st.booleans())
    }

    spared = drafts.keep_found(draft_of(theme), on_record)
    found, asked_again = asked_and_answered(kiosk, spared, typed)

    assert found.answers == draft.answers
    assert set(asked_again) == set(asked) - set(on_record)
    assert consult_later(kiosk, found).guide.matters == consult_later(kiosk, draft).guide.matters
    assert consult_later(kiosk, found).guide.form == consult_later(kiosk, draft).guide.form


def test_every_record_of_the_shipped_catalogue_gives_an_answer_to_its_question(shipped):
    linked = [(q, link) for q in shipped.questions.values() for link in q.found_on]

    assert len(linked) >= 9
    for question, link in linked:
        words = [*link.written_as, *(["1"] if link.there else [])] or question.options
        answers = {answer_on_record(question, link, word) for word in words}
        assert set() < answers <= set(question.options)
        assert answer_on_record(question, link, "") is None
        assert answer_on_record(question, link, 0) is None


@pytest.mark.parametrize(
    ("theme", "place", "value", "expected"),
    [
        ("T11", "per.id_no@retiree", {"hpf.personal_no": "7"}, {"has_hpf": "是"}),
        (
            "T12",
            "per.id_no@deceased",
            {"hpf.personal_no": "7", "si.kind_person": "退休"},
            {"has_hpf": "是", "insured_kind": "职工养老", "has_med_account": "是"},
        ),
        (
            "T12",
            "per.id_no@deceased",
            {"hpf.personal_no": "", "si.kind_person": "城乡居民"},
            {"insured_kind": "居民养老", "has_med_account": "否"},
        ),
        ("T12", "per.id_no@deceased", {"si.kind_person": "灵活就业"}, {"insured_kind": "职工养老"}),
        ("T05", "re.cert_no@house", {"re.mortgaged": False}, {"has_mortgage": "否"}),
        ("T05", "re.cert_no@house", {"re.mortgaged": True}, {"has_mortgage": "是"}),
    ],
)
def test_registers_of_other_offices_answer(shipped, theme, place, value, expected):
    number = ID if place.startswith("per.") else "粤(2020)肇庆不动产权第0000001号"
    kiosk = FakeKiosk(shipped, shared=FakeLibrary(value))
    draft = ApplicationDraft("key-1", theme, 1, values={place: number})
    guide = consult_later(kiosk, draft).guide
    offers = kiosk.service.consulting.find.offers(draft, guide)

    found, _ = found_in(kiosk, draft, *(offer.code for offer in offers))

    asked = {"has_hpf", "insured_kind", "has_med_account", "has_mortgage"}
    assert {q: r.value for q, r in found.found.items() if q in asked} == expected
