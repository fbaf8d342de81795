"""Case numbers that can be read aloud and typed again.

A number is ``YYMMDD-XXXX-XXXC``: the day of receipt, seven random symbols and a check
symbol, in an alphabet without look-alikes (no 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V).
"""

from datetime import date

ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
RANDOM_SYMBOLS = 7


def case_number(day: date, symbols: str) -> str:
    """Return the number for a day of receipt and random symbols.

    Examples:
        >>> from datetime import date
        >>> case_number(date(2026, 11, 24), "ACDEFGH")
        '261124-ACDE-FGHY'
    """
    text = symbols + check_symbol(f"{day:%y%m%d}", symbols)
    return f"{day:%y%m%d}-{text[:4]}-{text[4:]}"


def check_symbol(day: str, symbols: str) -> str:
    """Return the symbol that reveals one wrong symbol, or two neighbours swapped.

    Weights run up from 1 and the alphabet has a prime number of symbols (23).
    """
    places = [int(digit) for digit in day] + [ALPHABET.index(symbol) for symbol in symbols]
    total = sum(weight * place for weight, place in enumerate(places, start=1))
    return ALPHABET[total % len(ALPHABET)]


def is_case_number(text: str) -> bool:
    """Say whether a text is a well-formed case number, typed in any case or spacing.

    Examples:
        >>> is_case_number("261124-acde-fghy"), is_case_number("261124-ACDE-FGHX")
        (True, False)
    """
    plain = normalised(text).replace("-", "")
    day, symbols = plain[:6], plain[6:]
    if len(plain) != 6 + RANDOM_SYMBOLS + 1 or not (day.isascii() and day.isdigit()):
        return False
    if not set(symbols) <= set(ALPHABET):
        return False
    return check_symbol(day, symbols[:-1]) == symbols[-1]


def normalised(text: str) -> str:
    """Return a typed number in its canonical writing."""
    plain = "".join(text.upper().split()).replace("-", "")
    return f"{plain[:6]}-{plain[6:10]}-{plain[10:]}"
