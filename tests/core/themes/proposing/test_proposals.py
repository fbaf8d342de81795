"""Proposals: every kind is found, each is proved, and none makes a theme worse (laws 8, 18)."""

import random
from dataclasses import replace

import pytest

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import DataElement, Document, Licence, Matter, Subject, Theme
from core.i18n import LOCALES
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan
from core.themes.proposing import proving
from core.themes.proposing.edits import apply_edits, themes_of
from core.themes.proposing.finders.derivable import find_derivable
from core.themes.proposing.observed import ObservedMatter
from core.themes.proposing.proposal import CaseFigures, Doubt, Effect, ProposalKind
from core.themes.proposing.proving import candidates_in, find_proposals
from core.themes.proposing.wording import argument_for, change_of, saved_in, title_of
from core.themes.verifying.verification import verify_theme
from tests.conftest import SHIPPED
from tests.laws.conftest import catalogue_in


def matter(code, **parts):
    return Matter.model_validate(
        {
            "format": 1,
            "code": code,
            "name": f"事项{code}",
            "department": "D1",
            "committed_days": 5,
            "channels": ["网上办理"],
            **parts,
        }
    )


def material(code, document, **parts):
    return {
        "id": code,
        "name": document,
        "evidence": {"document": document, "subject": "shop"},
        **parts,
    }


def catalogue_of(*matters, documents=(), licences=None, elements=None, **theme):
    names = {name: {"id": name, "name": name} for name in documents}
    read = Catalogue(matters={included.code: included for included in matters})
    whole = Theme.model_validate(
        {
            "format": 1,
            "code": "T01",
            "name": "开店",
            "matters": [{"matter": included.code} for included in matters],
            **theme,
        }
    )
    return replace(
        read,
        documents={code: Document.model_validate(named) for code, named in names.items()},
        licences={
            name: Licence.model_validate({"name": name, "carries": carries})
            for name, carries in (licences or {}).items()
        },
        elements={
            code: DataElement.model_validate({"id": code, **said})
            for code, said in (elements or {}).items()
        },
        themes={"T01": whole},
    )


def kinds(proposals):
    return [proposal.candidate.kind for proposal in proposals.proved]


def only(proposals, kind):
    (found,) = [proposal for proposal in proposals.proved if proposal.candidate.kind is kind]
    return found


def test_what_a_matter_of_the_theme_issues_is_not_asked_for():
    issuing = matter("A", results=["营业执照"])
    asking = matter("B", materials=[material("M01", "营业执照")])
    waits = [{"matter": "B", "after": ["A"], "mode": "all", "binding": "hard"}]
    found = find_proposals(catalogue_of(issuing, asking, documents=["营业执照"], precedence=waits))
    proposal = only(found, ProposalKind.PRODUCED)
    assert proposal.saved("materials") == 1
    assert proposal.candidate.edits[0].after == ["A"]


def test_what_would_have_to_wait_is_not_proposed():
    issuing = matter("A", results=["营业执照"])
    asking = matter("B", materials=[material("M01", "营业执照")])
    found = find_proposals(catalogue_of(issuing, asking, documents=["营业执照"]))
    assert ProposalKind.PRODUCED not in kinds(found)
    (doubted,) = found.doubted
    assert (doubted.doubt, doubted.rules) == (Doubt.FINDINGS, ("does-not-wait",))


def test_what_an_office_holds_is_fetched():
    asking = matter("A", materials=[material("M01", "身份证")])
    catalogue = catalogue_of(asking, documents=["身份证"], licences={"身份证": ["per.name"]})
    proposal = only(find_proposals(catalogue), ProposalKind.HELD)
    assert proposal.saved("materials") == 1
    assert proposal.candidate.edits[0].after == {"by": "e_licence", "name": "身份证"}


