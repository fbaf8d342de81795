"""When a derivation holds: after an answer, and beside what else is asked (``when`` of a rule)."""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

from core.catalogue.models import FieldKey, Question
from core.situations.guiding import Situation

_AND = " 且 "
_BESIDE, _WITHOUT = "同表有 ", "同表无 "


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The answers after which a rule holds, and what has to be on the form, or must not be."""

    answers: tuple[tuple[str, str], ...] = ()
    beside: frozenset[FieldKey] = frozenset()
    without: frozenset[FieldKey] = frozenset()

    @property
    def questions(self) -> frozenset[str]:
        """Return the questions on which it depends."""
        return frozenset(question for question, _ in self.answers)

    @property
    def keys(self) -> frozenset[FieldKey]:
        """Return the fields on which it depends."""
        return self.beside | self.without

    def hold_in(self, situation: Situation) -> bool:
        """Say whether all answers have been given."""
        return all(situation.given.get(question) == option for question, option in self.answers)

    def hold_on(self, form: Set[FieldKey]) -> bool:
        """Say whether a form asks for what has to be there, and not for what must not."""
        return self.beside <= form and not self.without & form

    def keyed(self, key_of: Callable[[FieldKey], FieldKey]) -> "Circumstances":
        """Return the circumstances with every field under another key."""
        return replace(
            self,
            beside=frozenset(map(key_of, self.beside)),
            without=frozenset(map(key_of, self.without)),
        )


ALWAYS = Circumstances()


def circumstances_in(words: str, questions: Mapping[str, Question]) -> Circumstances:
    """Return what the words of a rule say of when it holds; other words only explain.

    Several are joined by 且: ``主体类型=公司 且 同表有 org.staff_examined@subject``.
    """
    parts = [part.strip() for part in words.split(_AND)]
    return Circumstances(
        answers=tuple(found for part in parts if (found := _answer_named(part, questions))),
        beside=frozenset(_keys_after(_BESIDE, parts)),
        without=frozenset(_keys_after(_WITHOUT, parts)),
    )


def _keys_after(word: str, parts: list[str]) -> Iterator[FieldKey]:
    for part in parts:
        key = FieldKey.parse(part.removeprefix(word)) if part.startswith(word) else None
        if key is not None:
            yield key


def _answer_named(words: str, questions: Mapping[str, Question]) -> tuple[str, str] | None:
    """Return the question and option that words such as 主体类型=个体工商户 speak of."""
    name, equals, option = words.partition("=")
    if not equals:
        return None
    exact = [questions[name]] if name in questions else []
    for question in (*exact, *questions.values()):
        if (question.id == name or name in question.text) and option in question.options:
            return question.id, option
    return None
