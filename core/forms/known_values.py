"""What nobody is asked because the choice of the theme, or an answer, tells it (law 5)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.catalogue.models import (
    ClockValue,
    DecidedValue,
    FieldKey,
    FieldType,
    Question,
    Theme,
)
from core.forms.answered import FieldAnswer, field_answers
from core.forms.code_mappings import Wordings, own_option
from core.forms.models import FieldUse, MergedField
from core.forms.parties import Parties
from core.situations.guiding import Situation


@dataclass(frozen=True, slots=True)
class KnownValue:
    """A value that nobody has to type.

    ``question`` is the one whose answer says it; there is none where the theme decides.
    ``own_words`` are how single fields write it, by ``MATTER.FIELD``. With a ``clock`` the value
    is what that says on the day.
    """

    value: Any = field(repr=False)
    question: str = ""
    basis: str = ""
    own_words: Mapping[str, Any] = field(default_factory=dict, repr=False)
    clock: ClockValue | None = None


@dataclass(frozen=True, slots=True)
class KnownValues:
    """What is ``certain``, and what is only ``proposed`` for the person to confirm."""

    certain: Mapping[FieldKey, KnownValue]
    proposed: Mapping[FieldKey, KnownValue]

    def values(self) -> dict[FieldKey, Any]:
        """Return what is certain."""
        return {key: known.value for key, known in self.certain.items()}


@dataclass(frozen=True, slots=True)
class KnownSources:
    """From what something is known: a theme, the questions, who is who, confirmed mappings."""

    theme: Theme
    questions: Mapping[str, Question]
    parties: Parties
    wordings: Callable[[str], Wordings]


def known_values(
    sources: KnownSources, situation: Situation, form: Mapping[FieldKey, MergedField]
) -> KnownValues:
    """Return what is known about a form in a situation.

    The theme decides before answers do, and the first of several values that hold counts. A
    value that some office cannot write is not known: then the person is asked.
    """
    certain: dict[FieldKey, KnownValue] = {}
    proposed: dict[FieldKey, KnownValue] = {}
    for merged, known, is_proposed in _said(sources, situation, form):
        found = proposed if is_proposed else certain
        wordings = sources.wordings(merged.key.element)
        suits = is_choosable(merged, known.value) if is_proposed else True
        if suits and (known.clock or is_written_by_all(merged.uses, known, wordings)):
            found.setdefault(merged.key, known)
    return KnownValues(certain, {k: value for k, value in proposed.items() if k not in certain})


def _said(
    sources: KnownSources, situation: Situation, form: Mapping[FieldKey, MergedField]
) -> Iterator[tuple[MergedField, KnownValue, bool]]:
    """Yield what theme and answers say about fields of a form, and whether they only propose."""
    for key, decided in sources.theme.decided():
        merged = form.get(sources.parties.key_of(key))
        if merged is not None and _holds(decided, sources.parties, situation):
            yield merged, decided_known(decided), decided.proposed
    for key, answers in field_answers(sources.questions, situation, proposed=True).items():
        merged = form.get(sources.parties.key_of(key))
        if merged is not None:
            pairs = ((answer, answer_known(answer, merged.type, merged.uses)) for answer in answers)
            yield from ((merged, known, answer.link.proposed) for answer, known in pairs if known)


def _holds(decided: DecidedValue, parties: Parties, situation: Situation) -> bool:
    roles = decided.one_person
    is_one = not roles or set(roles) <= set(parties.group_of(roles[0]))
    return is_one and situation.is_certain(decided.when)


def decided_known(decided: DecidedValue) -> KnownValue:
    """Return what a theme decides."""
    own = {ref: _as_value(value) for ref, value in decided.values.items()}
    return KnownValue(
        _as_value(decided.value), basis=decided.basis, own_words=own, clock=decided.clock
    )


def _as_value(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def answer_known(
    answer: FieldAnswer, field_type: FieldType, uses: Iterable[FieldUse]
) -> KnownValue | None:
    """Return what an answer says about a field, if that is one value."""
    value = answer.value_for(field_type)
    if value is None:
        return None
    own = {
        use.ref: use.type.kind.from_word(word)
        for use in uses
        if (word := answer.link.maps.get(use.ref, {}).get(str(answer.answer))) is not None
    }
    return KnownValue(value, answer.question.id, answer.link.basis, own)


def is_choosable(merged: MergedField, value: Any) -> bool:
    """Say whether a person could choose a value, or type it, in one place."""
    chosen = value if isinstance(value, list) else [value]
    is_one = not merged.repeats and merged.places == 1
    return is_one and (not merged.options or set(chosen) <= set(merged.options))


def is_written_by_all(uses: tuple[FieldUse, ...], known: KnownValue, wordings: Wordings) -> bool:
    """Say whether every office that asks can write a value with options of its own."""
    return all(is_written(use, known.own_words.get(use.ref, known.value), wordings) for use in uses)


def is_written(use: FieldUse, value: Any, wordings: Wordings) -> bool:
    """Say whether a field has an option for a value; of several choices one is enough."""
    chosen = value if isinstance(value, list) else [value]
    return not use.options or any(
        isinstance(item, str) and own_option(item, use.options, wordings) for item in chosen
    )


def written_by(
    known: Mapping[FieldKey, KnownValue], given: Mapping[FieldKey, Any]
) -> dict[str, Any]:
    """Return how single fields write what is known and was not given, by ``MATTER.FIELD``."""
    return {
        ref: value
        for key, known_value in known.items()
        if key not in given
        for ref, value in known_value.own_words.items()
    }
