"""Look at a page as axe-core does, for words that are not Chinese, and for what does not fit."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize

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

_SMALLEST_TARGET = 56
_SMALL_TARGETS = """smallest => [
    ...document.querySelectorAll('button, [role=radiogroup] > div, label:has(input)')]
  .map(element => [element, element.getBoundingClientRect()])
  .filter(([element, box]) => box.width && element.checkVisibility({visibilityProperty: true})
    && !element.closest('[data-testid=stSkipToContent], [role=radiogroup] > div > *')
    && (box.height < smallest || box.width < smallest))
  .map(([element, box]) =>
    `${element.innerText || element.outerHTML.slice(0, 90)}: ${box.width} x ${box.height}`)"""
_OVERFLOW = "() => document.documentElement.scrollWidth - window.innerWidth"
_WIDE_PARTS = """() => [...document.querySelectorAll('[data-testid=stMain] *')]
  .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > window.innerWidth + 1
    && getComputedStyle(e).position !== 'fixed' && !e.closest('.st-key-ready'))
  .map(e => e.outerHTML.slice(0, 80))"""
_DRAWN = """() => new Promise(
  drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"""


def violations(page: Page) -> list[Any]:
    """Return what breaks WCAG 2.2 A or AA, each with the places."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_AXE)
    found: list[Any] = page.evaluate(_VIOLATIONS)
    return found


def english(page: Page) -> list[Any]:
    """Return the English words on a Chinese page."""
    found: list[Any] = page.evaluate(_ENGLISH)
    return found


def misfits(page: Page, size: ViewportSize) -> list[Any]:
    """Return what sticks out sideways on a screen of a size, and what a finger does not find."""
    if page.viewport_size != size:
        page.set_viewport_size(size)
        page.evaluate(_DRAWN)
    wider = page.evaluate(_OVERFLOW)
    sideways = [f"{wider} wider"] if wider > 0 else []
    return [
        *sideways,
        *page.evaluate(_WIDE_PARTS),
        *page.evaluate(_SMALL_TARGETS, _SMALLEST_TARGET),
    ]
