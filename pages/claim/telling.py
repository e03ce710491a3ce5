"""One claim in full, as markup: what it says, who says so, and what became of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from geo.dataset import Dataset
from geo.dataset.schema import TABLES
from geo.ledger import Selection
from geo.rows import split
from geo.standing.fates import End, Fate
from geo.standing.verdicts import Outcome
from geo.subjects import catalogue
from geo.view.address import at_dataset, to_query, with_query
from geo.words import moments, numbers, terms
from geo.words.countries import country_name
from pages.drawing import markup
from pages.drawing.markup import Markup

Fact = tuple[str, Markup]
# How the cells of a kind of column are told; others as they are.
_TOLD: dict[str, Callable[[Any], str]] = {
    "enum": terms.plain, "local": moments.local, "day": moments.local,
    "iso3": country_name, "texts": lambda cell: cell.replace("|", ", "),
}  # fmt: skip
_PLAIN = {"best": "number", "personnel_best": "people"}


def claim(shown: Any, is_over: bool) -> Markup:
    """What it says, struck through when it no longer stands."""
    words = Markup("<del>{}</del>" if is_over else "{}").format(markup.text(shown.summary))
    return Markup('<p class="cm-panel-title">{}</p>').format(words)


def facts(items: Iterable[Fact]) -> Markup:
    """Terms, each with its value behind it."""
    line = Markup("<div><dt>{}</dt><dd>{}</dd></div>")
    return Markup('<dl class="cm-facts">{}</dl>').format(
        markup.join(line.format(*item) for item in items)
    )


def about(dataset: Dataset, shown: Any, name: str) -> Iterator[Fact]:
    """What a claim is about and on what it rests; ``name`` is what addresses call the dataset."""
    yield "Of", _place(dataset, shown)
    yield "Kind", Markup(catalogue.entry(shown.table).label)
    yield from _own(shown)
    if when := moments.occurred(shown):
        yield "When it happened", Markup(when)
    yield "When it was reported", _reported(dataset, shown, name)
    yield "According to", markup.text(shown.authority)
    sources = split(shown.source_id)
    told = f"Sources ({len(sources)})" if len(sources) > 1 else "Source"
    yield told, markup.source_links(dataset, shown.source_id)
    yield "Certainty", Markup(shown.certainty.lower())
    if replaced := [one for one in split(shown.replaces) if one in dataset.rows]:
        word = "Withdraws" if shown.message == "Cancel" else "Takes the place of"
        yield word, _links(dataset, replaced)
    yield "Id", markup.text(shown.entry_id)


def _place(dataset: Dataset, shown: Any) -> Markup:
    scope = f", {terms.scope(shown.scope).lower()}" if shown.scope else ", not located"
    inside = f" in {shown.admin1}" if shown.admin1 and shown.admin1 != shown.place else ""
    return markup.text(f"{shown.place}{scope}{inside}")


def _own(shown: Any) -> Iterator[Fact]:
    """What only claims of its table say, ranges in words."""
    table = TABLES[shown.table]
    ranges = {one: names for names in table.ranges for one in names}
    for column in table.own:
        cell = getattr(shown, column.name)
        if names := ranges.get(column.name):
            bounds = [getattr(shown, one) for one in names]
            if column.name == names[1] and not all(map(pd.isna, bounds)):
                yield (
                    terms.heading(_PLAIN.get(column.name, column.name)),
                    Markup(numbers.range_in_words(*bounds)),
                )
        elif not pd.isna(cell) and cell != "":
            words = _TOLD.get(column.kind, str)(cell)
            yield terms.heading(terms.plain(column.name)), markup.text(words)


def _reported(dataset: Dataset, shown: Any, name: str) -> Markup:
    on = "on a " if shown.reported_basis == "not_before" else ""
    link = Markup('{}{}, <a href="{}">the map at that moment</a>')
    told = moments.reported(shown, dataset.about.zone)
    return link.format(on, told, map_address(dataset, shown, name))


def map_address(dataset: Dataset, shown: Any, name: str) -> str:
    """The map as known when a claim was reported, at its place, from a page beside it."""
    places = (shown.place_id,) if shown.place_id else ()
    selection = replace(Selection(shown.reported_at), places=places)
    return with_query(at_dataset("./", name), to_query(selection, dataset))


def _links(dataset: Dataset, entry_ids: Iterable[str]) -> Markup:
    return markup.join(
        (markup.own_link(one, markup.text(dataset.rows[one].summary)) for one in entry_ids), "; "
    )


_OUTCOMES = {
    Outcome.STANDS: "It stands.",
    Outcome.CONTESTED: "It stands, and is contested by:",
    Outcome.REVISED: "It no longer stands.",
    Outcome.WITHDRAWN: "It was withdrawn.",
    Outcome.NOT_FOUND: "It had not been reported yet.",
}


def outcome(found: Fate) -> str:
    """What became of a claim, in one sentence."""
    if found.outcome == Outcome.WITHDRAWN and len(found.ends) > 1:
        return "It no longer stands, and what took its place was withdrawn."
    return _OUTCOMES[found.outcome]


def became(dataset: Dataset, found: Fate) -> Markup:
    """What became of a claim: each message after it, what contests it, what stands now."""
    items = [_end(dataset, end) for end in found.ends]
    items += [_linked(dataset, one) for one in found.rivals]
    if found.now.words:
        ids = found.now.entry_ids
        items.append(
            Markup("<li><p>Now: {}</p><p class='cm-meta'>{}</p></li>").format(
                markup.text(found.now.words), _links(dataset, ids)
            )
        )
    told = Markup("<p>{}</p>").format(outcome(found))
    return told + Markup('<ul class="cm-claims">{}</ul>').format(markup.join(items))


def _end(dataset: Dataset, end: End) -> Markup:
    word = "replaced by later news" if end.word == "replaced" else end.word
    head = f"{terms.heading(word)} after {end.lasted}"
    return _linked(dataset, end.message, Markup("<strong>{}</strong>: ").format(head))


def _linked(dataset: Dataset, shown: Any, head: Markup = Markup("")) -> Markup:  # noqa: B008
    """A claim in a line that leads to its own page, and who said so when."""
    when = moments.long_moment(shown.reported_at, dataset.about.zone)
    return Markup('<li><p>{}{}</p><p class="cm-meta">{}, {}</p></li>').format(
        head,
        markup.own_link(shown.entry_id, markup.text(shown.summary)),
        markup.text(shown.authority),
        when,
    )
