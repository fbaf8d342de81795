"""What citizens do to the draft of their application: each function returns another draft."""

from core.visits.draft import (
    ApplicationDraft,
    LicenceDecisions,
    answer,
    consent,
    say_who_is_who,
    sign,
)
from core.visits.fetching import (
    accept,
    agree,
    begin_fetching,
    change_number,
    contest,
    decline,
    fetch,
    forget_holder,
)
from core.visits.filling import count_members, fill, fill_row, give_way, open_proposals, propose
from core.visits.finding import forget_found, keep_found, take_found
from core.visits.giving import (
    attach,
    choose,
    defer,
    detach,
    give_now,
    keep_templates,
    lose,
    materials_of,
    use_template,
)
from core.visits.parties import (
    act_as,
    be_all,
    be_another,
    be_same_person,
    take_back_all,
    unsay,
)
from core.visits.resuming import beside_application, resume_draft
from core.visits.steps import read_step

__all__ = [
    "ApplicationDraft",
    "LicenceDecisions",
    "accept",
    "act_as",
    "agree",
    "answer",
    "attach",
    "be_all",
    "be_another",
    "be_same_person",
    "begin_fetching",
    "beside_application",
    "change_number",
    "choose",
    "consent",
    "contest",
    "count_members",
    "decline",
    "defer",
    "detach",
    "fetch",
    "fill",
    "fill_row",
    "forget_found",
    "forget_holder",
    "give_now",
    "give_way",
    "keep_found",
    "keep_templates",
    "lose",
    "materials_of",
    "open_proposals",
    "propose",
    "read_step",
    "resume_draft",
    "say_who_is_who",
    "sign",
    "take_back_all",
    "take_found",
    "unsay",
    "use_template",
]
