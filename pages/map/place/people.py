"""The figures of people at a place, each with the claims that it rests on and those before."""

from collections.abc import Iterable

import pandas as pd

from geo.dataset.vocabularies import rank
from geo.dataset.vocabulary import MEASURE
from geo.subjects import casualties
from geo.subjects.casualties import Figure
from geo.view import View, taken_back
from geo.words import figures as words
from geo.words import terms
from pages.drawing import markup
from pages.drawing.markup import Markup
from pages.map.place.section import Section, nothing


def section(here: View, table: str) -> Section:
    return Section("Casualties", len(here.figures), tell, table)


def tell(here: View, table: str) -> Markup:
    """Each figure with its claims, deaths first."""
    claims = here.history(table)
    rows: Iterable[Figure] = here.figures.itertuples()
    parts = [_figure(row, claims, here) for row in sorted(rows, key=_order)]
    unknown = nothing("No figure was known. That is not zero.")
    return (markup.join(parts) or unknown) + _withdrawn(claims, here)


def _withdrawn(claims: pd.DataFrame, here: View) -> Markup:
    """What was said of all people or whole groups and taken back, which no figure rests on."""
    gone = [one.claim.entry_id for one in taken_back.withdrawn_people(here)]
    if not gone:
        return Markup()
    rows = claims[claims.entry_id.isin(gone)]
    head = Markup("<p><strong>Withdrawn</strong></p>")
    return head + markup.claim_list(here.dataset, rows.itertuples())


def _order(figure: Figure) -> tuple:
    """Deaths first; of everybody before groups, of groups before parts of them."""
    of_whom = figure.group != "all", figure.group, figure.subset
    return rank(MEASURE, figure.measure), bool(figure.subset), of_whom, figure.counts


def _figure(figure: Figure, claims: pd.DataFrame, here: View) -> Markup:
    group = "" if figure.group == "all" else f", {terms.plain(figure.group)}"
    corrected = "; ".join(taken_back.told(taken_back.corrected_by(figure.entry_ids, here), here))
    title = Markup("<p><strong>{}{}{}: {}</strong>{}{} {}</p>").format(
        terms.heading(terms.plain(figure.measure)), group,
        markup.text(f", {figure.subset}") if figure.subset else "",
        markup.text(casualties.in_words(figure, here.dataset.rows)),
        f" · as of {words.as_of(figure.as_of)}" if not figure.contested else "",
        markup.text(f" · {corrected}" if corrected else ""),
        figure_tags(figure),
    )  # fmt: skip
    rows = claims[claims.entry_id.isin({*figure.entry_ids, *figure.rivals})]
    body = title + markup.claim_list(here.dataset, rows.itertuples())
    earlier = claims[claims.entry_id.isin(figure.history)]
    if earlier.empty:
        return body
    return (
        body
        + Markup('<p class="cm-meta">Before:</p>')
        + markup.claim_list(here.dataset, earlier.itertuples())
    )


def figure_tags(figure: Figure) -> Markup:
    """That a figure is contested, or does not fit what it is part of."""
    marks = (
        (figure.contested, terms.CONTESTED),
        (figure.exceeds, terms.EXCEEDS),
        (figure.exceeded_by, terms.EXCEEDED),
    )
    return markup.join((markup.tag(told) for is_there, told in marks if is_there), " ")
