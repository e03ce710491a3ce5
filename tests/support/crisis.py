"""A small crisis with something of everything, and random ways of looking at it, for tests."""

from pathlib import Path

import pandas as pd
from hypothesis import strategies as st

from geo.dataset import Dataset, load_dataset
from geo.dataset.schema import LEDGER
from geo.dataset.vocabulary import CERTAINTY, SEVERITY
from geo.ledger import HOURS, NATIONAL, UNLOCATED, Selection
from tests.support.building import write_dataset

SOURCES = (
    {"source_id": "s1", "publisher": "Agency One", "kind": "wire", "title": "First, and more",
     "url": "https://one.example/a?b=1&c=2", "published_at": "2022-01-07", "language": "en"},
    {"source_id": "s2", "publisher": "Daily «Two»", "kind": "independent_media",
     "title": "Second \"quoted\""},
    {"source_id": "s3", "publisher": "Channel Three", "kind": "state_media", "title": "Третий"},
    {"source_id": "s4", "publisher": "Nobody Cites", "kind": "ngo", "title": "Fourth"},
)  # fmt: skip
ROWS = {
    "status": [
        {"place": "Taraz", "severity": "Severe", "trend": "worsening", "reported_at": "2022-01-05"},
        {"place": "Taraz", "severity": "Moderate", "trend": "easing", "reported_at": "2022-01-09",
         "occurred_from": "2022-01-09", "message": "Update", "replaces": "status-0"},
        {"place": "Almaty", "severity": "Extreme", "source_id": "s2|s1",
         "reported_at": "2022-01-06T10:15+06:00", "certainty": "Observed"},
        {"place": "Jambyl Region", "severity": "Minor", "source_id": "s3"},
        {"place": "Kazakhstan", "severity": "Severe", "reported_at": "2022-01-08"},
    ],
    "incidents": [
        {"place": "Almaty", "summary": "A building burned, twice;\nthen no more.",
         "occurred_from": "2022-01-05T18:00", "occurred_to": "2022-01-05T20:30"},
        {"place": "Somewhere Unknown", "source_id": "s2", "certainty": "Unlikely"},
    ],
    "casualties": [
        {"place": "Almaty", "low": "3", "best": "4", "reported_at": "2022-01-06"},
        {"place": "Almaty", "best": "26", "high": "30", "source_id": "s3",
         "attributed_to": "Ministry", "reported_at": "2022-01-08"},
        {"place": "Almaty", "measure": "injured", "low": "100", "qualifier": "over"},
        {"place": "Kazakhstan", "measure": "detained", "best": "3000", "source_id": "s2|s3"},
        {"place": "Taraz", "best": "225", "reported_at": "2022-01-08"},
        {"place": "Taraz", "message": "Cancel", "replaces": "casualties-4",
         "reported_at": "2022-01-10", "summary": "The figure was withdrawn."},
    ],
    "restrictions": [
        {"place": "Kazakhstan", "kind": "state_of_emergency", "occurred_to": "2022-01-19"},
        {"place": "Jambyl Region", "daily_from": "19:00", "daily_to": "07:00",
         "reported_at": "2022-01-06"},
        {"place": "Almaty", "daily_from": "23:00", "daily_to": "07:00", "source_id": "s3"},
    ],
    "services": [
        {"place": "Atyrau", "service": "internet", "state": "suspended", "source_id": "s2"},
        {"place": "Taraz", "service": "fuel", "state": "limited"},
    ],
    "deployments": [
        {"place": "Kazakhstan", "contributor": "ARM", "personnel_best": "100"},
        {"place": "Almaty", "personnel_low": "2000", "personnel_high": "2500", "aircraft": "9"},
    ],
    "contacts": [{"place": "Kazakhstan", "participants": "A|B", "position": "They talked."}],
}  # fmt: skip

HOSTILE = (
    "=HYPERLINK(\"http://x\",\"y\")", "+1", "-2+3", "@SUM(A1)", "\t=1", "'=1", "＝1",
    "calm;=1+1", "calm; \"@SUM(A1);\"", "a\t-1|+1", "one\r\n=1\n＝2", "calm;'=1",
    "{{ 7*7 }}", "{% raw %}", "{{", "${alert(1)}", "`${1}`", "</script><script>alert(1)</script>",
    "<!--", "]]>", "<img src=x onerror=alert(1)>", "a\x00b", "a\x08b", "\u2028\u2029",
    "\u202eevil\u202c", "\ufeffbom", "\ufffe", "𝕏 😀", "a\r\nb", "\"quoted\", and, commas", "#loc",
)  # fmt: skip


def make(directory: Path) -> Dataset:
    """The dataset of ROWS."""
    return load_dataset(write_dataset(directory, sources=SOURCES, **ROWS))


def make_hostile(directory: Path) -> Dataset:
    """A dataset whose every free text is one of HOSTILE or a megabyte long."""
    texts = (*HOSTILE, "x" * 1_000_000)
    incidents = [{"place": "Almaty", "summary": text, "attributed_to": text} for text in texts]
    contacts = [{"position": text, "participants": text.replace("|", "/")} for text in HOSTILE]
    strange = [{"place": text} for text in HOSTILE]
    sources = [
        *SOURCES,
        *({"source_id": f"h{i}", "publisher": text, "kind": "ngo", "title": text}
          for i, text in enumerate(HOSTILE)),
    ]  # fmt: skip
    cited = [{"source_id": f"h{i}"} for i in range(len(HOSTILE))]
    path = write_dataset(
        directory, sources=sources, incidents=[*incidents, *strange, *cited], contacts=contacts
    )
    return load_dataset(path)


def _some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    chosen = st.sets(st.sampled_from(values), max_size=3)
    return st.just(()) | chosen.map(lambda some: tuple(one for one in values if one in some))


SELECTIONS = st.builds(
    Selection,
    known_on=st.sampled_from(["2022-01-04", "2022-01-06", "2022-01-08", "2022-01-12"]).map(
        lambda day: pd.Timestamp(f"{day}T17:59:59Z")
    ),
    regions=_some(("Almaty City", "Jambyl Region", NATIONAL, UNLOCATED)),
    severities=_some(SEVERITY),
    tables=_some(tuple(table.name for table in LEDGER)),
    certainties=_some(CERTAINTY),
    source_kinds=_some(("wire", "independent_media", "state_media")),
    text=st.sampled_from(["", "", "claimed", "almaty"]),
    places=st.sampled_from([(), (), ("almaty",), ("taraz",), ("kazakhstan",)]),
    hours=st.sampled_from(HOURS),
)
