"""The method in plain words, and the vocabularies: what every page relies on."""

import pandas as pd

from geo.dataset.columns import CLAIM, Column
from geo.dataset.schema import TABLES

CLOCKS = """
Every statement has **two clocks**: when it happened, in the local time of the place, and when it
was reported. The strip of days above is about the second one: a page shows what had been
published by the moment that is chosen there, and nothing that came later. Most sources give a day
and no hour, and no hour is invented for them. At the end of that day, in the dataset's zone, such a
claim is known. Inside the day it is shown and marked "hour unknown", since it may have been
published later; behind the button of the hour it can be left out until the day has ended. Two
claims of one day are in no order unless both have an hour: of two judgements the graver is then
shown and the other named.

A later report can take the place of an earlier one. The earlier claim is then **superseded**. A
source or an authority can also withdraw a claim; it is then **retracted**, from the moment of the
withdrawal on. Both stay in the lists, struck through, and say so. Move the moment back, and they
stand again, as they did then.
"""

RANGES = """
A number of people is a **range**: low (at least), best (the source's own number), high (at most).
An empty end is open: "over 60" is 60 or more, with no upper end. A figure is the range of one
claim, with the day that it is **as of**: each authority's latest stands, its earlier ones are its
history. Where two authorities give ranges as of about the same day that share no number, or where
one claim cannot be true together with another, the figure is **contested**: it has no number of its
own, and all are shown with who says them; the map does not choose. Counts of single **events** are
other people each. They are added up for one place, within one database, and called a sum. A part
that is larger than its whole is marked on both.

Figures are **never added** across sources, groups or scopes. A figure of a city is not part of
the national one unless the same authority says so. Where one authority has given a national
number and numbers by place, the page on casualties shows their sum as such, and the remainder that
it has given to no place. **Unknown is not zero.** A zero is shown only where somebody said so.
"""

SCOPE = """
A claim is about a city, a region or the country, as its source says: that is its **scope**. What
is said of a region colours the region and is listed under its cities as regional. It is never a
city's own figure. A curfew of a region or of the country does apply to the cities inside it.
"""

JUDGEMENT = """
**Severity is a judgement** by those who keep the dataset, by these rules. Each
judgement is a claim of its own, with its source:
"""

SEVERITIES = {
    "Extreme": "People are being shot at or armed groups fight, or nobody is in control.",
    "Severe": "People died by violence within a day, a hall, airport or station was taken and not "
    "retaken, or strict control with essential services suspended.",
    "Moderate": "Riots, tension, local measures beyond those of the whole country, or limited "
    "services.",
    "Minor": "Calm; daily life is mostly normal.",
    "Unknown": "No claim says how things stand. This is not calm.",
}

# CAP 1.2, certainty, in words of our own.
CERTAINTIES = {
    "Observed": "Known to have happened, or to be going on.",
    "Likely": "More probable than not.",
    "Possible": "It may be so, but is not more probable than not.",
    "Unlikely": "Hardly probable.",
    "Unknown": "Nothing says how sure it is.",
}

DERIVED = """
**Where no editor has judged, or not of late**, the same rules are applied to the claims that
stand: incidents, people killed, restrictions and services of the place itself. Such a severity is
marked as derived, and names the claims that it rests on. What is laid on the whole country raises
no place.
"""

AGE = """
**Nothing stays in force by silence.** What a decree ordered stands until its end. What was only
reported or seen, and every state of a service, stands until the end that the claim names; where it
names none it lapses {hours} hours after it was last reported. It is then shown as "last reported
on" its day and is in no number. A lifting, an opening or a withdrawal that is announced for a day
to come is not yet one. **Curfew tonight** counts the places in which a curfew is in force at the
moment or begins later on the same local day; those in which it is in force this minute are told
apart. A restriction of which only the day is known on which it began is in force from the first
report of that day that has an hour, or from the end of the day; until then it is told as "from an
hour not known", and counted apart. **Services cut** counts the cities and regions where a service
is reported as suspended. What is closed by decision, as schools are on longer holidays, is shown
and not counted.

A place shows its latest status, with its age, in days where no hour is known. Past {hours} hours
it is shown as old and without its trend, because things may have changed. It is not shown as calm.
"""


def definitions(words: dict[str, str], term: str) -> pd.DataFrame:
    """Terms with what they mean, as a table."""
    return pd.DataFrame({term: words.keys(), "Meaning": words.values()})


def vocabularies() -> pd.DataFrame:
    """Every column that takes one of a few terms: table, column, meaning and its terms."""
    shared = [("every claim", column) for column in CLAIM if column.vocabulary]
    own = [
        (table.title, column)
        for table in TABLES.values()
        for column in table.own
        if column.vocabulary
    ]
    return pd.DataFrame([_row(where, column) for where, column in [*shared, *own]])


def _row(where: str, column: Column) -> dict[str, str]:
    return {
        "Table": where,
        "Column": column.name,
        "Meaning": column.meaning,
        "Terms": ", ".join(column.vocabulary).replace("_", " "),
    }


def columns() -> pd.DataFrame:
    """Every column of every table, with its meaning and HXL tag: the data dictionary."""
    parts = [("every claim", CLAIM), *((table.title, table.own) for table in TABLES.values())]
    return pd.DataFrame(
        [
            {"Table": where, "Column": one.name, "Meaning": one.meaning, "HXL": one.hxl}
            for where, own in parts
            for one in own
        ]
    )
