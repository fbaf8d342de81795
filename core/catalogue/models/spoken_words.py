"""How a question is asked aloud, and what helps whoever does not know the answer."""

from typing import Annotated

from pydantic import Field

from core.catalogue.models.values import Name, Part, Text

MOST_SIMPLER = 2
"""So many simpler questions at most: more are no help."""


class SimplerQuestion(Part):
    """A question for yes or no; without an answer to conclude, the next one is asked."""

    say: Name
    if_yes: Name | None = None
    if_no: Name | None = None

    def concluded(self, is_yes: bool) -> str | None:
        """Return the option that follows.

        Examples:
            >>> SimplerQuestion(say="每个月要付租金吗？", if_yes="租赁").concluded(True)
            '租赁'
        """
        return self.if_yes if is_yes else self.if_no


class Unsure(Part):
    """What is done for whoever does not know the answer.

    ``ask`` are simpler questions. Where they conclude nothing, ``take`` is the option that asks
    for the most, so that nothing is missed; ``not_most`` says why it asks for less. ``leave``
    says how the question is put off. ``say`` is a sentence for the person.
    """

    ask: Annotated[tuple[SimplerQuestion, ...], Field(max_length=MOST_SIMPLER)] = ()
    take: Name | None = None
    not_most: Text = ""
    leave: Text = ""
    say: Text = ""

    @property
    def options(self) -> tuple[str, ...]:
        """Return every option that may be concluded, each once."""
        concluded = (option for asked in self.ask for option in (asked.if_yes, asked.if_no))
        return tuple(dict.fromkeys(option for option in (*concluded, self.take) if option))


class SpokenWords(Part):
    """What is said at the counter beside the wording of the office.

    ``spoken`` is the question, ``spoken_options`` are the options in people's words, ``why`` says
    what the answer changes. What is stored is always the option itself.
    """

    spoken: Text = ""
    spoken_options: dict[Name, Name] = Field(default_factory=dict)
    why: Text = ""
    example: Text = ""
    hint: Text = ""
    unsure: Unsure | None = None
