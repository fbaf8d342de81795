"""What a page of the form asks, in everyday words that the catalogue has for it."""

from dataclasses import dataclass

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import FieldKey, PageTitle


@dataclass(frozen=True, slots=True)
class PageQuestion:
    """A question in everyday words, about a subject or about some elements (``code``)."""

    code: str
    text: str


class PageQuestions:
    """The everyday questions of one catalogue.

    What an element says decides; where nobody has words for it, as for the name of a person, it
    is whom or what the value is about.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._subjects = catalogue.subjects
        self._by_element = {
            code: _question_for(code, catalogue.page_titles) for code in catalogue.elements
        }

    def about(self, key: FieldKey) -> PageQuestion | None:
        """Return what the page that asks for a value asks, if the catalogue says it."""
        if question := self._by_element.get(key.element):
            return question
        subject = self._subjects.get(key.subject)
        if subject is None or not subject.asked_as:
            return None
        return PageQuestion(subject.id, subject.asked_as)


def _question_for(element: str, titles: tuple[PageTitle, ...]) -> PageQuestion | None:
    """Return the question whose elements name this one most exactly."""
    found = [
        (len(beginning), title)
        for title in titles
        for beginning in title.elements
        if element == beginning or element.startswith((f"{beginning}.", f"{beginning}_"))
    ]
    if not found:
        return None
    _, title = max(found, key=lambda pair: pair[0])
    return PageQuestion(title.id, title.asked_as)
