"""What is wrong with who may be who (law 17), and with the values that a theme decides."""

from collections.abc import Iterator

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding, error, warning
from core.catalogue.models import FieldKey, FixedValue, Subject, Theme
from core.catalogue.references import Path, References


def check_subjects(catalogue: Catalogue) -> Iterator[tuple[Path, Finding]]:
    """Yield roles that do not exist, persons that say nothing, and what contradicts itself."""
    look = References(catalogue)
    for number, subject in enumerate(catalogue.subjects.values()):
        place: Path = ("subjects", number)
        for key, role in _roles_named(subject):
            yield from look.subject((*place, key), subject.id, role)
        for rule in subject.never:
            yield from look.condition((*place, "never"), subject.id, rule.when)
            if rule.when is None and rule.subject in (subject.may_be or ()):
                params = {"role": subject.id, "other": rule.subject}
                yield (*place, "never"), warning("role-contradiction", subject.id, **params)
        if subject.is_single_person and subject.may_be is None and not subject.never:
            yield place, warning("person-says-nothing", subject.id, role=subject.id)


def _roles_named(subject: Subject) -> Iterator[tuple[str, str]]:
    for key in ("may_be", "members", "rows_from", "rows_of", "rows_not"):
        yield from ((key, role) for role in getattr(subject, key) or ())
    yield from (("never", rule.subject) for rule in subject.never)
    yield from ((key, role) for key in ("typical", "first") if (role := getattr(subject, key)))


def check_fixed_values(theme: Theme, catalogue: Catalogue) -> Iterator[tuple[Path, Finding]]:
    """Yield which values a theme decides for a field, or as an option, that does not exist."""
    look = References(catalogue)
    for name in theme.fixed_values:
        path: Path = ("fixed_values", name)
        element, _, subject = name.partition("@")
        yield from look.reference(path, theme.code, "element", element, catalogue.elements)
        yield from look.subject(path, theme.code, subject)
        for value in _not_offered(theme, catalogue, FieldKey(element, subject)):
            told = {"key": name, "value": str(value)[:60]}
            yield path, error("unknown-fixed-value", theme.code, **told)


def _not_offered(theme: Theme, catalogue: Catalogue, key: FieldKey) -> Iterator[FixedValue]:
    """Yield what is decided for a field though no matter that asks for it offers it."""
    offered = set(_options_for(theme, catalogue, key))
    decided = theme.fixed_values[str(key)]
    for value in decided if isinstance(decided, tuple) else (decided,):
        if offered and value not in offered:
            yield value


def _options_for(theme: Theme, catalogue: Catalogue, key: FieldKey) -> Iterator[str]:
    bound = {(one.matter, one.subject): one.bound_as for one in theme.subject_bindings}
    codes = (included.matter for included in theme.matters)
    for matter in (catalogue.matters[code] for code in codes if code in catalogue.matters):
        for _, _, entry in matter.entries():
            subject = bound.get((matter.code, str(entry.subject)), entry.subject)
            if (entry.element, subject) == key:
                yield from entry.options
