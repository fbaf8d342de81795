"""One file for each family of field kinds: what a value must look like, and how it coarsens.

A new kind is one function in one of these files and one line in ``KINDS``.
"""

from core.catalogue.models import FieldType
from core.forms.kinds.checks import Kind
from core.forms.kinds.choice import is_boolean, is_declaration
from core.forms.kinds.identity import identity_problem
from core.forms.kinds.numeric import integer_problem, money_problem, number_problem
from core.forms.kinds.phone import phone_problem
from core.forms.kinds.temporal import (
    date_problem,
    datetime_problem,
    month_problem,
    to_date,
    to_month,
)
from core.forms.kinds.text import text_problem

KINDS: dict[FieldType, Kind] = {
    FieldType.ADDRESS: Kind(text_problem),
    FieldType.BOOLEAN: Kind(is_boolean),
    FieldType.CHOICE: Kind(text_problem),
    FieldType.CHOICES: Kind(text_problem),
    FieldType.DATE: Kind(date_problem, to_date),
    FieldType.DATETIME: Kind(datetime_problem),
    FieldType.DECLARATION: Kind(is_declaration),
    FieldType.IDENTITY: Kind(identity_problem),
    FieldType.INTEGER: Kind(integer_problem),
    FieldType.MONEY: Kind(money_problem),
    FieldType.MONTH: Kind(month_problem, to_month),
    FieldType.NUMBER: Kind(number_problem),
    FieldType.PARAGRAPH: Kind(text_problem),
    FieldType.PHONE: Kind(phone_problem),
    FieldType.SIGNATURE: Kind(text_problem),
    FieldType.TABLE: Kind(text_problem),
    FieldType.TEXT: Kind(text_problem),
}
