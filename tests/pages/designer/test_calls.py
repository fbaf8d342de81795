"""Calls for help on the staff's pages."""

import pytest


def waiting(screen):
    return [alert for alert in screen.alerts if "自助机" in alert]


@pytest.mark.parametrize(("who", "sees"), [("window", 1), ("health", 0)])
def test_a_call_is_seen_at_the_window_and_by_nobody_else(office, screen, who, sees):
    office.help.call(kiosk="3", step="form")

    screen.log_in(who)

    assert len(waiting(screen)) == sees


def test_whoever_goes_there_takes_the_call_away(office, screen):
    call = office.help.call(kiosk="3", step="form")
    screen.log_in("window")
    assert "3 号自助机有人叫，正在“填一张表”" in waiting(screen)[0]

    screen.press(f"go_{call.number}")
    screen.look_again()

    assert waiting(screen) == []
    assert not office.help.is_waiting(call.number)
