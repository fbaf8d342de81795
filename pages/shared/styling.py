"""How both apps look: one set of styles, a language, and small pieces of safe HTML."""

from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from itertools import count
from pathlib import Path

import streamlit as st

from core.i18n import locale_of, words_under
from pages.shared.components import script_of

_SPOKEN_BY_STREAMLIT = "en"
STYLES = Path(__file__).parents[2] / "assets" / "styles"
ICON = (STYLES / "mark.svg").read_text("utf-8")

_drawings = count()
"""Numbers every drawing of a page, so that the browser is told of each."""

# Runs in the browser: tells screen readers the language, and begins every new page at its top.
_GUIDE_READER = """
export default ({ data }) => {
  document.documentElement.lang = data.lang;
  document.documentElement.dir = data.dir;
  window.dispatchEvent(new CustomEvent('done-once-drawn', { detail: data.place }));
  if (window.doneOncePlace === data.place) return;
  const first = window.doneOncePlace === undefined;
  window.doneOncePlace = data.place;
  if (first) return;
  // A page just turned takes no touch for a moment: a double touch was meant for the old one.
  document.body.classList.add('turned');
  setTimeout(() => document.body.classList.remove('turned'), 350);
  // The page itself comes later than this script, on a busy machine much later. So it is moved
  // until it has stood complete for a while, or somebody touches it.
  const touch = new AbortController();
  for (const event of ['pointerdown', 'wheel', 'keydown']) {
    window.addEventListener(event, () => touch.abort(), { capture: true, signal: touch.signal });
  }
  const app = document.querySelector('[data-testid=stApp]');
  const toTop = () => {
    document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0);
    document.querySelector('[class*=st-key-bad_role_]')?.scrollIntoView({ block: 'center' });
    const start = document.querySelector('[data-testid=stHtml] :is([role=alert], h1)');
    const busy = document.activeElement?.matches('input, textarea, [role=spinbutton]');
    if (!start || busy || start === document.activeElement) return;
    start.tabIndex = -1;
    start.focus({ preventScroll: true });
  };
  let complete = 0;
  const watch = setInterval(() => {
    const left = touch.signal.aborted || window.doneOncePlace !== data.place;
    if (!left) toTop();
    complete = app.dataset.testScriptState === 'notRunning' ? complete + 1 : 0;
    if (left || complete > 8) { clearInterval(watch); touch.abort(); }
  }, 100);
};
"""


def dress(
    styles: Iterable[str],
    *,
    locale: str,
    words: Mapping[str, str] | None = None,
    marks: Iterable[str] = (),
) -> None:
    """Put on the styles of an app.

    Args:
        styles: Names of files in assets/styles.
        locale: The language of the page.
        words: Words that styles write over Streamlit's own, as custom properties.
        marks: Classes that styles look for, such as ``care``.
    """
    spoken = "".join(f"--{name}:'{_css(word)}';" for name, word in (words or {}).items())
    spoken += "".join(f"--{name}:{font};" for name, font in locale_of(locale).fonts.items())
    marked = "".join(f'<i class="{escape(mark)}">·</i>' for mark in marks)
    with st.container(key="ready"):
        # One element: every one costs a message to the browser, each time it is drawn.
        st.html(f"<style>{_styles(tuple(styles))}:root{{{spoken}}}</style>{marked}")
        wording = st.components.v2.component("wording", js=script_of("wording"))
        wording(data={"words": _words_instead(locale)}, key="wording")


def begin_at_top(locale: str, place: str = "") -> None:
    """Tell the browser the language, and show a new ``place`` from its top."""
    guide = st.components.v2.component("guide_reader", js=_GUIDE_READER)
    direction = locale_of(locale).direction
    data = {"lang": locale, "dir": direction, "place": place, "drawing": next(_drawings)}
    guide(data=data, key="unseen_guide")


@cache
def _words_instead(locale: str) -> dict[str, str]:
    """Return what Streamlit's own words are in a language; the English ones are what it says."""
    said = words_under("streamlit.", _SPOKEN_BY_STREAMLIT)
    instead = words_under("streamlit.", locale)
    return {said[key]: instead[key] for key in said if instead[key] != said[key]}


def style_sheet(*names: str) -> str:
    """Return styles as HTML, for what is drawn only now and then."""
    return f"<style>{_styles(names)}</style>"


@cache
def _styles(names: tuple[str, ...]) -> str:
    return "".join((STYLES / name).read_text("utf-8") for name in names)


def _css(word: str) -> str:
    return "".join(f"\\{ord(letter):x} " if letter in "'\\<>\n" else letter for letter in word)


def icon(name: str, style: str = "") -> str:
    """Return an icon as HTML; it never stands without a word.

    Examples:
        >>> icon("badge")
        '<span class="ic" aria-hidden="true" translate="no">badge</span>'
    """
    style_name = escape(f"ic {style}".strip())
    return f'<span class="{style_name}" aria-hidden="true" translate="no">{escape(name)}</span>'


def tag(words: str, kind: str = "") -> str:
    """Return a small label as HTML.

    Examples:
        >>> tag("<b>", "ok")
        '<span class="tag ok">&lt;b&gt;</span>'
    """
    return f'<span class="{escape(f"tag {kind}".strip())}">{escape(words)}</span>'


def plain(text: str) -> str:
    r"""Return text for a widget's label, where Streamlit would read Markdown.

    Examples:
        >>> plain("*a* [b](c) :red[d]")
        '\\*a\\* \\[b\\](c) \\:red\\[d\\]'
    """
    return "".join(f"\\{letter}" if letter in _MARKDOWN else letter for letter in text)


_MARKDOWN = frozenset("\\`*_[]$:<~#")
