"""What was printed for outages, and what became of it."""

from typing import Protocol

from core.cases.paper_forms import EmergencyForm, PaperFormState


class PaperFormStore(Protocol):
    """Keeps printed forms, each by the number that its case will have."""

    def add(self, form: EmergencyForm) -> None:
        """Insert a form."""

    def exists(self, number: str) -> bool:
        """Say whether a number is reserved, or was."""

    def get(self, number: str, *, to_change: bool = False) -> EmergencyForm:
        """Return a form.

        With ``to_change`` nobody else changes it until the transaction ends.

        Raises:
            PaperFormUnknownError: If no form with this number was printed.
        """

    def entered_as(self, submission_key: str) -> EmergencyForm | None:
        """Return the form that a visit enters, held until the transaction ends."""

    def change(self, form: EmergencyForm) -> None:
        """Write down where a form stands now."""

    def listed(self, state: PaperFormState | None, *, limit: int) -> tuple[EmergencyForm, ...]:
        """Return forms, those printed last first."""

    def counts(self) -> dict[PaperFormState, int]:
        """Return how many forms stand where."""
