"""What a screen reader says of a widget: words, without the Markdown that Streamlit is given."""

import pytest

from pages.shared.components import script_of
from pages.shared.styling import plain

pytestmark = pytest.mark.browser

_DRAWN = """
  <input aria-label="Name of the mother :small[母亲姓名]">
  <input type=number aria-label="Area :small[面积\\(㎡\\) \\[1\\]]">
  <textarea aria-label="Address :small[地址]"></textarea>
  <input type=checkbox aria-label="Meals :small[餐饮]">
  <div role=radiogroup aria-label="Premises :small[场所]"></div>
  <input role=combobox aria-label="Date of birth :small[出生日期] Year">
  <button aria-label="Later :small[in two minutes]"></button>
"""
_SPEAK = """async ([script, later]) => {
  const { default: draw } = await import(`data:text/javascript,${encodeURIComponent(script)}`);
  draw({ data: { words: {} } });
  document.querySelector('input').insertAdjacentHTML('beforebegin', later);
  document.querySelector('textarea').setAttribute('aria-label', 'Home :small[住址]');
  await new Promise(requestAnimationFrame);
  return [...document.querySelectorAll('[aria-label]')].map(e => e.getAttribute('aria-label'));
}"""


@pytest.fixture
def page(chromium):
    page = chromium.new_page()
    page.set_content(_DRAWN)
    yield page
    page.close()


def test_a_name_is_spoken_without_markdown_in_one_language(page):
    chinese = plain("选项 *一* [二]: #3")

    names = page.evaluate(_SPEAK, [script_of("wording"), f'<i aria-label="{chinese}"></i>'])

    assert names == [
        "选项 *一* [二]: #3",
        "Name of the mother",
        "Area",
        "Home",
        "Meals",
        "Premises",
        "Date of birth Year",
        "Later in two minutes",
    ]
