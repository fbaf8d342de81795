"""Days that are typed reach the core, which says what is wrong with them."""

from datetime import date, timedelta
from pathlib import Path

from core.services.designers.keep_terms import ArchivePlan
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


def test_a_theme_that_is_archived_or_not_yet_in_use_says_so_wherever_it_is_worked_on(
    inside, office
):
    code, policy = open_board(inside, office, [HEALTH]), office.policy.designer
    today = day_of(office.clock())
    policy.publishing.publish(code, effective_on=today + timedelta(days=20))
    inside.look_again()
    assert f"{today + timedelta(days=20)} 起用" in inside.html

    policy.publishing.archive(code, ArchivePlan(today, today))
    inside.look_again()
    assert f"停办，办到 {today}" in inside.html
    inside.press("publish")
    assert "发布了，自助机上也不办" in inside.html
    assert "新来的人按这一版办" not in inside.html

    [row] = [theme for theme in policy.listing.themes() if theme.code == code]
    assert (row.archived_on, row.starts_on) == (today, today + timedelta(days=20))
