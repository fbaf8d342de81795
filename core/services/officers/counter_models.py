"""What pages of reception show and say."""

from core.handouts.help_note import why_helped
from core.review.helping import HelpConsent, HelpNeed, HelpNote, NotedHelp
from core.services.officers.keep_case_agents import EndingAgent, NamingAgent, party
from core.services.officers.open_kept_visits import KeptVisitSeen
from core.services.officers.receive_materials import CounterCase, CounterMaterial, CounterNotice

__all__ = [
    "CounterCase",
    "CounterMaterial",
    "CounterNotice",
    "EndingAgent",
    "HelpConsent",
    "HelpNeed",
    "HelpNote",
    "KeptVisitSeen",
    "NamingAgent",
    "NotedHelp",
    "party",
    "why_helped",
]
