"""Handing in is worked out once: what was prepared is passed on, not made again."""

import cProfile
import pstats
from dataclasses import replace

import pytest

from core.cases.signatures import FEWEST_POINTS, SHORTEST_STROKE, Stroke
from core.errors import FilesGoneError
from core.services.citizens.check_fetched import check_fetched, keep_asked
from core.services.citizens.documents_to_sign import documents_to_sign
from core.services.citizens.third_signatures import texts_of
from core.services.form_answers import check_values
from core.themes.guides import guide_situation
from core.themes.material_lists import list_materials
from tests.papers import picture
from tests.services.applications import application_of

WORK = (
    guide_situation,
    keep_asked,
    documents_to_sign,
    list_materials,
    texts_of,
    check_values,
    check_fetched,
)
INK = Stroke(picture((300, 100), "PNG"), FEWEST_POINTS, SHORTEST_STROKE)
SIGN = "case.sign@principal"


def calls_during(act):
    """Return how often each piece of work was done, whoever asked for it."""
    profile = cProfile.Profile()
    profile.runcall(act)
    counted = pstats.Stats(profile).stats
    codes = {work.__name__: work.__code__ for work in WORK}
    return {
        name: counted.get((code.co_filename, code.co_firstlineno, name), (0, 0))[1]
        for name, code in codes.items()
    }


@pytest.fixture
def application(hall, hairdresser, request):
    return application_of(hairdresser, hall.kiosk, f"prepared-{request.node.name}"[:80])


def test_a_submission_works_everything_out_once(hall, application):
    calls = calls_during(lambda: hall.kiosk.handing_in.submit(application))

    assert calls == dict.fromkeys(calls, 1)


def test_a_submission_signed_by_hand_works_everything_out_once(hall, application):
    values = {place: value for place, value in application.values.items() if place != SIGN}
    unsigned = replace(application, values=values)
    documents = hall.kiosk.handing_in.prepare(unsigned).documents
    signatures = tuple(hall.kiosk.handing_in.sign(document, INK) for document in documents)

    calls = calls_during(
        lambda: hall.kiosk.handing_in.submit(replace(unsigned, signatures=signatures))
    )

    assert calls == dict.fromkeys(calls, 1)


def test_a_submission_without_all_its_files_works_everything_out_once(hall, application):
    gone = replace(application.uploads[0], digest="0" * 64)
    spoilt = replace(application, uploads=(gone, *application.uploads[1:]))

    def submit():
        with pytest.raises(FilesGoneError):
            hall.kiosk.handing_in.submit(spoilt)

    calls = calls_during(submit)

    assert calls == dict.fromkeys(calls, 1)


def test_whoever_looks_at_what_was_prepared_several_times_has_it_worked_out_once(hall, application):
    prepared = hall.kiosk.handing_in.prepare(application)

    calls = calls_during(
        lambda: [(prepared.documents, prepared.texts, prepared.problems) for _ in range(3)]
    )

    assert calls.pop("guide_situation") == 0
    assert calls == dict.fromkeys(calls, 1)


def test_nothing_is_worked_out_that_nobody_looks_at(hall, application):
    guide = hall.kiosk.handing_in.prepare(application).guide

    calls = calls_during(lambda: hall.kiosk.handing_in.prepare(application, guide=guide))

    assert calls == dict.fromkeys(calls, 0)


def test_what_was_prepared_is_what_is_received(hall, application):
    prepared = hall.kiosk.handing_in.prepare(application)

    received = hall.kiosk.handing_in.submit(application).application

    assert not prepared.problems
    assert not prepared.missing
    assert received.values == prepared.application.values
    assert {signature.document for signature in received.signatures} == {
        document.digest for document in prepared.documents
    }
