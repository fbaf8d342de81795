"""What makes two questions one question, as a value."""

from typing import NamedTuple


class FieldKey(NamedTuple):
    """What makes two fields one question: the data element and the bound subject (law 1)."""

    element: str
    subject: str

    def __str__(self) -> str:
        return f"{self.element}@{self.subject}"

    @classmethod
    def parse(cls, text: str) -> "FieldKey | None":
        """Return the key that ``element@subject`` names, or nothing.

        Examples:
            >>> FieldKey.parse("per.name@principal")
            FieldKey(element='per.name', subject='principal')
        """
        element, at, subject = text.partition("@")
        return cls(element, subject) if element and at and subject else None
