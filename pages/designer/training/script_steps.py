"""The steps of offices as a table: which day, what is done, with which matters, what is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from core.i18n import translate
from core.services.trainers import (
    STEP_KINDS,
    AskedOfScenario,
    Unsaid,
    has_matters,
    more_of,
    moved,
    step_saying,
    with_steps,
)
from core.training.models import AskCorrection, Correct, Scenario, ScenarioStep
from pages.designer.training.script_memory import ScriptMemory
from pages.designer.workspace import Workspace
from pages.shared.days import ask_day

_MOST_DAYS = 400
_ICONS = {
    "up": ":material/arrow_upward:",
    "down": ":material/arrow_downward:",
    "remove": ":material/close:",
}
_Steps = tuple[ScenarioStep, ...]


@dataclass(frozen=True)
class _Row:
    """One step on the page."""

    at: int
    step: ScenarioStep
    scenario: Scenario
    asked: AskedOfScenario
    memory: ScriptMemory
    workspace: Workspace

    def key(self, name: str) -> str:
        return self.memory.key(f"step_{self.at}_{name}")

    def say(self, name: str, **params: object) -> str:
        return self.workspace.say(f"writing.step.{name}", **params)


def draw_steps(
    scenario: Scenario, asked: AskedOfScenario, memory: ScriptMemory, workspace: Workspace
) -> Scenario:
    """Draw the steps, and return the scenario with what somebody made of them."""
    unsaid = Unsaid(
        workspace.say("writing.to_write"), tuple(asked.matters)[:1], next(iter(asked.places), "-")
    )
    steps: _Steps = ()
    moves: list[tuple[int, str]] = []
    for at, step in enumerate(scenario.steps):
        said, pressed = _draw_row(_Row(at, step, scenario, asked, memory, workspace))
        steps = (*steps, step_saying(step, said, unsaid))
        moves += [(at, pressed)] if pressed else []
    for at, pressed in moves:
        steps = _after(steps, at, pressed)
    if st.button(workspace.say("writing.step.add"), key="step_add", icon=":material/add:"):
        steps = (*steps, step_saying(None, {"do": "accept"}, unsaid))
    return with_steps(scenario, steps)


def _draw_row(row: _Row) -> tuple[dict[str, Any], str]:
    """Return what is said of a step, and which way it is sent, if it is."""
    with st.container(border=True, key=f"step_row_{row.at}"):
        day, do, matters = st.columns([1, 2, 4])
        said = _when(row, day)
        kind = do.selectbox(
            row.say("do"),
            STEP_KINDS,
            STEP_KINDS.index(row.step.do),
            format_func=lambda kind: translate(f"scenario.do.{kind}", row.workspace.locale),
            key=row.key("do"),
        )
        if has_matters(row.step.do):
            said["matters"] = tuple(_matters(row, matters))
        said |= {name: _more(row, name, shape) for name, shape in more_of(row.step.do).items()}
        said["note"] = st.text_input(row.say("note"), row.step.note, key=row.key("note")).strip()
        return {**said, "do": kind}, _pressed(row)


def _pressed(row: _Row) -> str:
    with st.container(horizontal=True):
        pressed = [
            way
            for way, icon in _ICONS.items()
            if st.button(row.say(way), key=f"step_{row.at}_{way}", icon=icon, type="tertiary")
        ]
    return next(iter(pressed), "")


def _after(steps: _Steps, at: int, pressed: str) -> _Steps:
    if pressed == "remove":
        return steps[:at] + steps[at + 1 :]
    return moved(steps, at, -1 if pressed == "up" else 1)


def _when(row: _Row, column: Any) -> dict[str, Any]:
    """Ask how many working days later; a step that names a date keeps naming one."""
    if row.step.on is not None:
        on = ask_day(row.say("on"), date.fromisoformat(row.step.on), key=row.key("on"), side=column)
        return {"on": str(on)}
    day = column.number_input(
        row.say("day"),
        0,
        _MOST_DAYS,
        row.step.day,
        key=row.key("day"),
        placeholder=row.say("same_day"),
        help=row.say("day_why"),
    )
    return {"day": day}


def _matters(row: _Row, column: Any) -> list[str]:
    chosen = list(getattr(row.step, "matters", ()))
    names = {**dict.fromkeys(chosen, ""), **row.asked.matters}
    matters: list[str] = column.multiselect(
        row.say("matters"),
        list(names),
        chosen,
        format_func=lambda code: f"{names[code]} {code}".strip(),
        key=row.key("matters"),
        select_all=False,
    )
    return matters


def _more(row: _Row, name: str, shape: Any) -> Any:
    label, key, value = row.say(f"more.{name}"), row.key(name), getattr(row.step, name)
    if isinstance(shape, tuple):
        return st.selectbox(
            row.say(f"more.{name}.{row.step.do}") if name == "reason" else label,
            shape,
            shape.index(value) if value in shape else 0,
            format_func=lambda option: _option(row, name, option),
            key=key,
        )
    if shape is bool:
        return st.toggle(label, value, key=key)
    if shape is int:
        return st.number_input(label, 0, _MOST_DAYS, value, key=key)
    if shape is str:
        return st.text_input(label, value, key=key).strip()
    return _SEVERAL[shape](row)


def _option(row: _Row, name: str, option: str) -> str:
    group = {"kind": "kind", "reason": "pause"}.get(name)
    if group:
        return row.workspace.say(f"desk.{group}.{option}")
    return row.say(f"{name}.{option}")


def _materials(row: _Row) -> tuple[str, ...]:
    chosen = list(getattr(row.step, "materials", ()))
    names = {**{code: code for code in chosen}, **{it.code: it.name for it in row.asked.papers}}
    materials: list[str] = st.multiselect(
        row.say("more.materials"),
        list(names),
        chosen,
        format_func=lambda code: names[code],
        key=row.key("materials"),
        select_all=False,
    )
    return tuple(materials)


def _faults(row: _Row) -> tuple[Mapping[str, str], ...]:
    """Ask what is wrong, place by place; one more can be added, and all but the last taken away."""
    step = row.step
    faults = [it.model_dump() for it in step.faults] if isinstance(step, AskCorrection) else []
    names = {**{it["place"]: it["place"] for it in faults}, **row.asked.places}
    said = []
    for at, fault in enumerate(faults):
        place, wrong, remedy = st.columns(3)
        said.append(
            {
                "place": place.selectbox(
                    row.say("fault.place"),
                    list(names),
                    list(names).index(fault["place"]),
                    format_func=lambda code: names[code],
                    key=row.key(f"place_{at}"),
                ),
                "wrong": _words(row, wrong, ("wrong", at), fault["wrong"]),
                "remedy": _words(row, remedy, ("remedy", at), fault["remedy"]),
            }
        )
    with st.container(horizontal=True):
        if st.button(row.say("fault.add"), key=f"step_{row.at}_fault_add"):
            words = row.workspace.say("writing.to_write")
            said.append({"place": next(iter(names)), "wrong": words, "remedy": words})
        if len(said) > 1 and st.button(row.say("fault.drop"), key=f"step_{row.at}_fault_drop"):
            said.pop()
    return tuple(said)


def _words(row: _Row, column: Any, what: tuple[str, int], value: str) -> str:
    label, key = row.say(f"fault.{what[0]}"), row.key(f"{what[0]}_{what[1]}")
    return str(column.text_input(label, value, key=key)).strip() or value


def _answers(row: _Row) -> dict[str, str]:
    """Ask what the applicant says to each thing that an office asked to be put right."""
    step, names = row.step, row.asked.places
    given = dict(step.answers) if isinstance(step, Correct) else {}
    named = [
        f.place for it in row.scenario.steps if isinstance(it, AskCorrection) for f in it.faults
    ]
    unsaid = [place for place in named if not any(known.endswith(place) for known in given)]
    places = {**dict.fromkeys(unsaid, ""), **given}
    if not named:
        st.html(f'<p class="note">{escape(row.say("nothing_to_correct"))}</p>')
    answers = {
        place: st.text_input(
            row.say("answer", place=names.get(place, place)), words, key=row.key(f"answer_{place}")
        ).strip()
        for place, words in places.items()
    }
    return {place: words for place, words in answers.items() if words or place in given}


_SEVERAL = {"materials": _materials, "faults": _faults, "answers": _answers}
