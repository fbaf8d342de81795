"""Draw the charts of handouts as pictures; nothing is fetched for it."""

from io import BytesIO

from core.handouts.charts import vega_lite_of
from core.handouts.models import Handout, HandoutChart

_VERSION = "6.4"
_WIDTH, _SCALE = 520, 2


def chart_picture(chart: HandoutChart) -> bytes:
    """Return a chart as PNG."""
    return _drawn(vega_lite_of(chart) | {"width": _WIDTH, "background": "white"})


def charts_picture(handout: Handout) -> bytes:
    """Return all charts of a handout below each other, each under its title, as one PNG."""
    charts = [part for part in handout.parts if isinstance(part, HandoutChart)]
    drawn = [
        vega_lite_of(chart) | {"width": _WIDTH, "title": {"text": chart.title, "anchor": "start"}}
        for chart in charts
    ]
    config = drawn[0].pop("config") if drawn else {}
    for specification in drawn[1:]:
        specification.pop("config")
    return _drawn(
        {"vconcat": drawn, "config": config, "background": "white", "title": handout.title}
    )


def picture_size(picture: bytes) -> tuple[int, int]:
    """Return how wide and high a picture is shown, in pixels of a screen."""
    from PIL import Image  # noqa: PLC0415 -- only who lays out pictures needs it

    with Image.open(BytesIO(picture)) as image:
        return image.width // _SCALE, image.height // _SCALE


def _drawn(specification: dict[str, object]) -> bytes:
    import vl_convert  # noqa: PLC0415 -- starts an engine of its own

    picture: bytes = vl_convert.vegalite_to_png(
        specification, vl_version=_VERSION, scale=_SCALE, allowed_base_urls=[]
    )
    return picture
