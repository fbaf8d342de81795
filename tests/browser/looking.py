"""Look at a page as axe-core does, and for words that are not Chinese."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_AXE = (Path(__file__).parent / "axe.min.js").read_text("utf-8")
_VIOLATIONS = """async () => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const found = await axe.run(document, { runOnly: tags });
  return found.violations.map(one => [one.id, ...one.nodes.map(node => node.html.slice(0, 160))]);
}"""
# Words that are Latin in Chinese as well: examples of numbers, file types, the other language.
_ENGLISH = r"""() => {
  const number = '[A-Z0-9]{4,6}(-[A-Z0-9]{4}){1,2}';
  const mine = new RegExp(`^(English|.*[\u4e00-\u9fff].*|${number}|.*\\.pdf)$`, 's');
  const found = [];
  const look = said => { if (/[A-Za-z]{3,}/.test(said) && !mine.test(said)) found.push(said); };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, nodeValue } = walker.currentNode;
    const isHidden = parentElement.closest(
      'script, style, noscript, .ic, [data-testid=stIconMaterial], .keyboard .keys');
    if (!isHidden) look(nodeValue.trim());
  }
  for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
    for (const one of document.querySelectorAll(`[${name}]`)) look(one.getAttribute(name));
  }
  return [...new Set(found)];
}"""


def violations(page: Page) -> list[Any]:
    """Return what breaks WCAG 2.2 A or AA, each with the places."""
    page.evaluate(_AXE)
    found: list[Any] = page.evaluate(_VIOLATIONS)
    return found


def english(page: Page) -> list[Any]:
    """Return the English words on a Chinese page."""
    found: list[Any] = page.evaluate(_ENGLISH)
    return found
