"""What verifying finds: a finding, and answers that show it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.catalogue.findings import Finding, Severity
from core.themes.verifying.acceptances import Acceptance
from core.themes.verifying.witnesses import Witness


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """A finding about a theme.

    The witness is the situation that shows it; of what happens in no situation it is one in
    which it might have been expected. What needs no situation to be seen has none.
    """

    finding: Finding
    witness: Witness | None = None
    acceptance: Acceptance | None = None

    @property
    def blocks_publishing(self) -> bool:
        """Say whether the theme cannot be published like this."""
        return self.finding.severity is Severity.ERROR


def accepted(
    findings: Iterable[RuleFinding], acceptances: Iterable[Acceptance]
) -> tuple[RuleFinding, ...]:
    """Return the findings, with those marked that somebody stands for.

    Only a warning can be accepted, and only with a reason and a name; it stays visible.

    Examples:
        >>> from core.catalogue.findings import warning
        >>> word = Acceptance("missing-prerequisite", "T.M", "已有证照", "甲", None)
        >>> [one.acceptance.reason for one in accepted(
        ...     [RuleFinding(warning("missing-prerequisite", "T.M"))], [word])]
        ['已有证照']
    """
    words = {
        (acceptance.rule, acceptance.at): acceptance
        for acceptance in acceptances
        if acceptance.reason.strip() and acceptance.accepted_by.strip()
    }
    return tuple(
        found
        if found.blocks_publishing
        else replace(found, acceptance=words.get((found.finding.rule, found.finding.at)))
        for found in findings
    )
