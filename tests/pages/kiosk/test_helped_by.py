"""Who of the staff helped is said on the page that is checked, and what was begun is not lost."""

from core.services.citizens import HelpAct


def test_help_that_was_said_is_kept_by_whoever_goes_on(at_review):
    at_review.app.button_group(key="helped_acts").set_value([HelpAct.TYPING.value])
    at_review.press("main")

    assert at_review.signing < 0
    assert any("帮您的人" in alert for alert in at_review.alerts)
    at_review.app.text_input(key="helped_helper").set_value("工号 12")
    at_review.app.checkbox(key="helped_agrees").check()
    at_review.press("main")

    assert at_review.signing == 0
    assert at_review.visit.draft.help.helper == "工号 12"
