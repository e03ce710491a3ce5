"""HTML for what Streamlit's widgets cannot say: claims with their sources, struck through or not.

MarkupSafe escapes every text that is put into a template here; control and direction signs of a
dataset's text are made visible before.
"""

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

from geo.dataset import Dataset
from geo.mapping.inert import visible
from geo.words import moments, terms

LONGEST = 600

STYLE = Markup("""<style>
.stMainBlockContainer {padding: 3.5rem 2rem 4rem}
@media (max-width: 640px) {
  .stMainBlockContainer {padding: 3.5rem 1rem 4rem}
  .stMainBlockContainer h1 {font-size: 1.9rem; padding: .25rem 0 .5rem}
}
.st-key-box-steps button {min-width: 0; padding: .25rem .5rem}
[class*="st-key-box-figure-"] {padding: .5rem .6rem .25rem}
.cm-figure p {line-height: 1.25; margin: 0; overflow-wrap: anywhere}
.cm-figure .cm-meta {font-size: .78rem; margin: 0 0 .2rem}
.cm-figure strong {font-size: 1.25rem}
.cm-figure strong.cm-long {font-size: .9rem}
.stHtml .cm-claims {list-style: none; margin: 0; padding: 0}
.cm-claims li {border-left: 3px solid color-mix(in srgb, currentColor 25%, transparent);
  margin: 0 0 .7rem; padding: .05rem 0 .05rem .7rem}
.cm-claims p {margin: 0; line-height: 1.4}
.cm-meta {font-size: .85rem; opacity: .85}
.cm-claims li.cm-retracted {border-left: 3px double currentColor}
.cm-claims li.cm-superseded {border-left-style: dotted}
.cm-tag {border: 1px solid currentColor; border-radius: 3px; font-size: .75rem;
  padding: 0 .35em; white-space: nowrap}
.stHtml .cm-stacked {font-size: .9rem; margin: 0; padding: 0}
.stApp .st-key-box-key-figures {align-items: stretch; display: grid;
  grid-template-columns: repeat(auto-fit, minmax(116px, 1fr))}
.cm-stacked dt {font-weight: 400; opacity: .85}
.cm-stacked dd {font-weight: 600; margin: 0 0 .5rem}
.cm-stacked .cm-meta {font-size: .78rem; font-weight: 400; line-height: 1.3; margin: 0}
.stHtml .cm-legend {display: flex; flex-wrap: wrap; font-size: .85rem; gap: .3rem 1rem;
  margin: 0; padding: 0}
.cm-legend li {align-items: center; display: flex; gap: .35rem; list-style: none}
.stApp [data-testid="stCaptionContainer"] {color: inherit; opacity: .85}
.cm-lead {font-size: 1.05rem; margin: 0}
.stHtml .cm-list {margin: 0; padding-left: 1.1rem}
.cm-list li {margin: 0 0 .25rem}
</style>""")


def text(value: str) -> Markup:
    """A dataset's text, isolated from the direction of what stands around it."""
    return Markup("<bdi>{}</bdi>").format(visible(str(value), LONGEST))


def show(html: Markup) -> None:
    """Puts markup on the page; takes nothing that was not escaped."""
    if not isinstance(html, Markup):
        raise TypeError("only markup whose texts were escaped may be shown")
    st.html(str(html))


def join(parts: Iterable[Markup], between: str = "") -> Markup:
    """The parts one after the other."""
    return Markup(between).join(parts)


def source_links(dataset: Dataset, source_ids: str) -> Markup:
    """The publishers of a claim's sources, linked where they have an address."""
    return join((_source(dataset, one) for one in source_ids.split("|")), ", ")


def _source(dataset: Dataset, source_id: str) -> Markup:
    source = dataset.source_rows[source_id]
    kind = terms.SOURCE_KINDS.get(source.kind, source.kind)
    name = Markup('<span title="{}">{}</span>').format(
        f"{visible(source.title, 200)} ({kind})", text(source.publisher)
    )
    if not source.url:
        return name + Markup(" (no web address)")
    link = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>')
    return link.format(source.url, name)


def claim_list(dataset: Dataset, claims: Iterable) -> Markup:
    """Claims (rows with the shared columns) with place, time, source and standing."""
    items = [claim_item(dataset, claim) for claim in claims]
    return Markup('<ul class="cm-claims">{}</ul>').format(join(items))


def claim_item(dataset: Dataset, claim: object) -> Markup:
    """One claim; struck through, and said to be so, when it no longer stands."""
    struck = claim.standing in ("superseded", "retracted")
    summary = Markup("<del>{}</del>" if struck else "{}").format(text(claim.summary))
    return Markup(
        '<li class="cm-{standing}"><p>{summary}</p><p class="cm-meta">{tag}{who}{sources} · '
        "published {reported}{occurred} · {certainty}{end}</p></li>"
    ).format(
        standing=claim.standing,
        summary=summary,
        tag=tag(terms.STANDING[claim.standing]) + " " if claim.standing != "current" else "",
        who=Markup("{}, according to ").format(text(claim.attributed_to))
        if claim.attributed_to
        else "",
        sources=source_links(dataset, claim.source_id),
        reported=moments.reported(claim, dataset.about.zone),
        occurred=f" · when: {moments.occurred(claim)}" if moments.occurred(claim) else "",
        certainty=claim.certainty.lower(),
        end=_replaced(claim, dataset),
    )


def _replaced(claim: object, dataset: Dataset) -> str:
    if claim.standing not in ("superseded", "retracted"):
        return ""
    at = getattr(claim, f"{claim.standing}_at")
    return f" · {claim.standing} {moments.short_moment(at, dataset.about.zone)}"


def tag(label: str) -> Markup:
    """A short word in a frame, told apart by its text and not by colour."""
    return Markup('<span class="cm-tag">{}</span>').format(label)


def stacked(rows: Iterable[tuple[str, str, str]]) -> Markup:
    """Terms, each with its value below it, and below that whom it rests on: for narrow places."""
    row = Markup('<dt>{}</dt><dd>{}<p class="cm-meta">{}</p></dd>')
    rows = [row.format(*map(text, cells)) for cells in rows]
    return Markup('<dl class="cm-stacked">{}</dl>').format(join(rows))


def bullets(items: Iterable[str | Markup]) -> Markup:
    """A plain list."""
    return Markup('<ul class="cm-list">{}</ul>').format(
        join(Markup("<li>{}</li>").format(item) for item in items)
    )
