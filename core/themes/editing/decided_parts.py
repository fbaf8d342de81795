"""What a decision table has rows for: a theme's matters, their conditional parts, questions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import (
    AllOf,
    AnyOf,
    Condition,
    Matter,
    Theme,
    comparisons_in,
    short_name,
)
from core.themes.editing.condition_tables import Row, read_table

PartKind = Literal["matter", "material", "field", "question"]


@dataclass(frozen=True, slots=True)
class DecidedPart:
    """Something that depends on answers.

    Args:
        kind: A matter of the theme, a question that it asks, or a material or field of a
            matter, which the library declares.
        matter: The matter; "" for a question.
        name: What it is called.
        part: The question, material or field, ``F03.C1`` for a column; "" for the matter itself.
        place: Which inclusion of the matter, the first is 0.
        when: The condition; nothing means always.
    """

    kind: PartKind
    matter: str
    name: str
    part: str = ""
    place: int = 0
    when: Condition | None = None

    @property
    def id(self) -> str:
        """Return what tells it apart from the others."""
        if self.kind == "question":
            return f"question:{self.part}"
        return f"{self.matter}/{self.own or self.place}"

    @property
    def own(self) -> str:
        """Return which part of its matter it is, ``material:M02``; "" for what a theme says."""
        return f"{self.kind}:{self.part}" if self.matter and self.part else ""

    @property
    def rows(self) -> tuple[Row, ...] | None:
        """Return its condition as rows, or nothing if that is no table."""
        return read_table(self.when)


def decided_parts(theme: Theme, catalogue: Catalogue) -> tuple[DecidedPart, ...]:
    """Return the matters of a theme in order, each before its conditional parts; then questions."""
    found: list[DecidedPart] = []
    for code in dict.fromkeys(included.matter for included in theme.matters):
        matter = catalogue.matters.get(code)
        name = matter.name if matter else code
        whens = (included.when for included in theme.matters if included.matter == code)
        found += (
            DecidedPart("matter", code, name, place=place, when=when)
            for place, when in enumerate(whens)
        )
        found += conditional_parts(matter) if matter else ()
    return (*found, *_asked_parts(theme, catalogue))


def _asked_parts(theme: Theme, catalogue: Catalogue) -> Iterator[DecidedPart]:
    """Yield the questions of a theme, each once, by when they are asked."""
    whens = {asked.question: asked.ask_when for asked in reversed(theme.questions)}
    for code in dict.fromkeys(asked.question for asked in theme.questions):
        name = short_name(catalogue.question(code).text.rstrip("?？ "))
        yield DecidedPart("question", "", name, code, when=whens[code])


def conditional_parts(matter: Matter) -> tuple[DecidedPart, ...]:
    """Return the fields and materials of a matter that have a condition of their own."""
    return tuple(part for part in own_parts(matter) if part.when is not None)


def own_parts(matter: Matter) -> Iterator[DecidedPart]:
    """Yield every field, column and material of a matter."""
    for field in matter.fields:
        yield DecidedPart("field", matter.code, field.label, field.id, when=field.when)
        for column in field.columns:
            part = f"{field.id}.{column.id}"
            yield DecidedPart("field", matter.code, column.label, part, when=column.when)
    for material in matter.materials:
        yield DecidedPart("material", matter.code, material.name, material.id, when=material.when)


def compared_questions(theme: Theme, parts: Iterable[DecidedPart]) -> tuple[str, ...]:
    """Return the questions that some parts look at, in the order in which the theme asks them."""
    compared = {comparison.question for part in parts for comparison in comparisons_in(part.when)}
    asked = tuple(question.question for question in theme.questions)
    return tuple(dict.fromkeys((*(code for code in asked if code in compared), *sorted(compared))))


def whole_condition(part: DecidedPart, theme: Theme) -> Condition | None:
    """Return when a part counts: a material or field only where its matter is in force as well.

    A matter that stands in a theme more than once is in force where one of its conditions holds.
    """
    if not part.own:
        return part.when
    both = (condition_of_matter(theme, part.matter), part.when)
    known = [when for when in both if when is not None]
    return AllOf(all=tuple(known)) if len(known) > 1 else next(iter(known), None)


def condition_of_matter(theme: Theme, matter: str) -> Condition | None:
    """Return when a matter is in force in a theme, however often it stands there."""
    whens = tuple(included.when for included in theme.matters if included.matter == matter)
    known = tuple(when for when in whens if when is not None)
    if len(known) < len(whens):
        return None
    return known[0] if len(known) == 1 else AnyOf(any=known)
