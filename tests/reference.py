"""A second, deliberately plain reading of the design, to hold the core against.

Written from the words of the design alone: plain dictionaries as they stand in the
files, no indexes, no early exits, and nothing of ``core``. Where the core is clever,
this is obvious; where they differ, one of them is wrong.
"""

import re
from itertools import product
from pathlib import Path

import yaml


class PlainLoader(yaml.CSafeLoader):
    """Reads plain scalars as YAML 1.2 does: ``no``, ``010`` and ``1:30`` stay text."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 -- PyYAML copies it before adding to it


for tag, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("null", r"~|null|", ["~", "n", ""]),
    ("int", r"[-+]?(0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?(0|[1-9][0-9]*)\.[0-9]+", "-+0123456789"),
):
    PlainLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first)
    )


def load_catalogue(directory: Path) -> dict:
    """Return the files of a catalogue as dictionaries, by code."""

    def read(path):
        return yaml.load(path.read_text("utf-8"), Loader=PlainLoader)

    def listed(name, key):
        return {part[key]: part for part in read(directory / f"{name}.yaml")[name]}

    def folder(name):
        files = [read(path) for path in sorted((directory / name).glob("*.yaml"))]
        return {content["code"]: content for content in files}

    return {
        "questions": listed("questions", "id"),
        "elements": listed("elements", "id"),
        "subjects": listed("subjects", "id"),
        "matters": folder("matters"),
        "themes": folder("themes"),
    }


# --- Conditions: true, false, or unknown (None)


def truth_of(condition, known, waiting):
    """``known`` are answers that count; ``waiting`` questions may still be answered."""
    if condition is None:
        return True
    if "all" in condition:
        return all_of([truth_of(part, known, waiting) for part in condition["all"]])
    if "any" in condition:
        return any_of([truth_of(part, known, waiting) for part in condition["any"]])
    if condition["question"] in known:
        return compare(known[condition["question"]], condition["op"], condition["value"])
    return None if condition["question"] in waiting else False


def all_of(truths):
    if False in truths:
        return False
    return None if None in truths else True


def any_of(truths):
    if True in truths:
        return True
    return None if None in truths else False


def compare(answer, op, value):
    answers, values = as_set(answer), as_set(value)
    if op in ("eq", "ne"):
        return (answers == values) == (op == "eq")
    if op == "in":
        return bool(answers & values)
    if not isinstance(answer, int | float) or not isinstance(value, int | float):
        return False
    return {
        "gt": answer > value,
        "ge": answer >= value,
        "lt": answer < value,
        "le": answer <= value,
    }[op]


def as_set(value):
    return set(value) if isinstance(value, list | tuple) else {value}


# --- Situations: which questions are asked, which answers count


def situate(theme, answers):
    """Return what is known, what is waited for, and the next question."""
    conditions = conditions_by_question(theme)
    known = dict(theme.get("fixed_answers") or {})
    waiting = {question for question in conditions if question not in known}
    asked = set()
    for _ in conditions:  # each round decides at least one question, or nothing more
        for question, when in conditions.items():
            truth = any_of([truth_of(condition, known, waiting) for condition in when])
            if truth is True and question in waiting:
                asked.add(question)
                if answers.get(question) is not None:
                    known[question] = answers[question]
            if truth is False or question in known:
                waiting.discard(question)
    open_questions = [q for q in conditions if q in asked and q not in known]
    next_question = open_questions[0] if open_questions else None
    return known, (waiting if next_question else set()), next_question


def conditions_by_question(theme):
    conditions = {}
    for asked in theme.get("questions", []):
        conditions.setdefault(asked["question"], []).append(asked.get("ask_when"))
    return conditions


# --- The guide


def evaluate(theme, catalogue, answers):
    """Return everything one situation of a theme comes down to."""
    known, waiting, next_question = situate(theme, answers)

    def truth(condition):
        return truth_of(condition, known, waiting)

    truths = {}
    for included in theme.get("matters", []):
        code = included["matter"]
        if code in catalogue["matters"]:
            truths[code] = any_of([truths.get(code, False), truth(included.get("when"))])
    in_force = [code for code, value in truths.items() if value is True]
    lead_first = in_lead_order(theme, catalogue, in_force)
    places = places_that_ask(theme, catalogue, lead_first, truth)
    needs = papers_needed(theme, catalogue, lead_first, truth)
    papers = merge_papers([need for need in needs if need["kind"] == "evidence"], in_force)
    form = merge_places(places)
    return {
        "matters": in_force,
        "undecided_matters": [code for code, value in truths.items() if value is None],
        "next_question": next_question,
        "complete": next_question is None,
        "fields": {"before": len(places), "after": len(form)},
        "form": form,
        "materials": {
            "before": len(needs),
            "after": sum(not paper["provided_by"].startswith("matter:") for paper in papers),
        },
        "material_list": papers,
        "schedule": schedule(theme, catalogue, in_force),
        "trips": trips(catalogue, in_force),
    }


def in_lead_order(theme, catalogue, codes):
    """The lead department's form comes first; otherwise the theme's order stands."""

    def is_lead(code):
        return catalogue["matters"][code]["department"] == theme.get("lead_department")

    return [c for c in codes if is_lead(c)] + [c for c in codes if not is_lead(c)]


def bound(theme, matter, subject):
    """What a matter's subject really is in this theme; a commitment is always its own."""
    if subject.startswith("commit:"):
        return subject
    names = {
        (binding["matter"], binding["subject"]): binding["as"]
        for binding in theme.get("subject_bindings", [])
    }
    return names.get((matter, subject), subject)


