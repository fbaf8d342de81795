"""What a proposal says to people: its title, why it is right, and what speaks against it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from core.i18n import DEFAULT_LOCALE, listed, translate
from core.themes.proposing.edits import CatalogueEdit
from core.themes.proposing.proposal import COMPARED, Candidate, Doubted, Effect, Proposal


@dataclass(frozen=True, slots=True)
class Argument:
    """Basis, risk, the counter-argument to expect, and the answer to it."""

    basis: str
    risk: str
    counter: str
    answer: str


def title_of(candidate: Candidate, locale: str = DEFAULT_LOCALE) -> str:
    """Return a sentence that names the change."""
    about: Mapping[str, Any] = {
        name: listed(value, locale) for name, value in candidate.about.items()
    }
    return translate(f"proposals.title.{candidate.kind}", locale, **about)


def change_of(candidate: Candidate, locale: str = DEFAULT_LOCALE) -> str:
    """Return in a few words what becomes what."""
    return translate(f"proposals.kind.{candidate.kind}", locale)


def argument_for(candidate: Candidate, locale: str = DEFAULT_LOCALE) -> Argument:
    """Return what speaks for a change and against it."""
    parts = ("basis", "risk", "counter", "answer")
    return Argument(
        **{part: translate(f"proposals.{part}.{candidate.kind}", locale) for part in parts}
    )


def doubt_of(doubted: Doubted, locale: str = DEFAULT_LOCALE) -> str:
    """Return a sentence that says why a change is not proposed."""
    params = {"theme": doubted.theme, "rules": listed(list(doubted.rules), locale)}
    return translate(f"proposals.doubt.{doubted.doubt}", locale, **params)


def saved_in(effect: Effect, locale: str = DEFAULT_LOCALE) -> str:
    """Return what a change saves in one theme, figure by figure."""
    return listed(list(_savings(effect, locale)), locale)


def saved_at_most(proposal: Proposal, locale: str = DEFAULT_LOCALE) -> str:
    """Return what a proposal saves in the theme in which it saves the most figures."""
    savings = [saved_in(effect, locale) for effect in proposal.effects if effect.saves]
    return max(savings, key=len, default="")


def _savings(effect: Effect, locale: str) -> Iterator[str]:
    for figure in COMPARED:
        if effect.saved(figure):
            name = translate(f"proposals.figure.{figure}", locale)
            yield f"{name} −{effect.saved(figure)}"
    if effect.more_later > 0:  # fewer papers means fewer that may come later, too
        yield translate("command.proposals.more_later", locale, number=effect.more_later)
    if effect.fewer_inspections > 0:
        name = translate("proposals.figure.inspections", locale)
        yield f"{name} −{effect.fewer_inspections}"
    if not any(effect.saved(figure) for figure in COMPARED) and effect.improved:
        share = f"{effect.improved:.0%}"
        yield translate("command.proposals.sometimes", locale, share=share)


def diff_of(edit: CatalogueEdit) -> tuple[str, str]:
    """Return the attribute as it is and as it would be, as the catalogue's files write them.

    Examples:
        >>> from core.themes.proposing.edits import EditedRecord
        >>> after = {"by": "e_licence"}
        >>> edit = CatalogueEdit(EditedRecord.MATTER, "A", "M01", "exemption", None, after)
        >>> diff_of(edit)
        ('exemption: –', 'exemption: {by: e_licence}')
    """
    before, after = (_written(value) for value in (edit.before, edit.after))
    return f"{edit.attribute}: {before}", f"{edit.attribute}: {after}"


def _written(value: Any) -> str:
    if value is None:
        return "–"
    text: str = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=10_000)
    return text.removesuffix("...\n").strip()
