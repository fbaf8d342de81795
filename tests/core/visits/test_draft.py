"""The draft of an application: what each act changes, and what it leaves as it is."""

from dataclasses import fields, replace
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from core.cases.models import Application, Consent, FetchedRecord, Upload
from core.cases.signatures import Signature, SigningWay
from core.services.citizens import drafts
from core.services.citizens.drafts import ApplicationDraft

NUMBERS = ("per.id_no@principal", "org.code@shop")
PLACES = (*NUMBERS, "per.name@principal", "per.hukou_addr@principal", "org.name@shop")
MATERIALS = ("mat.lease@shop", "mat.plan@shop", "mat.card@principal")
OFFERS = {"id@principal": NUMBERS[0], "book@principal": NUMBERS[0], "licence@shop": NUMBERS[1]}
DIGESTS = [letter * 64 for letter in "abcd"]

places, materials, digests = (st.sampled_from(some) for some in (PLACES, MATERIALS, DIGESTS))
words = st.text("张三abc 0123X", min_size=1, max_size=4)


def record(value, holder):
    return FetchedRecord(value, "e_licence", "居民身份证", "1234", "2026-11-29", "c", holder, "s")


def upload(material, digest):
    document, _, subject = material.partition("@")
    return Upload(document, subject, "scan.pdf", "application/pdf", 9, digest)


def signature(matter, picture=""):
    way = SigningWay.DRAWN if picture else SigningWay.TYPED
    return Signature("sign@principal", matter, "digest", way, "林秋月", "2026-11-29", picture)


@st.composite
def fetchings(draw):
    """Agree to some licences and fetch what they say, each value by one of their numbers."""
    agreed = draw(st.lists(st.sampled_from(list(OFFERS)), unique=True))
    holders = sorted({OFFERS[code] for code in agreed})
    parties = draw(st.dictionaries(st.sampled_from(PLACES[2:]), words)) if holders else {}
    records = {
        place: record(value, draw(st.sampled_from(holders))) for place, value in parties.items()
    }

    def fetch(draft):
        draft = drafts.begin_fetching(drafts.agree(draft, agreed), OFFERS)
        return drafts.fetch(draft, OFFERS, records)

    return fetch


def acts(function, *arguments):
    return st.tuples(*arguments).map(lambda given: lambda draft: function(draft, *given))


ACTS = st.one_of(
    acts(drafts.answer, st.sampled_from(["food", "area"]), words),
    acts(drafts.fill, places, words | st.none()),
    acts(drafts.contest, places),
    acts(drafts.accept, places),
    acts(drafts.attach, st.builds(upload, materials, digests)),
    acts(drafts.detach, st.builds(upload, materials, digests)),
    acts(drafts.defer, materials),
    acts(drafts.use_template, materials),
    acts(drafts.give_now, materials),
    acts(drafts.choose, materials, materials),
    acts(drafts.sign, st.builds(signature, st.sampled_from(["M1", "M2"]), digests)),
    acts(drafts.propose, st.dictionaries(places, words, max_size=2)),
    acts(drafts.count_members, st.just("partner"), st.integers(0, 3)),
    acts(drafts.consent, st.just([Consent("notice", (), "1", "t", "zh-CN", "2026-11-29")])),
    acts(drafts.decline, st.just(OFFERS)),
    fetchings(),
)
walked = st.lists(ACTS, max_size=12).map(
    lambda steps: reduce(lambda draft, act: act(draft), steps, ApplicationDraft("key", "T02", 1))
)


def changed(before, after):
    """Return the names of what differs."""
    names = [field.name for field in fields(before)]
    return {name for name in names if getattr(before, name) != getattr(after, name)}


@given(walked, ACTS)
def test_an_act_changes_another_draft_and_never_this_one(draft, act):
    before = repr(draft)

    act(draft)

    assert repr(draft) == before


@given(walked, st.sampled_from([place for place in PLACES if place not in NUMBERS]), words)
def test_filling_and_taking_back_loses_nothing(draft, place, value):
    filled = drafts.fill(draft, place, value)

    assert filled.values[place] == value
    assert changed(draft, filled) <= {"values"}
    again = drafts.fill(filled, place, draft.values.get(place))
    assert again == draft


@given(walked, st.lists(places, max_size=3))
def test_what_an_answer_decides_takes_only_the_values_at_those_places(draft, decided):
    after = drafts.give_way(draft, decided)

    assert changed(draft, after) <= {"values"}
    kept = {place: value for place, value in draft.values.items() if place not in decided}
    assert after.values == kept


@given(walked, places, words)
def test_contesting_never_edits_what_was_fetched(draft, place, value):
    contested = drafts.contest(draft, place)

    assert changed(draft, contested) <= {"contested"}
    assert contested.fetched == draft.fetched
    if draft.is_locked(place):
        assert not contested.is_locked(place)
        assert drafts.accept(contested, place) == replace(
            draft, values={**draft.values, place: draft.fetched[place].value}
        )
        edited = drafts.fill(contested, place, value)
        assert edited.fetched == draft.fetched
        assert drafts.accept(edited, place).values[place] == draft.fetched[place].value


@given(walked, st.sampled_from(NUMBERS), words)
def test_another_number_takes_what_was_fetched_by_it_and_nothing_else(draft, number, value):
    after = drafts.fill(draft, number, value)

    gone = {place for place, licence in draft.fetched.items() if licence.holder == number}
    if str(draft.values.get(number) or "").strip().upper() == value.strip().upper():
        gone = set()
    assert after.fetched.keys() == draft.fetched.keys() - gone
    assert {*draft.values} - {*after.values} <= gone
    assert set(after.contested) == set(draft.contested) - gone


