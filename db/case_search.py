"""Find cases in SQL: whatever is left out is left out before anything is counted or cut off."""

import json
from collections.abc import Iterator

from sqlalchemy import ColumnElement, Text, and_, cast, false, func, or_, tuple_
from sqlmodel import col

from core.cases.models import CaseFilter, CaseWord, Version
from db.tables import ServiceCaseRow

_NUMBER = col(ServiceCaseRow.number)
_CODE = col(ServiceCaseRow.theme_code)
_APPLICANT = col(ServiceCaseRow.applicant_name)
_MATTERS = col(ServiceCaseRow.matters)
_VERSION = tuple_(_CODE, col(ServiceCaseRow.theme_version))


def conditions_of(wanted: CaseFilter) -> Iterator[ColumnElement[bool]]:
    """Yield what has to hold of a row, all of it."""
    if wanted.number:
        yield _NUMBER.in_([wanted.number])
    if wanted.status is not None:
        yield col(ServiceCaseRow.status) == wanted.status
    for word in wanted.words:
        yield _has(word)
    if wanted.own is not None:
        yield or_(
            false(),
            *(
                and_(_VERSION.in_(versions), _has_matter(matters))
                for versions, matters in wanted.own
            ),
        )


def _has(word: CaseWord) -> ColumnElement[bool]:
    places = [_APPLICANT.icontains(word.text, autoescape=True)]
    places.append(_CODE.icontains(word.text, autoescape=True))
    number = word.text.upper().replace("-", "")
    if number:
        places.append(func.replace(_NUMBER, "-", "").contains(number, autoescape=True))
    if word.named:
        places.append(_is_version(word.named))
    return or_(*places)


def _is_version(versions: tuple[Version, ...]) -> ColumnElement[bool]:
    return _VERSION.in_(versions)


def _has_matter(matters: tuple[str, ...]) -> ColumnElement[bool]:
    """Say whether the list of a case's matters has one of some.

    It is looked at as text: a function of JSON would fail for all where one row holds no list.
    """
    listed = cast(_MATTERS, Text)
    return or_(*(listed.contains(json.dumps(code), autoescape=True) for code in matters))
