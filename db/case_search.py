"""Find cases: in SQL by what anybody may see and by the marks of their names, then by the names.

Whatever is left out is left out before anything is counted or cut off. A name is encrypted, so SQL
finds those whose marks fit (:meth:`db.look_ups.LookUps.marks`), and each of them is opened.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, false, func, or_, tuple_
from sqlmodel import col

from core.cases.models import CaseFilter, CaseWord
from db.tables import ServiceCaseRow
from db.vault import Vault

_NUMBER = col(ServiceCaseRow.number)
_CODE = col(ServiceCaseRow.theme_code)
_MARKS = col(ServiceCaseRow.name_marks)
_MATTERS = col(ServiceCaseRow.matters)
_VERSION = tuple_(_CODE, col(ServiceCaseRow.theme_version))


def conditions_of(wanted: CaseFilter, vault: Vault) -> Iterator[ColumnElement[bool]]:
    """Yield what has to hold of a row, all of it."""
    if wanted.number:
        yield _NUMBER.in_([wanted.number])
    if wanted.status is not None:
        yield col(ServiceCaseRow.status) == wanted.status
    for word in wanted.words:
        yield may_have(word, vault.look_ups.marks(word.text, hall=vault.hall))
    if wanted.own is not None:
        yield or_(
            false(),
            *(
                and_(_VERSION.in_(versions), _has_matter(matters))
                for versions, matters in wanted.own
            ),
        )


def may_have(word: CaseWord, marks: int) -> ColumnElement[bool]:
    """Say of a case that a word may stand in it, as far as can be told without its key."""
    places = [_MARKS.bitwise_and(marks) == marks, _CODE.icontains(word.text, autoescape=True)]
    number = _number(word)
    if number:
        places.append(func.replace(_NUMBER, "-", "").contains(number, autoescape=True))
    if word.named:
        places.append(_VERSION.in_(word.named))
    return or_(*places)


def has_words(row: Any, words: Iterable[CaseWord], name: Callable[[], str]) -> bool:
    """Say whether every word stands somewhere in a case; its name is asked for only if it counts.

    Examples:
        >>> from types import SimpleNamespace
        >>> row = SimpleNamespace(number="261124-AAAA-AAAA", theme_code="T07", theme_version=1)
        >>> words = (CaseWord("秋月"), CaseWord("1124a"))
        >>> has_words(row, words, lambda: "林秋月")
        True
        >>> has_words(row, (CaseWord("月秋"),), lambda: "林秋月")
        False
    """
    unseen = [word.text.casefold() for word in words if not _is_plain(row, word)]
    return not unseen or all(text in name().casefold() for text in unseen)


def _is_plain(row: Any, word: CaseWord) -> bool:
    number = _number(word)
    return (
        word.text.casefold() in row.theme_code.casefold()
        or bool(number and number in row.number.replace("-", ""))
        or (row.theme_code, row.theme_version) in word.named
    )


def _number(word: CaseWord) -> str:
    return word.text.upper().replace("-", "")


def _has_matter(matters: tuple[str, ...]) -> ColumnElement[bool]:
    """Say whether the list of a case's matters has one of some.

    It is looked at as text: a function of JSON would fail for all where one row holds no list.
    """
    listed = cast(_MATTERS, Text)
    return or_(*(listed.contains(json.dumps(code), autoescape=True) for code in matters))