@given(walked, st.sampled_from(NUMBERS))
def test_what_was_agreed_to_for_another_number_is_offered_again(draft, number):
    theirs = {code for code, place in draft.licences.requested.items() if place == number}

    after = drafts.fill(draft, number, "another number")

    assert not theirs & {*after.licences.decided, *after.licences.agreed}
    assert set(draft.licences.decided) - theirs == set(after.licences.decided)


def test_the_same_number_written_otherwise_is_no_other_number():
    draft = drafts.fill(ApplicationDraft("key"), NUMBERS[0], "44010019880316008x")
    draft = replace(draft, fetched={PLACES[2]: record("林秋月", NUMBERS[0])})

    assert drafts.fill(draft, NUMBERS[0], " 44010019880316008X").fetched == draft.fetched


@given(walked)
def test_whoever_declines_gives_every_licence_on_paper_and_keeps_what_they_wrote(draft):
    declined = drafts.decline(draft, OFFERS)

    assert declined.licences.on_paper == tuple(OFFERS)
    assert declined.licences.agreed == ()
    assert not {value.holder for value in declined.fetched.values()} & {*OFFERS.values()}
    written = {place: value for place, value in draft.values.items() if place not in draft.fetched}
    assert {place: declined.values[place] for place in written} == written


@given(walked, st.builds(upload, materials, digests))
def test_a_file_that_is_given_and_taken_back_leaves_everything_as_it_was(draft, file):
    attached = drafts.attach(draft, file)

    assert changed(draft, attached) == {"uploads"}
    assert sorted(map(repr, drafts.detach(attached, file).uploads)) == sorted(
        map(repr, draft.uploads)
    )


@given(walked, materials)
def test_a_material_promised_or_made_from_a_text_can_be_given_after_all(draft, material):
    before = drafts.give_now(draft, material)

    for way in (drafts.defer, drafts.use_template):
        assert drafts.give_now(way(draft, material), material) == before
        assert changed(draft, way(draft, material)) <= {"deferred", "templates"}


@given(walked, st.builds(signature, st.sampled_from(["M1", "M2"]), digests))
def test_a_signature_takes_the_place_of_the_one_under_the_same_document(draft, signed):
    after = drafts.sign(draft, signed)

    assert changed(draft, after) <= {"signatures"}
    others = [given for given in draft.signatures if given.under != signed.under]
    assert list(after.signatures) == [*others, signed]


@given(walked, st.sets(materials))
def test_a_text_that_says_something_else_now_takes_only_itself(draft, signed):
    after = drafts.keep_templates(draft, signed)

    assert changed(draft, after) <= {"templates"}
    assert set(after.templates) == set(draft.templates) & signed


@given(walked, st.sets(digests))
def test_files_that_are_gone_take_only_what_is_made_of_them(draft, gone):
    photo = [f"{DIGESTS[0]}.jpg", f"{DIGESTS[1]}.png"]
    draft = replace(draft, values={**draft.values, "per.photo@partner": photo})

    after = drafts.lose(draft, gone)

    assert [file for file in draft.uploads if file not in after.uploads] == [
        file for file in draft.uploads if file.digest in gone
    ]
    assert {given.picture for given in after.signatures}.isdisjoint(gone)
    pictures = [None if picture[:64] in gone else picture for picture in photo]
    assert after.values == {**draft.values, "per.photo@partner": pictures}
    lost = drafts.materials_of(draft, gone)
    assert {upload.document for upload in draft.uploads if upload.digest in gone} == {
        code.partition("@")[0] for code in lost
    }


@given(walked, st.dictionaries(places, words), st.lists(places))
def test_a_proposal_never_takes_the_place_of_a_value_and_is_made_once(draft, proposals, shown):
    fresh = drafts.open_proposals(draft, proposals, shown)

    after = drafts.propose(draft, fresh)

    assert {place: after.values[place] for place in draft.values} == draft.values
    assert fresh.keys() <= proposals.keys() & {*shown}
    emptied = reduce(lambda changed, place: drafts.fill(changed, place, None), fresh, after)
    assert drafts.open_proposals(emptied, proposals, fresh) == {}
    assert all(after.is_proposal(place) for place in fresh)


@given(walked)
def test_what_is_handed_in_is_all_that_was_given(draft):
    application = draft.application()

    shared = {field.name for field in fields(ApplicationDraft)} & {
        field.name for field in fields(Application)
    }
    assert all(getattr(application, name) == getattr(draft, name) for name in shared)
    assert {field.name for field in fields(Application)} - shared == {"on_paper"}
    assert application.on_paper == draft.licences.on_paper


@given(walked)
def test_a_draft_that_is_kept_for_another_day_comes_back_whole(draft):
    kind = TypeAdapter(tuple[Application, dict])
    kept = kind.dump_json((draft.application(), drafts.beside_application(draft)))

    assert drafts.resume_draft(*kind.validate_json(kept)) == draft


@pytest.mark.parametrize("missing", ["requested", "not_had", "members", "proposed"])
def test_what_an_earlier_release_did_not_keep_is_empty(missing):
    draft = ApplicationDraft("key", members={"partner": 2}, proposed={"a@b": 1})
    beside = drafts.beside_application(draft)
    del beside[missing]

    again = drafts.resume_draft(draft.application(), beside)

    assert not getattr(again, missing, getattr(again.licences, missing, None))
