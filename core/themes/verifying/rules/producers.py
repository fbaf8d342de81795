"""Papers that a matter of the theme should produce, asked for where none of them applies."""

from collections.abc import Iterator
from dataclasses import replace

from core.catalogue.findings import error, warning
from core.themes.planned_matters import ConditionalMaterial
from core.themes.verifying.encoded_themes import EncodedTheme
from core.themes.verifying.findings import RuleFinding
from core.themes.verifying.rule import Rule


def nobody_produces_material(theme: EncodedTheme) -> Iterator[RuleFinding]:
    """Yield the papers that the government is to issue, and nobody issues or fetches.

    That a paper is fetched where nobody issues it is as it should be; but a producer in the
    theme that is never in force together with who needs the paper is a slip of the pen.
    """
    for material in theme.materials:
        use, requirement = material.use, material.use.requirement
        if not use.producers:
            continue
        name = f"{use.ref}「{requirement.name}」"
        params = {"material": name, "producers": list(use.producers)}
        is_issued = requirement.source == "government" and requirement.exemption is None
        nobody = -theme.formulas.any_of([theme.in_force(code) for code in use.producers])
        witness = theme.witness(theme.needs(material), nobody)
        if witness is not None and is_issued:
            yield RuleFinding(error("nobody-produces-material", use.ref, **params), witness)
        elif witness is not None and _never_produced(theme, material):
            found = warning("nobody-produces-material", use.ref, **params)
            yield RuleFinding(replace(found, variant="never"), witness)


def _never_produced(theme: EncodedTheme, material: ConditionalMaterial) -> bool:
    included = [code for code in material.use.producers if code in theme.plan.matters]
    any_included = theme.formulas.any_of([theme.in_force(code) for code in included])
    return bool(included) and not theme.possible(theme.needs(material), any_included)


RULES = (Rule(80, nobody_produces_material),)
