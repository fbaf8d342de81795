"""Who agreed to what, and who has not spoken: the service office's page of a round."""

from functools import partial
from html import escape

import streamlit as st

from core.i18n import translate
from core.services.confirming_rounds import (
    AGREED,
    CellState,
    Phase,
    RoundAction,
    RoundEvent,
    RoundView,
)
from core.services.designers import DesigningUseCases
from core.services.designers.confirm_rounds import ConfirmRounds
from core.services.designers.export_handouts import ExportHandouts
from core.services.round_minutes import RoundEvidence, figure_table, source_table
from core.staff.permissions import may
from core.staff.use_cases import UseCase
from pages.designer.choosing import PARAMETER
from pages.designer.exporting import offer_files
from pages.designer.frame import head
from pages.designer.handout_tables import table_section
from pages.designer.rounds.acting import act_on_cell, act_on_round, offer_start
from pages.designer.rounds.comparing import ROUND, choose_round, draw_comparison
from pages.designer.rounds.drawing import (
    RoundsView,
    figures,
    member_name,
    reasons,
    round_tags,
    state_tag,
)
from pages.designer.wording import moment, shown
from pages.designer.workspace import Workspace, current_workspace
from pages.shared.feedback import errors_shown
from pages.shared.state import remembered
from pages.shared.styling import icon, plain

_ON_THE_WAY = (
    RoundAction.STARTED,
    RoundAction.REMINDED,
    RoundAction.ESCALATED,
    RoundAction.WITHDRAWN,
    RoundAction.AUDITED,
    RoundAction.PUBLISHED,
)

_DIGITS = 6


def page(
    rounds: ConfirmRounds,
    designing: DesigningUseCases,
    exporting: ExportHandouts | None = None,
) -> None:
    """Show the newest round of a theme, or let a theme be chosen."""
    workspace = current_workspace()
    with errors_shown(workspace.locale):
        view = remembered(RoundsView)
        code = st.query_params.get(PARAMETER, "")
        found = _shown_round(rounds, code, workspace) if code else None
        title = workspace.say("nav.rounds")
        if found is None:
            with head(title, below=workspace.say("rounds.below")):
                pass
        else:
            with head(f"{title} · {found.name}", tags=round_tags(found, workspace)):
                _choose_other(workspace)
                if exporting is not None:
                    number = found.round.number
                    write = partial(exporting.round_file, workspace.session, code, number=number)
                    name = f"{code} {workspace.say('handout.file.round')} {number}"
                    offer_files(exporting, write, name, workspace)
        view.tell(workspace)
        if found is not None:
            _draw(rounds, found, view)
        _choosing(rounds, designing, code, view, is_first=found is None)


def _shown_round(rounds: ConfirmRounds, code: str, workspace: Workspace) -> RoundView | None:
    """Return the round that the address names, or else the newest."""
    named = st.query_params.get(ROUND, "")
    number = int(named) if named.isdecimal() and len(named) < _DIGITS else 0
    read = partial(rounds.read_round, workspace.session, code, workspace.locale)
    return read(number=number) or read()


def _choose_other(workspace: Workspace) -> None:
    if st.button(workspace.say("rounds.others"), key="rounds_others"):
        del st.query_params[PARAMETER]
        st.query_params.pop(ROUND, None)
        st.rerun()


def _choosing(
    rounds: ConfirmRounds,
    designing: DesigningUseCases,
    code: str,
    view: RoundsView,
    *,
    is_first: bool,
) -> None:
    """List the rounds that there are, and let policy staff start the next."""
    workspace = current_workspace()
    if not code:
        _list(rounds, workspace)
    if may(workspace.person, UseCase.START_ROUND, UseCase.LIST_THEMES, UseCase.OPEN_THEME):
        offer_start(rounds, designing, code, view, is_first=is_first)


def _list(rounds: ConfirmRounds, workspace: Workspace) -> None:
    summaries = rounds.list_rounds(workspace.session)
    if not summaries:
        st.html(f'<p class="empty" role="status">{escape(workspace.say("rounds.none"))}</p>')
    for summary in summaries:
        states = list(summary.round.cells.values())
        agreed = sum(state in AGREED for state in states)
        words = workspace.say(
            "rounds.line",
            n=summary.round.number,
            phase=workspace.say(f"rounds.phase.{summary.round.phase}"),
            agreed=agreed,
            all=len(states),
            day=summary.round.deadline.isoformat(),
        )
        label = plain(f"{summary.code}  {shown(summary.name)} · {words}")
        if st.button(label, key=f"round_{summary.code}", width="stretch"):
            st.query_params[PARAMETER] = summary.code
            st.rerun()


