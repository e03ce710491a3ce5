"""A view as one HTML file: map, figures, tables and sources, from a USB stick, with no network."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from geo.exporting import tables
from geo.exporting.citation import cite
from geo.exporting.records import records
from geo.exporting.svg import svg
from geo.mapping import assets, drawn, signs, themes
from geo.mapping.assets import script_hash
from geo.mapping.grounds import Ground, ground
from geo.mapping.inert import isolated, to_json, visible
from geo.rows import split
from geo.version import SOFTWARE
from geo.view import View
from geo.view.address import claim_address
from geo.view.key_figure import KeyFigure
from geo.view.key_figures import key_figures
from geo.view.situation import situation
from geo.words import key_figures as said
from geo.words import moments, severity

FILES = Path(__file__).resolve().parent / "files"
PRINTED = 13  # rows of the situation on the printed page; report.css hides the others
FIRST_THEME = "severity"
_SHOWN_MEASURES = ("killed", "injured", "detained")


@dataclass(frozen=True)
class Page:
    """An HTML page, and the policy that admits its own scripts by their hashes and nothing else."""

    html: bytes
    policy: str


def standalone(view: View, address: str = "") -> bytes:
    """The page as one file. It loads nothing, and its own policy forbids it to."""
    return page(view, address).html


def page(view: View, address: str = "") -> Page:
    """The page, and the Content-Security-Policy to serve it with."""
    table, figures = situation(view), key_figures(view)
    about = view.dataset.about
    scripts = _scripts(ground(view.dataset))
    policy = _policy(scripts)
    sources = records(tables.sources(view))
    html = _template().render(
        citation=cite(view, address),
        claims=list(_claims(view, address)),
        data=Markup(to_json(_map(view, themes.draw(view, table, figures)))),
        figures=[_key_figure(figure) for figure in figures],
        legend=signs.legend(),
        places=list(_places(view, table)),
        policy=policy,
        software=SOFTWARE,
        printed=PRINTED,
        publishers=list(dict.fromkeys(source["publisher"] for source in sources)),
        scripts=[Markup(script) for script in scripts],
        sources=sources,
        styles=Markup(_styles()),
        svg=Markup(svg(ground(view.dataset), about.title, table)),
    )
    return Page(html.encode("utf-8"), policy)


@lru_cache(maxsize=1)
def _template() -> Template:
    # Texts are values of the template, never part of it, and are escaped.
    environment = Environment(
        loader=FileSystemLoader(FILES), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["shown"] = _shown
    environment.filters["own"] = Markup
    return environment.get_template("report.html")


def _shown(text: str, longest: int) -> str:
    return isolated(visible(text, longest))


def _scripts(here: Ground) -> list[str]:
    """Everything that runs, in order; none of it holds text of the dataset."""
    files = [_read(path) for path in assets.script_files()]
    return [*files, here.script, _read(FILES / "report.js")]


@lru_cache(maxsize=16)
def _read(path: Path) -> str:
    text = assets.read_script(path)
    if "</script" in text.lower() or "<!--" in text:
        raise ValueError(f"{path.name} cannot stand in a script element")
    return text


@lru_cache(maxsize=1)
def _styles() -> str:
    sheets = [path.read_text(encoding="utf-8") for path in assets.style_files()]
    # Pictures of controls that the map does not have.
    own = (FILES / "report.css").read_text(encoding="utf-8")
    return re.sub(r"url\((?!#)[^)]*\)", "none", "\n".join(sheets)) + own


def _map(view: View, state: themes.State) -> dict[str, object]:
    """What the map of the page begins with, and the state that it shows."""
    about = view.dataset.about
    face = themes.face(view.dataset, FIRST_THEME)
    base = drawn.base(f"Map of {about.title}", face=face)
    return {"base": base, "state": state}


def _policy(scripts: list[str]) -> str:
    hashes = " ".join(script_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _places(view: View, table: pd.DataFrame) -> Iterator[dict[str, object]]:
    zone = view.dataset.about.zone
    for row in table.to_dict("records"):
        figures = {measure: _figure(row, measure) for measure in _SHOWN_MEASURES}
        yield {
            **figures,
            **{name: row[name] for name in ("place_id", "name", "kind")},
            "severity": row["severity"] + severity.mark(row["severity_basis"], row["stale"]),
            "origin": severity.origin(
                row["severity_basis"], row["severity_reason"], row["stale_judgement"]
            ),
            "curfew": row["curfew_hours"],
            "suspended": "" if pd.isna(row["services_suspended"]) else row["services_suspended"],
            "claims": row["claims"],
            "reported": _reported(row["last_reported_at"], zone),
        }


def _reported(at: pd.Timestamp, zone: ZoneInfo) -> str:
    """When the last claim on a place was; "" for one that only lies under a curfew."""
    return "" if pd.isna(at) else moments.day_or_hour(at, zone)


def _key_figure(figure: KeyFigure) -> dict[str, object]:
    return {
        "label": said.label(figure),
        "value": said.value(figure),
        "scope": said.scope(figure),
        "contested": figure.contested,
        "credit": figure.credit,
    }


def _figure(row: dict, measure: str) -> str:
    contested = "contested: " if row[f"{measure}_contested"] else ""
    return f"{contested}{row[f'{measure}_value']}"


def _claims(view: View, address: str) -> Iterator[dict[str, object]]:
    """Each claim, with the address of its own page where it is known where the dashboard is."""
    zone = view.dataset.about.zone
    columns = ["entry_id", "place_id", "place", "table", "summary", "standing", "authority",
               "certainty"]  # fmt: skip
    claims = view.claims
    local = [
        moments.day_or_hour(at, zone) + (f", {moments.HOUR_UNKNOWN}" if unknown else "")
        for at, unknown in zip(claims.reported_at, claims.hour_unknown, strict=True)
    ]
    named = [split(cell) for cell in claims.source_id]
    rows = zip(*(claims[name] for name in columns), local, named, strict=True)
    for row in rows:
        own = claim_address(row[0], address) if address.startswith("http") else ""
        yield dict(zip((*columns, "reported", "sources"), row, strict=True)) | {"own": own}
