"""A file that is gone is asked for again, and nothing else is lost."""

from dataclasses import replace

from core.materials.screening import Screened, ScreenState
from core.services.citizens.sign_document import SignDocument
from core.visits.steps import VisitStep
from pages.kiosk import visiting
from tests.fakes import NOW
from tests.pages.kiosk.screens import PDF_FILE

GONE = "e" * 64


def lose_second(screen, digest):
    """Let the second file be one that nobody keeps."""
    first, second, *rest = screen.visit.draft.uploads
    uploads = (first, replace(second, digest=digest), *rest)
    screen.visit.draft = replace(screen.visit.draft, uploads=uploads)


def test_the_kiosk_goes_back_to_the_paper_and_keeps_everything_else(at_review, form, kiosk):
    lose_second(at_review, GONE)
    values = dict(at_review.visit.draft.values)

    at_review.hand_in()

    assert (at_review.visit.cursor.step, at_review.visit.cursor.material) == (
        VisitStep.MATERIALS,
        1,
    )
    (alert,) = at_review.alerts
    assert form.materials[1].name in alert
    assert "还没有收下" in alert
    assert not kiosk.cases.by_number
    assert {key: at_review.visit.draft.values[key] for key in values} == values
    assert len(at_review.visit.draft.uploads) == len(form.materials) - 1

    at_review.app.file_uploader[0].upload(*PDF_FILE).run()
    at_review.go_on()
    assert at_review.visit.cursor.step is VisitStep.REVIEW
    at_review.hand_in()
    assert at_review.visit.cursor.step is VisitStep.RECEIPT
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
            lambda *given, **more: replace(sign(*given, **more), picture=GONE),
        )
        at_review.hand_in()

    assert at_review.signing == 0
    (alert,) = at_review.alerts
    assert "还没有收下" in alert
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

    assert renewed == [at_review.visit.draft.submission_key]


def test_the_kiosk_asks_for_another_file_where_a_virus_was_found(at_review, form, kiosk):
    digest = "f" * 64
    kiosk.files.by_digest[digest] = b"x"
    lose_second(at_review, digest)
    kiosk.screens.write(Screened(digest, ScreenState.QUARANTINED, NOW, "a virus"))

    at_review.hand_in()

    (alert,) = at_review.alerts
    assert (at_review.visit.cursor.step, at_review.visit.cursor.material) == (
        VisitStep.MATERIALS,
        1,
    )
    assert "病毒" in alert
    assert form.materials[1].name in alert
    assert not kiosk.cases.by_number
