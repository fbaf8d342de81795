"""Who uses a matter: themes, their versions, running cases."""

from html import escape

import streamlit as st

from core.services.library import LibraryUseCases, MatterUse
from core.services.queries.compare_versions import MatterReach
from pages.designer.wording import shown
from pages.designer.workshop.bench import bench
from pages.designer.workspace import Workspace


def draw_use(library: LibraryUseCases, workspace: Workspace, code: str) -> None:
    """Show the themes with a matter, and how many cases with it are running."""
    use = library.reading.use(workspace.session, code)
    reaches = use.impact.reaches
    running = sum(use.impact.running.values())
    title = escape(workspace.say("shop.used"))
    said = workspace.say("shop.used_by", n=len(reaches), running=running)
    words = said if reaches or running else workspace.say("shop.unused")
    rows = "".join(_row(use, reach, workspace) for reach in reaches)
    kept = f"<p>{escape(workspace.say('shop.pinned'))}</p>" if running else ""
    _effect(code, len(reaches), running, workspace)
    st.html(
        f'<section class="shopbox"><h2>{title}</h2><p>{escape(words)}</p>'
        f'<ul class="rows plain">{rows}</ul>{kept}</section>'
    )


def _effect(code: str, themes: int, running: int, workspace: Workspace) -> None:
    """Say whom it touches that something is being changed, before it is submitted."""
    if bench().differences(code):
        words = workspace.say("shop.effect", themes=themes, running=running)
        st.html(f'<p class="warn" role="status">{escape(words)}</p>')


def _row(use: MatterUse, reach: MatterReach, workspace: Workspace) -> str:
    state = _state(use, reach.theme, workspace)
    share = _share(reach.applies, reach.situations, workspace)
    name, about = escape(shown(reach.name)), escape(state + share)
    return f"<li><b>{name}</b><small>{about}</small></li>"


def _state(use: MatterUse, theme: str, workspace: Workspace) -> str:
    known = use.themes[theme]
    lines = [theme]
    if known.published:
        lines.append(workspace.say("work.version", number=known.published))
    if known.is_draft:
        lines.append(workspace.say("shop.draft"))
    return " · ".join(lines)


def _share(applies: int | None, situations: int | None, workspace: Workspace) -> str:
    if applies is None or not situations:
        return ""
    return " · " + workspace.say("shop.share", percent=_percent(applies, situations))


def _percent(part: int, whole: int) -> str:
    """Return a share; what is little is not rounded to nothing.

    Examples:
        >>> _percent(1, 3), _percent(1, 1000), _percent(1, 1)
        ('33', '< 1', '100')
    """
    return "< 1" if 0 < part * 100 < whole else str(part * 100 // whole)
