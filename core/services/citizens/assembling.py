"""Put the use cases of citizens together from what they need from outside."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from core.cases.fetched_records import RecordSeals
from core.ports import Clock
from core.services.citizens.authenticate import Authenticate, AuthenticatedCase
from core.services.citizens.check_form import CheckForm
from core.services.citizens.citizen_ports import CitizenPorts
from core.services.citizens.consult import Consult
from core.services.citizens.correct_case import CorrectInWords, CorrectionAnswers, CorrectMaterial
from core.services.citizens.estimate_times import TimeEstimates
from core.services.citizens.explain_values import ExplainValues
from core.services.citizens.fetch_licences import FetchLicences
from core.services.citizens.find_answers import FindAnswers
from core.services.citizens.hold_receipt import ReceiptHolder
from core.services.citizens.keep_agents import KeepAgents
from core.services.citizens.keep_drafts import DraftKeeper
from core.services.citizens.keep_upload import KeepUpload
from core.services.citizens.keep_visits import VisitKeeper
from core.services.citizens.learnt_order import LearntOrders
from core.services.citizens.lease_files import FileLeases
from core.services.citizens.lend_form import LendForm
from core.services.citizens.list_theme_tiles import ListThemeTiles
from core.services.citizens.own_data import OwnData
from core.services.citizens.paper_entries import DayOfReceipt
from core.services.citizens.payment_receipts import PrintPaymentReceipt
from core.services.citizens.phone_files import PhoneFiles
from core.services.citizens.phone_receipts import PhoneReceipts
from core.services.citizens.phone_signatures import PhoneSignatures
from core.services.citizens.prepare_application import PrepareApplication
from core.services.citizens.prepare_form import PrepareForm
from core.services.citizens.rate_case import RateCase, RateReceivedCase, ReadRating
from core.services.citizens.read_plans import ReadPlan
from core.services.citizens.read_receipt import (
    LayOutReceipt,
    MakeReceiptCode,
    PrintReceipt,
    ReadReceipt,
    ReadReceiptBeside,
)
from core.services.citizens.sign_document import SignDocument
from core.services.citizens.submit_case import SubmitCase
from core.services.citizens.supply_material import Opener, SupplyMaterial
from core.services.citizens.take_guide import GuidesToTake
from core.services.citizens.tell_persons import TellPersons
from core.services.citizens.tell_privacy import PrivacyTelling
from core.services.citizens.third_signatures import SignText
from core.services.citizens.track_case import TrackCase
from core.services.citizens.translate_catalogue import TranslateCatalogue
from core.services.citizens.use_cases import (
    AssistanceUseCases,
    CitizenUseCases,
    ConsultingUseCases,
    FillingUseCases,
    HandingInUseCases,
    KioskPlace,
    MaterialUseCases,
    PhoneUseCases,
    TrackingUseCases,
    VisitUseCases,
)
from core.services.citizens.warm_up import WarmUp
from core.services.citizens.weigh_answers import WeighAnswer
from core.services.citizens.withdraw_case import WithdrawCase
from core.services.held_data import HeldDataReader
from core.services.help_desk import HelpDesk
from core.services.matter_stops import MatterStops
from core.services.review_steps import ReviewRules
from core.services.right_requests import RequestBook
from core.services.theme_plans import PlanShelf
from core.visits.steady import SteadyClock


def citizen_use_cases(ports: CitizenPorts) -> CitizenUseCases:
    """Return the use cases of citizens."""
    return _Assembly(ports).use_cases()


@dataclass(frozen=True)
class _Assembly:
    """Parts that several use cases share, each made once, and the bundles made of them."""

    ports: CitizenPorts

    def use_cases(self) -> CitizenUseCases:
        ports = self.ports
        return CitizenUseCases(
            place=KioskPlace(
                ports.name, ports.home, ports.retention.upload_hours, ports.is_personal
            ),
            consulting=self._consulting(),
            filling=self._filling(),
            materials=MaterialUseCases(keep_upload=self._keep_upload, leases=self._leases),
            handing_in=self._handing_in(),
            tracking=self._tracking(),
            own_data=self._own_data(),
            phone=self._phone(),
            visits=self._visits(),
            assistance=AssistanceUseCases(
                privacy=PrivacyTelling(
                    planned=self._planned, clock=ports.clock, retention=ports.retention
                ),
                help=HelpDesk(transaction=ports.transaction, clock=ports.clock),
            ),
        )

    @cached_property
    def _plans(self) -> PlanShelf:
        return PlanShelf()

    @cached_property
    def _planned(self) -> ReadPlan:
        return ReadPlan(transaction=self.ports.transaction, plans=self._plans)

    @cached_property
    def _seals(self) -> RecordSeals:
        return RecordSeals(self.ports.make_sealing_key, former=self.ports.former_keys)

    @cached_property
    def _leases(self) -> FileLeases:
        ports = self.ports
        return FileLeases(
            transaction=ports.transaction,
            files=ports.files,
            clock=ports.clock,
            steady=self._steady,
            screening=ports.screening,
            retention=ports.retention,
        )

    @cached_property
    def _stops(self) -> MatterStops:
        ports = self.ports
        return MatterStops(transaction=ports.transaction, clock=ports.clock, steady=self._steady)

    @cached_property
    def _steady(self) -> Clock:
        ports = self.ports
        return SteadyClock(ports.clock, ports.elapsed) if ports.elapsed else ports.clock

    @cached_property
    def _keep_upload(self) -> KeepUpload:
        return KeepUpload(inspector=self.ports.inspector, leases=self._leases)

    @cached_property
    def _links(self) -> PhoneFiles:
        ports = self.ports
        return PhoneFiles(
            transaction=ports.transaction,
            clock=ports.clock,
            randomness=ports.randomness,
            keep=self._keep_upload,
        )

    @cached_property
    def _sign_text(self) -> SignText:
        ports = self.ports
        return SignText(leases=self._leases, clock=ports.clock, inspector=ports.inspector)

    @cached_property
    def _authenticate(self) -> Authenticate:
        ports = self.ports
        return Authenticate(transaction=ports.transaction, clock=ports.clock, plans=self._plans)

    @cached_property
    def _rules(self) -> ReviewRules:
        return ReviewRules(self.ports.calendar, self.ports.silent_kinds, systems=self.ports.systems)

    @cached_property
    def _receipt_holder(self) -> ReceiptHolder:
        ports = self.ports
        return ReceiptHolder(
            transaction=ports.transaction, clock=ports.clock, authenticate=self._authenticate
        )

    def _consulting(self) -> ConsultingUseCases:
        ports = self.ports
        orders = LearntOrders(transaction=ports.transaction, clock=ports.clock)
        themes = ListThemeTiles(transaction=ports.transaction, clock=ports.clock)
        take = GuidesToTake(
            links=self._links, printer=ports.printer, sealer=ports.sealer, clock=ports.clock
        )
        consult = Consult(
            planned=self._planned, orders=orders, clock=ports.clock, calendar=ports.calendar
        )
        return ConsultingUseCases(
            themes,
            consult,
            FindAnswers(
                planned=self._planned,
                sources=ports.sources.libraries,
                seals=self._seals,
                randomness=ports.randomness,
                clock=ports.clock,
            ),
            self._stops,
            WarmUp(themes=themes, consult=consult, stops=self._stops),
            take,
            WeighAnswer(self._planned),
            TranslateCatalogue(transaction=ports.transaction),
        )

    def _filling(self) -> FillingUseCases:
        ports = self.ports
        libraries = ports.sources.libraries
        return FillingUseCases(
            persons=TellPersons(planned=self._planned),
            form=PrepareForm(
                planned=self._planned,
                clock=ports.clock,
                calendar=ports.calendar,
                connected=tuple(libraries),
                demo=ports.demo or {},
            ),
            explain=ExplainValues(planned=self._planned, clock=ports.clock),
            problems=CheckForm(planned=self._planned, clock=ports.clock),
            fetch=FetchLicences(
                planned=self._planned,
                sources=libraries,
                seals=self._seals,
                randomness=ports.randomness,
                clock=ports.clock,
            ),
            identity=ports.sources.identity,
        )

    def _handing_in(self) -> HandingInUseCases:
        ports = self.ports
        receipt = ReadReceipt(
            transaction=ports.transaction, plans=self._plans, calendar=ports.calendar
        )
        translated = TranslateCatalogue(transaction=ports.transaction)
        beside = ReadReceiptBeside(receipt=receipt, words=translated)
        return HandingInUseCases(
            prepare=PrepareApplication(
                planned=self._planned,
                clock=ports.clock,
                seals=self._seals,
                received_on=DayOfReceipt(transaction=ports.transaction),
            ),
            sign=SignDocument(leases=self._leases, clock=ports.clock, inspector=ports.inspector),
            sign_text=self._sign_text,
            new_code=MakeReceiptCode(randomness=ports.randomness),
            submit=SubmitCase(
                transaction=ports.transaction,
                plans=self._plans,
                clock=ports.clock,
                draw_number=ports.draw_number,
                seals=self._seals,
                leases=self._leases,
                stops=self._stops,
                rules=self._rules,
            ),
            receipt=receipt,
            receipt_pdf=PrintReceipt(receipt=beside, printer=ports.printer),
            receipt_page=LayOutReceipt(receipt=beside, printer=ports.printer),
        )

    def _tracking(self) -> TrackingUseCases:
        ports, authenticate, leases = self.ports, self._authenticate, self._leases
        transaction, clock = ports.transaction, ports.clock
        answers = CorrectionAnswers(
            transaction=transaction, clock=clock, leases=leases, rules=self._rules
        )
        rate_received = RateReceivedCase(transaction=transaction, clock=clock)
        return TrackingUseCases(
            look=TrackCase(
                authenticate=authenticate,
                transaction=transaction,
                calendar=ports.calendar,
                leases=leases,
                clock=clock,
                rules=self._rules,
            ),
            supply=self._supplying(authenticate),
            supply_received=self._supplying(authenticate.received),
            correct=CorrectInWords(authenticate=authenticate, answers=answers),
            correct_material=CorrectMaterial(
                authenticate=authenticate, answers=answers, keep=self._keep_upload
            ),
            payment_receipt=PrintPaymentReceipt(
                authenticate=authenticate, printer=ports.printer, calendar=ports.calendar
            ),
            rate=RateCase(authenticate=authenticate, rate=rate_received),
            rate_received=rate_received,
            level_of=ReadRating(transaction=transaction),
            withdraw=WithdrawCase(
                transaction=transaction,
                clock=clock,
                holder=self._receipt_holder,
                rules=self._rules,
            ),
            agents=KeepAgents(transaction=transaction, clock=clock, holder=self._receipt_holder),
        )

    def _supplying(
        self, open_case: Callable[[Opener], AuthenticatedCase]
    ) -> SupplyMaterial[Opener]:
        ports = self.ports
        return SupplyMaterial(
            open_case=open_case,
            transaction=ports.transaction,
            clock=ports.clock,
            calendar=ports.calendar,
            keep=self._keep_upload,
            leases=self._leases,
            rules=self._rules,
        )

    def _own_data(self) -> OwnData:
        ports = self.ports
        return OwnData(
            transaction=ports.transaction,
            plans=self._plans,
            holder=self._receipt_holder,
            printer=ports.printer,
            reader=HeldDataReader(calendar=ports.calendar, looks=ports.looks),
            book=RequestBook(ports.clock, ports.calendar),
            leases=self._leases,
        )

    def _phone(self) -> PhoneUseCases:
        ports, files = self.ports, self._links
        return PhoneUseCases(
            files=files,
            signatures=PhoneSignatures(
                links=files, sign=self._sign_text, sealer=ports.sealer, clock=ports.clock
            ),
            receipts=PhoneReceipts(
                links=files, authenticate=self._authenticate, sealer=ports.sealer
            ),
            forms=LendForm(
                transaction=ports.transaction,
                clock=ports.clock,
                randomness=ports.randomness,
                sealer=ports.sealer,
            ),
        )

    def _visits(self) -> VisitUseCases:
        ports = self.ports
        keeper = VisitKeeper(
            transaction=ports.transaction,
            clock=ports.clock,
            randomness=ports.randomness,
            sealer=ports.sealer,
            leases=self._leases,
            retention=ports.retention,
        )
        drafts = DraftKeeper(
            transaction=ports.transaction, clock=ports.clock, sealer=ports.draft_sealer
        )
        return VisitUseCases(
            keeper, drafts, TimeEstimates(transaction=ports.transaction, clock=ports.clock)
        )
