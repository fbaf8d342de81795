"""What pages of reception show and say."""

from core.review.helping import HelpConsent, HelpNeed, HelpNote, NotedHelp
from core.services.officers.receive_materials import CounterCase, CounterMaterial

__all__ = [
    "CounterCase",
    "CounterMaterial",
    "HelpConsent",
    "HelpNeed",
    "HelpNote",
    "NotedHelp",
]
