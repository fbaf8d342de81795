"""Signing: one signature a document, bound to what stood in it; nothing else counts."""

from dataclasses import replace

import pytest

from core.cases.history import broken_at
from core.cases.signatures import FEWEST_POINTS, SHORTEST_STROKE, SigningWay, Stroke
from core.errors import (
    FilesGoneError,
    InvalidValuesError,
    NameDiffersError,
    SignatureTooShortError,
    UploadRefusedError,
)
from tests.papers import PDF, picture
from tests.services.applications import application_of

SIGN = "case.sign@principal"
NAME = "林秋月"
INK = Stroke(picture((300, 100), "PNG"), FEWEST_POINTS, SHORTEST_STROKE)


@pytest.fixture
def unsigned(hall, hairdresser, request):
    application = application_of(hairdresser, hall.kiosk, f"signing-{request.node.name}"[:80])
    values = {place: value for place, value in application.values.items() if place != SIGN}
    return replace(application, values=values)


def test_everything_that_is_signed_is_shown_with_who_signs(hall, unsigned):
    documents = hall.kiosk.handing_in.prepare(unsigned).documents

    assert documents
    assert {document.place for document in documents} == {SIGN}
    assert {document.signer for document in documents} == {NAME}
    assert len({document.digest for document in documents}) == len(documents)
    for document in documents:
        shown = [str(entry) for section in document.form.sections for entry in section.parts]
        assert any(NAME in words for words in shown)


def test_what_is_signed_by_hand_arrives_with_the_name_and_in_the_history(hall, unsigned):
    signatures = tuple(
        hall.kiosk.handing_in.sign(document, INK)
        for document in hall.kiosk.handing_in.prepare(unsigned).documents
    )

    case = hall.kiosk.handing_in.submit(replace(unsigned, signatures=signatures))

    with hall.transaction() as stores:
        kept = stores.cases.get(case.number)
    assert kept.application.signatures == signatures
    assert kept.application.values[SIGN] == NAME
    assert [line.split()[1] for line in kept.history[0].details["signed"]] == ["drawn"] * len(
        signatures
    )
    assert NAME not in str(kept.history[0].details)
    assert broken_at(kept.history) is None


def test_a_word_changed_after_signing_needs_a_new_signature(hall, unsigned):
    signatures = tuple(
        hall.kiosk.handing_in.sign(document, INK)
        for document in hall.kiosk.handing_in.prepare(unsigned).documents
    )
    shop = next(place for place in unsigned.values if place.startswith("org.name@"))
    changed = replace(unsigned, signatures=signatures, values={**unsigned.values, shop: "另一家店"})

    with pytest.raises(InvalidValuesError) as refusal:
        hall.kiosk.handing_in.submit(changed)

    assert "signature-stale" in {problem.rule for problem in refusal.value.problems}


def test_a_signature_of_another_submission_is_none(hall, unsigned):
    signatures = tuple(
        hall.kiosk.handing_in.sign(document, INK)
        for document in hall.kiosk.handing_in.prepare(unsigned).documents
    )

    with pytest.raises(InvalidValuesError):
        hall.kiosk.handing_in.submit(
            replace(unsigned, submission_key="another", signatures=signatures)
        )


def test_without_a_signature_nothing_is_received(hall, unsigned):
    with pytest.raises(InvalidValuesError) as refusal:
        hall.kiosk.handing_in.submit(unsigned)

    assert SIGN in {problem.place for problem in refusal.value.problems}


def test_one_document_left_unsigned_is_missing(hall, unsigned):
    documents = hall.kiosk.handing_in.prepare(unsigned).documents
    some = tuple(hall.kiosk.handing_in.sign(document, INK) for document in documents[:-1])

    with pytest.raises(InvalidValuesError):
        hall.kiosk.handing_in.submit(replace(unsigned, signatures=some))


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (replace(INK, points=FEWEST_POINTS - 1), SignatureTooShortError),
        (replace(INK, length=SHORTEST_STROKE - 1), SignatureTooShortError),
        (replace(INK, picture=b"no picture"), UploadRefusedError),
        ("", NameDiffersError),
        ("   ", NameDiffersError),
        ("张三", NameDiffersError),
    ],
)
def test_what_is_no_signature_is_refused(hall, unsigned, given, error):
    with pytest.raises(error):
        hall.kiosk.handing_in.sign(hall.kiosk.handing_in.prepare(unsigned).documents[0], given)


def test_a_typed_name_is_bound_to_the_document_as_well(hall, unsigned):
    document = hall.kiosk.handing_in.prepare(unsigned).documents[0]

    signature = hall.kiosk.handing_in.sign(document, f"  {NAME} ")

    assert (signature.way, signature.name) == (SigningWay.TYPED, NAME)
    assert signature.document == document.digest
    assert NAME not in repr(signature)


def test_a_name_in_the_form_is_taken_as_typed_under_every_document(hall, hairdresser):
    application = application_of(hairdresser, hall.kiosk, "signed-by-name")

    case = hall.kiosk.handing_in.submit(application)

    documents = hall.kiosk.handing_in.prepare(case.application).documents
    assert {(signature.under, signature.document) for signature in case.application.signatures} == {
        (document.under, document.digest) for document in documents
    }
    assert {signature.way for signature in case.application.signatures} == {SigningWay.TYPED}


def test_a_pdf_is_no_signature(hall, unsigned):
    document = hall.kiosk.handing_in.prepare(unsigned).documents[0]
    signature = hall.kiosk.handing_in.sign(document, INK)
    assert signature.picture

    with pytest.raises(UploadRefusedError):
        hall.kiosk.handing_in.sign(document, replace(INK, picture=PDF))


def test_a_signature_of_which_the_picture_is_gone_is_asked_for_again(hall, unsigned):
    documents = hall.kiosk.handing_in.prepare(unsigned).documents
    signatures = tuple(hall.kiosk.handing_in.sign(document, INK) for document in documents)
    hall.files.remove(signatures[0].picture)

    with pytest.raises(FilesGoneError) as refused:
        hall.kiosk.handing_in.submit(replace(unsigned, signatures=signatures))

    assert set(refused.value.names) == {document.form.title for document in documents}
    assert refused.value.digests == {signatures[0].picture}
