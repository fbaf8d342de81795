"""Lead the people of a scenario through the kiosk, stop by stop, with the draft at each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.errors import ScenarioUnfitError
from core.forms.pages import FormPage
from core.services.citizens import (
    CitizenUseCases,
    Consultation,
    DocumentToSign,
    FormChoices,
    KioskForm,
    MaterialToGive,
    Pagination,
    VisitStep,
    drafts,
    unsigned,
)
from core.services.citizens.drafts import ApplicationDraft
from core.services.trainers.presented_stops import OfficeOfMatter, PresentedStop
from core.services.trainers.sample_papers import SAMPLE_PAPER
from core.services.trainers.scenario_applications import licences_agreed, values_of
from core.training.models import Scenario, as_given
from core.training.presenting import (
    HAND_IN,
    MAIN,
    OTHER,
    Stop,
    StopDesk,
    StopPlace,
    Touch,
    TouchKind,
    note_of_stage,
)

_SIGNED = "case.sign@"


@dataclass
class KioskWalk:
    """A visit of the people of a scenario, in the making."""

    scenario: Scenario
    kiosk: CitizenUseCases
    version: int
    draft: ApplicationDraft
    today: str
    locale: str
    values: Mapping[str, Any] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    offices: dict[str, OfficeOfMatter] = field(default_factory=dict)

    def stops(self) -> Iterator[PresentedStop]:
        """Yield the stops up to the receipt."""
        theme = self.scenario.theme
        start = self.draft
        self.draft = ApplicationDraft("")
        yield self._at("welcome", VisitStep.WELCOME, Touch(TouchKind.THEME, theme))
        self.draft = ApplicationDraft(start.submission_key, theme, self.version)
        yield from self._questions()
        yield self._at("guide", VisitStep.GUIDE, _button())
        self.values = self._values()
        yield from self._persons()
        yield from self._form()
        yield from self._materials()
        yield from self._review()
        yield self._at("receipt", VisitStep.RECEIPT)

    def _values(self) -> Mapping[str, Any]:
        """Return what is filled in, with what answers say that nobody asks for here."""
        scenario = self.scenario
        answers, parties = dict(scenario.answers), dict(scenario.parties)
        whole = self.kiosk.filling.form(scenario.theme, self.version, answers, parties=parties)
        values = values_of(scenario, self.kiosk, self.version, whole)
        asked = self.kiosk.filling.form(
            scenario.theme, self.version, self.draft.answers, parties=parties
        )
        places = [str(merged.key) for merged in asked.fields if asked.is_work(merged)]
        return {place: whole.known[place] for place in places if place in whole.known} | values

    def _at(
        self, stage: str, step: VisitStep, *touches: Touch, note: str = "", **place: Any
    ) -> PresentedStop:
        stop = Stop(
            StopDesk.KIOSK,
            stage,
            touches,
            self.today,
            note or note_of_stage(self.scenario, stage),
            place=StopPlace(step.value, **place),
        )
        return PresentedStop(stop, self.draft)

    def _consulted(self) -> Consultation:
        draft = self.draft
        consultation = self.kiosk.consulting.consult(
            draft.theme_code, draft.theme_version, draft.answers, parties=draft.parties
        )
        if consultation.parties != draft.parties:
            self.draft = drafts.say_who_is_who(draft, consultation.parties)
        return consultation

    def _questions(self) -> Iterator[PresentedStop]:
        consultation = self._consulted()
        while consultation.question is not None:
            code = consultation.question.id
            if code not in self.scenario.answers:
                raise ScenarioUnfitError(scenario=self.scenario.code, place=code)
            answer = as_given(self.scenario.answers[code])
            touch = Touch(TouchKind.ANSWER, code, answer)
            yield self._at("questions", VisitStep.QUESTIONS, touch, question=code)
            self.draft = drafts.answer(self.draft, code, answer)
            consultation = self._consulted()
        catalogue = consultation.catalogue
        self.offices = {
            code: OfficeOfMatter(
                catalogue.matter_name(code),
                catalogue.matters[code].department,
                catalogue.office_name(code),
            )
            for code in consultation.guide.matters
        }

    def _privacy(self, step: VisitStep, **place: Any) -> Iterator[PresentedStop]:
        """Yield the notice, where something of it is not told yet before a page."""
        guide = self._consulted().guide
        privacy = self.kiosk.assistance.privacy
        notice = privacy.notice(self.draft.application(), guide=guide)
        points = notice.open_points(self.draft.consents, self.locale)
        if points:
            touches = (Touch(TouchKind.CONSENT, point.about) for point in points)
            yield self._at("privacy", step, *touches, _button(), is_told=True, **place)
            self.draft = drafts.consent(self.draft, privacy.agreed(points, self.locale))

    def _entry(self, place: str) -> Touch:
        self.given.add(place)
        return Touch(TouchKind.ENTRY, place, self.values[place])

    def _persons(self) -> Iterator[PresentedStop]:
        persons = self.kiosk.filling.persons(self.draft, self._consulted().guide)
        if persons.entries:
            yield from self._privacy(VisitStep.WHO, is_naming=True)
            places = [str(entry.key) for entry in persons.entries]
            entries = [self._entry(place) for place in places if place in self.values]
            if entries:
                yield self._at("acting", VisitStep.WHO, *entries, is_naming=True)
            for entry in entries:
                self.draft = drafts.fill(self.draft, entry.place, entry.value)
            yield self._at("acting", VisitStep.WHO, _button(), is_naming=True)
            self.draft = drafts.write_acting(self.draft, places)
        persons = self.kiosk.filling.persons(self.draft, self._consulted().guide)
        if persons.roles:
            yield from self._privacy(VisitStep.WHO)
            parties = self.scenario.parties
            holders = {it.role: parties.get(it.role, it.role) for it in persons.roles}
            roles = [Touch(TouchKind.ROLE, role, holder) for role, holder in holders.items()]
            yield self._at("who", VisitStep.WHO, *roles)
            for role, holder in sorted(holders.items(), key=lambda said: said[0] != said[1]):
                self.draft = (
                    drafts.be_another(self.draft, role)
                    if role == holder
                    else drafts.be_same_person(self.draft, role, holder)
                )
            yield self._at("who", VisitStep.WHO, _button())

    def _form_now(self) -> KioskForm:
        draft, consultation = self.draft, self._consulted()
        pagination = Pagination(frozenset(draft.party_choices.written))
        return self.kiosk.filling.form(
            draft.theme_code,
            draft.theme_version,
            draft.answers,
            draft.values,
            parties=consultation.parties,
            guide=consultation.guide,
            choices=FormChoices(draft.licences.on_paper, draft.instead, pagination),
        )

    def _form(self) -> Iterator[PresentedStop]:
        form, number = self._form_now(), 0
        yield from self._privacy(VisitStep.FORM, is_offering=bool(form.licences))
        if form.licences:
            yield from self._licences(form)
        while number < len(form.pages):
            yield from self._page(form.pages[number], number)
            form, number = self._form_now(), number + 1
        for number, page in enumerate(form.pages):
            if self._open_places(page):  # it came up behind, by what was filled in after it
                yield from self._page(page, number)

    def _licences(self, form: KioskForm) -> Iterator[PresentedStop]:
        """Yield the offers before they are decided; what is fetched nobody writes."""
        offers = {offer.code: str(offer.holder.key) for offer in form.licences}
        agreed = licences_agreed(self.scenario, form)
        holders = dict.fromkeys(offers[code] for code in agreed)
        entries = [self._entry(it) for it in holders if it in self.values and it not in self.given]
        consents = [Touch(TouchKind.CONSENT, code) for code in agreed]
        button = Touch(TouchKind.BUTTON, MAIN if agreed else OTHER)
        yield self._at("licences", VisitStep.FORM, *entries, *consents, button, is_offering=True)
        for entry in entries:
            self.draft = drafts.fill(self.draft, entry.place, entry.value)
        self.draft = drafts.begin_fetching(drafts.agree(self.draft, agreed), offers)
        fetched = self.kiosk.filling.fetch(self.draft.application(), agreed)
        self.draft = drafts.fetch(self.draft, offers, fetched.records, fetched.not_had)
        self.given |= set(fetched.records)

    def _open_places(self, page: FormPage) -> list[str]:
        """Return the places of a page in which nothing was written yet, and something will be."""
        places = map(str, (merged.key for merged in page.fields))
        return [place for place in places if place in self.values and place not in self.given]

    def _page(self, page: FormPage, number: int) -> Iterator[PresentedStop]:
        """Yield a page before and after it is filled in."""
        group = page.members_of
        if page.continues and not self.draft.members.get(group):
            return
        yield from self._privacy(VisitStep.FORM, page=number)
        places = [str(merged.key) for merged in page.fields]
        entries = [self._entry(place) for place in self._open_places(page)]
        if group and group not in self.draft.members:
            members = max((_length(self.values.get(place)) for place in places), default=0)
            self.draft = drafts.count_members(self.draft, group, members)
        if entries:
            yield self._at("form", VisitStep.FORM, *entries, page=number)
        for entry in entries:
            self.draft = drafts.fill(self.draft, entry.place, entry.value)
        yield self._at("form", VisitStep.FORM, _button(), page=number)

    def _materials(self) -> Iterator[PresentedStop]:
        for number, material in enumerate(self._form_now().materials):
            yield from self._privacy(VisitStep.MATERIALS, material=number)
            way = self.scenario.papers.get(material.code, "")
            if way:
                touch = Touch(TouchKind.PAPER, material.code, way)
                yield self._at("materials", VisitStep.MATERIALS, touch, material=number)
            if way == "template":
                yield from self._text(material, number)
                continue
            if way == "later":
                self.draft = drafts.defer(self.draft, material.code)
            elif way == "upload":
                self._attach(material)
            yield self._at("materials", VisitStep.MATERIALS, _button(), material=number)

    def _attach(self, material: MaterialToGive) -> None:
        document, subject = material.key
        upload = self.kiosk.materials.keep_upload(
            document=document,
            subject=subject,
            name="sample.pdf",
            content=SAMPLE_PAPER,
            holder=self.draft.submission_key,
        )
        self.draft = drafts.attach(self.draft, upload)

    def _text(self, material: MaterialToGive, number: int) -> Iterator[PresentedStop]:
        """Yield the text of a material, once for each who signs it; by name, as in scenarios."""
        code, sign = material.code, self.kiosk.handing_in.sign_text
        place: dict[str, Any] = {"material": number, "cover": f"text:{code}"}
        prepared = self.kiosk.handing_in.prepare(self.draft.application())
        waiting = unsigned(prepared.texts.get(code, ()), self.draft.signatures)
        for text in waiting:
            name = text.signer or text.role
            touch = Touch(TouchKind.SIGNATURE, text.place, name)
            yield self._at("text", VisitStep.MATERIALS, touch, _button(), **place)
            self.draft = drafts.sign(self.draft, sign(text, name))
        if not waiting:
            yield self._at("text", VisitStep.MATERIALS, _button(), **place)
        self.draft = drafts.use_template(self.draft, code)
        if waiting:
            yield self._at("materials", VisitStep.MATERIALS, _button(), material=number)

    def _review(self) -> Iterator[PresentedStop]:
        """Yield the review, and each document that is signed; the last touch hands all in."""
        self._settle_rest()
        yield from self._privacy(VisitStep.REVIEW)
        guide = self._consulted().guide
        prepared = self.kiosk.handing_in.prepare(self.draft.application(), guide=guide)
        documents = prepared.documents
        yield self._at("review", VisitStep.REVIEW, _button("" if documents else HAND_IN))
        for number, document in enumerate(documents):
            is_last = number + 1 == len(documents)
            name = document.signer or str(self.values.get(document.place, ""))
            touch = Touch(TouchKind.SIGNATURE, f"{document.matter}/{document.place}", name)
            button = _button(HAND_IN if is_last else "")
            yield self._at("signing", VisitStep.REVIEW, touch, button, cover=f"sign:{number}")
            self._sign(document, name)

    def _sign(self, document: DocumentToSign, name: str) -> None:
        if name:
            signature = self.kiosk.handing_in.sign(document, name)
            self.draft = drafts.sign(self.draft, signature)

    def _settle_rest(self) -> None:
        """Take over what the scenario says and no page asks, as it follows or is known."""
        for place, value in self.values.items():
            if place not in self.given and not place.startswith(_SIGNED):
                self.draft = drafts.fill(self.draft, place, value)


def _button(place: str = "") -> Touch:
    return Touch(TouchKind.BUTTON, place or MAIN)


def _length(value: Any) -> int:
    return len(value) if isinstance(value, list) else 0
