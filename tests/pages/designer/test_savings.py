"""One page over all themes says what was gained, and what was not."""

from base64 import b64decode

import pytest
from streamlit.testing.v1 import AppTest

from tests.handed_out import READERS, squashed
from tests.pages.handed import handed_over
from tests.seating import POLICY, let_in


def script(showing, session, exporting=None):
    from pages.designer.savings import overview  # noqa: PLC0415 -- AppTest ships source
    from pages.designer.workspace import current_workspace  # noqa: PLC0415

    current_workspace().session = session
    overview.page(showing, exporting)


def test_every_theme_stands_beside_its_target_and_the_published_figures(office):
    given = (office.proposals.showing, let_in(office.transaction, POLICY))
    app = AppTest.from_function(script, args=given, default_timeout=60).run()

    assert not app.exception
    html = "".join(element.proto.body for element in app.get("html"))
    assert "成效 · 12 个主题" in html
    assert "超过肇庆" in html
    assert "口径不同，不比" in html
    assert html.count('<th scope="row">') == 12
    assert "还差" in html


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "png"])
def test_the_report_says_what_the_page_says_and_charts_are_a_picture(office, form):
    given = (office.proposals.showing, let_in(office.transaction, POLICY), office.handouts)
    app = AppTest.from_function(script, args=given, default_timeout=60).run()
    app.button(key=f"handout_{form}").click().run()

    (file,) = handed_over(app)
    content = b64decode(file["content"])

    assert file["name"] == f"成效.{form}"
    if form == "png":
        assert content.startswith(b"\x89PNG")
        assert len(content) > 50_000
    else:
        report, departments = office.policy.proposals.showing.savings()
        text = READERS[form](content)
        assert f"成效报告·{len(report.themes)}个主题" in text.replace("・", "·")
        assert f"{report.mean('entries', 'left'):.1f}" in text
        assert all(squashed(departments[code]) in text for code in report.by_department())
