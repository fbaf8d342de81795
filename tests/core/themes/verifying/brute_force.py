"""Every situation of a small theme, one by one, by the plain reading of the design.

Nothing is clever here: all combinations of all answers are tried, numbers at, below,
between and above every value that something compares them with.
"""

from itertools import combinations, product

from tests import reference


def comparisons_in(condition):
    if condition is None:
        return []
    parts = condition.get("all") or condition.get("any")
    if parts is None:
        return [condition] if "question" in condition else []
    return [comparison for part in parts for comparison in comparisons_in(part)]


class AllSituations:
    """A small theme in each of its complete situations."""

    def __init__(self, generated):
        self.theme, self.catalogue = generated.as_dictionaries()
        self.order = list(reference.conditions_by_question(self.theme))
        self.compared = {}
        for condition in self._conditions():
            for comparison in comparisons_in(condition):
                self.compared.setdefault(comparison["question"], []).append(comparison)
        self.known = self._complete()

    def _conditions(self):
        yield from (question.get("ask_when") for question in self.theme.get("questions", []))
        yield from (matter.get("when") for matter in self.theme.get("matters", []))
        yield from (when for _, _, _, whens, _ in self.entries() for when in whens)
        for matter in self.catalogue["matters"].values():
            yield from (matter.get("applies_when"), matter.get("already_when"))

    def answers_to(self, code):
        """One number for each outcome that the comparisons can have; every other answer."""
        question = self.catalogue["questions"][code]
        options = question.get("options", [])
        if question["kind"] == "single":
            return options
        if question["kind"] == "multiple":
            sizes = range(len(options) + 1)
            return [chosen for size in sizes for chosen in combinations(options, size)]
        tried = [step / 2 for step in range(-2, 24)]
        by_outcome = {}
        for number in tried:
            outcome = tuple(
                reference.compare(number, comparison["op"], comparison["value"])
                for comparison in self.compared.get(code, [])
            )
            by_outcome.setdefault(outcome, number)
        return list(by_outcome.values())

    def _complete(self):
        """What is known in each complete situation, each once."""
        found = {}
        for answers in product(*map(self.answers_to, self.order)):
            given = dict(zip(self.order, answers, strict=True))
            known, _, next_question = reference.situate(self.theme, given)
            if next_question is None:
                found[repr(sorted(known.items(), key=str))] = known
        return list(found.values())

    # --- What is so in one situation

    @staticmethod
    def holds(condition, known):
        return reference.truth_of(condition, known, set()) is True

    def in_force(self, known):
        return [
            matter["matter"]
            for matter in self.theme["matters"]
            if self.holds(matter.get("when"), known)
        ]

    def asked(self, known):
        fixed = self.theme.get("fixed_answers", {})
        return [code for code in self.order if code in known and code not in fixed]

    def entries(self):
        """Every field, column and material: its matter, its name, what has to hold."""
        for code, matter in self.catalogue["matters"].items():
            for field in matter.get("fields", []):
                for column in field.get("columns", []):
                    name = f"{code}.{field['id']}.{column['id']}"
                    yield "field", code, name, [field.get("when"), column.get("when")], column
                if not field.get("columns"):
                    yield "field", code, f"{code}.{field['id']}", [field.get("when")], field
            for material in matter.get("materials", []):
                name = f"{code}.{material['id']}"
                yield "material", code, name, [material.get("when")], material

    def standing(self, known):
        """Names of all that is in force."""
        in_force = self.in_force(known)
        named = [
            name
            for _, matter, name, whens, _ in self.entries()
            if matter in in_force and all(self.holds(when, known) for when in whens)
        ]
        return {*in_force, *named}

    # --- What the rules should find

    def never_asked(self):
        asked = {code for known in self.known for code in self.asked(known)}
        return set(self.order) - asked

    def never_in_force(self, kind):
        """Entries of matters that can apply, which never stand."""
        standing = set().union(*map(self.standing, self.known))
        return {
            name
            for what, matter, name, _, _ in self.entries()
            if what == kind and matter in standing and name not in standing
        }

    def produced_by_nobody(self):
        found = set()
        for known in self.known:
            standing = self.standing(known)
            for what, _, name, _, material in self.entries():
                if (
                    what == "material"
                    and name in standing
                    and material.get("produced_by")
                    and not standing & set(material["produced_by"])
                    and material.get("source") == "government"
                    and not material.get("exemption")
                ):
                    found.add(name)
        return found

    def needing_answers(self):
        """What would stand if some question that is not asked had been answered somehow."""
        fixed = self.theme.get("fixed_answers", {})
        found = set()
        for known in self.known:
            in_force, standing = self.in_force(known), self.standing(known)
            unasked = [code for code in self.order if code not in known and code not in fixed]
            for answers in product(*map(self.answers_to, unasked)):
                fuller = {**known, **dict(zip(unasked, answers, strict=True))}
                found |= {
                    name
                    for _, matter, name, whens, _ in self.entries()
                    if matter in in_force
                    and name not in standing
                    and all(self.holds(when, fuller) for when in whens)
                }
        return found

    def without_effect(self):
        """Asked questions whose answer, all else being answered alike, changes nothing."""
        outcomes = {}
        for answers in product(*map(self.answers_to, self.order)):
            given = dict(zip(self.order, answers, strict=True))
            known, _, next_question = reference.situate(self.theme, given)
            if next_question is None:
                outcomes[answers] = frozenset(self.standing(known))
        found = set()
        for place, code in enumerate(self.order):
            by_others = {}
            for answers, outcome in outcomes.items():
                others = answers[:place] + answers[place + 1 :]
                by_others.setdefault(others, set()).add(outcome)
            if all(len(different) == 1 for different in by_others.values()):
                found.add(code)
        return found - self.never_asked()

    def stuck(self, known):
        """Matters in force that no schedule ever begins."""
        in_force = self.in_force(known)
        return set(in_force) - set(
            reference.schedule(self.theme, self.catalogue, in_force)["reviews"]
        )

    def days(self, known):
        in_force = self.in_force(known)
        return reference.schedule(self.theme, self.catalogue, in_force)["working_days"]

    # --- What matters say of themselves

    def outside_applicability(self):
        return {
            code
            for known in self.known
            for code in self.in_force(known)
            if not self.holds(self.catalogue["matters"][code].get("applies_when"), known)
        }

    def without_prerequisite(self):
        """Matters with a prerequisite in the theme, where none is in force or there already."""
        matters, found = self.catalogue["matters"], set()
        for known in self.known:
            in_force = self.in_force(known)
            already = {
                code
                for code, matter in matters.items()
                if matter.get("already_when") and self.holds(matter["already_when"], known)
            }
            for code in in_force:
                requires = set(matters[code].get("requires", []))
                if requires & set(matters) and not requires & {*in_force, *already}:
                    found.add(code)
        return found

    def not_waiting(self):
        """Pairs of a need and a matter without which whoever needs it can begin all the same."""
        return {
            (name, earlier)
            for known in self.known
            for name, matter, earlier in self.needs(known)
            if matter in self.begun_without(earlier, known)
        }

    def needs(self, known):
        """Who needs the end of which matter in force: by name, the matter, whom it needs."""
        in_force, standing = self.in_force(known), self.standing(known)
        for code in in_force:
            required = self.catalogue["matters"][code].get("requires", [])
            yield from ((code, code, field) for field in required if field in in_force)
        for what, matter, name, _, material in self.entries():
            if what == "material" and name in standing:
                producers = material.get("produced_by", [])
                yield from (
                    (name, matter, producer) for producer in producers if producer in in_force
                )

    def begun_without(self, earlier, known):
        """Matters that begin although one never ends, and the others do."""
        in_force, done = self.in_force(known), set()
        for _ in in_force:
            begun = {
                code for code in in_force if reference.may_start(code, self.theme, in_force, done)
            }
            done = begun - {earlier}
        return begun if in_force else set()
