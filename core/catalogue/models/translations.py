"""What the catalogue says in another language: code and part, and the words for them."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from core.catalogue.models.values import Day, Name, Part, Text

TRANSLATED_KINDS = (
    "themes",
    "departments",
    "matters",
    "documents",
    "subjects",
    "elements",
    "licences",
    "questions",
)
"""The kinds of the catalogue whose parts are translated by code."""


class Confirmation(Part):
    """Who stands for a translation by name, and since when."""

    by: Name
    on: Day


def _who_confirmed(given: Any) -> Any:
    """Read ``false`` as nobody, and refuse a bare yes: somebody stands for it by name."""
    if given is True:
        raise PydanticCustomError("unnamed_confirmation", "a confirmation names who and when")
    return None if given is False else given


Words = dict[Name, Name]
"""Part of a code (``text``, ``options.公司``, ``fields.area.label``) and what it is called."""


class Translation(Part):
    """The file ``translations/LOCALE.yaml``: help for reading, never content.

    ``wordings`` translate a wording wherever the catalogue has it: labels, options and names of
    materials repeat in many forms. What stands under a code goes before. A translation that is
    not ``confirmed`` was made by a machine. The Chinese wording prevails either way.
    """

    format: Literal[1]
    locale: Text = ""
    confirmed: Annotated[Confirmation | None, BeforeValidator(_who_confirmed)] = None
    themes: dict[Name, Words] = Field(default={})
    departments: dict[Name, Words] = Field(default={})
    matters: dict[Name, Words] = Field(default={})
    documents: dict[Name, Words] = Field(default={})
    subjects: dict[Name, Words] = Field(default={})
    elements: dict[Name, Words] = Field(default={})
    licences: dict[Name, Words] = Field(default={})
    questions: dict[Name, Words] = Field(default={})
    wordings: Words = Field(default={})

    @property
    def code(self) -> str:
        """Return the language, which names the file."""
        return self.locale

    @property
    def is_confirmed(self) -> bool:
        """Say whether a person stands for it."""
        return self.confirmed is not None

    def words_of(self, kind: str, code: str) -> Words:
        """Return what stands under a code, by part."""
        named: dict[str, Words] = getattr(self, kind)
        return named.get(code, {})
