"""Matters that never apply, or lack what they require, and situations without any."""

from collections.abc import Iterator

from core.catalogue.findings import error, warning
from core.themes.verifying.encoded_themes import EncodedTheme
from core.themes.verifying.findings import RuleFinding
from core.themes.verifying.rule import Rule


def matter_never_applies(theme: EncodedTheme) -> Iterator[RuleFinding]:
    """Yield the matters that are in force in no situation."""
    for code in theme.plan.matters:
        if not theme.possible(theme.in_force(code)):
            found = error("matter-never-applies", f"{theme.code}.{code}", matter=code)
            yield RuleFinding(found, theme.witness())


def situation_without_matter(theme: EncodedTheme) -> Iterator[RuleFinding]:
    """Yield a situation in which nothing applies, if there is one."""
    witness = theme.witness(*(-theme.in_force(code) for code in theme.plan.matters))
    if witness is not None:
        yield RuleFinding(error("situation-without-matter", theme.code), witness)


def missing_prerequisite(theme: EncodedTheme) -> Iterator[RuleFinding]:
    """Yield the matters whose prerequisites are all left out of the theme."""
    included = {matter.matter for matter in theme.plan.theme.matters}
    for code, planned in theme.plan.matters.items():
        requires = planned.matter.requires
        if requires and not included & set(requires):
            params = {"matter": code, "requires": list(requires)}
            found = warning("missing-prerequisite", f"{theme.code}.{code}", **params)
            yield RuleFinding(found, theme.witness(theme.in_force(code)))


RULES = (
    Rule(30, matter_never_applies),
    Rule(40, situation_without_matter),
    Rule(150, missing_prerequisite),
)
