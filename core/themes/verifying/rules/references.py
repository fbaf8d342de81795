"""What can be seen without trying situations: names, options, order, types."""

from collections.abc import Iterator
from itertools import chain

from core.catalogue.checking import check_matter, check_theme
from core.catalogue.findings import Finding
from core.catalogue.models import FieldType
from core.themes.verifying.encoded_themes import EncodedTheme
from core.themes.verifying.findings import RuleFinding
from core.themes.verifying.rule import Rule


def faults_without_situations(theme: EncodedTheme) -> Iterator[RuleFinding]:
    """Yield what checking the catalogue says of the theme and of its matters."""
    plan = theme.plan
    checks = [check_theme(plan.theme, plan.catalogue)]
    checks += [check_matter(planned.matter, plan.catalogue) for planned in theme.matters]
    for _, finding in chain.from_iterable(checks):
        if not _is_conflict(finding):
            yield RuleFinding(finding)
    # What else the plan says, checking the theme has said.
    yield from (RuleFinding(found) for found in plan.findings if found.rule == "not-catalogued")


def _is_conflict(finding: Finding) -> bool:
    """Types that cannot be reconciled are no warning but a conflict, found as such."""
    if finding.rule != "type-mismatch":
        return False
    types = dict(finding.params)
    return not FieldType(types["field"]).kind.fits(FieldType(types["element"]).kind)


RULES = (Rule(10, faults_without_situations),)
