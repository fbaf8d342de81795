"""Hand everything in, once (law 10: submitting twice gives one case)."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from core.cases.fetched_records import RecordSeals
from core.cases.history import next_event
from core.cases.models import Application, Case
from core.cases.numbering import ALPHABET, RANDOM_SYMBOLS, case_number
from core.cases.receipt_codes import DETAIL, code_digest
from core.cases.sealing import SEALS, receipt_seals
from core.errors import (
    DuplicateSubmissionError,
    InvalidValuesError,
    MissingMaterialsError,
    NumberTakenError,
    OutcomeUnknownError,
    StorageError,
    UnfinishedGuideError,
)
from core.materials.status import MaterialState
from core.ports import Clock, Randomness, Stores, Transaction
from core.services.citizens.check_fetched import check_fetched, keep_asked
from core.services.citizens.date_application import dated_application
from core.services.citizens.expect_files import expect_files
from core.services.citizens.hold_files import FileHolder
from core.services.citizens.learnt_order import count_answers
from core.services.citizens.plan_form import KioskForm, plan_form
from core.services.citizens.sign_documents import (
    check_signatures,
    documents_to_sign,
    sealed_signatures,
    with_names,
)
from core.services.citizens.third_signatures import (
    DocumentText,
    is_signed,
    texts_of,
    third_signatures,
)
from core.services.form_answers import check_values, keyed
from core.services.papers_given import given_in
from core.services.theme_plans import PlanShelf
from core.themes.guides import Guide, concluded_guide
from core.working_days import day_of

_ATTEMPTS = 20
_NAMES = ("per.name", "org.name")


def submit_case(
    application: Application,
    *,
    transaction: Transaction,
    plans: PlanShelf,
    clock: Clock,
    randomness: Randomness,
    seals: RecordSeals,
    held: FileHolder,
    code: str = "",
) -> Case:
    """Return the case that an application became, making it the first time.

    It is checked again as a whole, whatever was checked page by page before. ``code`` is the one
    on its receipt; of it only a digest is kept.

    Raises:
        UnfinishedGuideError, InvalidAnswersError, InvalidValuesError,
        MissingMaterialsError: If it cannot be received yet.
        FilesGoneError: If a file of it is gone, or spoilt; the paper is asked for again.
        OutcomeUnknownError: If nobody can say whether it was written; it is handed in again.
        StorageError: If it could not be written; then there is no case.
    """
    submit = partial(
        _submitted, application, transaction=transaction, plans=plans, clock=clock,
        randomness=randomness, seals=seals, held=held, code=code,
    )  # fmt: skip
    try:
        return submit()
    except OutcomeUnknownError as unknown:
        try:
            return submit()  # which looks first whether it was
        except StorageError:
            raise unknown from None


def _submitted(
    application: Application,
    *,
    transaction: Transaction,
    plans: PlanShelf,
    clock: Clock,
    randomness: Randomness,
    seals: RecordSeals,
    held: FileHolder,
    code: str,
) -> Case:
    receive = partial(
        _received, application, plans=plans, randomness=randomness, seals=seals, code=code
    )
    for _ in range(_ATTEMPTS):
        with suppress(DuplicateSubmissionError, NumberTakenError), transaction() as stores:
            earlier = stores.cases.submitted_as(application.submission_key)
            if earlier is not None:
                return earlier
            case = receive(stores, now=clock())
            expect_files(case.application, stores, plans, held)
            stores.cases.add(case)
            count_answers(case.application, stores, plans)
            return case
    raise StorageError


def _received(
    application: Application,
    stores: Stores,
    *,
    plans: PlanShelf,
    now: datetime,
    randomness: Randomness,
    seals: RecordSeals,
    code: str,
) -> Case:
    planned = plans.pinned(stores, application.theme_code, application.theme_version)
    guide = concluded_guide(planned.plan, application.answers)
    if not guide.situation.complete:
        raise UnfinishedGuideError
    today = day_of(now)
    application = dated_application(keep_asked(application, guide), guide, today)
    documents = documents_to_sign(planned.plan, guide, application)
    application = replace(application, values=with_names(application, documents))
    problems = (
        *check_values(planned.plan, guide, keyed(application.values), today=today),
        *check_fetched(application, guide, seals),
        *check_signatures(planned.plan, guide, application),
    )
    if problems:
        raise InvalidValuesError(problems)
    form = plan_form(
        planned.plan, guide, values=keyed(application.values),
        on_paper=application.on_paper, instead=application.instead,
    )  # fmt: skip
    texts = texts_of(planned.plan, guide, application)
    signatures = (
        *sealed_signatures(planned.plan, guide, application, at=now),
        *third_signatures(texts, application),
    )
    application = replace(_keep_papers(application, form), signatures=signatures)
    _expect_papers(application, form, texts)
    case = Case(
        number=_free_number(stores, now, randomness),
        application=application,
        received_at=now,
        applicant_name=_applicant_name(guide, application.values),
        matters=guide.matters,
    )
    received = next_event(
        (),
        case_number=case.number,
        at=now,
        actor=application.channel,
        action="received",
        details={
            "theme": application.theme_code,
            "version": application.theme_version,
            "matters": list(guide.matters),
            "uploads": len(application.uploads),
            "fetched": len(application.fetched),
            "contested": len(application.contested),
            "promised": _promised(form, application),
            "signed": [f"{one.matter} {one.way} {one.document}" for one in application.signatures],
            SEALS: receipt_seals(case),
            **({DETAIL: code_digest(code, application.submission_key)} if code else {}),
        },
    )
    return replace(case, history=(received,))


def _promised(form: KioskForm, application: Application) -> list[str]:
    """Return what is handed in later: of which matter, which paper, in how many working days.

    Each matter is promised on its own (容缺).
    """
    given = given_in(application)
    return [
        f"{promise.matter} {paper.code} {promise.working_days}"
        for paper in form.papers
        if given.state_of(paper.code) is MaterialState.LATER
        for promise in paper.promises
    ]


def _keep_papers(application: Application, form: KioskForm) -> Application:
    """Drop papers that no office asks for any more, such as those of an answer since changed."""
    wanted = {paper.code for paper in form.papers}
    return replace(
        application,
        uploads=tuple(u for u in application.uploads if f"{u.document}@{u.subject}" in wanted),
        deferred=tuple(code for code in application.deferred if code in wanted),
        templates=tuple(code for code in application.templates if code in wanted),
    )


def _expect_papers(
    application: Application, form: KioskForm, texts: Mapping[str, tuple[DocumentText, ...]]
) -> None:
    """Refuse if a paper is neither given, nor promised where that is allowed.

    A text that somebody else signs is not given without that signature.
    """
    given = {f"{upload.document}@{upload.subject}" for upload in application.uploads}
    missing = [
        paper.name
        for paper in form.papers
        if paper.code not in given
        and not (paper.may_come_later and paper.code in application.deferred)
        and not (
            paper.has_template
            and paper.code in application.templates
            and is_signed(texts.get(paper.code, ()), application.signatures)
        )
    ]
    if missing:
        raise MissingMaterialsError(names=tuple(missing))


def _free_number(stores: Stores, now: datetime, randomness: Randomness) -> str:
    for _ in range(_ATTEMPTS):
        number = case_number(now.date(), randomness(RANDOM_SYMBOLS, ALPHABET))
        if not stores.cases.exists(number):
            return number
    raise StorageError


def _applicant_name(guide: Guide, values: Mapping[str, Any]) -> str:
    """Return the first name on the form: of a person, else of an organisation."""
    for element in _NAMES:
        for merged in guide.form:
            value = values.get(str(merged.key))
            if merged.key.element == element and isinstance(value, str) and value.strip():
                return value.strip()
    return ""
