"""Walk a scenario through the kiosk's own use cases, from the first question to the receipt."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from core.cases.models import Application, Upload
from core.cases.signatures import Signature
from core.errors import ServiceError
from core.materials.keys import DocumentKey
from core.receipts.models import Receipt
from core.services.citizens import CitizenUseCases, KioskForm, unsigned
from core.themes.guides import Guide
from core.training.models import PlayedStep, Scenario

# The smallest thing that is a PDF by its first bytes; scenarios hand in no real papers.
SAMPLE_PAPER = (
    b"%PDF-1.4\n"
    b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"xref\n0 4\n"
    b"0000000000 65535 f \n0000000009 00000 n \n0000000053 00000 n \n0000000103 00000 n \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n165\n%%EOF\n"
)
"""One empty page: a paper from a training scenario."""


def play_scenario(
    scenario: Scenario, kiosk: CitizenUseCases, *, submission_key: str, channel: str = "training"
) -> tuple[PlayedStep, ...]:
    """Return what was expected and what came of it, step by step.

    The last step tells the case; a step that cannot be taken ends the play and says why.
    """
    return tuple(_steps(scenario, kiosk, submission_key, channel))


def _steps(
    scenario: Scenario, kiosk: CitizenUseCases, submission_key: str, channel: str
) -> Iterator[PlayedStep]:
    version = next((t.version for t in kiosk.consulting.themes() if t.code == scenario.theme), None)
    yield PlayedStep(say="scenario.theme_published", expected=True, actual=version is not None)
    if version is None:
        return
    try:
        answers, parties = dict(scenario.answers), dict(scenario.parties)
        consultation = kiosk.consulting.consult(scenario.theme, version, answers, parties=parties)
        yield from _guide_steps(scenario, consultation.guide)
        form = kiosk.filling.form(scenario.theme, version, answers, parties=parties)
        yield from _form_steps(scenario, kiosk, version, form)
        application = application_from(
            scenario, kiosk, version, submission_key=submission_key, channel=channel
        )
        case = kiosk.handing_in.submit(application)
        yield from _receipt_steps(scenario, kiosk.handing_in.receipt(case.number))
    except ServiceError as error:
        yield PlayedStep(say="scenario.received", expected=True, actual=str(error))


def _guide_steps(scenario: Scenario, guide: Guide) -> Iterator[PlayedStep]:
    expected = scenario.expected
    yield PlayedStep(say="scenario.complete", expected=True, actual=guide.situation.complete)
    compared: list[tuple[str, Any, Any]] = [
        ("matters", _listed(expected.matters), list(guide.matters)),
        ("fields", _counts(expected.fields), _counts(guide.fields_count)),
        ("materials", _counts(expected.materials), _counts(guide.materials_count)),
        ("working_days", expected.working_days, guide.schedule.working_days),
    ]
    for name, wanted, actual in compared:
        if wanted is not None:
            yield PlayedStep(say=f"scenario.{name}", expected=wanted, actual=actual)


def _form_steps(
    scenario: Scenario, kiosk: CitizenUseCases, version: int, form: KioskForm
) -> Iterator[PlayedStep]:
    expected = scenario.expected
    if expected.papers_to_give is not None:
        papers = len(form.materials)
        yield PlayedStep(
            say="scenario.papers_to_give", expected=expected.papers_to_give, actual=papers
        )
    answers, values = dict(scenario.answers), dict(scenario.values)
    problems = kiosk.filling.problems(
        scenario.theme, version, answers, values, parties=dict(scenario.parties)
    )
    yield PlayedStep(say="scenario.problems", expected=expected.problems, actual=len(problems))


def _receipt_steps(scenario: Scenario, receipt: Receipt) -> Iterator[PlayedStep]:
    yield PlayedStep(say="scenario.received", expected=True, actual=bool(receipt.case_number))
    said = [matter.name for matter in receipt.matters] + [paper.name for paper in receipt.materials]
    said += [receipt.applicant, receipt.theme_name]
    for words in scenario.expected.receipt_says:
        yield PlayedStep(
            say="scenario.receipt_says", expected=words, actual=words if words in said else ""
        )


def application_from(
    scenario: Scenario, kiosk: CitizenUseCases, version: int, *, submission_key: str, channel: str
) -> Application:
    """Return what the person of a scenario hands in; uploads are kept first."""
    given = {
        way: [c for c, w in scenario.papers.items() if w == way] for way in ("later", "template")
    }
    application = Application(
        submission_key=submission_key,
        theme_code=scenario.theme,
        theme_version=version,
        answers={code: _plain(answer) for code, answer in scenario.answers.items()},
        values=scenario.given_values,
        parties=dict(scenario.parties),
        uploads=tuple(_uploads(scenario, kiosk)),
        deferred=tuple(given["later"]),
        templates=tuple(given["template"]),
        channel=channel,
    )
    return replace(application, signatures=tuple(_signed_by_others(application, kiosk)))


def _signed_by_others(application: Application, kiosk: CitizenUseCases) -> Iterator[Signature]:
    """Let everybody sign whose signature a text needs: by name, as people in scenarios do."""
    texts = kiosk.handing_in.prepare(application).texts if application.templates else {}
    for code in application.templates:
        for text in unsigned(texts.get(code, ()), ()):
            yield kiosk.handing_in.sign_text(text, text.signer or text.role)


def _uploads(scenario: Scenario, kiosk: CitizenUseCases) -> Iterator[Upload]:
    for code, way in scenario.papers.items():
        material = DocumentKey.parse(code)
        if material is not None and way == "upload":
            yield kiosk.materials.keep_upload(
                **material._asdict(), name="sample.pdf", content=SAMPLE_PAPER
            )


def _listed(codes: tuple[str, ...] | None) -> list[str] | None:
    return None if codes is None else list(codes)


def _counts(counts: Any) -> dict[str, int] | None:
    return None if counts is None else {"before": counts.before, "after": counts.after}


def _plain(value: Any) -> Any:
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
