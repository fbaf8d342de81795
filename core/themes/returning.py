"""What a matter had in a theme comes back with it: condition, precedence, bindings, questions."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from core.catalogue.models import (
    Answer,
    AskedQuestion,
    IncludedMatter,
    Precedence,
    SubjectBinding,
    Theme,
)

T = TypeVar("T")


class EarlierThemes:
    """What a theme was before, the latest first: steps of today, published versions."""

    def __init__(self, themes: Iterable[Theme]) -> None:
        self._themes = tuple(themes)

    def inclusions(self, matter: str) -> list[IncludedMatter]:
        """Return how a matter stood in the theme; always in force where it never did."""
        for theme in self._with(matter):
            return [inclusion for inclusion in theme.matters if inclusion.matter == matter]
        return [IncludedMatter(matter=matter)]

    def bindings(self, matters: Iterable[str]) -> tuple[SubjectBinding, ...]:
        """Return the subject bindings that matters had."""
        found: list[SubjectBinding] = []
        for matter in matters:
            theme = next(self._with(matter), None)
            found += (
                [binding for binding in theme.subject_bindings if binding.matter == matter]
                if theme
                else []
            )
        return tuple(found)

    def links(self, returning: Sequence[str], staying: Iterable[str]) -> Iterator[Precedence]:
        """Yield the waiting between matters that return and all others, one pair at a time.

        Each pair is as it was when both stood in the theme last.
        """
        others = dict.fromkeys((*staying, *returning))
        for place, matter in enumerate(returning):
            for other in others:
                if other not in returning[: place + 1]:
                    theme = next(self._with(matter, other), None)
                    yield from _links_between(theme, {matter, other}) if theme else ()

    def asked(self, question: str) -> AskedQuestion:
        """Return how a question was asked; always where it never was."""
        for theme in self._themes:
            for asked_question in theme.questions:
                if asked_question.question == question:
                    return asked_question
        return AskedQuestion(question=question)

    def left_out(self, question: str, looked_at: Callable[[Theme], set[str]]) -> bool:
        """Say whether the latest theme that turned on a question did not ask it."""
        return next(
            (
                question not in {asked.question for asked in theme.questions}
                and question not in theme.fixed_answers
                for theme in self._themes
                if question in looked_at(theme)
            ),
            False,
        )

    def typical_answer(self, question: str) -> Answer | None:
        """Return the typical answer that a question had."""
        answers = (theme.typical_answers.get(question) for theme in self._themes)
        return next((answer for answer in answers if answer is not None), None)

    def orders_of_questions(self) -> tuple[tuple[AskedQuestion, ...], ...]:
        """Return in which order questions were asked, the latest first."""
        return tuple(theme.questions for theme in self._themes)

    def edges_with(self, link: Precedence, edge: Precedence) -> list[Precedence]:
        """Return the edges that had a pair and something of another edge, the latest first."""
        return [
            other
            for theme in self._themes
            for other in theme.precedence
            if _has(other, link) and _kind(other) == _kind(edge) and _share(other, edge)
        ]

    def orders_of_edges(self) -> tuple[tuple[Precedence, ...], ...]:
        """Return in which order waiting was written, the latest first."""
        return tuple(theme.precedence for theme in self._themes)

    def _with(self, *matters: str) -> Iterator[Theme]:
        return (
            theme
            for theme in self._themes
            if set(matters) <= {included.matter for included in theme.matters}
        )


def _links_between(theme: Theme, pair: set[str]) -> Iterator[Precedence]:
    for edge in theme.precedence:
        for earlier in edge.after:
            if {edge.matter, earlier} == pair:
                yield edge.model_copy(update={"after": (earlier,)})


def _has(edge: Precedence, link: Precedence) -> bool:
    return _kind(edge) == _kind(link) and set(link.after) <= set(edge.after)


def _share(precedence: Precedence, other: Precedence) -> bool:
    return not set(precedence.after).isdisjoint(other.after)


def _kind(edge: Precedence) -> tuple[str, str, str]:
    return edge.matter, edge.mode, edge.binding


def with_links(
    edges: Sequence[Precedence], links: Iterable[Precedence], earlier: EarlierThemes
) -> tuple[Precedence, ...]:
    """Return the waiting of a theme with pairs put back where they stood.

    A pair joins the edge it was taken from, as long as that has another matter of it: *any of
    these two* becomes so again, not *this one and that one*.
    """
    joined = list(edges)
    for link in links:
        for place, edge in enumerate(joined):
            whole = [found_edge.after for found_edge in earlier.edges_with(link, edge)]
            if whole:
                after = put_back(edge.after, link.after[0], whole)
                joined[place] = edge.model_copy(update={"after": tuple(after)})
                break
        else:
            joined = put_back(joined, link, earlier.orders_of_edges(), alike=_kind)
    return tuple(joined)


def put_back(
    items: Sequence[T],
    item: T,
    orders: Iterable[Sequence[T]],
    *,
    alike: Callable[[T], object] = lambda it: it,
) -> list[T]:
    """Return items with one more, where it stood in the earlier order that has most of them.

    Examples:
        >>> put_back(["a", "d"], "c", [["c", "a"], ["a", "b", "c", "d"]])
        ['a', 'c', 'd']
        >>> put_back(["b", "x"], "a", [["a", "b"]]), put_back(["x"], "a", [])
        (['a', 'b', 'x'], ['x', 'a'])
        >>> put_back(["a"], "a", [["a"]])
        ['a']
    """
    if item in items:
        return list(items)
    present, wanted = [alike(entry) for entry in items], alike(item)
    known = [[alike(entry) for entry in order] for order in orders]
    order = max((it for it in known if wanted in it), key=_shared_with(present), default=[wanted])
    at = order.index(wanted)
    before = [present.index(entry) for entry in order[:at] if entry in present]
    later = [present.index(entry) for entry in order[at + 1 :] if entry in present]
    place = before[-1] + 1 if before else min(later, default=len(items))
    return [*items[:place], item, *items[place:]]


def _shared_with(present: Sequence[object]) -> Callable[[Sequence[object]], int]:
    return lambda order: len(set(order) & set(present))
