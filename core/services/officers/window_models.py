"""What pages of the one window show and say of results."""

from core.review.handing_over import NUMBER_END, DeliveryWay, HandingOver, Receiver
from core.review.states import MatterState
from core.services.officers.deliver_results import MatterResult, ReadyCase, ReadyResults

__all__ = [
    "NUMBER_END",
    "DeliveryWay",
    "HandingOver",
    "MatterResult",
    "MatterState",
    "ReadyCase",
    "ReadyResults",
    "Receiver",
]
