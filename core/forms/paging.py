"""Cut the merged form into short pages of related questions.

A page keeps to one section of the lead department's form and to few questions, so that
it can be read at a glance. Questions about the members of a group stand together,
asked once for each member.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from core.catalogue.models import FieldType
from core.forms.models import MergedField

MOST_QUESTIONS = 8
_PROMISES = frozenset({FieldType.DECLARATION, FieldType.SIGNATURE})


@dataclass(frozen=True, slots=True)
class FormPage:
    """One page. ``members_of`` is the subject whose members are asked about, one by one."""

    title: str
    fields: tuple[MergedField, ...]
    members_of: str = ""


def plan_pages(form: Iterable[MergedField]) -> tuple[FormPage, ...]:
    """Return the pages in the order of the form, promises and signatures last.

    Every field is on exactly one page.
    """
    singles: dict[str, list[MergedField]] = {}
    groups: dict[str, list[MergedField]] = {}
    promises: list[MergedField] = []
    order: list[tuple[str, str]] = []
    for merged in form:
        if merged.type in _PROMISES:
            promises.append(merged)
        elif merged.repeats:
            groups.setdefault(merged.key.subject, []).append(merged)
            order.append(("group", merged.key.subject))
        else:
            singles.setdefault(merged.section, []).append(merged)
            order.append(("single", merged.section))
    pages: list[FormPage] = []
    for kind, name in dict.fromkeys(order):
        if kind == "group":
            pages.append(FormPage(groups[name][0].section, tuple(groups[name]), members_of=name))
        else:
            pages += _cut(name, singles[name])
    return (*pages, *_cut(promises[0].section, promises)) if promises else tuple(pages)


def _cut(title: str, fields: list[MergedField]) -> list[FormPage]:
    """Cut a section into pages of about the same length, each short enough.

    Examples:
        >>> [len(page.fields) for page in _cut("", [None] * 17)]
        [6, 6, 5]
    """
    number = -(-len(fields) // MOST_QUESTIONS)
    size, extra = divmod(len(fields), number)
    pages, start = [], 0
    for index in range(number):
        end = start + size + (index < extra)
        pages.append(FormPage(title, tuple(fields[start:end])))
        start = end
    return pages