# --- Fields


def places_that_ask(theme, catalogue, codes, truth):
    """Every entry on the separate forms, a table counting its columns."""
    places = []
    for code in codes:
        matter = catalogue["matters"][code]
        for field in matter.get("fields", []):
            if truth(field.get("when")) is not True:
                continue
            for entry in field.get("columns") or [field]:
                if truth(entry.get("when")) is not True:
                    continue
                is_column = entry is not field
                places.append(
                    {
                        "matter": code,
                        "field": field["id"],
                        "column": entry["id"] if is_column else None,
                        "ref": ".".join([code, field["id"]] + ([entry["id"]] if is_column else [])),
                        "element": entry["element"],
                        "subject": bound(theme, code, entry["subject"]),
                        "label": entry["label"],
                        "type": entry["type"],
                        "options": entry.get("options", []),
                        "required": bool(entry.get("required")),
                    }
                )
    return places


def merge_places(places):
    """One question for each (element, bound subject), in the order first met."""
    form = {}
    for place in places:
        key = (place["element"], place["subject"])
        question = form.setdefault(
            key,
            {
                "element": place["element"],
                "subject": place["subject"],
                "label": place["label"],
                "required": False,
                "asked_by": [],
            },
        )
        question["required"] = question["required"] or place["required"]
        question["asked_by"] = sorted([*question["asked_by"], place["ref"]])
    return list(form.values())


# --- Materials


def papers_needed(theme, catalogue, codes, truth):
    """Every requirement that stands, with its documents and bound subjects."""
    needs = []
    for code in codes:
        for material in catalogue["matters"][code].get("materials", []):
            if truth(material.get("when")) is not True:
                continue
            evidence = material.get("evidence") or {}
            several = evidence.get("all") or evidence.get("any")
            documents = several if several is not None else [evidence] if evidence else []
            needs.append(
                {
                    "ref": f"{code}.{material['id']}",
                    "kind": material.get("kind", "evidence"),
                    # Two subjects may be bound to one, and then it is one paper.
                    "documents": list(
                        dict.fromkeys(
                            (document["document"], bound(theme, code, document["subject"]))
                            for document in documents
                        )
                    ),
                    "one_is_enough": "any" in evidence,
                    "produced_by": material.get("produced_by", []),
                    "exemption": (material.get("exemption") or {}).get("by"),
                    "deferrable": material.get("necessity", "required") == "deferrable",
                }
            )
    return needs


