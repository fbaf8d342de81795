"""Before and after as a picture: pairs of bars, where the difference went, what was published."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from core.i18n import translate
from core.services.trainers import Fall, ScenarioComparison
from core.training.models import PlayedStep
from pages.designer.workspace import Workspace

_FULL = 100


def before_and_after(pairs: Mapping[str, tuple[int, int | None]], workspace: Workspace) -> str:
    """Return the pairs of bars, each with its figures at the ends."""
    rows = "".join(
        f"<section><h3>{escape(workspace.say(f'training.{name}'))}</h3>"
        f"{''.join(_bars(name, before, after, workspace))}</section>"
        for name, (before, after) in pairs.items()
    )
    legend = (
        f'<p class="legend"><i class="apart"></i>{escape(workspace.say("training.apart"))}'
        f"<i></i>{escape(workspace.say('training.together'))}</p>"
    )
    return f'<div class="pairs">{legend}{rows}</div>'


def _bars(name: str, before: int, after: int | None, workspace: Workspace) -> Iterator[str]:
    most = max(before, after or 0, 1)
    for kind, number in (("apart", before), ("once", after)):
        if number is None:
            continue
        width = round(_FULL * number / most)
        unit = escape(workspace.say(f"training.unit.{name}"))
        yield (
            f'<p class="bar {kind}"><i style="width:{width}%"></i><b>{number}</b> {unit}'
            f'<span class="hidden">{escape(workspace.say(f"training.{_LEGENDS[kind]}"))}</span></p>'
        )


_LEGENDS = {"apart": "apart", "once": "together"}


def where_it_went(fall: Fall, part: str, workspace: Workspace) -> str:
    """Return the causes of a difference as a table, the largest first."""
    causes = sorted(fall.causes.items(), key=lambda pair: -pair[1])
    rows = [
        (workspace.say(f"savings.cause.{cause}"), str(number)) for cause, number in causes if number
    ]
    heads = (workspace.say("training.cause"), workspace.say(f"training.unit.{part}"))
    title = workspace.say(f"training.went.{part}", n=fall.before - fall.left)
    return f"<h3>{escape(title)}</h3>{_table(heads, rows)}" if rows else ""


def separate_matters(compared: ScenarioComparison, workspace: Workspace) -> str:
    """Return what each office asks by itself."""
    names = ("matter", "department", "entries", "materials", "trips", "working_days")
    rows = [
        (
            *(matter.name, matter.department),
            *(str(matter.entries), str(matter.materials)),
            *(str(matter.trips), str(matter.working_days)),
        )
        for matter in compared.matters
    ]
    return _table([workspace.say(f"training.{name}") for name in names], rows)


def published_beside(compared: ScenarioComparison, workspace: Workspace) -> str:
    """Return what was published beside what the catalogue counts, and why they differ."""
    ours = {
        "entries": f"{compared.entries.before} → {compared.entries.left}",
        "materials": f"{compared.materials.before} → {compared.materials.left}",
        "trips": f"{compared.trips.before} → {compared.trips.after}",
        "working_days": f"{compared.days_before} → {compared.days_after}",
    }
    none = workspace.say("training.not_counted")
    rows = [
        (
            figure.what,
            " → ".join(str(n) for n in (figure.before, figure.after) if n is not None)
            + f" {figure.unit}",
            ours[figure.ours] if figure.ours else none,
            figure.why,
        )
        for figure in compared.published
    ]
    heads = [
        workspace.say(f"training.published.{name}") for name in ("what", "said", "ours", "why")
    ]
    return _table(heads, rows)


def played_steps(steps: tuple[PlayedStep, ...], workspace: Workspace) -> str:
    """Return each step with what was expected and what came of it."""
    marks = {True: workspace.say("training.same"), False: workspace.say("training.differs")}
    rows = [
        (
            marks[step.same],
            translate(step.say, workspace.locale),
            step.about,
            str(step.expected),
            str(step.actual),
        )
        for step in steps
    ]
    names = ("outcome", "step", "about", "expected", "actual")
    return _table([workspace.say(f"training.{name}") for name in names], rows)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return (
        f'<div class="wide" tabindex="0"><table class="training"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