def test_what_is_fetched_for_another_matter_is_fetched_here_too():
    fetched = {"exemption": {"by": "data_sharing", "name": "档案库"}}
    other = matter("A", materials=[material("M01", "档案", **fetched)])
    asking = matter("B", materials=[material("M09", "档案")])
    apart = {"matters": [{"matter": "B"}]}
    found = find_proposals(catalogue_of(other, asking, documents=["档案"], **apart))
    proposal = only(found, ProposalKind.HELD)
    assert proposal.candidate.edits[0].code == "B"
    assert proposal.saved("materials") == 1


def test_what_a_fetched_record_tells_is_not_asked():
    fetched = {"exemption": {"by": "e_licence", "name": "身份证"}}
    field = {
        "id": "F01",
        "label": "民族",
        "type": "text",
        "required": True,
        "element": "per.ethnic",
        "subject": "shop",
    }
    asking = matter("A", materials=[material("M01", "身份证", **fetched)], fields=[field])
    elements = {"per.ethnic": {"name": "民族", "type": "text", "authority": "公安 身份证"}}
    catalogue = catalogue_of(
        asking, documents=["身份证"], licences={"身份证": ["per.name"]}, elements=elements
    )
    proposal = only(find_proposals(catalogue), ProposalKind.KNOWN)
    assert proposal.saved("entries") == 1
    assert proposal.candidate.edits[0].after == ["per.name", "per.ethnic"]


def test_signatures_on_paper_become_electronic_all_of_a_matter_at_once():
    signed = [material(code, code, signing="signature") for code in ("M01", "M02")]
    scanned = material("M03", "M03", signing="seal", form="copy")
    found = find_proposals(catalogue_of(matter("A", materials=[*signed, scanned])))
    proposal = only(found, ProposalKind.ELECTRONIC)
    assert [edit.place for edit in proposal.candidate.edits] == ["M01", "M02"]
    assert proposal.saved("on_paper") == 2


def test_a_review_that_uses_nothing_of_another_need_not_wait():
    waits = [{"matter": "B", "after": ["A"], "mode": "all", "binding": "hard"}]
    proposal = only(
        find_proposals(catalogue_of(matter("A"), matter("B"), precedence=waits)),
        ProposalKind.PARALLEL,
    )
    assert proposal.saved("days") == 5


@pytest.mark.parametrize("reason", ["requires", "produced_by"])
def test_a_review_that_uses_something_waits(reason):
    waits = [{"matter": "B", "after": ["A"], "mode": "all", "binding": "hard"}]
    parts = {"requires": {"requires": ["A"]}, "produced_by": {}}[reason]
    if reason == "produced_by":
        parts = {"materials": [material("M01", "执照", produced_by=["A"])]}
    found = find_proposals(catalogue_of(matter("A"), matter("B", **parts), precedence=waits))
    assert ProposalKind.PARALLEL not in kinds(found)


def test_a_visit_without_an_inspection_is_spared():
    proposal = only(find_proposals(catalogue_of(matter("A", onsite_visits=1))), ProposalKind.REMOTE)
    assert proposal.saved("trips") == 1


@pytest.mark.parametrize("needs", [{"inspects": "shop"}, {"channels": ["窗口办理"]}])
def test_a_visit_that_is_needed_is_not(needs):
    found = find_proposals(catalogue_of(matter("A", onsite_visits=1, **needs)))
    assert ProposalKind.REMOTE not in kinds(found)


def test_a_promise_stands_for_the_proof_where_the_matter_takes_one():
    asking = matter("A", informed_commitment=True, materials=[material("M01", "检测报告")])
    (effect,) = only(find_proposals(catalogue_of(asking)), ProposalKind.COMMITMENT).effects
    assert effect.more_later == 1


def test_like_documents_about_one_subject_are_shown_once():
    drawn, laid_out = material("M01", "场所平面布置图"), material("M02", "场所平面图")
    found = find_proposals(
        catalogue_of(
            matter("A", materials=[drawn]),
            matter("B", department="D2", materials=[laid_out]),
            documents=["场所平面布置图", "场所平面图"],
        )
    )
    proposal = only(found, ProposalKind.ALIKE)
    assert proposal.saved("materials") == 1
    assert proposal.candidate.departments == ("D1", "D2")


