"""The code lists of an element: what each form offers for it, and where they differ."""

from html import escape

from core.services.library import EntryRecord
from pages.designer.wording import shown
from pages.designer.workspace import Workspace


def options_html(record: EntryRecord, workspace: Workspace) -> str:
    """Return every list of options that forms have for an element, with the forms that have it."""
    lists: dict[tuple[str, ...], list[str]] = {}
    for matter in record.catalogue.matters.values():
        for ref, _, entry in matter.entries():
            if entry.element == record.code and (entry.options or entry.code_list):
                options = (entry.code_list,) if entry.code_list else entry.options
                lists.setdefault(options, []).append(ref)
    if not lists:
        return f'<p class="empty">{escape(workspace.say("bank.no_lists"))}</p>'
    rows = "".join(_row(options, refs, workspace) for options, refs in lists.items())
    heads = "".join(
        f'<th scope="col">{escape(workspace.say(f"bank.options.{name}"))}</th>'
        for name in ("list", "forms")
    )
    label = escape(workspace.say("bank.tab.options"))
    return (
        f'<table class="rowstable shoptable" aria-label="{label}">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(options: tuple[str, ...], refs: list[str], workspace: Workspace) -> str:
    comma = workspace.say("sheet.comma")
    words = comma.join(map(shown, options))
    return f"<tr><td>{escape(words)}</td><td>{escape(comma.join(refs))}</td></tr>"
