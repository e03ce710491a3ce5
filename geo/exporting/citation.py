"""How to cite a view: its address, the suggested words, the state of the dataset, the licence."""

from collections.abc import Iterator
from dataclasses import dataclass

from geo.dataset import Dataset
from geo.dataset.provenance import short_version
from geo.exporting.moments import local_iso, spoken
from geo.version import SOFTWARE
from geo.view import View, period
from geo.view.address import permalink, to_query
from geo.view.parameters import SELECTING

_WORDS = {"q": "words"}


@dataclass(frozen=True)
class Citation:
    """What every file says of itself.

    ``as_known_on`` is ISO 8601 with the offset of the dataset's zone; ``note`` says, where it lies
    inside a day, how many reports of that day have no hour; ``version`` is the SHA-256 of the
    dataset; ``changed_since`` the version that it was exported as before somebody changed it;
    ``filters`` is one phrase for each filter; ``permalink`` is only a query where the dashboard's
    address is not known.
    """

    title: str
    as_known_on: str
    moment: str
    note: str
    filters: tuple[str, ...]
    version: str
    changed_since: str
    licence: str
    licence_url: str
    permalink: str
    boundaries: str
    contributors: tuple[str, ...]

    @property
    def text(self) -> str:
        """The suggested citation, in one line."""
        who = ", ".join(filter(None, self.contributors)) or "Crisis Map"
        what = f"{self.title}: as known {self.moment}"
        what += f" ({self.filters_in_words})" if self.filters else ""
        parts = [who, what, f"Dataset version {self.state}", self.licence, self.permalink]
        return ". ".join(part.rstrip(".") for part in parts if part) + "."

    @property
    def short_version(self) -> str:
        """The digits of the version that people are shown."""
        return short_version(self.version)

    @property
    def state(self) -> str:
        """The version for people, and, where somebody changed a package, that it was changed."""
        since = short_version(self.changed_since)
        return self.short_version + (f", changed since it was exported as {since}" if since else "")

    @property
    def filters_in_words(self) -> str:
        """All filters in one phrase, or that there are none."""
        return "; ".join(self.filters) or "no filters"

    def items(self) -> Iterator[tuple[str, str]]:
        """Names and values for notes in a file."""
        yield "Title", self.title
        yield "As known on", self.as_known_on
        if self.note:
            yield "Hours", self.note
        yield "Filters", self.filters_in_words
        yield "Dataset version", self.version
        yield "Software", SOFTWARE
        if self.changed_since:
            yield "Changed since it was exported as", self.changed_since
        yield "Licence", " ".join(filter(None, (self.licence, self.licence_url)))
        yield "Permalink", self.permalink
        yield "Suggested citation", self.text
        yield "Boundaries", self.boundaries


def cite(view: View, address: str = "") -> Citation:
    """The citation of a view on a dashboard at ``address``."""
    about = view.dataset.about
    version, changed_since = _versions(view.dataset)
    return Citation(
        title=about.title,
        as_known_on=local_iso(view.at, about.zone),
        moment=spoken(view.at, about.zone),
        note=period.day_note(view),
        filters=tuple(_filters(view)),
        version=version,
        changed_since=changed_since,
        licence=about.licence,
        licence_url=about.licence_url,
        permalink=permalink(view.selection, view.dataset, address),
        boundaries=about.boundaries,
        contributors=about.contributors,
    )


def _versions(dataset: Dataset) -> tuple[str, str]:
    """The version to cite, and the one that a changed package was exported as.

    A package that nobody changed is cited as the dataset that it was taken from.
    """
    origin = dataset.origin
    if origin is None:
        return dataset.version, ""
    if origin.changed:
        return dataset.version, origin.version
    return origin.version, origin.changed_since


def _filters(view: View) -> Iterator[str]:
    chosen: dict[str, list[str]] = {}
    for name, value in to_query(view.selection, view.dataset):
        if name != "at":
            chosen.setdefault(name, []).append(value)
    for name in SELECTING:
        if name in chosen:
            yield f"{_WORDS.get(name, name)}: {', '.join(chosen[name])}"
