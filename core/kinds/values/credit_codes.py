"""Unified social credit codes (GB 32100)."""

import re
from typing import Any

from core.kinds.values.text import half_width, tidy

_LENGTH = 18
_SYMBOLS = "0-9A-HJ-NPQRTUWXY"
_SHAPE = re.compile(rf"(?!.?0)[{_SYMBOLS}]{{2}}\d{{6}}[{_SYMBOLS}]{{10}}", re.ASCII)
"""Who registers (9 commerce, 5 civil affairs, N agriculture, A the army, Y others), what kind of
body, the region, the body itself.

The first two are not looked up: they grow with every amendment (village committees are 54).
"""
_REGION = re.compile(r"1[0-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-6]|71|8[123]")
"""Provinces; 10 is for bodies that are registered with the state itself, 66 for the Corps."""


def credit_code_problem(value: Any) -> str | None:
    """Return what is wrong with a unified social credit code.

    Examples:
        >>> credit_code_problem("91110000600037341L"), credit_code_problem("9111")
        (None, 'credit-code-length')
        >>> credit_code_problem("N2441202MF12345677"), credit_code_problem("N2441202MF12345670")
        (None, 'credit-code-unknown')
    """
    code = as_credit_code(value)
    if not isinstance(code, str) or len(code) != _LENGTH:
        return "credit-code-length"
    if not (_SHAPE.fullmatch(code) and _REGION.match(code, 2)):
        return "credit-code-unknown"
    from stdnum.cn import uscc  # noqa: PLC0415 -- slow to load

    return None if code[-1] == uscc.calc_check_digit(code) else "credit-code-unknown"


def as_credit_code(value: Any) -> Any:
    """Return a code with plain digits and capital letters, without blanks and hyphens.

    Examples:
        >>> as_credit_code("９１１１００００６０００３７３４１ｌ")
        '91110000600037341L'
        >>> as_credit_code("91 110000-600037341-l")
        '91110000600037341L'
    """
    code = half_width(value)
    return code.replace("-", "").upper() if isinstance(code, str) else tidy(value)
