"""What a citizen does at the kiosk, from the first question to the receipt."""

from core.cases.help_given import HelpAct
from core.cases.signatures import Signature, Stroke
from core.catalogue.stops import MatterStop
from core.forms.addresses import AddressParts, other_addresses, split_address
from core.forms.department_forms import FormTable
from core.forms.pages import FormPage, PagePart
from core.forms.parties import Apart
from core.forms.pictures import digest_in, is_picture, reference_to
from core.forms.possible_dates import years_offered
from core.forms.regions import CODE_LIST as REGIONS
from core.forms.regions import Region, region, regions_in
from core.kinds.values.temporal import LONG_TERM
from core.materials.inspecting.kinds import MAX_UPLOAD_BYTES
from core.materials.providers import Provider
from core.materials.status import (
    GivenMaterials,
    MaterialState,
    MaterialStatus,
    MaterialTally,
    OwedDay,
)
from core.materials.texts import side_by_side
from core.ports import Identity, IdentityCode, IdentityMethod, IdentityReader
from core.privacy.holdings import HeldData
from core.privacy.notices import NOTICE, Point
from core.privacy.requests import RightKind, RightRequest, Wish
from core.receipts.guides import GuidePaper
from core.services.case_agents import CaseAgent
from core.services.citizens import drafts
from core.services.citizens.asked_once import AskedOnce, ToCorrect
from core.services.citizens.assembling import citizen_use_cases
from core.services.citizens.authenticate import Credentials
from core.services.citizens.authorising import AuthorisationNeeded, authorisation_problems
from core.services.citizens.citizen_ports import CitizenPorts
from core.services.citizens.compare_materials import (
    ChangeReason,
    MaterialsChange,
    compare_materials,
)
from core.services.citizens.consult import Consultation, Inspection
from core.services.citizens.documents_to_sign import DocumentToSign
from core.services.citizens.explain_values import Following, FollowingValue
from core.services.citizens.find_answers import LookUpOutcome
from core.services.citizens.find_themes import MOST_AT_ONCE, NamedTile, TileGroup, browsed, found
from core.services.citizens.keep_visits import ResumeCode
from core.services.citizens.lend_form import LentForm
from core.services.citizens.licence_outcomes import (
    LicenceOutcome,
    LicenceState,
    Prefilled,
)
from core.services.citizens.list_theme_tiles import ThemeTile
from core.services.citizens.matter_progress import MatterProgress
from core.services.citizens.named_persons import NamedPerson, persons_for_rows
from core.services.citizens.offer_licences import LicenceOffer
from core.services.citizens.offer_look_ups import LookUp
from core.services.citizens.phone_receipts import OpenedReceipt
from core.services.citizens.plan_form import FormChoices, KioskForm, MaterialToGive, Pagination
from core.services.citizens.prepare_application import PreparedApplication
from core.services.citizens.rate_case import LEVELS, REASONS
from core.services.citizens.sealed_visits import VisitState
from core.services.citizens.supply_material import OwedMaterial
from core.services.citizens.tell_persons import PersonOffered, PersonsToTell, RoleToTell
from core.services.citizens.third_signatures import DocumentText, is_signed, unsigned
from core.services.citizens.track_case import TrackedCase
from core.services.citizens.use_cases import CitizenUseCases
from core.situations.helping import Helped, help_with
from core.themes.weighing import AnswerDifference, DifferenceItem
from core.visits.addresses import is_reached_by_phones, page_at
from core.visits.steps import SIX_STEPS, VisitStep
from core.visits.time_estimates import ElapsedTotal, StepKind

__all__ = [
    "LEVELS",
    "LONG_TERM",
    "MAX_UPLOAD_BYTES",
    "MOST_AT_ONCE",
    "NOTICE",
    "REASONS",
    "REGIONS",
    "SIX_STEPS",
    "AddressParts",
    "AnswerDifference",
    "Apart",
    "AskedOnce",
    "AuthorisationNeeded",
    "CaseAgent",
    "ChangeReason",
    "CitizenPorts",
    "CitizenUseCases",
    "Consultation",
    "Credentials",
    "DifferenceItem",
    "DocumentText",
    "DocumentToSign",
    "ElapsedTotal",
    "Following",
    "FollowingValue",
    "FormChoices",
    "FormPage",
    "FormTable",
    "GivenMaterials",
    "GuidePaper",
    "HeldData",
    "HelpAct",
    "Helped",
    "Identity",
    "IdentityCode",
    "IdentityMethod",
    "IdentityReader",
    "Inspection",
    "KioskForm",
    "LentForm",
    "LicenceOffer",
    "LicenceOutcome",
    "LicenceState",
    "LookUp",
    "LookUpOutcome",
    "MaterialState",
    "MaterialStatus",
    "MaterialTally",
    "MaterialToGive",
    "MaterialsChange",
    "MatterProgress",
    "MatterStop",
    "NamedPerson",
    "NamedTile",
    "OpenedReceipt",
    "OwedDay",
    "OwedMaterial",
    "PagePart",
    "Pagination",
    "PersonOffered",
    "PersonsToTell",
    "Point",
    "Prefilled",
    "PreparedApplication",
    "Provider",
    "Region",
    "ResumeCode",
    "RightKind",
    "RightRequest",
    "RoleToTell",
    "Signature",
    "StepKind",
    "Stroke",
    "ThemeTile",
    "TileGroup",
    "ToCorrect",
    "TrackedCase",
    "VisitState",
    "VisitStep",
    "Wish",
    "authorisation_problems",
    "browsed",
    "citizen_use_cases",
    "compare_materials",
    "digest_in",
    "drafts",
    "found",
    "help_with",
    "is_picture",
    "is_reached_by_phones",
    "is_signed",
    "other_addresses",
    "page_at",
    "persons_for_rows",
    "reference_to",
    "region",
    "regions_in",
    "side_by_side",
    "split_address",
    "unsigned",
    "years_offered",
]
