"""Somebody's own data at the kiosk: only with the receipt, sealed, answered once."""

from dataclasses import replace
from functools import partial

import pytest

from adapters.printing import PaperPrinter
from adapters.system import random_symbols
from core.errors import (
    FileLostError,
    NotConsentedError,
    ReceiptCodeWrongError,
    RequestEmptyError,
    ResumeCodeUnknownError,
    RightsAtCounterError,
    TrackingRefusedError,
    WrongCodeError,
)
from core.privacy.holdings import CaseLook
from core.privacy.requests import RightKind, Wish, requests_in
from core.services.citizens import CitizenPorts, Credentials, citizen_use_cases
from core.working_days import WEEKENDS_ONLY
from tests.fakes import NOW
from tests.keys import file_store
from tests.papers import PDF
from tests.services.applications import CODE, application_of
from tests.services.racing import all_at_once

PLACE = "per.name@principal"


@pytest.fixture
def files(tmp_path):
    return file_store(tmp_path / "files")


@pytest.fixture
def kiosk(hall, watch, files):
    return citizen_use_cases(
        CitizenPorts(
            transaction=hall.transaction,
            files=files,
            printer=PaperPrinter(),
            clock=watch,
            randomness=random_symbols,
            looks=lambda _: (CaseLook(NOW, "窗口人员甲", "综合窗口"),),
        )
    )


@pytest.fixture
def application(kiosk, hairdresser, request):
    plain = application_of(hairdresser, kiosk, f"own-{request.node.name}"[:80])
    points = kiosk.assistance.privacy.notice(plain).open_points((), "zh-CN")
    return replace(plain, consents=kiosk.assistance.privacy.agreed(points, "zh-CN"))


@pytest.fixture
def case(kiosk, application):
    return kiosk.handing_in.submit(application, code=CODE)


@pytest.fixture
def asked(case):
    return Credentials(case.number, case.application.values["per.id_no@principal"][-4:])


def lines_of(held):
    return {f"{name}: {text}" for part in held.parts for name, text in part.lines}


def test_who_holds_the_receipt_sees_everything_that_is_held(kiosk, case, asked):
    held = kiosk.own_data.see(asked, CODE, "zh-CN")

    titles = [part.title for part in held.parts]
    assert sum("收到的" in title for title in titles) == len(case.matters)
    lines = "\n".join(lines_of(held))
    values = case.application.values
    for place in ("per.name@principal", "per.id_no@principal", "per.mobile@principal"):
        assert str(values[place]) in lines
    assert all(upload.name in lines for upload in case.application.uploads)
    assert "收到申请" in lines
    assert "窗口人员甲（综合窗口）" in lines
    assert held.consents == ("sensitive",)


def test_the_copy_is_a_paper_with_the_same_on_it(kiosk, asked):
    assert kiosk.own_data.copy(asked, CODE, "zh-CN").startswith(b"%PDF-")


@pytest.mark.parametrize("code", ["", "ACDE-FGHX", CODE + "A"])
def test_who_may_only_look_sees_asks_and_takes_back_nothing(kiosk, asked, code):
    wish = Wish(RightKind.ERASE)
    for use in (
        partial(kiosk.own_data.see, asked, code, "zh-CN"),
        partial(kiosk.own_data.copy, asked, code, "zh-CN"),
        partial(kiosk.own_data.ask, asked, code, wish),
        partial(kiosk.own_data.withdraw_consent, asked, code, "sensitive"),
    ):
        with pytest.raises(ReceiptCodeWrongError):
            use()


def test_another_number_opens_nothing(kiosk, asked):
    with pytest.raises(TrackingRefusedError):
        kiosk.own_data.see(replace(asked, last_four="0000"), CODE, "zh-CN")


def test_a_receipt_without_a_code_leads_to_the_counter(kiosk, application):
    case = kiosk.handing_in.submit(replace(application, submission_key="before there were codes"))
    asked = Credentials(case.number, case.application.values["per.id_no@principal"][-4:])

    with pytest.raises(RightsAtCounterError):
        kiosk.own_data.see(asked, CODE, "zh-CN")


def test_a_request_is_sealed_and_has_its_day(kiosk, hall, asked, case):
    request = kiosk.own_data.ask(asked, CODE, Wish(RightKind.CORRECT, "应为林秋悦", PLACE))

    assert request.due_on.isoformat() == "2026-12-15"
    with hall.transaction() as stores:
        again = stores.cases.get(case.number)
    assert requests_in(again.history, WEEKENDS_ONLY) == (request,)
    assert again.application == case.application


@pytest.mark.parametrize(
    "wish",
    [
        Wish(RightKind.CORRECT, "应为林秋悦"),
        Wish(RightKind.CORRECT, "  ", PLACE),
        Wish(RightKind.EXPLAIN, ""),
    ],
)
def test_a_request_that_says_nothing_is_asked_for_again(kiosk, asked, wish):
    with pytest.raises(RequestEmptyError):
        kiosk.own_data.ask(asked, CODE, wish)


def test_consent_is_withdrawn_once_and_told(kiosk, asked):
    kiosk.own_data.withdraw_consent(asked, CODE, "sensitive")

    held = kiosk.own_data.see(asked, CODE, "zh-CN")
    assert held.consents == ()
    assert any("后来已撤回" in line for line in lines_of(held))
    for about in ("sensitive", "notice", "child:newborn"):
        with pytest.raises(NotConsentedError):
            kiosk.own_data.withdraw_consent(asked, CODE, about)


def test_consent_withdrawn_by_many_at_once_is_withdrawn_once(kiosk, hall, asked, case):
    uses = [partial(kiosk.own_data.withdraw_consent, asked, CODE, "sensitive")] * 3
    all_at_once(*uses)

    with hall.transaction() as stores:
        actions = [event.action for event in stores.cases.get(case.number).history]
    assert actions.count("consent_withdrawn") == 1


def test_asking_for_erasure_erases_at_once_what_no_archive_holds(kiosk, hall, asked, case, files):
    kept = kiosk.materials.keep_upload(
        document="mat.id_card", subject="principal", name="a.pdf", content=PDF, holder=case.number
    )
    kiosk.own_data.ask(asked, CODE, Wish(RightKind.ERASE))

    with hall.transaction() as stores:
        assert stores.leases.let_go(case.number) == frozenset()
        assert stores.cases.get(case.number).application == case.application
    with pytest.raises(FileLostError):
        files.get(kept.digest)


def test_a_visit_that_was_left_is_erased_by_number_and_code(keeper):
    from tests.services.test_visits import state  # noqa: PLC0415 -- what such a visit is

    slip = keeper.keep(state(**{PLACE: "林秋月"}))
    with pytest.raises(WrongCodeError):
        keeper.erase(slip.number, "000000" if slip.code != "000000" else "111111")

    keeper.erase(slip.number, slip.code)

    for use in (keeper.resume, keeper.erase):
        with pytest.raises(ResumeCodeUnknownError):
            use(slip.number, slip.code)
