"""Verify a theme: every rule, over all situations, each finding with answers that show it."""

from dataclasses import dataclass
from functools import cached_property

from core.situations.engines.limits import GaveUpError
from core.situations.engines.situation_diagrams import count_situations
from core.themes.plans import ThemePlan
from core.themes.verifying.encoded_themes import EncodedTheme
from core.themes.verifying.findings import RuleFinding
from core.themes.verifying.rule import Rule
from core.themes.verifying.rules import RULES


@dataclass(frozen=True)
class Verification:
    """What is proved of a theme.

    ``situations`` is the exact number of complete situations, and nothing where counting
    them would take too long. ``proved`` says that what was found is all there is, in all of
    them; it is false only where a rule gave up.
    """

    theme: str
    situations: int | None
    proved: bool
    findings: tuple[RuleFinding, ...]

    @cached_property
    def errors(self) -> tuple[RuleFinding, ...]:
        """Return what blocks publishing."""
        return tuple(found for found in self.findings if found.blocks_publishing)


def verify_theme(plan: ThemePlan) -> Verification:
    """Prove a theme, or show where it goes wrong; errors first."""
    theme = EncodedTheme(plan)
    found: list[RuleFinding] = []
    finished = [_apply(rule, theme, found) for rule in RULES]
    found.sort(key=lambda finding: not finding.blocks_publishing)
    return Verification(theme.code, _counted(theme), all(finished), tuple(found))


def _apply(rule: Rule, theme: EncodedTheme, found: list[RuleFinding]) -> bool:
    """Add what a rule finds, and say whether it came to an end."""
    try:
        found.extend(rule.find(theme))
    except (GaveUpError, RecursionError):  # matters that wait in chains of hundreds
        return False
    return True


def _counted(theme: EncodedTheme) -> int | None:
    try:
        return count_situations(theme.counted)
    except (GaveUpError, RecursionError):  # questions that wait in chains of hundreds
        return None
