"""A condition as sentences in groups, written back exactly as it was read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from core.catalogue.models import AllOf, AnyOf, Comparison, Condition


class Joint(StrEnum):
    """How many sentences of a group have to hold."""

    ANY = "any"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class SentenceGroup:
    """Sentences side by side.

    A sentence that is no comparison lies deeper: it is shown as text and edited as one piece.
    ``is_bare`` says that the sentences stand in the condition itself, without brackets.
    """

    joint: Joint
    lines: tuple[Condition, ...]
    is_bare: bool = False

    @property
    def parts(self) -> tuple[Condition, ...]:
        """Return what the group puts into the condition."""
        if self.is_bare:
            return self.lines
        return (AnyOf(any=self.lines) if self.joint is Joint.ANY else AllOf(all=self.lines),)


@dataclass(frozen=True, slots=True)
class Sentences:
    """Groups of sentences that all have to hold; without any, the condition always holds.

    ``is_joined`` says that the condition was written as *all of*, even with a single part.
    """

    groups: tuple[SentenceGroup, ...] = ()
    is_joined: bool = False

    def condition(self) -> Condition | None:
        """Return the condition that the sentences say.

        Examples:
            >>> big = Comparison(question="area", op="gt", value=300)
            >>> read_sentences(AllOf(all=(big,))).condition()
            AllOf(all=(Comparison(question='area', op=<Operator.GT: 'gt'>, value=300),))
            >>> Sentences().condition() is None
            True
        """
        parts = tuple(part for group in self.groups for part in group.parts)
        if self.is_joined or len(parts) > 1:
            return AllOf(all=parts)
        return parts[0] if parts else None


def is_deep(sentences: Sentences) -> bool:
    """Say whether a group stands within a group: the panel moves such a line, but edits it not."""
    lines = (line for group in sentences.groups for line in group.lines)
    return any(not isinstance(line, Comparison) for line in lines)


def read_sentences(condition: Condition | None) -> Sentences:
    """Return a condition as sentences: up to two levels, what lies deeper in one piece."""
    if condition is None:
        return Sentences()
    if isinstance(condition, AllOf):
        return Sentences(_joined(condition.all), is_joined=True)
    return Sentences(_joined((condition,)))


def _joined(parts: Sequence[Condition]) -> tuple[SentenceGroup, ...]:
    """Return parts that all have to hold as groups; what has no brackets stands together."""
    groups: list[SentenceGroup] = []
    for part in parts:
        lines = _bracketed(part)
        if lines:
            joint = Joint.ALL if isinstance(part, AllOf) else Joint.ANY
            groups.append(SentenceGroup(joint, lines))
        elif groups and groups[-1].is_bare:
            groups[-1] = replace(groups[-1], lines=(*groups[-1].lines, part))
        else:
            groups.append(SentenceGroup(Joint.ALL, (part,), is_bare=True))
    return tuple(groups)


def _bracketed(part: Condition) -> tuple[Condition, ...]:
    """Return what stands in brackets; empty ones are one piece, so that nothing is lost."""
    if isinstance(part, Comparison):
        return ()
    return part.all if isinstance(part, AllOf) else part.any


def with_line(sentences: Sentences, at: tuple[int, int], line: Condition) -> Sentences:
    """Return sentences with one written anew; ``at`` is its group and its place there."""
    group, place = at
    lines = sentences.groups[group].lines
    return _with_lines(sentences, group, (*lines[:place], line, *lines[place + 1 :]))


def with_new_line(sentences: Sentences, group: int, line: Condition) -> Sentences:
    """Return sentences with one more at the end of a group."""
    return _with_lines(sentences, group, (*sentences.groups[group].lines, line))


def without_line(sentences: Sentences, at: tuple[int, int]) -> Sentences:
    """Return sentences without one; an empty group goes with its last sentence."""
    group, place = at
    lines = sentences.groups[group].lines
    return _with_lines(sentences, group, (*lines[:place], *lines[place + 1 :]))


def moved_line(sentences: Sentences, at: tuple[int, int], step: int) -> Sentences:
    """Return sentences with one moved up or down in its group, as far as there is room."""
    group, place = at
    lines = list(sentences.groups[group].lines)
    lines.insert(max(0, place + step), lines.pop(place))
    return _with_lines(sentences, group, lines)


def with_new_group(sentences: Sentences, line: Condition) -> Sentences:
    """Return sentences with one more group; the first stands without brackets."""
    group = (
        SentenceGroup(Joint.ANY, (line,))
        if sentences.groups
        else SentenceGroup(Joint.ALL, (line,), True)
    )
    return replace(sentences, groups=(*sentences.groups, group))


def with_joint(sentences: Sentences, group: int, joint: Joint) -> Sentences:
    """Return sentences of which any or all of a group have to hold.

    In brackets a group stays one of its own, whatever stands beside it.
    """
    changed = replace(sentences.groups[group], joint=joint, is_bare=False)
    return _with_group(sentences, group, changed)


def _with_lines(sentences: Sentences, place: int, lines: Sequence[Condition]) -> Sentences:
    return _with_group(sentences, place, replace(sentences.groups[place], lines=tuple(lines)))


def _with_group(sentences: Sentences, place: int, group: SentenceGroup) -> Sentences:
    kept = (group,) if group.lines else ()
    groups = (*sentences.groups[:place], *kept, *sentences.groups[place + 1 :])
    return Sentences(groups, is_joined=sentences.is_joined and len(groups) > 1)
