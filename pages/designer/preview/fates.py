"""What becomes of each material: brought, fetched, issued in this case, or handed in later."""

from html import escape

from core.catalogue.models import short_name
from core.services.designers.explain_preview import MaterialRow, explain_preview
from pages.designer.preview.playing import Play
from pages.designer.wording import shown
from pages.shared.exemptions import sign_of
from pages.shared.styling import icon, tag


def materials_shown(play: Play) -> str:
    """Return every material with its fate as HTML, those to be brought first."""
    explanation = explain_preview(play.rehearsal.preview)
    papers = sorted(explanation.papers, key=lambda paper: paper.provided_by != "applicant")
    rows = "".join(_paper(play, paper) for paper in papers)
    made = "".join(
        f"<li>{icon('draw', 'sq')}<div><b>{escape(shown(asker.words))}</b>"
        f"<small>{escape(shown(asker.matter))}</small></div>"
        f"{tag(play.say('made'), 'info')}</li>"
        for asker in explanation.made_here
    )
    if not rows and not made:
        return f'<p class="muted">{escape(play.say("no_materials"))}</p>'
    return f'<ul class="fates">{rows}{made}</ul>'


def _paper(play: Play, paper: MaterialRow) -> str:
    sign = sign_of(paper.provided_by)
    words = tag(play.workspace.say(f"way.{paper.provided_by}"), sign.colour)
    if paper.deferrable and paper.provided_by == "applicant":
        words += tag(play.workspace.say("preview.deferrable"), "later")
    about = short_name(paper.subject)
    if paper.producer:
        matter = shown(paper.producer)
        about = play.workspace.say("preview.issued_by", subject=about, matter=matter)
    return (
        f"<li>{icon(sign.icon, 'sq')}<div><b>{escape(shown(paper.name))}</b>"
        f"<small>{escape(shown(about))} · {escape(_askers(play, paper))}</small></div>"
        f'<span class="tags">{words}</span></li>'
    )


def _askers(play: Play, paper: MaterialRow) -> str:
    """Name who asks for a material, or say how many do."""
    matters = list(dict.fromkeys(shown(asker.matter) for asker in paper.askers))
    if len(matters) > _NAMED:
        return play.say("askers", n=len(matters))
    return play.workspace.say("preview.comma").join(matters)


_NAMED = 2
"""More matters than these are counted; the table beneath names them."""
