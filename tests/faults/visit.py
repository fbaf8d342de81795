"""The main job, step by step, as a citizen at the kiosk and somebody of the staff do it."""

from dataclasses import dataclass, field, replace
from functools import cache

from core.cases.models import Application
from core.cases.signatures import FEWEST_POINTS, SHORTEST_STROKE, Stroke
from core.errors import FilesGoneError, InvalidValuesError, NothingToPublishError, SessionEndedError
from core.services.citizens import Credentials
from core.services.citizens.keep_visits import ResumeCode
from core.services.citizens.sealed_visits import VisitState
from core.training.scenarios import read_scenario
from tests.papers import PDF, picture
from tests.services.applications import application_of
from tests.services.conftest import ASSETS

STEPS = (
    "begin",
    "upload",
    "sign",
    "keep",
    "resume",
    "submit",
    "receipt",
    "look",
    "rate",
    "withdraw",
    "publish",
)
PAPER = "mat.hygiene_layout@premises"
_SIGN = "case.sign@principal"
_INK = picture((300, 100), "PNG")
_LEVEL = 4


@dataclass
class Visit:
    """What a kiosk remembers of a visit, and what it was acknowledged."""

    key: str
    publishes: bool = False
    application: Application | None = None
    slip: ResumeCode | None = None
    code: str = ""
    number: str = ""
    done: list[str] = field(default_factory=list)

    @property
    def steps(self):
        """The steps that are still to be taken."""
        return [
            step
            for step in STEPS
            if step not in self.done and (step != "publish" or self.publishes)
        ]

    @property
    def asked(self):
        number = self.application.values["per.id_no@principal"]
        return Credentials(self.number, number[-4:], place=self.key)


def take(step, visit, place):
    """Take a step; whatever it raises is what somebody at the screen is told."""
    _TAKE[step](visit, place)
    visit.done.append(step)


def put_right(error, visit, place):
    """Do what the page asks for: papers that are gone, and signatures of another day, anew."""
    if isinstance(error, FilesGoneError | InvalidValuesError):
        _upload(visit, place)
        _sign(visit, place)
    if isinstance(error, SessionEndedError):
        place.log_in()


@cache
def _scenario():
    scenario = read_scenario(ASSETS / "scenarios" / "S02.yaml")
    papers = {code: way for code, way in scenario.papers.items() if code != PAPER}
    return scenario.model_copy(update={"papers": papers})


def _begin(visit, place):
    application = application_of(_scenario(), place.kiosk, visit.key)
    values = {key: value for key, value in application.values.items() if key != _SIGN}
    visit.application = replace(application, values=values)
    visit.code = place.kiosk.handing_in.new_code()  # the page draws it before it submits
    answers, version = dict(application.answers), application.theme_version
    place.kiosk.consulting.consult(application.theme_code, version, answers)
    place.kiosk.filling.form(application.theme_code, version, answers, values)


def _upload(visit, place):
    document, _, subject = PAPER.partition("@")
    content = PDF + b"\n%" + visit.key.encode() + b"\n"
    upload = place.kiosk.materials.keep_upload(
        document=document, subject=subject, name="a.pdf", content=content, holder=visit.key
    )
    visit.application = replace(visit.application, uploads=(upload,))


def _sign(visit, place):
    stroke = Stroke(_INK, FEWEST_POINTS, SHORTEST_STROKE)
    documents = place.kiosk.handing_in.prepare(visit.application).documents
    drawn = tuple(
        place.kiosk.handing_in.sign(document, stroke, holder=visit.key) for document in documents
    )
    others = tuple(
        signature for signature in visit.application.signatures if signature.way.value == "typed"
    )
    visit.application = replace(visit.application, signatures=(*others, *drawn))


def _keep(visit, place):
    visit.slip = place.kiosk.visits.keeper.keep(VisitState(visit.application))


def _resume(visit, place):
    slip = visit.slip
    state = place.kiosk.visits.keeper.resume(slip.number, slip.code, place=visit.key)
    if state.application != visit.application:
        raise AssertionError("another visit than was kept")


def _submit(visit, place):
    visit.number = place.kiosk.handing_in.submit(visit.application, code=visit.code).number


def _receipt(visit, place):
    place.kiosk.handing_in.receipt(visit.number, code=visit.code)


def _look(visit, place):
    place.kiosk.tracking.look(visit.asked)


def _rate(visit, place):
    place.kiosk.tracking.rate(visit.asked, _LEVEL)


def _withdraw(visit, place):
    place.kiosk.tracking.withdraw(visit.asked, visit.code)


def _publish(visit, place):
    try:
        place.publish()
    except NothingToPublishError:  # it was published before, and what was told says no other
        return


_TAKE = {
    "begin": _begin,
    "upload": _upload,
    "sign": _sign,
    "keep": _keep,
    "resume": _resume,
    "submit": _submit,
    "receipt": _receipt,
    "look": _look,
    "rate": _rate,
    "withdraw": _withdraw,
    "publish": _publish,
}
