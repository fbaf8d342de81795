"""What a theme settles for its matters: values of fields, and who stands for whom."""

from collections.abc import Callable, Iterator, Mapping

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import (
    Column,
    DecidedValue,
    FieldKey,
    FixedValue,
    SubjectBinding,
    Theme,
    decided_values,
)
from core.catalogue.subject_checks import places_of
from core.errors import InvalidThemeError

Change = Callable[[Theme], Theme]


def fixed_in_full(theme: Theme) -> Mapping[str, tuple[DecidedValue, ...]]:
    """Return what is decided for each field, in the order in which it counts."""
    return {name: decided_values(decided) for name, decided in theme.fixed_values.items()}


def value_choices(theme: Theme, catalogue: Catalogue, field: str) -> tuple[FixedValue, ...]:
    """Return what a field can be decided as; nothing where any words will do."""
    key = FieldKey.parse(field)
    places = [place for _, place in places_of(theme, catalogue, key)] if key else []
    if any(place.type.kind.is_truth for place in places):
        return (True, False)
    return tuple(dict.fromkeys(option for place in places for option in place.options))


def takes_several(theme: Theme, catalogue: Catalogue, field: str) -> bool:
    """Say whether a field takes several of its options."""
    key = FieldKey.parse(field)
    places = places_of(theme, catalogue, key) if key else ()
    return any(place.type.value == "choices" for _, place in places)


def read_words(theme: Theme, catalogue: Catalogue, field: str, words: str) -> FixedValue:
    """Return what somebody typed as a value of a field: a number where it asks for one.

    Raises:
        InvalidThemeError: If a number is asked for, and it is none.
    """
    key = FieldKey.parse(field)
    places = places_of(theme, catalogue, key) if key else ()
    if not any(place.type.kind.is_number for _, place in places):
        return words.strip()
    try:
        number = float(words)
    except ValueError as error:
        raise InvalidThemeError(reason=f"fixed_values.{field}") from error
    return int(number) if number.is_integer() else number


def is_offered(value: FixedValue, choices: tuple[FixedValue, ...]) -> bool:
    """Say whether a stored value can still be chosen; of a field without options, any can.

    Examples:
        >>> is_offered("买卖", ("买卖", "赠与")), is_offered("互换", ("买卖",)), is_offered("x", ())
        (True, False, True)
    """
    values = value if isinstance(value, tuple) else (value,)
    return not choices or all(
        any(each == choice and type(each) is type(choice) for choice in choices) for each in values
    )


def free_fields(theme: Theme, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the fields of the theme's matters of which nothing is decided, each once."""
    keys = dict.fromkeys(
        str(FieldKey(entry.element, subject))
        for entry, subject in _entries(theme, catalogue)
        if entry.element and subject
    )
    return tuple(key for key in keys if key not in theme.fixed_values)


def fix_value(field: str, value: FixedValue, choices: tuple[FixedValue, ...] = ()) -> Change:
    """Return the change that decides a value; what else is told about it stays.

    Raises:
        InvalidThemeError: If the field has no such value, or the value says nothing.
    """
    if value in ("", ()) or not is_offered(value, choices):
        raise InvalidThemeError(reason=f"fixed_values.{field}")

    def change(theme: Theme) -> Theme:
        known = decided_values(theme.fixed_values[field]) if field in theme.fixed_values else ()
        now: FixedValue | DecidedValue = value
        if known and known[0].model_fields_set - {"value"}:
            now = known[0].model_copy(update={"value": value, "clock": None})
        return _with_values(theme, {**theme.fixed_values, field: now})

    return change


def release_value(field: str) -> Change:
    """Return the change that decides nothing for a field: people are asked."""
    return lambda theme: _with_values(
        theme, {name: value for name, value in theme.fixed_values.items() if name != field}
    )


def bind_subject(matter: str, subject: str, bound_as: str) -> Change:
    """Return the change that takes a subject of one matter for another one.

    Raises:
        InvalidThemeError: If it is taken for itself.
    """
    if subject == bound_as:
        raise InvalidThemeError(reason="subject_bindings")
    made = SubjectBinding(matter=matter, subject=subject, bound_as=bound_as)

    def change(theme: Theme) -> Theme:
        kept = (
            binding
            for binding in theme.subject_bindings
            if (binding.matter, binding.subject) != (matter, subject)
        )
        return theme.model_copy(update={"subject_bindings": (*kept, made)})

    return change


def unbind_subject(matter: str, subject: str) -> Change:
    """Return the change that leaves a subject of one matter as the matter says it."""
    return lambda theme: theme.model_copy(
        update={
            "subject_bindings": tuple(
                binding
                for binding in theme.subject_bindings
                if (binding.matter, binding.subject) != (matter, subject)
            )
        }
    )


def subjects_of(matter: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Return whom the fields and materials of a matter are about, each once."""
    known = catalogue.matters.get(matter)
    if known is None:
        return ()
    asked = (entry.subject for _, _, entry in known.entries())
    named = (about.subject for material in known.materials for about in material.documents())
    return tuple(dict.fromkeys(subject for subject in (*asked, *named) if subject))


def _entries(theme: Theme, catalogue: Catalogue) -> Iterator[tuple[Column, str | None]]:
    bound = {
        (binding.matter, binding.subject): binding.bound_as for binding in theme.subject_bindings
    }
    for code in dict.fromkeys(included.matter for included in theme.matters):
        matter = catalogue.matters.get(code)
        for _, _, entry in matter.entries() if matter else ():
            yield entry, bound.get((code, str(entry.subject)), entry.subject)


def _with_values(theme: Theme, values: Mapping[str, object]) -> Theme:
    return theme.model_copy(update={"fixed_values": dict(values)})
