"""What was agreed to is part of what is sealed, and outlives a visit that is left for later."""

from dataclasses import replace

from core.cases.sealing import SEALS, receipt_seals
from core.services.citizens import VisitState
from tests.services.applications import application_of


def agreed(hall, application):
    notice = hall.kiosk.assistance.privacy.notice(application)
    points = notice.open_points(application.consents, "zh-CN")
    return replace(application, consents=hall.kiosk.assistance.privacy.agreed(points, "zh-CN"))


def test_consents_come_back_with_the_case_and_are_sealed_with_it(hall, hairdresser):
    application = agreed(hall, application_of(hairdresser, hall.kiosk, "consents"))
    assert [consent.about for consent in application.consents] == ["notice", "sensitive"]

    number = hall.kiosk.handing_in.submit(application).number

    with hall.transaction() as stores:
        case = stores.cases.get(number)
    assert case.application.consents == application.consents
    without = replace(case, application=replace(case.application, consents=()))
    assert case.history[0].details[SEALS] != receipt_seals(without)
    notice = hall.kiosk.assistance.privacy.notice(case.application)
    assert notice.open_points(case.application.consents, "en") == ()


def test_a_visit_that_was_left_is_not_asked_again(keeper, hall, hairdresser):
    application = agreed(hall, application_of(hairdresser, hall.kiosk, "kept consents"))

    slip = keeper.keep(VisitState(application))

    assert keeper.resume(slip.number, slip.code).application.consents == application.consents
