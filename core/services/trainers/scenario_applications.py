"""What the people of a scenario hand in at the kiosk."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from core.cases.models import Application, Upload
from core.cases.signatures import Signature
from core.materials.keys import DocumentKey
from core.services.citizens import CitizenUseCases, KioskForm, unsigned
from core.services.citizens.plan_form import FormChoices
from core.services.trainers.sample_papers import SAMPLE_PAPER
from core.training.filling import filled_values
from core.training.models import Scenario


def form_of(scenario: Scenario, kiosk: CitizenUseCases, version: int) -> KioskForm:
    """Return the one form of a scenario, and the materials to give."""
    return kiosk.filling.form(
        scenario.theme,
        version,
        dict(scenario.answers),
        parties=dict(scenario.parties),
        choices=FormChoices(scenario.on_paper, dict(scenario.instead)),
    )


def values_of(
    scenario: Scenario, kiosk: CitizenUseCases, version: int, form: KioskForm | None = None
) -> dict[str, Any]:
    """Return what the people of a scenario fill in; ``form`` is its form, if it is at hand."""
    if form is None:
        form = form_of(scenario, kiosk, version)
    return filled_values(scenario, filter(form.is_work, form.fields))


def application_from(
    scenario: Scenario, kiosk: CitizenUseCases, version: int, *, submission_key: str, channel: str
) -> Application:
    """Return what the person of a scenario hands in; uploads are kept first.

    A scenario whose people are known elsewhere fills in what its situation asks for. What they
    agree to fetch is fetched last, and takes the place of what they would have written.
    """
    given = {
        way: [c for c, w in scenario.papers.items() if w == way] for way in ("later", "template")
    }
    application = Application(
        submission_key=submission_key,
        theme_code=scenario.theme,
        theme_version=version,
        answers={code: _plain(answer) for code, answer in scenario.answers.items()},
        values=values_of(scenario, kiosk, version, form := form_of(scenario, kiosk, version)),
        parties=dict(scenario.parties),
        uploads=tuple(_uploads(scenario, kiosk)),
        deferred=tuple(given["later"]),
        templates=tuple(given["template"]),
        on_paper=scenario.on_paper,
        instead=dict(scenario.instead),
        channel=channel,
    )
    if scenario.fetches:
        application = _fetched(application, kiosk, licences_agreed(scenario, form))
    return replace(application, signatures=tuple(_signed_by_others(application, kiosk)))


def licences_agreed(scenario: Scenario, form: KioskForm) -> tuple[str, ...]:
    """Return the licences that the people of a scenario agree to have fetched."""
    offers = (offer.code for offer in form.licences)
    return tuple(code for code in offers if scenario.fetches and code not in scenario.on_paper)


def _fetched(
    application: Application, kiosk: CitizenUseCases, consents: tuple[str, ...]
) -> Application:
    fetched = kiosk.filling.fetch(application, consents)
    return replace(
        application,
        values={**application.values, **fetched.values},
        fetched=fetched.records,
        on_paper=(*application.on_paper, *fetched.not_had),
    )


def keep_papers(uploads: Iterable[Upload], kiosk: CitizenUseCases, *, holder: str) -> None:
    """Keep sample papers again, for whoever is about to hand them in: holds end some time."""
    for upload in uploads:
        kiosk.materials.keep_upload(
            **upload.key._asdict(), name=upload.name, content=SAMPLE_PAPER, holder=holder
        )


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


def _plain(value: Any) -> Any:
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
