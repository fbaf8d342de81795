"""A paper that comes later (容缺) is promised to each matter on its own, with its deadline."""

from tests.papers import PDF


def test_what_is_promised_is_said_and_kept_with_the_case(at_form, form, values, kiosk, shipped):
    at_form.fill_all(form, values)
    for paper in form.papers:
        if paper.may_come_later:
            at_form.press("way.later")
            for use in paper.material.uses:
                days = shipped.matters[use.matter].committed_days
                assert f"{shipped.matters[use.matter].name}”后 {days} 个工作日内" in at_form.html
        else:
            at_form.app.file_uploader[0].upload("a.pdf", PDF, "application/pdf").run()
        at_form.go_on()
    at_form.hand_in()

    (case,) = kiosk.cases.by_number.values()
    expected = [
        f"{use.matter} {paper.code} {shipped.matters[use.matter].committed_days}"
        for paper in form.papers
        if paper.may_come_later
        for use in paper.material.uses
    ]
    assert expected
    assert case.history[0].details["promised"] == expected