def test_the_same_change_of_another_catalogue_is_another_proposal():
    first, second = (
        candidates_in(catalogue_of(matter("A", onsite_visits=visits)))[0] for visits in (1, 2)
    )
    assert first.id != second.id


def test_an_empty_catalogue_has_nothing_to_improve():
    assert find_proposals(Catalogue()).proved == ()


@pytest.mark.parametrize("locale", LOCALES)
def test_every_kind_has_words(locale):
    for candidate in candidates_in(catalogue_in(SHIPPED)):
        argument = argument_for(candidate, locale)
        words = [title_of(candidate, locale), change_of(candidate, locale), argument.basis]
        assert not any("proposals." in text or "{" in text for text in words)


def test_no_proposed_change_of_the_shipped_catalogue_makes_any_situation_worse():
    """Drawn answers that are not those it was proved with; findings proved anew."""
    catalogue, draw = catalogue_in(SHIPPED), random.Random(7)
    candidates = [c for c in candidates_in(catalogue) if c.kind is not ProposalKind.PRODUCED]
    for candidate in draw.sample(candidates, 12):
        changed = apply_edits(catalogue, candidate.edits)
        for code in themes_of(catalogue, candidate.edits):
            before, after = (ThemePlan(c.themes[code], c) for c in (catalogue, changed))
            assert places_of(after) <= places_of(before)
            for _ in range(5):
                was, becomes = (
                    guide_theme(plan, answers)
                    for answers in [drawn_answers(before, draw)]
                    for plan in (before, after)
                )
                assert becomes.fields_count.asked <= was.fields_count.asked
                assert becomes.materials_count.asked <= was.materials_count.asked
                assert becomes.trips.after <= was.trips.after
                assert becomes.schedule.working_days <= was.schedule.working_days


def places_of(plan):
    return {(found.finding.rule, found.finding.at) for found in verify_theme(plan).findings}


def drawn_answers(plan, draw):
    answers = {}
    for code in plan.questions.order:
        question = plan.catalogue.question(code)
        if question.options:
            chosen = draw.choice(question.options)
            answers[code] = [chosen] if question.kind == "multiple" else chosen
        else:
            answers[code] = draw.randint(0, 500)
    return answers


@pytest.mark.parametrize(
    ("decided", "days", "becomes"), [(20, 5, [5]), (20, 9, []), (19, 5, []), (40, 0, [1])]
)
def test_days_that_most_cases_do_not_need_are_not_promised(decided, days, becomes):
    catalogue = catalogue_of(matter("A", committed_days=10))

    found = find_proposals(catalogue, observed=[ObservedMatter("A", decided, days)])

    shorter = [known for known in found.proved if known.candidate.kind is ProposalKind.SHORTER]
    assert [known.candidate.edits[0].after for known in shorter] == becomes
    assert [known.saved("days") for known in shorter] == [10 - after for after in becomes]


def entry(code, element, kind, **parts):
    named = {"id": code, "label": code, "type": kind, "element": element, "subject": "child"}
    return named | {"required": True, **parts}


def test_what_a_rule_of_the_vocabulary_computes_is_not_filled_in():
    fields = [entry("F01", "kid.no", "identity"), entry("F02", "kid.born", "date")]
    elements = {
        "kid.no": {"name": "孩子身份号码", "type": "identity", "standard": "GB 11643"},
        "kid.born": {"name": "孩子出生日期（按出生证）", "type": "date"},
    }
    asking = matter("A", fields=fields)
    catalogue = catalogue_of(asking, elements=elements)

    proposal = only(find_proposals(catalogue), ProposalKind.DERIVABLE)

    assert proposal.saved("entries") == 1
    (edit,) = proposal.candidate.edits
    assert (edit.after["target"], edit.after["basis"]) == ("kid.born@*", "GB 11643")
    changed = apply_edits(catalogue, proposal.candidate.edits)
    assert ProposalKind.DERIVABLE not in kinds(find_proposals(changed))
    foreign = elements | {"kid.no": {"name": "护照号码", "type": "identity"}}
    assert ProposalKind.DERIVABLE not in kinds(
        find_proposals(catalogue_of(asking, elements=foreign))
    )


