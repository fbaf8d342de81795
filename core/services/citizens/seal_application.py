"""Seal an application for good: with the signatures that hold, and the materials asked for."""

from dataclasses import replace
from datetime import datetime

from core.cases.models import Application
from core.services.citizens.documents_to_sign import sealed_signatures
from core.services.citizens.prepare_application import PreparedApplication
from core.services.citizens.third_signatures import third_signatures


def seal_application(prepared: PreparedApplication, *, at: datetime) -> Application:
    """Return what is received of a prepared application.

    Materials that no office asks for any more, such as those of an answer since changed, promises
    that no office takes, and signatures under what is not handed in are left out.
    """
    application = prepared.application
    counted = prepared.counted
    return replace(
        application,
        uploads=tuple(u for u in application.uploads if str(u.key) in counted.files),
        deferred=tuple(code for code in application.deferred if code in counted.deferred),
        templates=tuple(code for code in application.templates if code in counted.templates),
        signatures=(
            *sealed_signatures(prepared.documents, application, at=at),
            *third_signatures(prepared.texts, application),
        ),
    )
