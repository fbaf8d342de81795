"""A plain reading of what ``log compare`` promises, to compare the real one with."""

from collections import Counter, defaultdict
from itertools import pairwise
from statistics import median

from core.monitoring.models import ChannelFigures, LogFigures, StepFigures


def plain_figures(events):
    cases = defaultdict(list)
    for event in sorted(events, key=lambda event: (event.at, event.row)):
        cases[event.case].append(event)
    number, late, undated, hours = Counter(), Counter(), 0, defaultdict(list)
    for steps in cases.values():
        rows = sorted(steps, key=lambda event: event.row)
        channel = next((event.channel for event in rows if event.channel), "")
        deadline = next((event.deadline for event in rows if event.deadline), None)
        ended = next((event.ended for event in rows if event.ended), steps[-1].at)
        number[channel] += 1
        undated += deadline is None
        late[channel] += deadline is not None and ended > deadline
        for before, after in pairwise(steps):
            spent = (after.at - before.at).total_seconds() / 3600
            hours[before.activity, after.activity].append(spent)
    return LogFigures(
        cases=len(cases),
        events=sum(map(len, cases.values())),
        undated=undated,
        late=late.total(),
        by_channel={name: ChannelFigures(number[name], late[name]) for name in number},
        steps=tuple(
            StepFigures(*pair, len(spent), median(spent))
            for pair, spent in sorted(hours.items(), key=lambda item: (-len(item[1]), item[0]))
        ),
    )
