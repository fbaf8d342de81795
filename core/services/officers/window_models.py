"""What pages of the one window show and say of results."""

from core.cases.signatures import Stroke
from core.review.handing_over import (
    NUMBER_END,
    DeliveryWay,
    HandingOver,
    Receiver,
    SignedOn,
)
from core.review.states import MatterState
from core.services.officers.ready_results import MatterResult, ReadyCase, ReadyResults

__all__ = [
    "NUMBER_END",
    "DeliveryWay",
    "HandingOver",
    "MatterResult",
    "MatterState",
    "ReadyCase",
    "ReadyResults",
    "Receiver",
    "SignedOn",
    "Stroke",
]
