"""What of a theme depends on the day: matters that are not valid, laws that are not in force.

It needs no proof over situations, so a proof stays known while days pass.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding
from core.catalogue.models import Theme
from core.catalogue.validity import LawIndex, bases_repealed, matters_not_valid
from core.themes.plans import ThemePlan
from core.themes.verifying.findings import RuleFinding
from core.themes.verifying.verification import Verification


def dated_findings(theme: Theme, catalogue: Catalogue, on: date) -> tuple[RuleFinding, ...]:
    """Return what is wrong with a theme on a day, errors first.

    No situation is needed to see it, so there is no witness.
    """
    return tuple(RuleFinding(finding) for finding in _found(theme, catalogue, on))


def verified_on(verification: Verification, plan: ThemePlan, on: date) -> Verification:
    """Return a verification with what holds on a day."""
    dated = dated_findings(plan.theme, plan.catalogue, on)
    return replace(verification, findings=errors_first((*verification.findings, *dated)))


def errors_first(findings: tuple[RuleFinding, ...]) -> tuple[RuleFinding, ...]:
    """Return findings in the order in which they are told."""
    return tuple(sorted(findings, key=lambda found: not found.blocks_publishing))


def _found(theme: Theme, catalogue: Catalogue, on: date) -> Iterator[Finding]:
    for _, finding in matters_not_valid(theme, catalogue.matters, on):
        yield finding
    laws = LawIndex(catalogue.laws.values())
    for code in dict.fromkeys(included.matter for included in theme.matters):
        if code in catalogue.matters:
            matter = catalogue.matters[code]
            for _, finding in bases_repealed(matter, laws, on, [theme.code]):
                yield replace(finding, at=f"{theme.code}.{finding.at}")
