"""What names a material: the document and whom it is about; and a licence in its place."""

from typing import NamedTuple


class DocumentKey(NamedTuple):
    """What makes two materials one: the document and the bound subject.

    In JSON, in what is stored and in the keys of widgets it is written ``document@subject``.
    """

    document: str
    subject: str

    def __str__(self) -> str:
        return f"{self.document}@{self.subject}"

    @classmethod
    def parse(cls, text: str) -> "DocumentKey | None":
        """Return the key that ``document@subject`` names, or nothing.

        Examples:
            >>> DocumentKey.parse("mat.lease@premises")
            DocumentKey(document='mat.lease', subject='premises')
            >>> str(DocumentKey("mat.lease", "premises")), DocumentKey.parse("F03")
            ('mat.lease@premises', None)
        """
        document, at, subject = text.partition("@")
        return cls(document, subject) if document and at and subject else None


class LicenceKey(NamedTuple):
    """A licence of one holder, written ``licence@subject``."""

    licence: str
    subject: str

    def __str__(self) -> str:
        """Return how it is written.

        Examples:
            >>> str(LicenceKey("居民身份证", "principal"))
            '居民身份证@principal'
        """
        return f"{self.licence}@{self.subject}"
