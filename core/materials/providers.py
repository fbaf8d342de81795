"""Who provides a material: the applicant, a source that is asked for it, or another matter."""

from dataclasses import dataclass

from core.catalogue.models import ExemptionWay

FETCHING = tuple(
    sorted((way for way in ExemptionWay if way.kind.is_fetched), key=lambda way: way.kind.turn)
)
"""The ways of exemption in which a material is fetched, the first that is declared before."""

_APPLICANT = "applicant"
_MATTER = "matter"


@dataclass(frozen=True, slots=True)
class Provider:
    """Who provides a material: a ``way`` to fetch it, a ``matter`` that issues it, or neither.

    With neither the applicant hands it in. It is written ``applicant``, ``e_licence``,
    ``data_sharing`` or ``matter:CODE`` (``provided_by`` of the command line).
    """

    way: ExemptionWay | None = None
    matter: str = ""

    def __str__(self) -> str:
        return f"{_MATTER}:{self.matter}" if self.matter else self.kind

    @property
    def kind(self) -> str:
        """Return its name without the code of a matter, as words and icons are keyed.

        Examples:
            >>> Provider(matter="SCJG-01").kind, Provider().kind
            ('matter', 'applicant')
        """
        if self.matter:
            return _MATTER
        return self.way.value if self.way else _APPLICANT

    @classmethod
    def parse(cls, text: str) -> "Provider | None":
        """Return the provider that a text names, or nothing.

        Examples:
            >>> str(Provider.parse("matter:SCJG-01")), str(Provider.parse("e_licence"))
            ('matter:SCJG-01', 'e_licence')
            >>> Provider.parse("applicant") == APPLICANT, Provider.parse("matter:")
            (True, None)
        """
        kind, _, matter = text.partition(":")
        if kind == _MATTER and matter:
            return cls(matter=matter)
        return _PLAIN.get(text)


APPLICANT = Provider()
_PLAIN = {provider.kind: provider for provider in (APPLICANT, *map(Provider, FETCHING))}
