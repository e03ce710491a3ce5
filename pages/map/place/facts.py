"""A place at the head of the panel: its names, and what is asked first in three lines."""

from geo.ledger import LOCAL, breadth
from geo.subjects.sources import REVIEWED
from geo.view import View
from geo.view.glance import Fact, glance
from geo.words import terms
from pages.drawing import markup
from pages.drawing.markup import Markup


def head(here: View) -> Markup:
    """Names in other languages and of other times, and where it is."""
    place = here.dataset.places.loc[here.selection.places[0]]
    where = terms.scope(place.kind)
    if breadth(place.kind) == LOCAL:
        where = ", ".join(filter(None, ("" if place.kind == "city" else where, place.admin1)))
    others = [name for name in here.dataset.other_names[place.name] if name != where]
    reviewed = place.geocoded_by in REVIEWED
    how = "" if reviewed else f"Its position is from {place.geocoded_by} and was not reviewed."
    told = " · ".join(filter(None, (where, *others)))
    return Markup('<p class="cm-names">{} {}</p>').format(markup.text(told), markup.text(how))


def lines(here: View) -> Markup:
    """The three lines, each with who says so and when."""
    return Markup('<dl class="cm-facts">{}</dl>').format(markup.join(map(_line, glance(here))))


def _line(fact: Fact) -> Markup:
    sign = Markup('<i class="cm-sign cm-sign-{}"></i> ').format(fact.sign) if fact.sign else ""
    contested = Markup(" {}").format(markup.tag(f"≠ {terms.CONTESTED}"))
    below = " · ".join(filter(None, (fact.note, fact.by)))
    label = Markup("<dt>{}{}</dt>").format(sign, markup.text(fact.label)) if fact.label else ""
    return Markup("<div>{}<dd>{}{}{}</dd></div>").format(
        label,
        markup.text(fact.words),
        contested if fact.is_contested else "",
        Markup('<p class="cm-meta">{}</p>').format(markup.text(below)) if below else "",
    )
