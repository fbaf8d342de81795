"""Applications that somebody hands in for another, and what tells the two apart."""

from dataclasses import replace

from core.agents.models import SCOPE, Authorisation, AuthorisationKind
from core.services.citizens import Credentials
from tests.services.applications import CODE, application_of

AGENT_NAME, AGENT_NUMBER = "何小满", "440106199001011112"
_VALUES = {
    "per.name@agent": AGENT_NAME,
    "per.id_no@agent": AGENT_NUMBER,
    "per.mobile@agent": "13800002019",
    "case.agent_scope@case": ["提交材料"],
    "case.agent_from@case": "2026-01-01",
    "case.agent_to@case": "2027-12-31",
}
_PAPERS = {"mat.power_of_attorney@case": "upload", "mat.id_card@agent": "upload"}
MANDATE = Authorisation(
    AuthorisationKind.MANDATE, acts=SCOPE, valid_from="2026-01-01", valid_until="2027-12-31"
)


def agents_part(scenario):
    """Return a scenario in which an agent acts for its person."""
    return scenario.model_copy(
        update={
            "answers": {**scenario.answers, "by_agent": "委托代理"},
            "values": {**scenario.values, **_VALUES},
            "papers": {**scenario.papers, **_PAPERS},
        }
    )


def agents_application(scenario, kiosk, key, authorisation=MANDATE):
    """Return what an agent hands in for the person of a scenario."""
    application = application_of(agents_part(scenario), kiosk, key)
    return replace(application, authorisation=authorisation)


def submitted(scenario, kiosk, key, authorisation=MANDATE):
    """Return the case of what an agent hands in."""
    application = agents_application(scenario, kiosk, key, authorisation)
    return kiosk.handing_in.submit(application, code=CODE)


def principal(case):
    """Return what opens a case to the one represented."""
    return Credentials(case.number, case.application.values["per.id_no@principal"][-4:])


def agent(case):
    """Return what opens a case to the agent on the form."""
    return Credentials(case.number, AGENT_NUMBER[-4:])
