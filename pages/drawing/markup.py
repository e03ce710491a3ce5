"""HTML for what Streamlit's widgets cannot say: claims with their sources, struck through or not.

MarkupSafe escapes every text that is put into a template here; control and direction signs of a
dataset's text are made visible before.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from geo.dataset import Dataset
from geo.dataset.claims import KnownClaim
from geo.mapping.inert import isolated, visible
from geo.rows import split
from geo.view.address import claim_address
from geo.words import moments, terms

LONGEST = 600


def text(value: str) -> Markup:
    """A dataset's text, isolated from the direction of what stands around it."""
    seen = visible(str(value), LONGEST)
    shown = isolated(seen)
    # By itself an element goes by its first letter, isolated or not.
    html = "<bdi>{}</bdi>" if shown == seen else '<bdi dir="ltr">{}</bdi>'
    return Markup(html).format(shown)


def show(html: Markup) -> None:
    """Puts markup on the page; takes nothing that was not escaped."""
    if not isinstance(html, Markup):
        raise TypeError("only markup whose texts were escaped may be shown")
    st.html(str(html))


def join(parts: Iterable[Markup], between: str = "") -> Markup:
    """The parts one after the other."""
    return Markup(between).join(parts)


def source_links(dataset: Dataset, source_ids: str) -> Markup:
    """The publishers of a claim's sources, each named once, linked where they have an address."""
    by_publisher: dict[str, list[Any]] = {}
    for one in split(source_ids):
        source = dataset.source_rows[one]
        by_publisher.setdefault(source.publisher, []).append(source)
    return join(map(_publisher, by_publisher.values()), ", ")


def _publisher(sources: Sequence[Any]) -> Markup:
    """'TASS', of three sources 'TASS (2) (1 more without a web address)'."""
    first, *others = sorted(sources, key=lambda one: not one.url)
    named = _source(first, text(first.publisher))
    if not first.url:
        return named + Markup(" (no web address)")
    linked = [one for one in others if one.url]
    for number, one in enumerate(linked, 2):
        named += Markup(" ({})").format(_source(one, Markup(number)))
    rest = len(others) - len(linked)
    return named + (Markup(" ({} more without a web address)").format(rest) if rest else "")


def _source(source: Any, words: Markup) -> Markup:
    kind = terms.source_kind(source.kind)
    name = Markup('<span title="{}">{}</span>').format(
        f"{visible(source.title, 200)} ({kind})", words
    )
    if not source.url:
        return name
    link = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>')
    return link.format(source.url, name)


def claim_list(dataset: Dataset, claims: Iterable[KnownClaim]) -> Markup:
    """Claims (rows with the shared columns) with place, time, source and standing."""
    items = [claim_item(dataset, claim) for claim in claims]
    return Markup('<ul class="cm-claims">{}</ul>').format(join(items))


def claim_item(dataset: Dataset, claim: KnownClaim) -> Markup:
    """One claim; struck through, and said to be so, when it no longer stands."""
    struck = claim.standing in ("superseded", "retracted")
    summary = Markup("<del>{}</del>" if struck else "{}").format(text(claim.summary))
    return Markup(
        '<li class="cm-{standing}"><p>{summary}</p><p class="cm-meta">{tag}{who}{sources}'
        " · published {on}{reported}{occurred} · {certainty}{end} · {own}</p></li>"
    ).format(
        standing=claim.standing,
        summary=summary,
        tag=join(tag(one) + Markup(" ") for one in _tags(claim)),
        who=Markup("{}, according to ").format(text(claim.attributed_to))
        if claim.attributed_to
        else "",
        sources=source_links(dataset, claim.source_id),
        on="on a " if claim.reported_basis == "not_before" else "",  # a date that is not shown
        reported=moments.reported(claim, dataset.about.zone),
        occurred=f" · when: {moments.occurred(claim)}" if moments.occurred(claim) else "",
        certainty=claim.certainty.lower(),
        end=_replaced(claim, dataset),
        own=own_link(claim.entry_id, "in full"),
    )


def own_link(entry_id: str, words: str | Markup, apart: bool = False) -> Markup:
    """A link to the page of a claim; the browser adds dataset and moment (elements/links.js).

    ``apart`` opens it in a tab of its own, where a page holds what leaving it would lose.
    """
    link = Markup('<a class="cm-own" href="{}" title="This claim, and what became of it"{}>{}</a>')
    target = Markup(' target="_blank" rel="noopener"' if apart else "")
    return link.format(claim_address(entry_id), target, words)


def _tags(claim: KnownClaim) -> Iterator[str]:
    """What a reader has to know before who said it: how it stands, whether it was out yet, and
    what stands against it.
    """
    if claim.standing != "current":
        yield terms.STANDING[claim.standing]
    if claim.hour_unknown:
        yield moments.HOUR_UNKNOWN
    against = {
        "contested_by": terms.CONTESTED,
        "exceeds": terms.EXCEEDS,
        "exceeded_by": terms.EXCEEDED,
    }
    yield from (words for column, words in against.items() if getattr(claim, column, ""))


def _replaced(claim: KnownClaim, dataset: Dataset) -> str:
    if claim.standing not in ("superseded", "retracted"):
        return ""
    if claim.standing == "retracted":
        cancel = dataset.rows[claim.retracted_by]
        told = visible(moments.withdrawn_by(claim, cancel, dataset.about.zone), LONGEST)
        return f" · retracted {told}"
    return f" · superseded {moments.short_moment(claim.superseded_at, dataset.about.zone)}"


def tag(label: str) -> Markup:
    """A short word in a frame, told apart by its text and not by colour, explained on it."""
    if meaning := terms.EXPLAINED.get(label):
        return Markup('<span class="cm-tag" title="{}">{}</span>').format(meaning, label)
    return Markup('<span class="cm-tag">{}</span>').format(label)


def stacked(rows: Iterable[tuple[str, str, str]]) -> Markup:
    """Terms, each with its value below it, and below that whom it rests on: for narrow places."""
    row = Markup('<dt>{}</dt><dd>{}<p class="cm-meta">{}</p></dd>')
    items = [row.format(*map(text, cells)) for cells in rows]
    return Markup('<dl class="cm-stacked">{}</dl>').format(join(items))


def bullets(items: Iterable[str | Markup]) -> Markup:
    """A plain list."""
    return Markup('<ul class="cm-list">{}</ul>').format(
        join(Markup("<li>{}</li>").format(item) for item in items)
    )


def in_markdown(words: str) -> str:
    """A dataset's text for Markdown, in which it shows as typed."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()<>#+-.!|~$:&" else sign for sign in words)
