"""What policy staff combine: a theme out of departments' matters."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Literal

from pydantic import ConfigDict, Field

from core.catalogue.models.conditions import Condition
from core.catalogue.models.decided import Decided, DecidedValue, decided_values
from core.catalogue.models.keys import FieldKey
from core.catalogue.models.questions import Question
from core.catalogue.models.saved_situations import SavedSituation
from core.catalogue.models.spoken_words import SpokenWords
from core.catalogue.models.values import (
    Answer,
    Code,
    Count,
    Days,
    KeyText,
    Name,
    Part,
    Text,
)


class AskedQuestion(SpokenWords):
    """A question in a theme, asked when its condition holds, in words of the theme's own or not."""

    question: Code
    ask_when: Condition | None = None

    def worded(self, question: Question) -> Question:
        """Return the question in the words that this theme has for it.

        Examples:
            >>> agent = Question(id="by_agent", text="由谁办理?", kind="single", spoken="本人来？")
            >>> AskedQuestion(question="by_agent", spoken="妈妈来？").worded(agent).asked_aloud
            '妈妈来？'
        """
        own = self.model_fields_set & SpokenWords.model_fields.keys()
        return question.model_copy(update={name: getattr(self, name) for name in own})


class AskingOrder(StrEnum):
    """In which order questions are asked: the fewest on average, or as the author wrote them."""

    FEWEST = "fewest"
    AUTHOR = "author"


class Asking(Part):
    """How a theme asks. ``together`` are groups that follow each other once one is asked."""

    order: AskingOrder = AskingOrder.FEWEST
    together: tuple[tuple[Code, ...], ...] = ()


class IncludedMatter(Part):
    """A matter in a theme, in force when its condition holds."""

    matter: Code
    when: Condition | None = None


class Precedence(Part):
    """A matter that waits for others: ``hard`` schedules, ``suggested`` only orders."""

    matter: Code
    after: tuple[Code, ...]
    mode: Literal["all", "any"] = "all"
    binding: Literal["hard", "suggested"] = "hard"


class SubjectBinding(Part):
    """In this theme, one matter's subject is really another one."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    matter: Code
    subject: Code
    bound_as: Code = Field(alias="as")


class Figures(Part):
    """Published or intended figures of a theme; what is not known stays empty."""

    working_days: Days | None = None
    trips: Count | None = None
    submissions: Count | None = None
    materials: Count | None = None
    fields: Count | None = None
    note: Text = ""


class PeerReference(Part):
    """What another place published about the same theme."""

    value: Text
    source: Text = ""


class Theme(Part):
    """A theme (主题, 一件事): what somebody wants done, out of departments' matters.

    ``fixed_values`` are fields (``element@subject``) that choosing the theme has filled in: whoever
    opens a hairdresser's is not asked which kind of premises it is (law 5). A value may stand
    alone, or with what is told about it; of several the first that holds counts.
    """

    format: Literal[1]
    code: Code
    name: Name
    audience_kind: Text = ""
    lead_department: Code | None = None
    audience: Text = ""
    fixed_answers: dict[Code, Answer] = Field(default_factory=dict)
    fixed_values: dict[KeyText, Decided] = Field(default_factory=dict)
    questions: tuple[AskedQuestion, ...] = ()
    asking: Asking = Asking()
    matters: tuple[IncludedMatter, ...] = ()
    precedence: tuple[Precedence, ...] = ()
    subject_bindings: tuple[SubjectBinding, ...] = ()
    baseline: Figures | None = None
    target: Figures | None = None
    peer_reference: PeerReference | None = None
    source: Text = ""
    note: Text = ""
    typical_answers: dict[Code, Answer] = Field(default_factory=dict)
    saved_situations: tuple[SavedSituation, ...] = ()

    def worded(self, question: Question) -> Question:
        """Return a question in the words that this theme has for it, or else its own."""
        for asked in self.questions:
            if asked.question == question.id:
                return asked.worded(question)
        return question

    def decided(self) -> Iterator[tuple[FieldKey, DecidedValue]]:
        """Yield what the theme decides, by field, in the order in which it counts."""
        for name, decided in self.fixed_values.items():
            yield from ((FieldKey(*name.split("@")), value) for value in decided_values(decided))
