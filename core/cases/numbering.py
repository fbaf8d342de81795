"""Case numbers that can be read aloud and typed again.

A number is ``YYMMDD-XXXX-XXXC``: the day of receipt, seven random symbols and a check
symbol, in an alphabet without look-alikes (no 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V).
A number of a training room has a ``T`` in the place of the first digit: no real hall gives it.
"""

from datetime import date

ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
RANDOM_SYMBOLS = 7
TRAINING_MARK = "T"
"""What the number of a case begins with that was handed in for training."""


def case_number(day: date, symbols: str, *, for_training: bool = False) -> str:
    """Return the number for a day of receipt and random symbols.

    Examples:
        >>> from datetime import date
        >>> case_number(date(2026, 11, 24), "ACDEFGH")
        '261124-ACDE-FGHY'
        >>> case_number(date(2026, 11, 24), "ACDEFGH", for_training=True)
        'T61124-ACDE-FGHP'
    """
    written = f"{day:%y%m%d}"
    if for_training:
        written = TRAINING_MARK + written[1:]
    text = symbols + check_symbol(written, symbols)
    return f"{written}-{text[:4]}-{text[4:]}"


def check_symbol(day: str, symbols: str) -> str:
    """Return the symbol that reveals one wrong symbol, or two neighbours swapped.

    Weights run up from 1 and the alphabet has a prime number of symbols (23).
    """
    places = [_place(sign) for sign in day] + [ALPHABET.index(symbol) for symbol in symbols]
    total = sum(weight * place for weight, place in enumerate(places, start=1))
    return ALPHABET[total % len(ALPHABET)]


def _place(sign: str) -> int:
    return ALPHABET.index(sign) if sign == TRAINING_MARK else int(sign)


def is_training_number(number: str) -> bool:
    """Say whether a number is of a training room.

    Examples:
        >>> is_training_number("t61124-acde-fghp"), is_training_number("261124-ACDE-FGHY")
        (True, False)
    """
    return is_case_number(number) and normalised(number).startswith(TRAINING_MARK)


def is_case_number(text: str) -> bool:
    """Say whether a text is a well-formed case number, typed in any case or spacing.

    Examples:
        >>> is_case_number("261124-acde-fghy"), is_case_number("261124-ACDE-FGHX")
        (True, False)
    """
    plain = normalised(text).replace("-", "")
    day, symbols = plain[:6], plain[6:]
    digits = day.removeprefix(TRAINING_MARK).zfill(len(day))
    if len(plain) != 6 + RANDOM_SYMBOLS + 1 or not (digits.isascii() and digits.isdigit()):
        return False
    if not set(symbols) <= set(ALPHABET):
        return False
    return check_symbol(day, symbols[:-1]) == symbols[-1]


def normalised(text: str) -> str:
    """Return a typed number in its canonical writing."""
    plain = "".join(text.upper().split()).replace("-", "")
    return f"{plain[:6]}-{plain[6:10]}-{plain[10:]}"
