"""What is wrong with who may be who (law 17), and with the values that a theme decides."""

from collections.abc import Iterator

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding, warning
from core.catalogue.models import Subject, Theme
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
    """Yield which values a theme decides for a field that does not exist."""
    look = References(catalogue)
    for name in theme.fixed_values:
        path: Path = ("fixed_values", name)
        element, _, subject = name.partition("@")
        yield from look.reference(path, theme.code, "element", element, catalogue.elements)
        yield from look.subject(path, theme.code, subject)
