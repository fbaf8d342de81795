"""Questions that decide the situation, and the fields and records that answer them."""

from typing import Literal

from pydantic import ConfigDict, Field, StrictBool

from core.catalogue.models.closed_sets import QuestionKind
from core.catalogue.models.conditions import Condition
from core.catalogue.models.deprecating import Deprecable
from core.catalogue.models.keys import FieldKey
from core.catalogue.models.spoken_words import SpokenWords
from core.catalogue.models.values import (
    Code,
    KeyText,
    Name,
    Number,
    Part,
    Text,
)


class AnswerLink(Part):
    """A field that says the same as a question (``element@subject``), in its own words.

    ``written_as`` says for an option how the field writes it: one value follows from the
    answer, several are the values that agree with it. An option that is not listed says
    nothing about the field. Without ``written_as`` the field takes the answer as it is.

    ``maps`` say how single fields write an option (``MATTER.FIELD``) whose offices have options
    of their own. The link holds as long as ``when`` does. What a ``proposed`` link says is no
    value before the person has confirmed it, and contradicts nothing. ``basis`` is the law, or
    the standard, that says so. Of several choices it may propose several words.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    field: KeyText
    written_as: dict[Name, Name | tuple[Name, ...]] = Field(default={}, alias="as")
    maps: dict[Name, dict[Name, Name]] = Field(default={})
    when: Condition | None = None
    proposed: StrictBool = False
    basis: Text = ""

    @property
    def key(self) -> FieldKey:
        """Return the field as a value.

        Examples:
            >>> AnswerLink(field="pre.area@premises").key.element
            'pre.area'
        """
        return FieldKey(*self.field.split("@"))


class RecordLink(Part):
    """A record that gives the answer to a question, so that whoever agrees is not asked it.

    ``licence`` is an electronic licence, or another department's record (``by``), that carries
    ``element``. It is looked up by the number at ``holder`` (``element@subject``), which the form
    asks as well: nobody types more than without it. ``written_as`` says which option a value of
    the record is; ``there`` is the option where the record says anything at all but zero. What
    gives no option leaves the question to be asked; so does a record that is not found.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    licence: Name
    element: Code
    holder: KeyText
    by: Literal["e_licence", "data_sharing"] = "e_licence"
    written_as: dict[Name, Name] = Field(default={}, alias="as")
    there: Name | None = None

    @property
    def holder_key(self) -> FieldKey:
        """Return the field whose value says whose record it is.

        Examples:
            >>> link = RecordLink(licence="户口簿", element="per.a", holder="per.id_no@mother")
            >>> link.holder_key.subject
            'mother'
        """
        return FieldKey(*self.holder.split("@"))


class Question(SpokenWords, Deprecable):
    """A question that decides the situation (情形).

    ``text`` is the wording of the office. ``answers`` is a field that takes the answer as it
    is; ``also_answers`` are further ones, or ones with words of their own. ``found_on`` are the
    records that tell the answer. A number lies between ``minimum`` and ``maximum``, both included.
    """

    id: Code
    text: Name
    kind: QuestionKind
    options: tuple[Name, ...] = ()
    explain: Text = ""
    unit: Text = ""
    minimum: Number | None = None
    maximum: Number | None = None
    answers: KeyText | None = None
    also_answers: tuple[AnswerLink, ...] = ()
    found_on: tuple[RecordLink, ...] = ()

    @property
    def links(self) -> tuple[AnswerLink, ...]:
        """Return every field that says the same as this question."""
        plain = (AnswerLink(field=self.answers),) if self.answers else ()
        return (*plain, *self.also_answers)

    def missed_bound(self, number: float) -> tuple[str, str] | None:
        """Return the rule that a number breaks and the bound that it misses, or nothing.

        Examples:
            >>> seats = Question(id="seats", text="?", kind="number", minimum=1, maximum=500)
            >>> seats.missed_bound(0), seats.missed_bound(501), seats.missed_bound(500)
            (('too-small', '1'), ('too-great', '500'), None)
        """
        if self.minimum is not None and number < self.minimum:
            return "too-small", f"{self.minimum:.15g}"
        if self.maximum is not None and number > self.maximum:
            return "too-great", f"{self.maximum:.15g}"
        return None

    @property
    def asked_aloud(self) -> str:
        """Return the question as it is asked: in spoken words where there are any."""
        return self.spoken or self.text

    @property
    def reason(self) -> str:
        """Return why it is asked, as far as that is told."""
        return self.why or self.explain
