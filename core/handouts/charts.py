"""Bars below each other as a Vega-Lite specification: one drawing for screen and paper."""

from typing import Any

from core.handouts.models import HandoutBar, HandoutChart

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.4.1.json"
FONT = "Noto Sans CJK SC, Noto Sans SC, sans-serif"
PINE, LIGHT, GREY = "#0E5A50", "#4F8880", "#7B827F"
_INK = "#25302E"
_ROW, _BAR = 30, 18
_ROOM = 1.25
"""The widest bar leaves room for its figure."""


def vega_lite_of(chart: HandoutChart) -> dict[str, Any]:
    """Return a chart in which every bar carries its figure in words.

    Examples:
        >>> bar = HandoutBar("Before", 0, 3, "3.0", GREY)
        >>> vega_lite_of(HandoutChart("Entries", (bar,)))["description"]
        'Entries: Before 3.0'
    """
    y_axis = {"title": None, "labelLimit": 240, "labelFontSize": 13, "labelColor": _INK}
    y_axis |= {"ticks": False, "domain": False}
    names = [bar.name for bar in chart.bars]
    bars = {
        "mark": {"type": "bar", "height": _BAR},
        "encoding": {
            "x": {
                "field": "start",
                "type": "quantitative",
                "axis": None,
                "scale": {"domain": [0, _ROOM * max((bar.end for bar in chart.bars), default=1)]},
            },
            "x2": {"field": "end"},
            "color": {"field": "color", "type": "nominal", "scale": None},
        },
    }
    words = {
        "mark": {"type": "text", "align": "left", "dx": 6, "fontSize": 13, "fontWeight": "bold"},
        "encoding": {
            "x": {"field": "end", "type": "quantitative", "axis": None},
            "text": {"field": "text"},
        },
    }
    return {
        "$schema": SCHEMA,
        "description": chart.described,
        "data": {"values": [_datum(bar) for bar in chart.bars]},
        "height": _ROW * len(chart.bars),
        "encoding": {"y": {"field": "name", "type": "nominal", "sort": names, "axis": y_axis}},
        "layer": [bars, words],
        "config": {"view": {"stroke": None}, "font": FONT},
    }


def _datum(bar: HandoutBar) -> dict[str, str | float]:
    right = max(bar.start, bar.end)
    left = min(bar.start, bar.end)
    return {
        "name": bar.name,
        "start": left,
        "end": right,
        "text": bar.text,
        "color": bar.color,
    }