def test_a_rule_that_the_shipped_catalogue_has_would_be_found_without_it():
    shipped = catalogue_in(SHIPPED)
    rules = [rule for rule in shipped.derivations if rule.rule != "出生时间所在日"]
    without = replace(shipped, derivations=tuple(rules))

    (found,) = find_derivable(without)

    assert len(rules) == len(shipped.derivations) - 1
    assert found.about["entry"] == "出生日期"
    assert list(find_derivable(shipped)) == []


LOOKED_AT = {"acceptance_conditions": ["场所现场核查合格"], "fields": [entry("F01", "a", "text")]}


def place_catalogue(*matters, **theme):
    subjects = {"child": Subject(id="child", name="门店", kind="place")}
    elements = {"a": {"name": "名称", "type": "text"}}
    return replace(catalogue_of(*matters, elements=elements, **theme), subjects=subjects)


def test_two_who_inspect_one_place_come_together():
    first = matter("A", inspects="child", fields=[entry("F01", "a", "text")])
    catalogue = place_catalogue(first, matter("B", **LOOKED_AT))

    proposal = only(find_proposals(catalogue), ProposalKind.JOINT)

    assert [(edit.code, edit.after) for edit in proposal.candidate.edits] == [("B", "child")]
    (effect,) = proposal.effects
    assert (effect.before.inspections, effect.after.inspections) == (2, 1)
    assert "勘验 −1" in saved_in(effect)


def test_inspections_that_no_day_suits_are_not_proposed_as_one():
    first = matter("A", inspects="child", fields=[entry("F01", "a", "text")])
    second = matter("B", requires=["A"], **LOOKED_AT)
    waits = [{"matter": "B", "after": ["A"], "mode": "all", "binding": "hard"}]

    found = find_proposals(place_catalogue(first, second, precedence=waits))

    assert ProposalKind.JOINT not in kinds(found)
    joint = [d for d in found.doubted if d.candidate.kind is ProposalKind.JOINT]
    assert [doubted.doubt for doubted in joint] == [Doubt.NOTHING_SAVED]


def test_after_a_change_only_the_themes_that_it_touches_are_worked_out_anew(monkeypatch):
    shipped = catalogue_in(SHIPPED)
    some = [found for found in proving.candidates_in(shipped) if len(found.edits) == 1][:2]
    monkeypatch.setattr(proving, "candidates_in", lambda *_: tuple(some))
    asked, real = [], proving.ChangeEffects.on

    def counted(self, code, after):
        asked.append(code)
        return real(self, code, after)

    monkeypatch.setattr(proving.ChangeEffects, "on", counted)
    verified = []

    def verify(theme, catalogue):
        verified.append(theme.code)
        return verify_theme(ThemePlan(theme, catalogue))

    known = proving.KnownProposals()
    first = proving.find_proposals(shipped, verify, (), known)
    every, proofs = len(asked), len(verified)
    again = proving.find_proposals(shipped, verify, (), known)

    assert (len(asked), len(verified), again) == (every, proofs, first)
    touched = asked[0]
    theme = shipped.themes[touched].model_copy(update={"target": None, "note": "x"})
    changed = replace(shipped, themes={**shipped.themes, touched: theme})
    later = proving.find_proposals(changed, verify, (), known)
    assert set(asked[every:]) == set(verified[proofs:]) == {touched}
    assert later == proving.find_proposals(changed, verify)


def test_fewer_papers_that_may_come_later_are_no_saving_of_their_own():
    before = CaseFigures(entries=5, materials=4, on_paper=0, later=2, trips=0, days=1)
    effect = Effect("T01", before, replace(before, materials=3, later=1), 0.5, 0)

    assert saved_in(effect) == "材料 −1"
    assert saved_in(replace(effect, after=replace(before, later=3))).startswith("可以后补 +1")
