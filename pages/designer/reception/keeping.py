"""A visit that was left at a kiosk: whoever brings number and code is told what it lacks."""

from html import escape

import streamlit as st

from core.services.officers.counter_models import KeptVisitSeen
from core.services.officers.counter_use_cases import CounterUseCases
from pages.designer.wording import shown
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown


def show_kept_visit(counter: CounterUseCases, workspace: Workspace) -> None:
    """Ask for number and code, and show how far the visit is."""
    say = workspace.say
    with st.expander(say("kept.title")):
        st.html(f'<p class="muted">{escape(say("kept.below"))}</p>')
        with st.form("kept_visit", border=False):
            number = st.text_input(say("kept.number"), key="kept_number", max_chars=200)
            code = st.text_input(say("kept.code"), key="kept_code", max_chars=6, type="password")
            pressed = st.form_submit_button(say("kept.look"), key="kept_go")
        if pressed:
            with errors_shown(workspace.locale):
                seen = counter.keeping.open_kept(workspace.session, number or "", code or "")
                st.html(_seen(seen, workspace))


def _seen(seen: KeptVisitSeen, workspace: Workspace) -> str:
    say = workspace.say
    counts = say("kept.counts", answers=seen.answers, entries=seen.entries, files=seen.files)
    lines = [f"<p><b>{escape(shown(seen.theme_name))}</b><br>{escape(counts)}</p>"]
    if not seen.is_finished:
        lines.append(f"<p>{escape(say('kept.unfinished'))}</p>")
    elif seen.missing:
        materials = "".join(f"<li>{escape(shown(name))}</li>" for name in seen.missing)
        lines.append(f"<p>{escape(say('kept.missing', n=len(seen.missing)))}</p>")
        lines.append(f"<ul>{materials}</ul>")
    else:
        lines.append(f"<p>{escape(say('kept.nothing_missing'))}</p>")
    if seen.problems:
        lines.append(f"<p>{escape(say('kept.problems', n=seen.problems))}</p>")
    lines.append(f'<p class="muted">{escape(say("kept.go_on"))}</p>')
    return f'<div class="keptvisit" role="status">{"".join(lines)}</div>'
