"""What a field kind is, in one record: all that the other modules ask of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from typing import Any

Check = Callable[[Any], str | None]
"""Return the rule a value breaks, or ``None``; the sentence is ``problem.<rule>``."""


def unchanged(value: Any) -> Any:
    """Pass a value on as it is."""
    return value


def as_words(value: Any) -> str:
    """Return a value as it stands on paper.

    Examples:
        >>> as_words(60.0), as_words(True), as_words("端州区")
        ('60', '是', '端州区')
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"{Decimal(str(value)).normalize():f}" if isinstance(value, float) else str(value)


class Family(Enum):
    """Kinds whose values can be written as each other (law 4)."""

    MOMENT = auto()
    NUMBER = auto()
    CHOICE = auto()
    WORDS = auto()


class Act(Enum):
    """What a field asks for that is no value: no other kind can stand for it."""

    AGREEING = auto()
    SIGNING = auto()
    LISTING = auto()
    """A table: its columns ask for the values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRules:
    """How values are put in order, checked, coarsened and written.

    ``normalise`` puts a value that means the same into one form (full-width digits, 是), and
    passes on what it does not understand. ``coarsen`` writes a value where less is asked.
    What ``write`` puts on paper or in a spreadsheet, ``normalise`` reads back.
    ``problem_on_paper`` checks a number by the kind of identity paper that it stands on.
    """

    problem: Check
    coarsen: Callable[[Any], Any] = unchanged
    normalise: Callable[[Any], Any] = unchanged
    write: Callable[[Any], str] = as_words
    problem_on_paper: Callable[[Any, Any], str | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadsheetWords:
    """How spreadsheets name a kind.

    ``chinese`` are the words of a department's list, of which the first is written.
    ``xlsform`` are the types of an XLSForm that ask the same, ``xlsform_near`` those that ask
    for something like it. A word belongs to one kind only.
    """

    chinese: tuple[str, ...]
    xlsform: tuple[str, ...] = ()
    xlsform_near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldKind(ValueRules):
    """One type of field (表单项类型).

    Attributes:
        fineness: Rank in merging: where several types ask for one thing, the highest is asked,
            and all others are recovered from it. No two kinds have the same.
        words: How spreadsheets name it.
        family: Kinds that can be written as each other; none if this one stands alone.
        act: What it asks for, if that is no value.
        takes_words: Whether whatever is asked precisely can be written here.
        has_lines: Whether a value may have several lines; of all others a line is one value.
        is_several: Whether a value is a list of options.
        is_counted: Whether nothing lies between two whole numbers.
        is_truth: Whether a value is yes or no.
        is_code: Whether somebody is found or reached by it, so that it has one form everywhere.
        identifies: Whether it is the number of a paper that tells who somebody is.
        is_typed: Whether it is typed by letters or digits, and not chosen (*fields typed*).
        from_word: Returns the value that one word of an answer stands for.
    """

    fineness: int
    words: SpreadsheetWords
    family: Family | None = None
    act: Act | None = None
    takes_words: bool = False
    has_lines: bool = False
    is_several: bool = False
    is_counted: bool = False
    is_truth: bool = False
    is_code: bool = False
    identifies: bool = False
    is_typed: bool = False
    from_word: Callable[[str], Any] = field(default=str)

    @property
    def is_moment(self) -> bool:
        """Say whether it is a month, a day or a time of day."""
        return self.family is Family.MOMENT

    @property
    def is_number(self) -> bool:
        """Say whether it is measured or counted."""
        return self.family is Family.NUMBER

    @property
    def is_choice(self) -> bool:
        """Say whether it is chosen from options."""
        return self.family is Family.CHOICE

    @property
    def is_agreed(self) -> bool:
        """Say whether somebody agrees to conditions."""
        return self.act is Act.AGREEING

    @property
    def is_signed(self) -> bool:
        """Say whether somebody signs."""
        return self.act is Act.SIGNING

    @property
    def is_promised(self) -> bool:
        """Say whether only the person can do it: agree, or sign."""
        return self.is_agreed or self.is_signed

    @property
    def has_columns(self) -> bool:
        """Say whether it is a table."""
        return self.act is Act.LISTING

    def fits(self, other: "FieldKind") -> bool:
        """Say whether one value can serve both kinds, the finer written as the coarser (law 4)."""
        if self is other:
            return True
        if self.act or other.act:
            return False
        if self.family is not None and self.family is other.family:
            return True
        return self.takes_words or other.takes_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionKind:
    """One way in which a material need not be handed in (四免).

    Attributes:
        words: The words of spreadsheets, of which the first is written.
        fetched_from: The source of values that the office asks instead; none if it asks nobody.
        turn: Which is taken first of several ways in which one material can be fetched.
        state: How a material stands that was fetched (``MaterialState``).
        may_come_later: Whether a promise does for now.
        has_template: Whether it is made from the office's own text.
    """

    words: tuple[str, ...]
    fetched_from: str = ""
    turn: int = 0
    state: str = "fetched"
    may_come_later: bool = False
    has_template: bool = False

    @property
    def is_fetched(self) -> bool:
        """Say whether the office fetches the material itself."""
        return bool(self.fetched_from)
