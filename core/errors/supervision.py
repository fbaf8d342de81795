"""What is in the way when late matters are supervised."""

from typing import Any

from core.errors.families import CaseError


class SupervisionRefusedError(CaseError):
    """A step of supervising that may not be taken now; ``reason`` says why."""

    def __init__(self, reason: str, **params: Any) -> None:
        self.message_key = f"error.case.supervision_{reason}"
        super().__init__(**params)
