"""Fill in any form with values that are right: what an ideal applicant would give."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from hashlib import sha256
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import FieldType
from core.forms.models import MergedField
from core.forms.pictures import is_picture, reference_to
from core.forms.regions import CODE_LIST
from core.materials.inspecting import inspect
from core.services.citizens import KioskForm
from tests.papers import JPEG

IDENTITY_NUMBER = "11010519491231002X"
CREDIT_CODE = "91110000600037341L"
REGION = "广东省肇庆市端州区"
MOBILE = "13823456780"
_KEPT = inspect(JPEG)
PHOTO = reference_to(sha256(_KEPT.content).hexdigest(), _KEPT.media_type)
RESIDENT_ID = "居民身份证"
SEX = "女"
_FITTING = (RESIDENT_ID, SEX)
"""Options that belong to the identity number, where they can be chosen."""

_VALUES: dict[FieldType, Any] = {
    FieldType.ADDRESS: "端州区示例路 1 号",
    FieldType.BOOLEAN: True,
    FieldType.CHOICE: "示例",
    FieldType.CHOICES: ["示例"],
    FieldType.DATE: "1949-12-31",
    FieldType.DATETIME: "1949-12-31T10:30",
    FieldType.DECLARATION: True,
    FieldType.IDENTITY: IDENTITY_NUMBER,
    FieldType.INTEGER: 3,
    FieldType.MONEY: 12.5,
    FieldType.MONTH: "2026-11",
    FieldType.NUMBER: 60.5,
    FieldType.PARAGRAPH: "示例说明",
    FieldType.PHONE: MOBILE,
    FieldType.SIGNATURE: "林秋月",
    FieldType.TEXT: "林秋月",
}
_NUMBERS = frozenset({FieldType.INTEGER, FieldType.MONEY, FieldType.NUMBER})


def value_for(field: MergedField, standard: str = "") -> Any:
    """Return one right value for a field."""
    if is_picture(field.key.element) or standard == "GB 32100":
        return CREDIT_CODE if standard == "GB 32100" else PHOTO
    if field.options:
        if field.type is FieldType.CHOICES:
            return list(field.options)
        return next((option for option in _FITTING if option in field.options), field.options[0])
    if field.code_list == CODE_LIST:
        return REGION
    if field.type is FieldType.CHOICE and field.suggestions:
        return field.suggestions[0]
    return next(filter(partial(_is_allowed, field), _candidates(field)), _VALUES[field.type])


def _candidates(field: MergedField) -> Iterator[Any]:
    """Yield what may do: the usual value of the type, then what the bounds ask for."""
    yield _VALUES[field.type]
    if field.type in _NUMBERS:
        for bound in (field.constraint.least, field.constraint.most):
            if bound is not None:
                yield int(bound)
    for length in range(1, 41):
        yield "1" * length


def _is_allowed(field: MergedField, value: Any) -> bool:
    if isinstance(value, bool | list):
        return True
    number = Decimal(str(value)) if field.type in _NUMBERS else None
    return field.constraint.problem(str(value), number) is None


def entry_for(field: MergedField, catalogue: Catalogue, members: int = 1) -> Any:
    """Return what is kept for a field: a list where there are members or several places."""
    element = catalogue.elements.get(field.key.element)
    value = value_for(field, element.standard if element else "")
    if str(field.key) in _told_by(catalogue, "相乘"):
        value = "3 x 2"
    if str(field.key) in _told_by(catalogue, "结尾"):
        value = "林秋月有限公司"
    if field.repeats and field.type in _NUMBERS and _is_allowed(field, 100 // members):
        value = 100 // members  # a share; together they are the whole
    if field.repeats:
        return [value] * members
    return [value] * field.places if field.places > 1 else value


def values_for(form: KioskForm, catalogue: Catalogue) -> dict[str, Any]:
    """Return right values for every question of a form."""
    return {
        str(field.key): entry_for(field, catalogue) for page in form.pages for field in page.fields
    }


def _told_by(catalogue: Catalogue, words: str) -> set[str]:
    """Return the keys that a rule with these words computes from, as an area from two measures."""
    return {rule.source for rule in catalogue.derivations if words in rule.rule}
