"""Days that are typed reach the core, which says what is wrong with them."""

from datetime import date, timedelta
from pathlib import Path

from core.working_days import day_of
from pages.shared import days
from tests.pages.designer.test_pages import HEALTH, open_board

PAGES = Path(days.__file__).parents[1]


def test_every_day_is_asked_for_without_bounds_in_the_browser():
    asking = {path for path in PAGES.rglob("*.py") if ".date_input" in path.read_text("utf-8")}

    assert asking == {Path(days.__file__)}


def test_a_version_is_not_published_for_a_day_that_cannot_be_and_waits_for_a_later_one(
    inside, office
):
    code = open_board(inside, office, [HEALTH])
    later = day_of(office.clock()) + timedelta(days=20)
    inside.press("publish")

    for day in (date(2020, 1, 1), date(6202, 12, 1)):
        asked = inside.app.date_input(key="publish_first_day")
        assert asked.min <= day <= asked.max  # else the browser keeps today, and today it would be
        asked.set_value(day)
        inside.press("publish_confirm")
        assert f"不能从 {day} 起用" in inside.alerts[0]
    assert office.policy.designer.listing.versions(code) == ()

    inside.app.date_input(key="publish_first_day").set_value(later)
    inside.press("publish_confirm")
    inside.look_again()
    assert f"第 1 版已经发布，{later} 起用。" in inside.html
    assert "现在就按它办" not in inside.html
