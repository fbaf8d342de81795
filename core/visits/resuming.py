"""Keep a draft for another day, and go on with it.

What is kept is an application and, beside it, what an application does not have. The names of
the latter are stored: they stay as they are, and what an earlier release did not keep is empty.
"""

from collections.abc import Mapping
from typing import Any

from core.cases.models import Application
from core.visits.draft import ApplicationDraft, LicenceDecisions, PartyChoices


def beside_application(draft: ApplicationDraft) -> dict[str, Any]:
    """Return what is kept of a draft beside the application.

    Examples:
        >>> beside_application(ApplicationDraft("key", members={"partner": 2}))["members"]
        {'partner': 2}
    """
    return {
        "proposed": dict(draft.proposed),
        "members": dict(draft.members),
        "decided": list(draft.licences.decided),
        "agreed": list(draft.licences.agreed),
        "requested": dict(draft.licences.requested),
        "not_had": list(draft.licences.not_had),
        "acting": draft.party_choices.acting,
        "written_persons": list(draft.party_choices.written),
        "other_persons": list(draft.party_choices.others),
    }


def resume_draft(kept: Application, beside: Mapping[str, Any]) -> ApplicationDraft:
    """Return the draft that was kept."""
    return ApplicationDraft(
        submission_key=kept.submission_key,
        theme_code=kept.theme_code,
        theme_version=kept.theme_version,
        answers=kept.answers,
        values=kept.values,
        proposed=beside.get("proposed", {}),
        members=beside.get("members", {}),
        fetched=kept.fetched,
        contested=kept.contested,
        licences=LicenceDecisions(
            decided=tuple(beside.get("decided", ())),
            agreed=tuple(beside.get("agreed", ())),
            requested=beside.get("requested", {}),
            not_had=tuple(beside.get("not_had", ())),
            on_paper=kept.on_paper,
        ),
        uploads=kept.uploads,
        deferred=kept.deferred,
        templates=kept.templates,
        instead=kept.instead,
        signatures=kept.signatures,
        consents=kept.consents,
        parties=kept.parties,
        found=kept.found,
        authorisation=kept.authorisation,
        channel=kept.channel,
        help=kept.help,
        party_choices=PartyChoices(
            acting=beside.get("acting", ""),
            written=tuple(beside.get("written_persons", ())),
            others=tuple(beside.get("other_persons", ())),
        ),
    )