def merge_papers(needs, in_force):
    """Each distinct paper with everyone who asks for it and who provides it."""
    needs = sorted(needs, key=lambda need: need["ref"])
    askers = {}
    for need in needs:
        if not need["one_is_enough"]:
            for paper in need["documents"]:
                askers.setdefault(paper, []).append(need)
    produced = papers_produced(needs, in_force, set(askers))
    there_anyway = set(askers) | set(produced)
    choices = [need for need in needs if need["one_is_enough"] and need["documents"]]
    undecided = [n["documents"] for n in choices if not there_anyway & set(n["documents"])]
    fewest = smallest_set(undecided)
    for need in choices:
        anyway = [paper for paper in need["documents"] if paper in there_anyway]
        chosen = anyway or [paper for paper in need["documents"] if paper in fewest]
        askers.setdefault(chosen[0], []).append(need)
    return [paper_of(key, asking, produced.get(key)) for key, asking in askers.items()]


def papers_produced(needs, in_force, asked_by_name):
    """What matters in force produce, by paper.

    A matter that produces one of several alternatives produces the first that nobody
    asks for by name, unless one of them is produced anyway.
    """
    produced, guessed = {}, {}
    met_by = [(need, in_force_first(need["produced_by"], in_force)) for need in needs]
    for need, producers in met_by:
        if producers and not need["one_is_enough"]:
            produced = dict.fromkeys(need["documents"], producers[0]) | produced
    for need, producers in met_by:
        if producers and need["one_is_enough"] and not set(need["documents"]) & set(produced):
            free = [paper for paper in need["documents"] if paper not in asked_by_name]
            guessed = dict.fromkeys(free[:1], producers[0]) | guessed
    return guessed | produced


def in_force_first(producers, in_force):
    """The first producer in force, if there is one, as a list."""
    return [code for code in producers if code in in_force][:1]


def smallest_set(alternatives):
    """Try every way to choose; the first with the fewest different papers."""
    best = None
    for choice in product(*dict.fromkeys(map(tuple, alternatives))):
        if best is None or len(set(choice)) < len(best):
            best = set(choice)
    return best


def paper_of(key, asking, producer):
    ways = {need["exemption"] for need in asking}
    fetched = [way for way in ("e_licence", "data_sharing") if way in ways]
    return {
        "document": key[0],
        "subject": key[1],
        "provided_by": f"matter:{producer}" if producer else (fetched or ["applicant"])[0],
        "deferrable": all(need["deferrable"] for need in asking),
        "asked_by": sorted(need["ref"] for need in asking),
    }


# --- Time and ways


def schedule(theme, catalogue, in_force):
    """Live through it day by day: a matter starts once what it waits for is done."""
    days = {code: catalogue["matters"][code]["committed_days"] for code in in_force}
    started = {}
    for today in range(sum(days.values()) + 1):
        for _ in days:  # what takes no day at all lets others start on the same day
            done = {code for code in started if started[code] + days[code] <= today}
            for code in days:
                if code not in started and may_start(code, theme, in_force, done):
                    started[code] = today
    reviews = {code: (start, start + days[code]) for code, start in started.items()}
    return {
        "working_days": max((due for _, due in reviews.values()), default=0),
        "serial_working_days": sum(days.values()),
        "reviews": reviews,
    }


def may_start(code, theme, in_force, done):
    """Every hard edge has to be met by what is done; what is not in force does not count."""
    for edge in theme.get("precedence", []):
        awaited = [other in done for other in edge["after"] if other in in_force]
        if edge["matter"] == code and edge.get("binding", "hard") == "hard" and awaited:
            enough = any if edge.get("mode", "all") == "any" else all
            if not enough(awaited):
                return False
    return True


