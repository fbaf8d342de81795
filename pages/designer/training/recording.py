"""Save a case that was walked in a training room as a scenario of the trainers' own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

import streamlit as st

from core.services.trainers import ListedWalk, RecordedWalk, RecordWalks
from pages.designer.training.writing import open_script
from pages.designer.workspace import Workspace
from pages.shared.feedback import errors_shown
from pages.shared.state import remembered

_LONGEST_TITLE = 60


@dataclass
class WalkMemory:
    """What was saved last, by room."""

    saved: dict[str, RecordedWalk] = field(default_factory=dict)


def offer_walks(recording: RecordWalks, room: str, workspace: Workspace) -> None:
    """List the cases of a room, once that is asked for, and offer to save one of them."""
    say = workspace.say
    if not st.toggle(say("rooms.walks"), key=f"walks_{room}"):
        return
    with st.container(key=f"walklist_{room}"), errors_shown(workspace.locale):
        walks = {walk.number: walk for walk in recording.walked(workspace.session, room)}
        if not walks:
            st.html(f'<p role="status">{escape(say("rooms.walk_none"))}</p>')
            return
        _draw(recording, room, walks, workspace)
    saved = remembered(WalkMemory).saved.get(room)
    if saved is not None:
        st.html(_saved_html(saved, workspace))


def forget_walks(room: str) -> None:
    """Forget what was saved of a room that begins anew, or is closed."""
    remembered(WalkMemory).saved.pop(room, None)


def _draw(
    recording: RecordWalks, room: str, walks: Mapping[str, ListedWalk], workspace: Workspace
) -> None:
    say = workspace.say
    number = st.radio(
        say("rooms.walk_which"),
        list(walks),
        format_func=lambda number: f"{number} · {walks[number].theme_name}",
        captions=[_how_far(walk, workspace) for walk in walks.values()],
        key=f"walk_{room}",
    )
    proposed = say("rooms.walk_proposed", theme=walks[str(number)].theme_name, room=room)
    title = st.text_input(
        say("rooms.walk_title"),
        proposed,
        max_chars=_LONGEST_TITLE,
        key=f"walktitle_{room}_{number}",
    )
    st.html(f'<p class="note">{escape(say("rooms.walk_warns"))}</p>')
    if st.button(say("rooms.walk_save"), key=f"walksave_{room}", icon=":material/movie:"):
        with st.spinner(say("rooms.walk_saving")):
            saved = recording.record(
                *(workspace.session, room, str(number)),
                title=title or proposed,
                locale=workspace.locale,
            )
        remembered(WalkMemory).saved[room] = saved
        open_script(saved.kept)


def _how_far(walk: ListedWalk, workspace: Workspace) -> str:
    status = workspace.say(f"cases.status.{walk.status}")
    return workspace.say("rooms.walk_far", status=status, n=walk.decided, of=walk.matters)


def _saved_html(saved: RecordedWalk, workspace: Workspace) -> str:
    say = workspace.say
    done = say("rooms.walk_saved", code=saved.kept.code, title=saved.kept.title)
    lines = [
        f"{say('writing.line', line=it.line)} {it.message(workspace.locale)}"
        for it in saved.findings
    ]
    lines += [say("rooms.walk_left_out", n=len(saved.left_out))] if saved.left_out else []
    if not lines:
        return f'<p role="status" class="roomdone">{escape(done)} {escape(say("writing.fits"))}</p>'
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return (
        f'<div class="misfits" role="status"><b>{escape(done)}</b> '
        f"{escape(say('writing.misfits'))}<ul>{listed}</ul></div>"
    )
