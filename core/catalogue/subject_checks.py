"""What is wrong with who may be who (law 17), and with the values that a theme decides."""

from collections.abc import Collection, Iterator, Mapping

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding, error, warning
from core.catalogue.models import (
    Column,
    DecidedValue,
    FieldKey,
    FixedValue,
    Subject,
    Theme,
    decided_values,
)
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


def check_parties(catalogue: Catalogue) -> Iterator[tuple[Path, Finding]]:
    """Yield words for parties that mean nobody who exists."""
    look = References(catalogue)
    for number, party in enumerate(catalogue.parties.values()):
        for subject in party.subjects:
            yield from look.subject(("parties", number), party.word, subject)


def _roles_named(subject: Subject) -> Iterator[tuple[str, str]]:
    for key in ("may_be", "members", "rows_from", "rows_of", "rows_not"):
        yield from ((key, role) for role in getattr(subject, key) or ())
    yield from (("never", rule.subject) for rule in subject.never)
    yield from ((key, role) for key in ("typical", "first") if (role := getattr(subject, key)))


def check_fixed_values(theme: Theme, catalogue: Catalogue) -> Iterator[tuple[Path, Finding]]:
    """Yield which values a theme decides for a field, or as an option, that does not exist."""
    look = References(catalogue)
    for name, decided in theme.fixed_values.items():
        path: Path = ("fixed_values", name)
        element, _, subject = name.partition("@")
        yield from look.reference(path, theme.code, "element", element, catalogue.elements)
        yield from look.subject(path, theme.code, subject)
        places = dict(places_of(theme, catalogue, FieldKey(element, subject)))
        for fixed in decided_values(decided):
            yield from look.condition(path, theme.code, fixed.when)
            for role in fixed.one_person:
                yield from look.subject(path, theme.code, role)
            for ref in fixed.values:
                yield from look.reference(path, theme.code, "field", ref, places)
            for value in _not_offered(fixed, places):
                params = {"key": name, "value": str(value)[:60]}
                yield path, error("unknown-fixed-value", theme.code, **params)


def _not_offered(decided: DecidedValue, places: Mapping[str, Column]) -> Iterator[object]:
    """Yield what is decided though no field offers it, or not the field it is decided for."""
    for ref, own in decided.values.items():
        yield from _strange(own, [places[ref]] if ref in places else ())
    if decided.value is not None:
        yield from _strange(
            decided.value, [p for r, p in places.items() if r not in decided.values]
        )


def _strange(decided: FixedValue, places: Collection[Column]) -> Iterator[object]:
    offered = {option for place in places for option in place.options}
    is_truth = any(place.type.kind.is_truth for place in places)
    for value in decided if isinstance(decided, tuple) else (decided,):
        if (offered and value not in offered) or (is_truth and not isinstance(value, bool)):
            yield value


def places_of(theme: Theme, catalogue: Catalogue, key: FieldKey) -> Iterator[tuple[str, Column]]:
    """Yield the fields of a theme that ask for something, by their full name."""
    bound = {
        (binding.matter, binding.subject): binding.bound_as for binding in theme.subject_bindings
    }
    codes = (included.matter for included in theme.matters)
    for matter in (catalogue.matters[code] for code in codes if code in catalogue.matters):
        for ref, _, entry in matter.entries():
            subject = bound.get((matter.code, str(entry.subject)), entry.subject)
            if (entry.element, subject) == key:
                yield ref, entry
