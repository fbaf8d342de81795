"""Policy staff decide on proposals; a department answers for itself."""

import pytest
from streamlit.testing.v1 import AppTest

from core.themes.proposing.finders.electronic import find_electronic
from tests.seating import HEALTH, POLICY, let_in


@pytest.fixture(autouse=True)
def one_to_find(monkeypatch):
    """Let the search find only what the health department can answer."""

    def find(catalogue):
        found = find_electronic(catalogue)
        return (candidate for candidate in found if candidate.edits[0].code == "WJ-01")

    monkeypatch.setattr("core.themes.proposing.proving.FINDERS", (find,))


def script(module, use_case, session):
    from importlib import import_module  # noqa: PLC0415 -- AppTest ships source

    from pages.designer.workspace import current_workspace  # noqa: PLC0415

    current_workspace().session = session
    import_module(f"pages.designer.proposals.{module}").page(use_case)


class ProposalScreen:
    """One of the two pages, as one member sees it."""

    def __init__(self, office, module, member):
        use_case = getattr(
            office.proposals, {"listing": "proposing", "asking": "answering"}[module]
        )
        given = (module, use_case, let_in(office.transaction, member))
        self.app = AppTest.from_function(script, args=given, default_timeout=60).run()

    def press(self, beginning):
        (button,) = [each for each in self.app.button if (each.key or "").startswith(beginning)]
        button.click().run()
        assert not self.app.exception

    @property
    def html(self):
        return "".join(element.proto.body for element in self.app.get("html"))


def test_it_is_adopted_agreed_to_and_made(office):
    policy = ProposalScreen(office, "listing", POLICY)
    assert "1 条，省得多的在前" in policy.html
    assert "没有主题变差" in policy.html
    assert "form: electronic" in policy.html
    assert "卫生健康局" in policy.html
    assert "开办理发店 T02" in policy.html
    assert "开办理发店 T02" in policy.app.selectbox(key="proposal_theme").options

    policy.press("adopt")
    assert "没有答复不算同意" in policy.html

    health = ProposalScreen(office, "asking", HEALTH)
    health.press("agree")
    assert "部门都同意" in health.html

    policy.app.run()
    policy.press("make_change")
    assert "已改目录" in policy.html
    assert "现在没有可改的" in policy.html


def test_a_refusal_without_a_reason_is_reported_and_changes_nothing(office):
    ProposalScreen(office, "listing", POLICY).press("adopt")
    health = ProposalScreen(office, "asking", HEALTH)

    health.press("refuse")
    assert "理由要写" in health.html

    health.app.text_input[0].input("要当面核对签名").run()
    health.press("refuse")
    assert "部门不同意" in health.html
    assert "要当面核对签名" in health.html


def test_whoever_is_not_asked_sees_that(office):
    assert "现在没有要您部门答复的" in ProposalScreen(office, "asking", HEALTH).html
