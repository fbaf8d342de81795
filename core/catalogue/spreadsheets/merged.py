"""The merged cells of a sheet, row by row."""

from collections.abc import Iterable

from core.catalogue.spreadsheets.refusing import SpreadsheetRefusedError

FURTHEST_ROW = 100_000
MAX_COLUMNS = 200


class MergedCells:
    """Says of each row which cells are wide or tall, and what reaches down into it."""

    def __init__(self, areas: Iterable[tuple[int, int, int, int]], limit: int) -> None:
        self._spans: dict[int, dict[int, int]] = {}
        self._tops: dict[int, dict[int, int]] = {}
        self._texts: dict[tuple[int, int], str] = {}
        height = 0
        for left, top, right, bottom in areas:
            height += bottom - top + 1
            if height > FURTHEST_ROW or left > MAX_COLUMNS:
                raise SpreadsheetRefusedError("too_long", limit=limit)
            for number in range(top, bottom + 1):
                self._spans.setdefault(number, {})[left - 1] = right - left + 1
                if bottom > top:
                    self._tops.setdefault(number, {})[left - 1] = top

    def spans(self, number: int) -> dict[int, int]:
        """Return how many columns the merged cells of a row take, by their first column."""
        return self._spans.get(number, {})

    def tall(self, number: int) -> frozenset[int]:
        """Return which cells of a row belong to one that takes several rows."""
        return frozenset(self._tops.get(number, ()))

    def below(self, number: int) -> frozenset[int]:
        """Return which cells of a row show a text that stands in a row above."""
        tops = self._tops.get(number, {})
        return frozenset(place for place, top in tops.items() if top < number)

    def filled(self, number: int, texts: list[str]) -> list[str]:
        """Return the texts of a row with those that reach down from above."""
        for place, top in self._tops.get(number, {}).items():
            texts += [""] * (place + 1 - len(texts))
            if number == top:
                self._texts[top, place] = texts[place]
            elif not texts[place]:
                texts[place] = self._texts.get((top, place), "")
        return texts
