"""What pages of reception show and say."""

from core.handouts.help_note import why_helped
from core.review.helping import HelpConsent, HelpNeed, HelpNote, NotedHelp
from core.services.officers.open_kept_visits import KeptVisitSeen
from core.services.officers.receive_materials import CounterCase, CounterMaterial

__all__ = [
    "CounterCase",
    "CounterMaterial",
    "HelpConsent",
    "HelpNeed",
    "HelpNote",
    "KeptVisitSeen",
    "NotedHelp",
    "why_helped",
]
