"""Fields and materials that are asked for in no situation, though their matter applies."""

from collections.abc import Iterator

from core.catalogue.findings import Finding, warning
from core.situations.engines.formulas import Formula
from core.themes.verifying.encoded_themes import EncodedTheme
from core.themes.verifying.findings import RuleFinding
from core.themes.verifying.rule import Rule


def field_never_asked(theme: EncodedTheme) -> Iterator[RuleFinding]:
    """Yield the places that never ask."""
    for field in theme.fields:
        use = field.use
        finding = warning("field-never-asked", use.ref, field=f"{use.ref}「{use.label}」")
        yield from _unless_possible(theme, theme.asks(field), use.matter, finding)


def material_never_asked(theme: EncodedTheme) -> Iterator[RuleFinding]:
    """Yield the requirements that never stand."""
    for material in theme.materials:
        use = material.use
        name = f"{use.ref}「{use.requirement.name}」"
        finding = warning("material-never-asked", use.ref, material=name)
        yield from _unless_possible(theme, theme.needs(material), use.matter, finding)


def _unless_possible(
    theme: EncodedTheme, formula: Formula, matter: str, finding: Finding
) -> Iterator[RuleFinding]:
    if not theme.possible(formula):
        witness = theme.witness(theme.in_force(matter))
        if witness is not None:  # of a matter that never applies nothing need be said
            yield RuleFinding(finding, witness)


RULES = (
    Rule(130, field_never_asked),
    Rule(140, material_never_asked),
)
