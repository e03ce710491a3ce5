"""What a profile is: which columns of a file are what, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from geo.importing.cells import Cell
from geo.importing.conditions import Condition

# What a place, and a source, is made of; every other name is refused.
PLACE_FIELDS = ("name", "kind", "admin1", "country", "latitude", "longitude", "precision",
                "place_precision")  # fmt: skip
SOURCE_FIELDS = ("publisher", "kind", "country", "title", "url", "published_at", "language")


@dataclass(frozen=True)
class ClaimMap:
    """One claim of a row: its table, what is added to the row's id, when, and its cells."""

    table: str
    suffix: str
    when: tuple[Condition, ...]
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class PlaceMap:
    """How a row names its place, where its conditions hold."""

    when: tuple[Condition, ...]
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class SourceMap:
    """The sources that a row names.

    ``columns`` hold several, ``between`` stands between them, ``fields`` are the parts of each and
    ``between_fields`` what stands between those; ``kinds`` are publishers and their kinds. What a
    source does not give itself is in ``cells``.
    """

    cells: Mapping[str, Cell]
    columns: tuple[str, ...] = ()
    between: str = ""
    strip: str = ""
    fields: tuple[str, ...] = ("publisher",)
    between_fields: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Profile:
    """A whole profile.

    ``prefix`` begins the ids of the claims, ``id`` are the columns of a row's own id. ``database``
    is the source that the file itself is, ``collection`` what it is called there. ``updated_at`` is
    when a row was last changed.
    """

    name: str
    title: str
    prefix: str
    id: tuple[tuple[str, ...], ...]
    claims: tuple[ClaimMap, ...]
    places: tuple[PlaceMap, ...]
    sources: tuple[SourceMap, ...] = ()
    database: Mapping[str, Cell] = field(default_factory=dict)
    collection: str = ""
    updated_at: Cell | None = None
    # Rows of tables as they are here, and not by any of the above.
    is_own: bool = False

    @property
    def cells(self) -> list[Cell]:
        """Every cell that it speaks of."""
        maps = [part.cells for part in self.claims]
        maps += [part.cells for part in self.places]
        maps += [part.cells for part in self.sources]
        updated = [self.updated_at] if self.updated_at else []
        return [*(cell for cells in (*maps, self.database) for cell in cells.values()), *updated]
