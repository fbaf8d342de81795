"""All open proposals (优化方案清单): saving, basis, risk, and the exact change of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.handouts.models import (
    Handout,
    HandoutCell,
    HandoutColumn,
    HandoutParagraph,
    HandoutTable,
)
from core.handouts.wording import lines
from core.i18n import listed, translate
from core.themes.proposing.proposal import COMPARED, Proposal
from core.themes.proposing.wording import (
    argument_for,
    change_of,
    diff_of,
    saved_in,
    title_of,
)


@dataclass(frozen=True)
class ProposalsTold:
    """What the list is written from; ``cases`` are a year's cases of each theme."""

    proposals: tuple[Proposal, ...]
    departments: Mapping[str, str]
    cases: Mapping[str, int]
    told_on: date
    locale: str


def proposal_list(brief: ProposalsTold) -> Handout:
    """Return the proposals, in their order, the most saving first."""
    summary = translate("handout.proposals.summary", brief.locale, n=len(brief.proposals))
    heads = (
        *_columns(brief, number=2, proposal=7, kind=4, departments=4),
        *(
            HandoutColumn(translate(f"proposals.figure.{name}", brief.locale), 2)
            for name in COMPARED
        ),
        *_columns(brief, themes=6, year=4, basis=6, risk=6, counter=7, change=9),
    )
    rows = tuple(
        _row(number, proposal, brief) for number, proposal in enumerate(brief.proposals, start=1)
    )
    return Handout(
        title=translate("handout.proposals.title", brief.locale),
        about=brief.told_on.isoformat(),
        parts=(HandoutParagraph(summary), HandoutTable(heads, rows)),
        is_wide=True,
        locale=brief.locale,
    )


def _columns(brief: ProposalsTold, **shares: int) -> tuple[HandoutColumn, ...]:
    return tuple(
        HandoutColumn(translate(f"handout.column.{name}", brief.locale), share)
        for name, share in shares.items()
    )


def _row(number: int, proposal: Proposal, brief: ProposalsTold) -> tuple[HandoutCell, ...]:
    candidate, locale = proposal.candidate, brief.locale
    argument = argument_for(candidate, locale)
    names = [brief.departments.get(code, code) for code in candidate.departments]
    return (
        number,
        f"{title_of(candidate, locale)}\n{proposal.id}",
        change_of(candidate, locale),
        listed(names, locale),
        *(-proposal.saved(figure) for figure in COMPARED),
        lines(
            f"{effect.theme} {saved_in(effect, locale)}"
            for effect in proposal.effects
            if effect.saves
        ),
        _year(proposal, brief),
        argument.basis,
        argument.risk,
        lines((argument.counter, argument.answer)),
        _diff(proposal),
    )


def _year(proposal: Proposal, brief: ProposalsTold) -> str:
    """Return what a year's cases are spared; nothing where there were none."""
    saved = ((name, proposal.saved_a_year(name, brief.cases)) for name in COMPARED)
    return lines(
        f"{translate(f'proposals.figure.{name}', brief.locale)} −{number:,}"
        for name, number in saved
        if number
    )


def _diff(proposal: Proposal) -> str:
    """Return the change as it would be written into the catalogue, place by place."""
    edits_in_words = []
    for edit in proposal.candidate.edits:
        before, after = diff_of(edit)
        edits_in_words.append(f"{edit.code} {edit.place}".strip() + f"\n− {before}\n＋ {after}")
    return "\n".join(edits_in_words)
