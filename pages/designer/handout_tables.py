"""Tables of handouts as pages show them."""

from html import escape

from core.handouts.models import HandoutTable


def table_section(title: str, table: HandoutTable) -> str:
    """Return a table under its title; where it is wider than the page, it is scrolled by keys."""
    heads = "".join(f'<th scope="col">{escape(column.name)}</th>' for column in table.columns)
    rows = "".join(
        f'<tr><th scope="row">{escape(str(first))}</th>'
        + "".join(f"<td>{escape(str(cell))}</td>" for cell in rest)
        + "</tr>"
        for first, *rest in table.rows
    )
    return (
        f'<section class="watched" tabindex="0" aria-label="{escape(title)}">'
        f"<h2>{escape(title)}</h2>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></section>"
    )
