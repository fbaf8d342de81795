"""What the answers say about the form: which values follow, and which contradict (law 5)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.catalogue.models import Answer, AnswerLink, FieldKey, FieldType, Question, QuestionKind
from core.errors import Problem
from core.forms.models import MergedField
from core.i18n import listed
from core.kinds.values.choice import as_truth
from core.kinds.values.numeric import number_of
from core.situations.guiding import Situation


@dataclass(frozen=True, slots=True)
class FieldAnswer:
    """An answer that says something about a field, by one link of its question."""

    question: Question
    answer: Answer
    link: AnswerLink

    @property
    def chosen(self) -> tuple[Any, ...]:
        """Return the answer as what was chosen, one or several."""
        return self.answer if isinstance(self.answer, tuple) else (self.answer,)

    def words_of(self, option: Any) -> tuple[str, ...]:
        """Return how the field may write an option; none if it says nothing about it."""
        words = self.link.written_as.get(str(option), ())
        own = (
            wordings[str(option)] for wordings in self.link.maps.values() if str(option) in wordings
        )
        return (*((words,) if isinstance(words, str) else words), *own)

    @property
    def words(self) -> frozenset[str]:
        """Return every word by which the field may write some option."""
        return frozenset(w for option in self.link.written_as for w in self.words_of(option))

    def value_for(self, field_type: FieldType | None) -> Any:
        """Return the value that follows for a field of a kind; ``None`` if none does.

        Examples:
            >>> link = AnswerLink(field="size@shop", written_as={"店": "小", "厂": ("大", "中")})
            >>> asked = Question(id="q", text="?", kind="single", options=("店", "厂"))
            >>> both = (FieldAnswer(asked, answer, link) for answer in asked.options)
            >>> [one.value_for(FieldType.CHOICE) for one in both]
            ['小', None]
        """
        is_truth = field_type is not None and field_type.kind.is_truth
        if not self.link.written_as:
            answer = list(self.answer) if isinstance(self.answer, tuple) else self.answer
            return as_truth(answer) if is_truth else answer
        if self.question.kind is QuestionKind.MULTIPLE:
            return self._of_several(field_type) if field_type is not None else None
        word = self.link.written_as.get(str(self.answer))
        if not isinstance(word, str):
            is_list = self.link.proposed and field_type and field_type.kind.is_several
            return list(word) if word and is_list else None
        return field_type.kind.from_word(word) if field_type else word

    def _of_several(self, field_type: FieldType) -> Any:
        """Return what several answers say.

        The least that a field of several choices has to say is no certain value: there may be
        more to it. It is proposed, if every answer has a word.
        """
        said = [self.words_of(option) for option in self.chosen]
        if field_type.kind.is_truth:
            is_true = any(as_truth(word) is True for words in said for word in words)
            return True if is_true else None if self.link.proposed else False
        is_told = self.link.proposed and all(len(words) == 1 for words in said)
        if not is_told or not field_type.kind.is_several:
            return None
        return list(dict.fromkeys(word for words in said for word in words)) or None


def field_answers(
    questions: Mapping[str, Question], situation: Situation, *, proposed: bool = False
) -> dict[FieldKey, list[FieldAnswer]]:
    """Return what answers say about fields, by field; if asked for, also what they propose."""
    said: dict[FieldKey, list[FieldAnswer]] = {}
    for code, answer in situation.given.items():
        question = questions.get(code)
        for link in question.links if question else ():
            is_certain = proposed or not link.proposed
            if question is not None and is_certain and situation.is_certain(link.when):
                said.setdefault(link.key, []).append(FieldAnswer(question, answer, link))
    return said


def contradictions(
    form: Iterable[MergedField],
    values: Mapping[FieldKey, Any],
    said: Mapping[FieldKey, Sequence[FieldAnswer]],
) -> Iterator[Problem]:
    """Yield, at the field, what says otherwise in the form than in the answer to a question."""
    for merged in form:
        if merged.key in said and merged.key in values:
            value = values[merged.key]
            answer = _contradicted(merged, value, said[merged.key])
            if answer is not None:
                params = {"label": merged.label, "given": _words(value)}
                params |= {"question": answer.question.text, "answer": _words(answer.answer)}
                yield Problem(str(merged.key), "contradicts-answer", tuple(params.items()))


def _words(value: Any) -> str:
    if isinstance(value, list | tuple):
        return listed([_words(item) for item in value])
    truths = {True: "是", False: "否"}  # as the catalogue writes them
    return truths[value] if isinstance(value, bool) else str(value)[:40]


def within_answers(merged: MergedField, answers: Sequence[FieldAnswer]) -> MergedField:
    """Return a field with the options that no answer rules out."""
    if merged.type.kind.is_several:
        out = _words_out(answers)
        options = tuple(option for option in merged.options if option not in out)
    else:
        options = tuple(o for o in merged.options if _contradicted(merged, o, answers) is None)
    return replace(merged, options=options or merged.options)


def _contradicted(
    merged: MergedField, value: Any, answers: Sequence[FieldAnswer]
) -> FieldAnswer | None:
    """Return the first answer that a value of a field contradicts."""
    several = merged.type.kind.is_several
    chosen = set(map(str, value if isinstance(value, list | tuple) else [value]))
    out = _words_out(answers) if several else frozenset()
    for answer in answers:
        expected = answer.value_for(merged.type)
        if expected is not None:
            agrees = _is_same(expected, value) or not _can_say(merged, expected)
            agrees |= value in (
                answer.answer,
                *answer.words_of(answer.answer),
            )  # in words of the question
        elif several:
            agrees = _has_what_was_answered(answer, chosen) and not chosen & out & answer.words
        else:
            agrees = _is_among_words(answer, merged, value)
        if not agrees:
            return answer
    return None


def _can_say(merged: MergedField, expected: Any) -> bool:
    """Say whether a field with options has one for what follows from an answer."""
    words = [expected] if isinstance(expected, str) else expected
    return not merged.options or not isinstance(words, list) or set(words) <= set(merged.options)


def _is_among_words(answer: FieldAnswer, merged: MergedField, value: Any) -> bool:
    """Say whether a single choice is among the words for the answer that can be chosen."""
    if answer.question.kind is QuestionKind.MULTIPLE:
        return True
    words = [w for w in answer.words_of(answer.answer) if not merged.options or w in merged.options]
    return not words or value in words


def _has_what_was_answered(answer: FieldAnswer, chosen: set[str]) -> bool:
    """Say whether one of the words of each option that was answered is among several choices."""
    wanted = (answer.words_of(option) for option in answer.chosen)
    return not any(words and chosen.isdisjoint(words) for words in wanted)


def _words_out(answers: Iterable[FieldAnswer]) -> frozenset[str]:
    """Return what cannot be among several choices: words only of options that were not answered.

    An answer that has words of its own says what there is at least, unless all were asked for.
    """
    mapped = [answer for answer in answers if answer.link.written_as]
    admitted = {
        word for answer in mapped for option in answer.chosen for word in answer.words_of(option)
    }
    asked = {
        word
        for answer in mapped
        if answer.question.kind is QuestionKind.MULTIPLE or not answer.words_of(answer.answer)
        for word in answer.words
    }
    return frozenset(asked - admitted)


def _is_same(expected: Any, value: Any) -> bool:
    """Say whether two values mean the same, however they are written.

    Examples:
        >>> _is_same(True, "是"), _is_same(80, "80.0"), _is_same(["甲", "乙"], ["乙", "甲"])
        (True, True, True)
    """
    if isinstance(expected, bool):
        return as_truth(value) is expected
    if isinstance(expected, list) and isinstance(value, list | tuple):
        return sorted(map(str, expected)) == sorted(map(str, value))
    first, second = number_of(expected), number_of(value)
    if first is not None and second is not None:
        return first == second
    return str(expected).strip() == str(value).strip()
