"""Who waits for whom?"""

from collections.abc import Iterator, Mapping

from core.training.quiz_facts import QuestionDraft, QuizChoice, QuizFacts, QuizKind, distinct

_NOBODY = ""


def _drafts(facts: QuizFacts) -> Iterator[QuestionDraft]:
    waited_for = _waits(facts)
    ends = {review.matter for review in facts.guide.schedule.reviews}
    for code in facts.guide.matters:
        if code in ends:
            text = facts.say("waits.text", matter=facts.matter(code).name)
            yield QuestionDraft(code, text, distinct(_choices(facts, code, waited_for)))


def _choices(
    facts: QuizFacts, code: str, waited_for: Mapping[str, frozenset[str]]
) -> Iterator[QuizChoice]:
    own, name = waited_for[code], facts.matter(code).name
    for other in sorted(own):
        why = facts.say("waits.why", matter=name, other=facts.matter(other).name)
        yield QuizChoice(other, facts.matter(other).name, why)
    key = "waits.nobody.not" if own else "waits.nobody.why"
    yield QuizChoice(_NOBODY, facts.say("waits.nobody"), facts.say(key, matter=name))
    indirect = _indirectly(code, waited_for)
    elsewhere = (it for it in facts.plan.matters if it not in facts.guide.matters)
    for other in (*facts.guide.matters, *elsewhere):
        if other != code and other not in indirect:
            in_force = other in facts.guide.matters
            params = {"matter": name, "other": facts.matter(other).name}
            why = facts.say("waits.not" if in_force else "waits.not_here", **params)
            yield QuizChoice(other, facts.matter(other).name, why)


def _waits(facts: QuizFacts) -> dict[str, frozenset[str]]:
    """Return for whom each matter in force waits, by the theme's hard precedence."""
    in_force = set(facts.guide.matters)
    waits: dict[str, set[str]] = {code: set() for code in in_force}
    for edge in facts.plan.theme.precedence:
        if edge.binding == "hard" and edge.matter in in_force:
            waits[edge.matter] |= in_force & set(edge.after)
    return {code: frozenset(after) for code, after in waits.items()}


def _indirectly(code: str, waited_for: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    ahead = [code]
    while ahead:
        new = waited_for[ahead.pop()] - found
        found |= new
        ahead += new
    return frozenset(found)


def _is_right(facts: QuizFacts, about: str, key: str) -> bool:
    own = _waits(facts)[about]
    return key in own if key else not own


KIND = QuizKind(_drafts, _is_right)
