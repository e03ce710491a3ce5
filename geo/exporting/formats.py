"""Every format that a view can be had in: FORMATS leads from a name to how it is made.

>>> from pathlib import Path
>>> from geo.dataset import load_dataset
>>> from geo.ledger import Selection
>>> dataset = load_dataset(Path("data/kazakhstan-2022"))
>>> view = View(dataset, Selection(known_on=dataset.about.default_moment, places=("taraz",)))
>>> FORMATS["geojson"].mime, FORMATS["geojson"].file_name(view)
('application/geo+json', 'kazakhstan-2022_situation_taraz_known-on-2022-01-07.geojson')
>>> FORMATS["geojson"].make(view, "")[:27]
b'{"type":"FeatureCollection"'
"""

from collections.abc import Callable
from dataclasses import dataclass

from geo.exporting import (
    acled,
    atom,
    corrections,
    csvfile,
    geojson,
    html,
    hxl,
    kml,
    names,
    package,
    parquet,
    short,
    ucdp,
    xlsx,
)
from geo.rows import split
from geo.view import View
from geo.view.situation import situation


@dataclass(frozen=True)
class Format:
    """One kind of file. ``make(view, address)`` gives its bytes; ``what`` says whose rows it has.

    ``address`` is that of the dashboard, for the permalink; "" where it is not known.
    """

    label: str
    mime: str
    extension: str
    what: str
    make: Callable[[View, str], bytes]
    about: str

    def rows(self, view: View) -> int:
        """The number of rows of what the file is about."""
        return ROWS[self.what](view)

    def file_name(self, view: View) -> str:
        """A safe name that says the place and the moment."""
        return names.file_name(view, self.what, self.extension)


def _count_sources(view: View) -> int:
    return len({one for cell in view.claims.source_id.unique() for one in split(cell)})


ROWS: dict[str, Callable[[View], int]] = {
    "situation": lambda view: len(situation(view)),
    "figures": lambda view: len(view.figures),
    "claims": lambda view: len(view.claims),
    "sources": _count_sources,
    "killed": ucdp.number,
    "incidents": acled.number,
    "addresses": short.number_of_addresses,
    "changes": lambda view: len(atom.newest(view)),
    "corrections": corrections.number,
    "report": lambda view: len(view.claims),
    "dataset": lambda view: len(view.claims),
}

_CSV = "text/csv; charset=utf-8"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KML = "application/vnd.google-earth.kml+xml"

FORMATS: dict[str, Format] = {
    "situation-csv": Format("CSV", _CSV, "csv", "situation", csvfile.situation,
                            "one row per place, for any spreadsheet"),
    "situation-short-csv": Format("Short CSV", _CSV, "short.csv", "situation", short.situation,
                                  "one row per place, with the columns that the page shows"),
    "figures-csv": Format("CSV", _CSV, "csv", "figures", csvfile.figures,
                          "one row per figure of people: place, measure and group"),
    "csv": Format("CSV", _CSV, "csv", "claims", csvfile.claims,
                         "one row per claim, for any spreadsheet"),
    "claims-short-csv": Format("Short CSV", _CSV, "short.csv", "claims", short.claims,
                               "one row per claim, with the columns that the page shows"),
    "addresses-csv": Format("CSV", _CSV, "csv", "addresses", short.addresses,
                            "one row per source of each claim, each address in a cell of its own"),
    "sources-csv": Format("CSV", _CSV, "csv", "sources", csvfile.sources,
                          "one row per source of the claims"),
    "corrections-csv": Format("CSV", _CSV, "csv", "corrections", corrections.table,
                              "one row per claim that was withdrawn or corrected, and what stands"),
    "ucdp": Format("UCDP-like CSV", _CSV, "ucdp.csv", "killed", ucdp.events,
                   "one row per event that killed people, no tolls; empty is not known"),
    "acled": Format("ACLED-like CSV", _CSV, "acled.csv", "incidents", acled.incidents,
                    "one row per incident, ranges of deaths in its notes; empty is not known"),
    "geojson": Format("GeoJSON", "application/geo+json", "geojson", "situation",
                      geojson.situation, "points and outlines for QGIS, uMap and other GIS"),
    "kml": Format("KML", _KML, "kml", "situation", kml.situation,
                  "for Google Earth, with the time span of each claim"),
    "kmz": Format("KMZ", "application/vnd.google-earth.kmz", "kmz", "situation", kml.zipped,
                  "the same as KML, a tenth of the size"),
    "xlsx": Format("Excel", _XLSX, "xlsx", "claims", xlsx.workbook,
                   "a workbook with the situation, figures, claims and sources"),
    "parquet": Format("Parquet", "application/vnd.apache.parquet", "parquet", "claims",
                      parquet.claims, "one row per claim, typed, for pandas, DuckDB and R"),
    "situation-hxl": Format("HXL", _CSV, "hxl.csv", "situation", hxl.situation,
                            "one row per place, with humanitarian hashtags"),
    "figures-hxl": Format("HXL", _CSV, "hxl.csv", "figures", hxl.figures,
                          "one row per figure of people, with humanitarian hashtags"),
    "hxl": Format("HXL", _CSV, "hxl.csv", "claims", hxl.claims,
                         "one row per claim, with humanitarian hashtags"),
    "html": Format("Web page", "text/html; charset=utf-8", "html", "report", html.standalone,
                   "map, figures, tables and sources in one file that needs no network"),
    "package": Format("Data Package", "application/zip", "zip", "dataset", package.package,
                      "all of it with schemas and checksums; loads again as a dataset"),
    "atom": Format("Atom", "application/atom+xml", "atom", "changes", atom.feed,
                   "what changed, newest first, for feed readers"),
    "corrections-atom": Format("Atom", "application/atom+xml", "atom", "corrections",
                               corrections.feed,
                               "what was withdrawn or corrected, newest first, for feed readers"),
}  # fmt: skip