def _draw(rounds: ConfirmRounds, found: RoundView, view: RoundsView) -> None:
    workspace = current_workspace()
    st.html(figures(found, workspace))
    st.html(f'<p class="silence">{escape(workspace.say("rounds.silence"))}</p>')
    if found.round.phase in {Phase.OPEN, Phase.PASSED} and not found.is_current:
        st.html(f'<p role="status" class="silence">{escape(workspace.say("rounds.changed"))}</p>')
    choose_round(found, workspace)
    if found.is_newest:
        act_on_round(rounds, found, view)
    st.html(_grid(found, workspace))
    act_on_cell(rounds, found, view)
    if found.round.evidence is not None:
        st.html(_evidence(found.round.evidence, workspace))
    st.html(_way(found, workspace))
    draw_comparison(rounds, found, workspace)


def _grid(found: RoundView, workspace: Workspace) -> str:
    """Return elements by departments; who owes every answer is amber, with the word."""
    heads = "".join(_department(code, found, workspace) for code in found.round.departments)
    rows = "".join(
        f'<tr><th scope="row">{escape(shown(found.words[element.key].title))}'
        f"<small>{escape(shown(found.words[element.key].about))}</small>"
        f"{reasons(found.words[element.key])}</th>"
        f"{_cells(element.key, found, workspace)}</tr>"
        for element in found.round.elements
    )
    what = escape(workspace.say("rounds.what"))
    return (
        '<div class="roundgrid" role="region" tabindex="0" '
        f'aria-label="{what}"><table><thead><tr><th scope="col">{what}</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _department(code: str, found: RoundView, workspace: Workspace) -> str:
    states = [state for cell, state in found.round.cells.items() if cell.department == code]
    silent = states.count(CellState.SILENT)
    words = workspace.say("rounds.answered", n=len(states) - silent, all=len(states))
    owed = f"<em>{escape(workspace.say('rounds.state.silent'))}</em>" if silent else ""
    style = ' class="silent"' if silent else ""
    name = escape(shown(found.departments.get(code, code)))
    return f'<th scope="col"{style}>{name}<small>{escape(words)}</small>{owed}</th>'


def _cells(key: str, found: RoundView, workspace: Workspace) -> str:
    states = {
        cell.department: state for cell, state in found.round.cells.items() if cell.element == key
    }
    heard = escape(workspace.say("rounds.not_concerned"))
    none = f'<td><span aria-hidden="true">–</span><span class="heard">{heard}</span></td>'
    return "".join(
        f"<td>{state_tag(states[code], workspace)}</td>" if code in states else none
        for code in found.round.departments
    )


def _evidence(evidence: RoundEvidence, workspace: Workspace) -> str:
    """Return what the reasons rest on: it is there when the log is not any more."""
    say = partial(translate, locale=workspace.locale)
    why = escape(say("evidence.why"))
    sources = table_section(say("evidence.title"), source_table(evidence, say))
    figures_shown = figure_table(evidence, say, workspace.locale)
    return (
        sources
        + f'<p class="muted">{why}</p>'
        + table_section(say("evidence.figures"), figures_shown)
    )


def _way(found: RoundView, workspace: Workspace) -> str:
    """Return what happened to the round so far, as a line of days."""
    items = "".join(
        f"<li>{icon('schedule')} {escape(moment(event.at))} "
        f"{escape(workspace.say(f'rounds.way.{event.action}'))} · "
        f"{escape(member_name(event.by, found, workspace))}"
        f"{_from_day(event, workspace)}{_because(str(event.details.get('words', '')))}</li>"
        for event in found.round.events
        if event.action in _ON_THE_WAY
    )
    heading = escape(workspace.say("rounds.way"))
    return f'<section class="roundway"><h2>{heading}</h2><ol>{items}</ol></section>'


def _from_day(event: RoundEvent, workspace: Workspace) -> str:
    """Return the day that an audit set, if it did."""
    day = str(event.details.get("effective_on", ""))
    return escape(workspace.say("rounds.way.from_day", day=day)) if day else ""


def _because(words: str) -> str:
    return f"<p>{escape(words)}</p>" if words else ""
