"""What the page of the window keeps between two runs."""

from dataclasses import dataclass


@dataclass
class WindowView:
    """What was said of the last step, which number was looked for, and whether a dialog is open."""

    said: str = ""
    searched: str = ""
    is_sending_back: bool = False

    def take_said(self) -> str:
        """Return what is to be said once."""
        said, self.said = self.said, ""
        return said

    def stop_sending_back(self) -> None:
        """Close the dialog."""
        self.is_sending_back = False
