"""One page over all themes says what was gained, and what was not."""

from streamlit.testing.v1 import AppTest

from tests.seating import POLICY, let_in


def script(showing, session):
    from pages.designer.savings import overview  # noqa: PLC0415 -- AppTest ships source
    from pages.designer.workspace import current_workspace  # noqa: PLC0415

    current_workspace().session = session
    overview.page(showing)


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
