"""One proposal in full: what it saves, why, what speaks against it, the proof, the change."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from core.i18n import listed as joined
from core.i18n import translate
from core.services.designers.propose_changes import ImprovementList
from core.services.queries.propose_changes import (
    COMPARED,
    CatalogueEdit,
    DecidedProposal,
    Effect,
    Proposal,
    argument_for,
    diff_of,
    title_of,
)
from pages.designer.wording import moment, shown
from pages.designer.workspace import Workspace
from pages.shared.styling import tag


def detail_of(proposal: Proposal, listed: ImprovementList, workspace: Workspace) -> str:
    """Return a proposal as HTML; the order is that of the questions people ask about it."""
    candidate, locale = proposal.candidate, workspace.locale
    argument = argument_for(candidate, locale)
    names = [listed.departments.get(code, code) for code in candidate.departments]
    about = f"{candidate.id} · {shown(joined(names, locale))}"
    paragraphs = "".join(
        _section(workspace.say(f"proposals.{name}"), getattr(argument, name))
        for name in ("basis", "risk", "counter", "answer")
    )
    return (
        f'<p class="muted">{escape(about)}</p>'
        f"<h2>{escape(shown(title_of(candidate, locale)))}</h2>"
        f"{_savings(proposal, listed, workspace)}"
        f'<div class="argument"><div>{paragraphs}</div>'
        f"<div>{_proof(proposal, listed, workspace)}{_diff(candidate.edits, workspace)}</div></div>"
    )


def _section(title: str, text: str) -> str:
    return f"<h3>{escape(title)}</h3><p>{escape(text)}</p>"


def _savings(proposal: Proposal, listed: ImprovementList, workspace: Workspace) -> str:
    locale = workspace.locale
    figures = [translate(f"proposals.figure.{name}", locale) for name in COMPARED]
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in figures)
    rows = "".join(_effect_rows(effect, listed, workspace) for effect in proposal.effects)
    if any(listed.cases.get(effect.theme) for effect in proposal.effects):
        rows += _year_row(proposal, listed, workspace)
    theme = escape(workspace.say("proposals.theme"))
    return (
        f'<div class="deptform"><table class="saving"><thead><tr><th scope="col">{theme}</th>'
        f"{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _effect_rows(effect: Effect, listed: ImprovementList, workspace: Workspace) -> str:
    cells = "".join(f"<td>{_change(effect, name)}</td>" for name in COMPARED)
    share = workspace.say("proposals.share", share=f"{effect.improved:.0%}")
    theme = escape(shown(listed.theme_name(effect.theme)))
    name = f'{theme}<br><span class="muted">{escape(share)}</span>'
    return f'<tr><th scope="row">{name}</th>{cells}</tr>'


def _change(effect: Effect, figure: str) -> str:
    before, after = getattr(effect.before, figure), getattr(effect.after, figure)
    if before == after:
        return "–" if before is None else str(before)
    return f"<s>{before}</s> → <strong>{after}</strong>"


def _year_row(proposal: Proposal, listed: ImprovementList, workspace: Workspace) -> str:
    cases = sum(listed.cases.get(effect.theme, 0) for effect in proposal.effects)
    cells = "".join(
        f"<td>{-saved:,}</td>" if saved else "<td>–</td>"
        for saved in (proposal.saved_a_year(name, listed.cases) for name in COMPARED)
    )
    return (
        f'<tr><th scope="row">{escape(workspace.say("proposals.year", n=cases))}</th>{cells}</tr>'
    )


def _proof(proposal: Proposal, listed: ImprovementList, workspace: Workspace) -> str:
    themes = joined(
        [shown(listed.theme_name(effect.theme)) for effect in proposal.effects], workspace.locale
    )
    proved = tag(workspace.say("proposals.no_worse"), "ok")
    words = escape(workspace.say("proposals.proof", themes=themes))
    return f"<h3>{escape(workspace.say('proposals.proved'))} {proved}</h3><p>{words}</p>"


def _diff(edits: tuple[CatalogueEdit, ...], workspace: Workspace) -> str:
    lines = "".join(_diff_lines(edits))
    title = escape(workspace.say("proposals.diff", n=len(edits)))
    return f'<h3>{title}</h3><pre class="diff">{lines}</pre>'


def _diff_lines(edits: tuple[CatalogueEdit, ...]) -> Iterator[str]:
    for place, group in groupby(edits, key=lambda edit: f"{edit.code} {edit.place}".strip()):
        yield f'<span class="where">{escape(place)}\n</span>'
        for edit in group:
            before, after = diff_of(edit)
            yield f"<del>− {escape(before)}\n</del><ins>＋ {escape(after)}\n</ins>"


def tell_decisions(decided: DecidedProposal, workspace: Workspace) -> str:
    """Return what was said about a proposal, by whom and when, as a list."""
    lines = []
    for decision in decided.decisions:
        verdict = workspace.say(f"proposals.verdict.{decision.verdict}")
        about = " · ".join(filter(None, (moment(decision.at), decision.by, decision.department)))
        reason = f"：{decision.reason}" if decision.reason else ""
        lines.append(f"<li>{escape(about)} · {escape(verdict)}{escape(reason)}</li>")
    silent = decided.standing.silent
    waiting = joined(list(silent), workspace.locale)
    left = workspace.say("proposals.silent", departments=waiting) if silent else ""
    return f'<ul class="decisions">{"".join(lines)}</ul><p>{escape(left)}</p>'
