"""What a page of the form is: parts, the fields of each, and what the page asks."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from core.catalogue.models import FieldKey
from core.forms.models import MergedField
from core.forms.page_titles import PageQuestion


@dataclass(frozen=True, slots=True)
class PagePart:
    """What stands together on a page: a section of a form, one person, the members of a group.

    ``title`` is the office's wording. ``members_of`` is the group whose members are asked about,
    one by one; a part that ``continues`` asks more about members that a page before has settled.
    """

    title: str
    fields: tuple[MergedField, ...]
    members_of: str = ""
    continues: bool = False


@dataclass(frozen=True, slots=True)
class FormPage:
    """One page of the form: parts, at most one of them about a group, and what they ask.

    ``asks`` are the questions in everyday words, most important first; ``part`` is the number of
    the page and the number of pages, where several ask the same.
    """

    parts: tuple[PagePart, ...]
    asks: tuple[PageQuestion, ...] = ()
    part: tuple[int, int] = (1, 1)

    @property
    def fields(self) -> tuple[MergedField, ...]:
        """Return everything on the page."""
        return tuple(merged for part in self.parts for merged in part.fields)

    @property
    def members_of(self) -> str:
        """Return the group about whose members the page asks, if it asks about one."""
        return next((part.members_of for part in self.parts if part.members_of), "")

    @property
    def continues(self) -> bool:
        """Say whether the page only asks more about members that a page before has settled."""
        return all(part.continues for part in self.parts)

    @property
    def wording(self) -> str:
        """Return what the offices call it: the sections, each once."""
        return "、".join(dict.fromkeys(part.title for part in self.parts if part.title))

    @property
    def title(self) -> str:
        """Return what the page asks, as one question; the office's wording if nobody says it.

        Examples:
            >>> asks = (PageQuestion("a", "店叫什么？"), PageQuestion("b", "开在哪里？"))
            >>> FormPage((), asks).title
            '店叫什么，开在哪里？'
        """
        title = "，".join(ask.text.rstrip("？?") for ask in self.asks)
        title = f"{title}？" if title else self.wording
        number, total = self.part
        return f"{title} ({number}/{total})" if total > 1 else title


def without(pages: Iterable[FormPage], keys: Collection[FieldKey]) -> tuple[FormPage, ...]:
    """Return pages without some fields, and none that is empty then."""
    shorter = (
        replace(
            page,
            parts=tuple(
                replace(part, fields=left)
                for part in page.parts
                if (left := tuple(m for m in part.fields if m.key not in keys))
            ),
        )
        for page in pages
    )
    return tuple(page for page in shorter if page.parts)


def is_work(merged: MergedField, known: Collection[FieldKey] = ()) -> bool:
    """Say whether somebody has to fill it in: an office wants it, and it is not known yet."""
    return merged.required and merged.key not in known
