"""The use cases of citizens, in bundles by what somebody is about."""

from dataclasses import dataclass, field

from core.ports import IdentityReader
from core.services.citizens.authenticate import Credentials
from core.services.citizens.check_form import CheckForm
from core.services.citizens.consult import Consult
from core.services.citizens.correct_case import CorrectInWords, CorrectMaterial
from core.services.citizens.estimate_times import TimeEstimates
from core.services.citizens.explain_values import ExplainValues
from core.services.citizens.fetch_licences import FetchLicences
from core.services.citizens.find_answers import FindAnswers
from core.services.citizens.keep_agents import KeepAgents
from core.services.citizens.keep_drafts import DraftKeeper
from core.services.citizens.keep_upload import KeepUpload
from core.services.citizens.keep_visits import VisitKeeper
from core.services.citizens.lease_files import FileLeases
from core.services.citizens.lend_form import LendForm
from core.services.citizens.list_theme_tiles import ListThemeTiles
from core.services.citizens.own_data import OwnData
from core.services.citizens.payment_receipts import PrintPaymentReceipt
from core.services.citizens.phone_files import PhoneFiles
from core.services.citizens.phone_receipts import PhoneReceipts
from core.services.citizens.phone_signatures import PhoneSignatures
from core.services.citizens.prepare_application import PrepareApplication
from core.services.citizens.prepare_form import PrepareForm
from core.services.citizens.rate_case import RateCase, RateReceivedCase, ReadRating
from core.services.citizens.read_receipt import (
    LayOutReceipt,
    MakeReceiptCode,
    PrintReceipt,
    ReadReceipt,
)
from core.services.citizens.sign_document import SignDocument
from core.services.citizens.submit_case import SubmitCase
from core.services.citizens.supply_material import SupplyMaterial
from core.services.citizens.take_guide import GuidesToTake
from core.services.citizens.tell_persons import TellPersons
from core.services.citizens.tell_privacy import PrivacyTelling
from core.services.citizens.third_signatures import SignText
from core.services.citizens.track_case import TrackCase
from core.services.citizens.translate_catalogue import TranslateCatalogue
from core.services.citizens.warm_up import WarmUp
from core.services.citizens.weigh_answers import WeighAnswer
from core.services.citizens.withdraw_case import WithdrawCase
from core.services.counting import counted_as
from core.services.help_desk import HelpDesk
from core.services.matter_stops import MatterStops


@dataclass(frozen=True)
class KioskPlace:
    """Where a kiosk stands: what the staff call it, and the code of its region (GB/T 2260).

    Files that nobody hands in are kept for ``upload_hours``. ``is_personal`` says that the machine
    is a person's own, so that files may be saved on it.
    """

    name: str
    home: str
    upload_hours: int
    is_personal: bool = False


@dataclass(frozen=True)
class ConsultingUseCases:
    """Choose a theme, answer questions, and take the guide along."""

    themes: ListThemeTiles
    consult: Consult
    find: FindAnswers
    stops: MatterStops
    warm_up: WarmUp
    take: GuidesToTake = field(metadata=counted_as("kiosk.guides"))
    weigh: WeighAnswer
    words: TranslateCatalogue


@dataclass(frozen=True)
class FillingUseCases:
    """Fill in the form. Without ``identity`` nobody is identified; numbers are typed."""

    persons: TellPersons
    form: PrepareForm
    explain: ExplainValues = field(metadata=counted_as("kiosk.follows"))
    problems: CheckForm
    fetch: FetchLicences
    identity: IdentityReader | None


@dataclass(frozen=True)
class MaterialUseCases:
    """Give materials; what is given is held until a case has it."""

    keep_upload: KeepUpload
    leases: FileLeases = field(metadata=counted_as("kiosk.held"))


@dataclass(frozen=True)
class HandingInUseCases:
    """Sign what was filled in, hand it in, and take the receipt."""

    prepare: PrepareApplication
    sign: SignDocument
    sign_text: SignText = field(metadata=counted_as("kiosk.texts.sign"))
    new_code: MakeReceiptCode = field(metadata=counted_as("kiosk.withdrawal.new_code"))
    submit: SubmitCase
    receipt: ReadReceipt
    receipt_pdf: PrintReceipt
    receipt_page: LayOutReceipt


@dataclass(frozen=True)
class TrackingUseCases:
    """Look after a case."""

    look: TrackCase
    supply: SupplyMaterial[Credentials]
    supply_received: SupplyMaterial[str]
    correct: CorrectInWords
    correct_material: CorrectMaterial = field(metadata=counted_as("kiosk.tracker.correct_paper"))
    payment_receipt: PrintPaymentReceipt
    rate: RateCase
    rate_received: RateReceivedCase
    level_of: ReadRating
    withdraw: WithdrawCase = field(metadata=counted_as("kiosk.withdrawal.withdraw"))
    agents: KeepAgents = field(metadata=counted_as("kiosk.agents"))


@dataclass(frozen=True)
class PhoneUseCases:
    """Go on with something on one's own phone."""

    files: PhoneFiles = field(metadata=counted_as("kiosk.phone"))
    signatures: PhoneSignatures = field(metadata=counted_as("kiosk.phone_signatures"))
    receipts: PhoneReceipts = field(metadata=counted_as("kiosk.phone_receipts"))
    forms: LendForm = field(metadata=counted_as("kiosk.phone_forms"))


@dataclass(frozen=True)
class VisitUseCases:
    """Leave a visit and come back to it, or to a page that a restart cut off; be told times."""

    keeper: VisitKeeper = field(metadata=counted_as("kiosk.keeper"))
    drafts: DraftKeeper = field(metadata=counted_as("kiosk.drafts"))
    time_estimates: TimeEstimates = field(metadata=counted_as("kiosk.pace"))


@dataclass(frozen=True)
class AssistanceUseCases:
    """Be told what becomes of one's data; call somebody."""

    privacy: PrivacyTelling = field(metadata=counted_as("kiosk.privacy"))
    help: HelpDesk = field(metadata=counted_as("kiosk.help"))


@dataclass(frozen=True)
class CitizenUseCases:
    """Everything that a citizen can do. A visit names its theme by code and version."""

    place: KioskPlace
    consulting: ConsultingUseCases = field(metadata=counted_as("kiosk"))
    filling: FillingUseCases = field(metadata=counted_as("kiosk"))
    materials: MaterialUseCases = field(metadata=counted_as("kiosk"))
    handing_in: HandingInUseCases = field(metadata=counted_as("kiosk"))
    tracking: TrackingUseCases = field(metadata=counted_as("kiosk.tracker"))
    own_data: OwnData = field(metadata=counted_as("kiosk.own_data"))
    phone: PhoneUseCases
    visits: VisitUseCases = field(metadata=counted_as("kiosk"))
    assistance: AssistanceUseCases = field(metadata=counted_as("kiosk"))
