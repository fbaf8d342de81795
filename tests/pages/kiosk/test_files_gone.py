"""A file that is gone is asked for again, and nothing else is lost."""

from dataclasses import replace

from core.materials.screening import Screened, ScreenState
from core.services.citizens.sign_document import SignDocument
from pages.kiosk import visiting
from pages.kiosk.cursor import Step
from tests.fakes import NOW
from tests.pages.kiosk.screens import PDF_FILE

GONE = "e" * 64


def test_the_kiosk_goes_back_to_the_paper_and_keeps_everything_else(at_review, form, kiosk):
    at_review.visit.uploads[1] = replace(at_review.visit.uploads[1], digest=GONE)
    values = dict(at_review.visit.values)

    at_review.hand_in()

    assert (at_review.visit.step, at_review.visit.paper) == (Step.MATERIALS, 1)
    (told,) = at_review.alerts
    assert form.materials[1].name in told
    assert "还没有收下" in told
    assert not kiosk.cases.by_number
    assert {key: at_review.visit.values[key] for key in values} == values
    assert len(at_review.visit.uploads) == len(form.materials) - 1

    at_review.app.file_uploader[0].upload(*PDF_FILE).run()
    at_review.go_on()
    assert at_review.visit.step is Step.REVIEW
    at_review.hand_in()
    assert at_review.visit.step is Step.RECEIPT
    (case,) = kiosk.cases.by_number.values()
    assert len(case.application.uploads) == len(form.materials)


def test_the_kiosk_goes_back_to_the_signature_of_which_the_picture_is_gone(
    at_review, kiosk, monkeypatch
):
    sign = SignDocument.__call__
    with monkeypatch.context() as once:
        once.setattr(
            SignDocument,
            "__call__",
            lambda *told, **more: replace(sign(*told, **more), picture=GONE),
        )
        at_review.hand_in()

    assert at_review.visit.signing == 0
    (told,) = at_review.alerts
    assert "还没有收下" in told
    assert not kiosk.cases.by_number
    at_review.go_back()
    at_review.hand_in()
    assert len(kiosk.cases.by_number) == 1


def test_files_are_held_for_longer_as_long_as_somebody_is_there(at_review, kiosk, monkeypatch):
    renewed = []
    monkeypatch.setattr(kiosk.leases, "renew", lambda holder, until: renewed.append(holder))

    at_review.app.run()
    assert renewed == []
    monkeypatch.setattr(visiting, "_RENEWED_EVERY", 0.0)
    at_review.app.run()

    assert renewed == [at_review.visit.submission_key]


def test_the_kiosk_asks_for_another_file_where_a_virus_was_found(at_review, form, kiosk):
    digest = "f" * 64
    kiosk.files.by_digest[digest] = b"x"
    at_review.visit.uploads[1] = replace(at_review.visit.uploads[1], digest=digest)
    kiosk.screens.write(Screened(digest, ScreenState.QUARANTINED, NOW, "a virus"))

    at_review.hand_in()

    (told,) = at_review.alerts
    assert (at_review.visit.step, at_review.visit.paper) == (Step.MATERIALS, 1)
    assert "病毒" in told
    assert form.materials[1].name in told
    assert not kiosk.cases.by_number
