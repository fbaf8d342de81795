"""What makes a password one that others try first (NIST SP 800-63B, 5.1.1.2).

Length counts, and that nobody has it already; no rule asks for kinds of characters.
"""

import re
from collections.abc import Collection, Iterator

from core.staff.models import StaffMember

SHORTEST_PASSWORD = 12
MOST_PASSWORD_BYTES = 72
"""bcrypt looks at no more; a Chinese character takes three."""
_FEWEST_DIFFERENT = 5
_LEAST_LEFT = 6
"""So much has to be left without runs and dates."""
_LEAST_BESIDE_WORDS = 9
"""So much beside words that others think of makes a password of them all the same."""
_LEAST_BESIDE_NAME = 8
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "!@#$%^&*()_+",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
)
_RUN = 3
_SERVICE_NAMES = ("doneonce", "一次办成", "一件事一次办", "yicibancheng")
_NUMBERS = re.compile(
    r"[1-9]\d{5}(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])\d{3}[\dx]"  # of an identity card
    r"|1[3-9]\d{9}"  # of a mobile
    r"|(19|20)\d\d(0?[1-9]|1[0-2])([0-2]?\d|3[01])|([0-2]\d|3[01])(0[1-9]|1[0-2])(19|20)\d\d"
    r"|(19|20)\d\d"
)
_WRITTEN_FOR = str.maketrans("013457@$!", "oleastasi")


def is_too_long(password: str) -> bool:
    """Say whether a password is longer than what can be compared.

    Examples:
        >>> is_too_long("密码" * 12), is_too_long("密码" * 13)
        (False, True)
    """
    return len(password.encode()) > MOST_PASSWORD_BYTES


def password_fault(password: str, whose: StaffMember, words: Collection[str] = ()) -> str:
    """Return what is wrong with a new password, or nothing.

    Args:
        password: The password.
        whose: Who is to bear it.
        words: Those that others think of, in small letters.

    Examples:
        >>> lin = StaffMember("linxia", "林夏", ())
        >>> for bad in ("short", " padded with", "aabbaabbaabb", "qwertyuiop12", "13800138000-1"):
        ...     print(password_fault(bad, lin), end=";")
        short;blanks;repeated;sequence;number;
        >>> password_fault("Linxia-kettle", lin), password_fault("P@ssw0rd2024!", lin, ["password"])
        ('personal', 'common')
        >>> password_fault("kzmt-8r4n-w6qd", lin), password_fault("correct horse battery", lin)
        ('', '')
    """
    plain = password.casefold()
    faults = {
        "too_long": is_too_long(password),
        "blanks": password != password.strip(),
        "short": len(password) < SHORTEST_PASSWORD,
        "repeated": _is_repeated(plain),
        "sequence": len(_without_runs(plain)) < _LEAST_LEFT,
        "number": _is_number(plain),
        "personal": any(_is_mostly(name, plain) for name in _names_of(whose)),
        "common": any(_is_of_words(reading, words) for reading in _ways_to_read(plain)),
    }
    return next((reason for reason, is_fault in faults.items() if is_fault), "")


def _is_repeated(text: str) -> bool:
    """Say whether few characters, or one beginning, come again and again.

    Examples:
        >>> [_is_repeated(text) for text in ("kzmt8r4kzmt8r4", "kzmt8r4kzmt8", "kzmt8r4n6qdw")]
        [True, False, False]
    """
    places = range(1, len(text) // 2 + 1)
    comes_again = any(text[at:] == text[:-at] for at in places)
    return comes_again or len(set(text)) < _FEWEST_DIFFERENT


def _without_runs(text: str) -> str:
    """Return a text without rows of letters, digits and keys, forwards or backwards.

    Examples:
        >>> _without_runs("abc-4321-kzmt-qwert")
        '--kzmt-'
    """
    kept, at = "", 0
    while at < len(text):
        lengths = range(len(text) - at, _RUN - 1, -1)
        run = next((length for length in lengths if _is_row(text[at : at + length])), 0)
        kept += "" if run else text[at]
        at += run or 1
    return kept


def _is_row(text: str) -> bool:
    backwards = text[::-1]
    return any(text in row or backwards in row for row in _ROWS) or len(set(text)) == 1


def _is_number(text: str) -> bool:
    """Say whether digits are a date, a telephone or a card, and little else."""
    digits = re.sub(r"[\s.+/-]", "", text)
    if re.search(r"[^\dx]", digits):
        return False
    return len(_without_runs(_NUMBERS.sub("", digits))) < _LEAST_LEFT


def _names_of(whose: StaffMember) -> Iterator[str]:
    shown = whose.display_name.casefold()
    names = {whose.username.casefold(), "".join(shown.split()), *shown.split(), *_SERVICE_NAMES}
    for name in names:
        yield name
        yield name[::-1]


def _is_mostly(name: str, text: str) -> bool:
    """Say whether a name stands in a text; a short one only if little else does.

    Examples:
        >>> _is_mostly("lin", "berlin-kettle-mossy"), _is_mostly("lin", "lin-lin-1988")
        (False, True)
    """
    if len(name) < 2:
        return False
    letters = "".join(filter(str.isalnum, text))
    is_long = len(name) >= 4 or not name.isascii()
    return name in letters and (is_long or len(letters.replace(name, "")) < _LEAST_BESIDE_NAME)


def _ways_to_read(text: str) -> Iterator[str]:
    """Yield a text as it is, and with signs for the letters that they are written for.

    Examples:
        >>> list(_ways_to_read("p@ssw0rd99"))[1]
        'password99'
    """
    yield text
    ends = len(text.rstrip("0123456789!@#$%^&*()_+-=.,?"))
    yield text[:ends].translate(_WRITTEN_FOR) + text[ends:]


def _is_of_words(text: str, words: Collection[str]) -> bool:
    """Say whether a text is one or two words that others think of, and little beside them."""
    runs = re.findall(r"[a-z]+", text)
    parts = [part for run in runs for part in _parts_of(run, words)]
    if not parts or len(parts) > 2 or not all(part in words for part in parts):
        return False
    beside = _NUMBERS.sub("", _without_runs(re.sub(r"[a-z]+", "", text)))
    return len(beside) < _LEAST_BESIDE_WORDS


def _parts_of(run: str, words: Collection[str]) -> tuple[str, ...]:
    """Return the two words that a run of letters is, or the run.

    Examples:
        >>> _parts_of("adminpassword", ["admin", "password"])
        ('admin', 'password')
    """
    if run in words:
        return (run,)
    halves = ((run[:at], run[at:]) for at in range(3, len(run) - 2))
    return next((both for both in halves if both[0] in words and both[1] in words), (run,))
