"""What a licence spares when it is found, and what is handed in and filled in when it is not."""

from collections.abc import Iterable
from html import escape

from core.catalogue.models import FieldKey
from core.services.designers.rehearse_theme import FetchedLicence
from pages.designer.preview.playing import Play
from pages.designer.wording import shown

_NAMED = 6
"""More entries than these are counted."""


def fetching_in_words(play: Play) -> str:
    """Return as HTML a row for each licence: found, and not found."""
    heads = "".join(
        f'<th scope="col">{escape(play.say(f"fetch.{name}"))}</th>'
        for name in ("licence", "found", "not_found")
    )
    rows = "".join(_row(play, licence) for licence in play.rehearsal.fetching)
    name = escape(play.say("fetching"))
    return (
        f'<div class="formtable" role="region" aria-label="{name}" tabindex="0"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(play: Play, fetched: FetchedLicence) -> str:
    about = play.rehearsal.preview.catalogue.short_subject_name(fetched.subject)
    materials = play.workspace.say("preview.comma").join(
        shown(name) for _, name in fetched.materials
    )
    found = (
        play.say("fetch.spared", names=materials) if materials else "",
        _entries(play, "filled", fetched.entries),
    )
    computed = len(fetched.entries) - len(fetched.left)
    not_found = (
        play.say("fetch.brought", names=materials) if materials else "",
        _entries(play, "asked", fetched.left),
        play.say("fetch.computed", n=computed) if computed else "",
    )
    return (
        f'<tr><th scope="row">{escape(shown(fetched.licence))}<small>{escape(shown(about))}</small>'
        f"</th><td>{_sentences(found)}</td><td>{_sentences(not_found)}</td></tr>"
    )


def _entries(play: Play, way: str, keys: tuple[FieldKey, ...]) -> str:
    """Say how many entries are filled in, or asked, and name the first of them."""
    if not keys:
        return ""
    catalogue = play.rehearsal.preview.catalogue
    named = [shown(catalogue.element_name(key.element)) for key in keys[:_NAMED]]
    names = play.workspace.say("preview.comma").join(dict.fromkeys(named))
    more = "_more" if len(keys) > _NAMED else ""
    return play.say(f"fetch.{way}{more}", n=len(keys), names=names)


def _sentences(sentences: Iterable[str]) -> str:
    return "".join(f"<p>{escape(words)}</p>" for words in sentences if words)
