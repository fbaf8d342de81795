"""Play a theme through (推演): what it comes down to for many people, and what if."""

from collections.abc import Mapping
from html import escape
from typing import NamedTuple

import streamlit as st

from core.services.designers import DesigningUseCases
from core.services.designers.edit_theme import OpenTheme
from core.services.designers.simulate_theme import AnswerLimit, Levers, Simulation, Spread, Trial
from pages.designer.choosing import opened_or_chosen
from pages.designer.frame import head
from pages.designer.wording import shown
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.styling import plain

_NUMBERS = (1_000, 10_000, 100_000)
_MOST_BARS = 24
_NO_CHANGE = 0.05


def page(designing: DesigningUseCases) -> None:
    """Let somebody try a change to the theme that the address names, and show both ways."""
    workspace = current_workspace()
    opened = opened_or_chosen(designing, workspace, "simulate")
    if opened is None:
        return
    with errors_shown(workspace.locale):
        with head(
            workspace.say("simulate.title", name=opened.name), below=workspace.say("simulate.below")
        ):
            pressed = bool(opened.matters) and _offer_play(workspace)
        if not opened.matters:
            st.html(f'<p class="empty">{escape(workspace.say("preview.empty"))}</p>')
            return
        levers = designing.simulating.levers(workspace.session, opened.draft)
        left, right = st.columns([1, 1.9], gap="medium")
        with left, st.container(key="levers"):
            asked = _ask(levers, workspace)
        with right:
            if pressed:
                _play(designing, opened, asked, workspace)
            _draw(workspace, levers)


class _Asked(NamedTuple):
    """How many situations are played, from which seed, and with which change."""

    number: int
    seed: int
    trial: Trial


def _offer_play(workspace: Workspace) -> bool:
    """Offer to play, in the head: lists stay open below what is chosen, and hide what follows."""
    return st.button(
        workspace.say("simulate.play"), type="primary", icon=":material/play_arrow:", key="play"
    )


def _play(
    designing: DesigningUseCases, opened: OpenTheme, asked: _Asked, workspace: Workspace
) -> None:
    with errors_shown(workspace.locale), st.spinner(workspace.say("simulate.playing")):
        workspace.played = designing.simulating.simulate(
            workspace.session,
            opened.draft,
            number=asked.number,
            seed=asked.seed,
            trial=asked.trial,
        )


def _ask(levers: Levers, workspace: Workspace) -> _Asked:
    st.html(f"<h2>{escape(workspace.say('simulate.settings'))}</h2>")
    number = st.segmented_control(
        workspace.say("simulate.number"),
        _NUMBERS,
        default=_NUMBERS[1],
        key="sim_number",
        format_func=lambda size: f"{size:,}",
        required=True,
    )
    seed = st.number_input(workspace.say("simulate.seed"), min_value=0, value=1, key="sim_seed")
    st.html(f"<h2>{escape(workspace.say('simulate.what_if'))}</h2>")
    return _Asked(number or _NUMBERS[1], int(seed), _trial(levers, workspace))


def _trial(levers: Levers, workspace: Workspace) -> Trial:
    limit = st.selectbox(
        workspace.say("simulate.limit"),
        levers.limits,
        index=None,
        key="sim_limit",
        format_func=_limit_text,
        placeholder=workspace.say("simulate.none"),
    )
    becomes = None
    if limit is not None:
        becomes = st.number_input(
            workspace.say("simulate.becomes", unit=limit.unit), value=limit.value, key="sim_becomes"
        )
    without = st.multiselect(
        workspace.say("simulate.without"),
        list(levers.matters),
        key="sim_without",
        format_func=lambda code: plain(shown(levers.matters[code])),
        placeholder=workspace.say("simulate.none"),
        select_all=False,
    )
    spared = st.multiselect(
        workspace.say("simulate.spared"),
        list(levers.papers),
        key="sim_spared",
        format_func=lambda ref: plain(f"{shown(levers.papers[ref])} {ref}"),
        placeholder=workspace.say("simulate.none"),
        select_all=False,
    )
    return Trial(limit, becomes, tuple(without), tuple(spared))


