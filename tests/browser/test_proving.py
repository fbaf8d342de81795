"""Proving a theme in Chromium: prove, replay, accept, and be refused to publish what fails."""

import pytest

from tests.browser.designing import DESK, UPRIGHT, DesignerDriver

pytestmark = pytest.mark.browser

_OVERFLOW = "() => document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture
def designer(chromium, designer_url):
    context = chromium.new_context(viewport=DESK, locale="zh-CN")
    context.set_default_timeout(20_000)
    driver = DesignerDriver(context.new_page(), designer_url)
    driver.log_in()
    yield driver
    context.close()


def finding(designer, title):
    """Return the card of a finding."""
    cards = designer.page.locator("[class*=st-key-found_]:has(.finding)")
    return cards.filter(has_text=title).last


def test_a_warning_is_proved_replayed_and_accepted(designer):
    designer.open("verify?theme=T02")
    designer.press("证明每一种情形")
    designer.page.get_by_text("165,888").wait_for()

    late = finding(designer, "目标时限达不到")
    late.get_by_role("button", name="说明理由后接受").click()
    designer.settle()
    designer.page.get_by_label("为什么可以保留", exact=False).fill("目标只算开业登记")
    designer.press("接受，并署上我的名字")
    assert "目标只算开业登记" in finding(designer, "目标时限达不到").inner_text()

    finding(designer, "目标时限达不到").get_by_role("button", name="在预览里重演").click()
    designer.page.get_by_text("正在重演验证给出的情形").wait_for()
    designer.settle()
    assert designer.counts()[3].endswith("7\n天") or "7" in designer.counts()[3]

    designer.press("回到典型情形")
    assert designer.page.get_by_text("正在重演验证给出的情形").count() == 0


def test_what_fails_in_a_rare_situation_is_shown_and_not_published(designer, office):
    draft = office.policy.designer.drafting.open("T08")
    rare = {"question": "hpf_reason", "op": "eq", "value": "租房"}
    document = {**draft.document, "precedence": []}
    document["matters"] = [{**inclusion, "when": rare} for inclusion in document["matters"]]
    office.policy.designer.drafting.save(draft, document)

    designer.open("board?theme=T08")
    designer.press("发布新版本")
    designer.page.get_by_text("和现在用的版本相比", exact=False).first.wait_for()
    designer.page.locator("[class*=st-key-losses_meant_] label").click()
    designer.settle()
    designer.page.locator(".st-key-publish_confirm button").click()
    designer.page.get_by_text("打开“验证”页", exact=False).wait_for()
    assert len(office.policy.designer.listing.versions("T08")) == 1

    designer.open("verify?theme=T08")  # publishing has proved it already
    designer.page.get_by_text("有一种情形无事可办").wait_for()


def test_nothing_scrolls_sideways(designer):
    for path in ("verify?theme=T10", "simulate?theme=T10", "order?theme=T10"):
        designer.open(path)
        for size in (DESK, UPRIGHT):
            designer.page.set_viewport_size(size)
            designer.settle()

            assert designer.page.evaluate(_OVERFLOW) <= 0, (path, size)
