"""Before and after (前后对比): one scenario matter by matter, and as one theme, as a picture."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.handouts.charts import GREY, PINE
from core.handouts.models import (
    Handout,
    HandoutBar,
    HandoutChart,
    HandoutColumn,
    HandoutHeading,
    HandoutParagraph,
    HandoutTable,
)
from core.i18n import translate


@dataclass(frozen=True, slots=True)
class BeforeAfterTold:
    """What the picture is written from: pairs of figures by name, none where nothing is known."""

    title: str
    about: str
    story: str
    pairs: Mapping[str, tuple[int, int | None]]
    locale: str

    def say(self, key: str) -> str:
        """Return a message in the reader's language."""
        return translate(f"designer.training.{key}", self.locale)


def before_after(brief: BeforeAfterTold) -> Handout:
    """Return the pairs as charts, with every figure in a table below."""
    names = ("what", "apart", "together")
    table = HandoutTable(
        tuple(HandoutColumn(brief.say(name)) for name in names),
        tuple(
            (brief.say(name), before, "–" if after is None else after)
            for name, (before, after) in brief.pairs.items()
        ),
    )
    return Handout(
        title=brief.title,
        about=brief.about,
        parts=(
            HandoutParagraph(brief.story),
            *(_chart(brief, name, pair) for name, pair in brief.pairs.items()),
            HandoutHeading(brief.say("figures")),
            table,
        ),
        locale=brief.locale,
    )


def _chart(brief: BeforeAfterTold, name: str, pair: tuple[int, int | None]) -> HandoutChart:
    bars = tuple(
        HandoutBar(brief.say(kind), 0, number, f"{number} {brief.say(f'unit.{name}')}", color)
        for kind, number, color in zip(("apart", "together"), pair, (GREY, PINE), strict=True)
        if number is not None
    )
    return HandoutChart(brief.say(name), bars)
