"""Give each page of a form the questions in its title: what most of it is about, once."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from core.catalogue.models import FieldKey
from core.forms.page_titles import PageQuestion
from core.forms.pages import FormPage, PagePart, is_work

_MOST_ASKED = 2


@dataclass(frozen=True, slots=True)
class PageNaming:
    """What titles are made of.

    Args:
        asks: How the page that asks for a value is titled in everyday words.
        is_person: Whether a subject is one human being.
        known: What is known already, so that nobody fills it in.
    """

    asks: Callable[[FieldKey], PageQuestion | None]
    is_person: Callable[[str], bool]
    known: Collection[FieldKey]

    def titled(self, pages: Iterable[tuple[PagePart, ...]]) -> tuple[FormPage, ...]:
        """Give each page its questions, and a number to those that ask the same."""
        asking: list[FormPage] = []
        named: set[PageQuestion] = set()
        for parts in pages:
            asking.append(FormPage(parts, self._questions(parts, named)))
            named |= set(asking[-1].asks)
        totals, numbers = Counter(page.title for page in asking), Counter[str]()
        titled = []
        for page in asking:
            numbers[page.title] += 1
            titled.append(replace(page, part=(numbers[page.title], totals[page.title])))
        return tuple(titled)

    def _questions(
        self, parts: Iterable[PagePart], named: Collection[PageQuestion]
    ) -> tuple[PageQuestion, ...]:
        """Return what most of a page is about: at most two questions, as they come.

        What a page before has in its title is not asked again, if there is anything else to ask;
        about things it is where most of the page is about it.
        """
        asked: Counter[PageQuestion] = Counter()
        for merged in (merged for part in parts for merged in part.fields):
            question = self.asks(merged.key)
            if question is not None:
                asked[question] += 1 + 9 * is_work(merged, self.known)
        half = asked.total() / 2
        again = {it for it in named if asked[it] <= half or self.is_person(it.code)}
        fresh = Counter({it: weight for it, weight in asked.items() if it not in again})
        most = {question for question, _ in (fresh or asked).most_common(_MOST_ASKED)}
        return tuple(question for question in asked if question in most)