def _limit_text(limit: AnswerLimit) -> str:
    return plain(f"{limit.text} {limit.value:g} {limit.unit}".strip())


def _draw(workspace: Workspace, levers: Levers) -> None:
    played = workspace.played
    if not played:
        st.html(f'<p class="empty" role="status">{escape(workspace.say("simulate.empty"))}</p>')
        return
    many = workspace.say("simulate.done", n=f"{played[0].situations:,}")
    st.html(f'<p class="note" role="status">{escape(many)}</p>')
    st.html(_figures(played, workspace) + _matters(played, levers.matters, workspace))


def _figures(played: tuple[Simulation, ...], workspace: Workspace) -> str:
    """Draw every figure: mean now, mean after the change, the difference, and the spread."""
    heads = ["figure", "now", *(["then", "difference"] if len(played) > 1 else []), "spread"]
    top = "".join(
        f'<th scope="col">{escape(workspace.say(f"simulate.{name}"))}</th>' for name in heads
    )
    rows = "".join(
        f'<tr><th scope="row">{escape(workspace.say(f"simulate.{name}"))}</th>'
        f"{_means(name, played)}"
        f"<td>{_bars([simulation.figures[name] for simulation in played], workspace)}</td></tr>"
        for name in played[0].figures
    )
    return f'<table class="played"><thead><tr>{top}</tr></thead><tbody>{rows}</tbody></table>'


def _means(name: str, played: tuple[Simulation, ...]) -> str:
    means = [simulation.figures[name].mean for simulation in played]
    cells = [f"<td>{mean:.1f}</td>" for mean in means]
    if len(means) > 1:
        change = means[1] - means[0]
        style = "less" if change < 0 else "more"
        same = abs(change) < _NO_CHANGE
        cells.append("<td>–</td>" if same else f'<td class="{style}">{change:+.1f}</td>')
    return "".join(cells)


class _Scale(NamedTuple):
    """From where to where bars go, and how many values stand under one."""

    low: int
    high: int
    width: int

    def heights(self, spread: Spread) -> list[int]:
        """Return the height of each bar, in per cent of the tallest."""
        numbers = [0] * ((self.high - self.low) // self.width + 1)
        for value, number in spread.histogram().items():
            numbers[(value - self.low) // self.width] += number
        return [-(-100 * number // max(numbers)) for number in numbers]


def _bars(spreads: list[Spread], workspace: Workspace) -> str:
    """Draw how often each value comes, as small bars with a sentence for those who hear it."""
    low = min(spread.smallest for spread in spreads)
    high = max(spread.largest for spread in spreads)
    scale = _Scale(low, high, max(1, -(-(high - low + 1) // _MOST_BARS)))
    drawn = "".join(
        f'<div class="{name}">{_row_of_bars(scale.heights(spread))}</div>'
        for name, spread in zip(("now", "then"), spreads, strict=False)
    )
    middle = spreads[-1].quantiles()
    words = workspace.say("simulate.told", low=low, high=high, p10=middle["p10"], p90=middle["p90"])
    picture = f'<div class="bars" role="img" aria-label="{escape(words)}">{drawn}</div>'
    return f"{picture}<small>{low} – {high}</small>"


def _row_of_bars(heights: list[int]) -> str:
    return "".join(f'<i style="height:{height}%"></i>' for height in heights)


def _matters(played: tuple[Simulation, ...], names: Mapping[str, str], workspace: Workspace) -> str:
    """Draw in how many situations each matter applies, most often first."""
    now, then = played[0].matters, played[-1].matters
    rows = "".join(
        f"<li><span>{escape(shown(names.get(code, code)))} <small>{escape(code)}</small></span>"
        f"{_share(now.get(code, 0.0), 'now')}"
        f"{_share(then.get(code, 0.0), 'then') if len(played) > 1 else ''}</li>"
        for code in sorted(now, key=lambda code: -now[code])
    )
    return f'<h2>{escape(workspace.say("simulate.matters"))}</h2><ul class="shares">{rows}</ul>'


def _share(share: float, style: str) -> str:
    return (
        f'<span class="share {style}"><i style="width:{100 * share:.1f}%"></i>'
        f"<b>{100 * share:.1f} %</b></span>"
    )
