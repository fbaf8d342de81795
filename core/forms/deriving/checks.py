"""Find rules that nobody can compute, so that what they tell is asked all the same (law 5)."""

from collections.abc import Iterator
from dataclasses import replace

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding, warning
from core.catalogue.knowable import RULE, Path, keys_in
from core.catalogue.models import DerivationRule, FieldKey
from core.forms.deriving.rules import ANY_SUBJECT, derivation_of, sources_of_rule


def check_vocabulary(catalogue: Catalogue) -> Iterator[tuple[Path, Finding]]:
    """Yield the rules in words of which the vocabulary knows none, where a theme asks for both.

    ``Both`` are what follows and what it follows from.
    """
    asked = [{key for key, _ in keys_in(theme, catalogue)} for theme in catalogue.themes.values()]
    for number, rule in enumerate(catalogue.derivations):
        if rule.deprecated:
            continue
        if derivation_of(rule, catalogue) is None and any(_is_asked(rule, keys) for keys in asked):
            finding = warning(
                RULE, rule.target, target=rule.target, source=rule.source, words=rule.rule
            )
            yield ("derivations", number), replace(finding, variant="rule")


def _is_asked(rule: DerivationRule, keys: set[FieldKey]) -> bool:
    target = FieldKey.parse(rule.target)
    if target is None:
        return False
    subjects = {key.subject for key in keys} if target.subject == ANY_SUBJECT else {target.subject}
    return any(
        FieldKey(target.element, subject) in keys and _of(source, subject) in keys
        for subject in subjects
        for source in sources_of_rule(rule)
    )


def _of(source: FieldKey, subject: str) -> FieldKey:
    return FieldKey(source.element, subject) if source.subject == ANY_SUBJECT else source
