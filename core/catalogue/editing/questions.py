"""Change a question of the bank so that what hangs on its options goes with them."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from core.catalogue.editing.attributes import with_value
from core.catalogue.models import AnswerLink, Question, RecordLink, SimplerQuestion, Unsure

_Said = TypeVar("_Said")


def with_options(question: Question, options: Iterable[str]) -> Question:
    """Return a question with other options.

    Where exactly one is worded otherwise, its spoken words, links and conclusions are kept under
    the new wording; what belongs to an option that goes, goes with it. Conditions of themes and
    matters stay as they are: what breaks there is told before the change is kept.

    Examples:
        >>> who = Question.model_validate({"id": "who", "text": "?", "kind": "single",
        ...     "options": ("A", "B"), "spoken_options": {"A": "a", "B": "b"}})
        >>> with_options(who, ("A", "C")).spoken_options, with_options(who, ("A",)).spoken_options
        ({'A': 'a', 'C': 'b'}, {'A': 'a'})
    """
    new = tuple(dict.fromkeys(filter(None, map(str.strip, options))))
    becomes = _becomes(question.options, new)
    changed = with_value(question, "options", new)
    changed = with_value(changed, "spoken_options", _kept(question.spoken_options, becomes))
    links = tuple(_linked(link, becomes) for link in question.also_answers)
    changed = with_value(changed, "also_answers", links)
    found = tuple(_found(link, becomes) for link in question.found_on)
    changed = with_value(changed, "found_on", found)
    if question.unsure is None:
        return changed
    return with_value(changed, "unsure", _unsure(question.unsure, becomes.get))


def _becomes(before: tuple[str, ...], after: tuple[str, ...]) -> Mapping[str, str]:
    """Return what each option is now; one that is worded otherwise is known by its place."""
    kept = {option: option for option in before if option in after}
    gone = [option for option in before if option not in after]
    new = [option for option in after if option not in before]
    if len(before) == len(after) and len(gone) == len(new) == 1:
        return {**kept, gone[0]: new[0]}
    return kept


def _kept(said: Mapping[str, _Said], becomes: Mapping[str, str]) -> dict[str, _Said]:
    return {becomes[option]: words for option, words in said.items() if option in becomes}


def _linked(link: AnswerLink, becomes: Mapping[str, str]) -> AnswerLink:
    changed = with_value(link, "written_as", _kept(link.written_as, becomes))
    maps = {place: _kept(words, becomes) for place, words in link.maps.items()}
    return with_value(changed, "maps", maps)


def _found(link: RecordLink, becomes: Mapping[str, str]) -> RecordLink:
    """Return which option a record gives now; an option that goes is given by none."""
    given = {
        value: becomes[option] for value, option in link.written_as.items() if option in becomes
    }
    there = becomes.get(link.there) if link.there else None
    return with_value(with_value(link, "written_as", given), "there", there)


def _unsure(unsure: Unsure, now: Callable[[str], str | None]) -> Unsure:
    def concluded(option: str | None) -> str | None:
        return now(option) if option else None

    asked = tuple(
        SimplerQuestion(
            say=simpler.say, if_yes=concluded(simpler.if_yes), if_no=concluded(simpler.if_no)
        )
        for simpler in unsure.ask
    )
    return with_value(with_value(unsure, "ask", asked), "take", concluded(unsure.take))
