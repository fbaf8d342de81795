"""``report proposals``: what departments could ask less, each change proved (四免)."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.handing_out import expect_suffix, write_handout
from commands.inputs import (
    CatalogueOption,
    DraftOption,
    JsonOption,
    bad_input_reported,
    expect_theme,
    locale,
    log_bytes,
    package_from,
    refusals_reported,
    say,
)
from commands.outputs import print_json, print_line, print_table
from core.handouts.models import Handout
from core.i18n import listed, translate
from core.services.queries.propose_changes import (
    COMPARED,
    Candidate,
    CaseFigures,
    Catalogue,
    CatalogueEdit,
    Doubted,
    Effect,
    ObservedMatter,
    Proposal,
    Proposals,
    ProposalsTold,
    argument_for,
    diff_of,
    doubt_of,
    find_proposals,
    observed_in,
    proposal_list,
    read_log,
    saved_in,
    title_of,
)
from core.working_days import day_of


def proposals(
    *,
    theme: Annotated[
        str | None, typer.Option("--theme", help="Only what saves something in this theme.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", help="Write them to a .xlsx, .pdf or .docx as well.")
    ] = None,
    catalogue: CatalogueOption = None,
    draft: DraftOption = False,
    log: Annotated[
        Path | None, typer.Option("--log", help="An event log: what happened to cases.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Propose changes of the catalogue by which no theme gets worse, the most saving first."""
    suffix = expect_suffix(to, "proposals") if to else ""
    package = package_from(catalogue, draft=draft)
    if theme is not None:
        expect_theme(package, theme)
    found = find_proposals(package.catalogue, observed=_observed(log))
    proved = [proposal for proposal in found.proved if theme is None or _saves_in(proposal, theme)]
    if as_json:
        print_json(
            {
                "proposals": [_proposal_document(proposal) for proposal in proved],
                "left_out": [_doubted_document(doubted) for doubted in found.doubted],
            }
        )
    else:
        _print(proved, found)
    if to is not None:
        write_handout(_handout(proved, package.catalogue), to, suffix)
    for message in refusals_reported(package):
        say(message)


def _observed(log: Path | None) -> tuple[ObservedMatter, ...]:
    """Return what a log says of the days that matters take; nothing without one."""
    if log is None:
        return ()
    from runtime import working_calendar  # noqa: PLC0415 -- loads every builder

    with bad_input_reported():
        return observed_in(read_log(log_bytes(log)).events, working_calendar())


def _handout(proved: list[Proposal], catalogue: Catalogue) -> Handout:
    """Return proposals as a handout; what they save in a year is known on screen only."""
    names = {code: department.name for code, department in catalogue.departments.items()}
    told_on = day_of(datetime.now(UTC))
    return proposal_list(ProposalsTold(tuple(proved), names, {}, told_on, locale()))


def _saves_in(proposal: Proposal, theme: str) -> bool:
    return any(effect.theme == theme and effect.saves for effect in proposal.effects)


def _print(proved: list[Proposal], found: Proposals) -> None:
    if proved:
        names = ("id", "departments", "saved", "title")
        head = [translate(f"command.proposals.head.{name}", locale()) for name in names]
        print_table(head, [_row(proposal) for proposal in proved])
    else:
        print_line(translate("command.proposals.none", locale()))
    if found.doubted:
        print_line(translate("command.proposals.left_out", locale(), number=len(found.doubted)))


def _row(proposal: Proposal) -> tuple[str, ...]:
    saved = [
        f"{effect.theme} {saved_in(effect, locale())}"
        for effect in proposal.effects
        if effect.saves
    ]
    candidate = proposal.candidate
    departments = listed(list(candidate.departments), locale())
    return proposal.id, departments, "; ".join(saved), title_of(candidate, locale())


def _proposal_document(proposal: Proposal) -> dict[str, Any]:
    argument = argument_for(proposal.candidate, locale())
    return {
        **_candidate_document(proposal.candidate),
        "basis": argument.basis,
        "risk": argument.risk,
        "counter": argument.counter,
        "answer": argument.answer,
        "themes": [_effect_document(effect) for effect in proposal.effects],
    }


def _candidate_document(candidate: Candidate) -> dict[str, Any]:
    return {
        "id": candidate.id,
        "kind": candidate.kind.value,
        "title": title_of(candidate, locale()),
        "departments": list(candidate.departments),
        "edits": [_edit_document(edit) for edit in candidate.edits],
    }


def _edit_document(edit: CatalogueEdit) -> dict[str, Any]:
    before, after = diff_of(edit)
    return {
        "record": edit.record.value,
        "code": edit.code,
        "place": edit.place,
        "attribute": edit.attribute,
        "before": edit.before,
        "after": edit.after,
        "diff": [f"- {before}", f"+ {after}"],
    }


def _effect_document(effect: Effect) -> dict[str, Any]:
    return {
        "theme": effect.theme,
        "before": _figures_document(effect.before),
        "after": _figures_document(effect.after),
        "improved": round(effect.improved, 4),
        "inspections": {
            "before": effect.before.inspections,
            "after": effect.after.inspections,
        },
    }


def _figures_document(figures: CaseFigures) -> dict[str, Any]:
    return {name: getattr(figures, name) for name in (*COMPARED, "later")}


def _doubted_document(doubted: Doubted) -> dict[str, Any]:
    return {
        **_candidate_document(doubted.candidate),
        "why": doubted.doubt.value,
        "theme": doubted.theme or None,
        "rules": list(doubted.rules),
        "message": doubt_of(doubted, locale()),
    }