def trips(catalogue, in_force):
    matters = [catalogue["matters"][code] for code in in_force]
    visits = [matter.get("onsite_visits", 0) for matter in matters]
    all_online = all(
        any("网上" in channel or "移动" in channel for channel in matter.get("channels", []))
        for matter in matters
    )
    return {
        "before": len(matters) + sum(visits),
        "after": 0 if all_online and not sum(visits) else 1,
    }


# --- Projections: every department gets its own form back


def project(theme, catalogue, answers, values):
    """Return ``{matter: {field: value}}`` for values by (element, bound subject)."""
    known, waiting, _ = situate(theme, answers)
    in_force = evaluate(theme, catalogue, answers)["matters"]
    places = places_that_ask(
        theme, catalogue, in_force, lambda condition: truth_of(condition, known, waiting)
    )
    offered = {}
    for place in places:
        offered.setdefault((place["element"], place["subject"]), set()).update(place["options"])
    return {
        code: form_of([p for p in places if p["matter"] == code], catalogue, values, offered)
        for code in in_force
    }


def form_of(places, catalogue, values, offered):
    """Lay the values out on one department's form."""
    form, tables, taken = {}, {}, {}
    given = {key: value for key, value in values.items() if value is not None}
    for place in [p for p in places if (p["element"], p["subject"]) in given]:
        key = (place["element"], place["subject"])
        value = given[key]
        repeats = catalogue["subjects"].get(place["subject"], {}).get("repeats", False)

        def own(item, place=place, key=key):
            return in_own_format(item, place, offered[key])

        if place["column"]:
            form[place["field"]] = []
            columns = tables.setdefault(place["field"], {})
            columns[place["column"]] = column_of(place, value, repeats, own)
        elif catalogue["elements"].get(place["element"], {}).get("list", False):
            entries = value if isinstance(value, list) else [value]
            taken[key] = taken.get(key, 0) + 1
            if taken[key] <= len(entries):
                form[place["field"]] = own(entries[taken[key] - 1])
        else:
            is_list_of_one = repeats and isinstance(value, list) and len(value) == 1
            form[place["field"]] = own(value[0] if is_list_of_one else value)
    return form | {field: rows_of(columns) for field, columns in tables.items()}


def column_of(place, value, repeats, own):
    """Return (one entry for each row, None), or (None, what holds for every row)."""
    each_row = isinstance(value, list) and (
        repeats or place["type"] != "choices" or any(isinstance(item, list) for item in value)
    )
    if each_row:
        return [None if item is None else own(item) for item in value], None
    return ([own(value)], None) if repeats else (None, own(value))


def rows_of(columns):
    """Lay columns side by side; a table where nothing repeats has one row."""
    heights = [len(entries) for entries, _ in columns.values() if entries is not None]
    rows = [{} for _ in range(max(heights) if heights else 1)]
    for column, (entries, everywhere) in columns.items():
        for index, row in enumerate(rows):
            value = everywhere if entries is None else (entries[index : index + 1] or [None])[0]
            if value is not None:
                row[column] = value
    return rows


def in_own_format(value, place, offered):
    """Coarsen a moment to what is asked; keep of several options the department's own."""
    kind = place["type"]
    if isinstance(value, list):  # several members, several options, or several members' options
        own = place["options"]
        others = (
            [option for option in offered if option not in own] if kind == "choices" and own else []
        )
        return [in_own_format(item, place, offered) for item in value if item not in others]
    if kind in ("date", "month") and isinstance(value, str):
        moment = re.fullmatch(r"(\d{4}-\d{2})(-\d{2})?([T ]\d{2}:\d{2}(:\d{2})?)?", value)
        if moment:
            return moment[1] if kind == "month" else moment[1] + (moment[2] or "")
    return value
