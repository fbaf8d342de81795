"""What the page of reception keeps between two runs."""

from dataclasses import dataclass


@dataclass
class ReceptionView:
    """What was looked for, what is said once, and how often files were received."""

    typed: str = ""
    said: str = ""
    received: int = 0

    def turn_to(self, typed: str) -> None:
        """Look for something else."""
        self.typed = typed

    def take_said(self) -> str:
        """Return what is to be said once."""
        said, self.said = self.said, ""
        return said
