"""Help for whoever does not know an answer: simpler questions, and what follows from them."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.catalogue.models import SimplerQuestion, Unsure


@dataclass(frozen=True, slots=True)
class Helped:
    """How far the help has come.

    ``asked`` are the simpler questions to show, ``answer`` is the option that follows.
    ``is_taken`` says that it follows from nothing that was said: it is the one that misses
    nothing. ``is_over`` says that nothing more is asked; without an answer the question is put
    off then. Nothing counts before the person says so.
    """

    asked: tuple[SimplerQuestion, ...]
    answer: str | None = None
    is_taken: bool = False
    is_over: bool = False


def help_with(unsure: Unsure, said: Sequence[bool], *, gave_up: bool = False) -> Helped:
    """Return what to ask next, or what follows from what was said.

    Args:
        unsure: What the question has for whoever does not know.
        said: Yes or no to its simpler questions so far.
        gave_up: The person knows no answer to these either.

    Examples:
        >>> rent = Unsure(ask=[{"say": "您的名字？", "if_yes": "自有"}, {"say": "付租金？",
        ...     "if_yes": "租赁", "if_no": "无偿使用"}])
        >>> help_with(rent, [False]).is_over, help_with(rent, [False, True]).answer
        (False, '租赁')
    """
    asked = []
    for place, simpler in enumerate(unsure.ask):
        asked.append(simpler)
        if place >= len(said):
            break
        if answer := simpler.concluded(said[place]):
            return Helped(tuple(asked), answer, is_over=True)
    if len(said) < len(asked) and not gave_up:
        return Helped(tuple(asked))
    return Helped(tuple(asked), unsure.take, is_taken=unsure.take is not None, is_over=True)
