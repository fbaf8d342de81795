"""What the page of fees keeps between two runs."""

from dataclasses import dataclass


@dataclass
class FeesView:
    """What was said of the last step."""

    said: str = ""

    def take_said(self) -> str:
        """Return what is to be said once."""
        said, self.said = self.said, ""
        return said
