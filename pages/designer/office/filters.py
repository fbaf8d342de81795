"""What is looked for in a work list: lights with counts, words, matter, step, channel."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from core.i18n import translate
from core.services.officers.list_tasks import CHANNELS, TaskPage, TaskSearch
from core.services.officers.review_models import MatterState, TaskLight
from pages.designer.office import addresses
from pages.designer.office.tasks_seen import TasksSeen
from pages.designer.office.words import LIGHT_ICONS, channel_words, matter_words, state_words
from pages.designer.workspace import Workspace
from pages.shared.styling import plain

_ALL = "all"


def choose_light(found: TaskPage, search: TaskSearch, workspace: Workspace) -> None:
    """Offer the lights as filters, each with its count."""
    every = sum(found.lights.values())

    def words(light: str) -> str:
        if light == _ALL:
            return f"**{every}** {workspace.say('desk.all')}"
        known = TaskLight(light)
        name = translate(f"tasks.light.{known}", workspace.locale)
        return f"**{found.lights.get(known, 0)}** :material/{LIGHT_ICONS[known][0]}: {name}"

    now = search.light or _ALL
    with st.container(key="lights"):
        chosen = st.segmented_control(
            workspace.say("desk.lights"),
            [_ALL, *(light.value for light in TaskLight)],
            default=now,
            required=True,
            format_func=words,
            key=f"light_{now}_{every}",
            label_visibility="collapsed",
        )
    if chosen and chosen != now:
        addresses.keep_filter(addresses.LIGHT, "" if chosen == _ALL else chosen)
        st.rerun()


def choose_filters(
    found: TaskPage, search: TaskSearch, seen: TasksSeen, workspace: Workspace
) -> None:
    """Ask what else is looked for; the address keeps it."""
    states = {state.value: state_words(state, workspace) for state in MatterState}
    channels = {code: channel_words(code, workspace.locale) for code in CHANNELS}
    matters = {code: matter_words(name) for code, name in found.matters.items()}
    choose = partial(_choice, turn=seen.cleared, workspace=workspace)
    with st.container(horizontal=True, key="task_filters", vertical_alignment="bottom"):
        words = st.text_input(
            workspace.say("desk.search"),
            search.words,
            key=f"task_words_{seen.cleared}",
            type="search",
            live=True,
            placeholder=workspace.say("desk.search_hint"),
            label_visibility="collapsed",
            width=300,
        )
        matter = choose("matter", matters, chosen=search.matter)
        state = choose("state", states, chosen=search.state or "")
        channel = choose("channel", channels, chosen=search.channel)
        if replace(search, after=None) != TaskSearch():
            st.button(
                workspace.say("desk.clear"),
                key="tasks_clear",
                type="tertiary",
                on_click=_clear,
                args=(seen,),
            )
    values = (words or "", matter, state, channel)
    kept = (search.words, search.matter, search.state or "", search.channel)
    if values != kept:
        names = (addresses.WORDS, addresses.ONLY, addresses.STATE, addresses.CHANNEL)
        for name, value in zip(names, values, strict=True):
            addresses.keep_filter(name, value)
        st.rerun()


def _choice(
    name: str, options: Mapping[str, str], *, chosen: str, turn: int, workspace: Workspace
) -> str:
    codes = list(options)
    picked = st.selectbox(
        workspace.say(f"desk.{name}"),
        codes,
        index=codes.index(chosen) if chosen in options else None,
        format_func=lambda code: plain(options[code]),
        key=f"task_{name}_{turn}",
        placeholder=workspace.say(f"desk.{name}.all"),
        label_visibility="collapsed",
        width=190,
    )
    return picked or ""


def _clear(seen: TasksSeen) -> None:
    seen.cleared += 1
    addresses.clear_filters()
