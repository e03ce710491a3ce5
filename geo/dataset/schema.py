"""Every table, column, vocabulary and HXL tag of a dataset, as data.

Vocabularies are those of the field: CAP 1.2 (severity, certainty, message type), ACLED (event
types, geo-precision), UCDP (low, best, high), ISO 3166 and HXL 1.1 (the tags).
"""

from geo.dataset.columns import Column, Dependent, Table
from geo.dataset.vocabulary import (
    BASIS,
    CONTACT,
    COUNTS,
    EVENTS,
    GROUP,
    MEASURE,
    PHASE,
    PLACE_KIND,
    PRECISION,
    RESTRICTION,
    SERVICE,
    SERVICE_STATE,
    SEVERITY,
    SOURCE_KIND,
    TREND,
)

STATUS = Table(
    "status",
    "Status of a place",
    "entry_id",
    (
        Column("severity", "enum", "CAP severity, a judgement", "#severity", True, SEVERITY),
        Column("trend", "enum", "where it is going", "#status+trend", True, TREND),
        Column("judged_on", "text", "why the judgement departs from the written rule",
               "#severity+basis", may_be_absent=True,
               example="The report itself tells of shooting that went on."),
    ),
)  # fmt: skip
INCIDENTS = Table(
    "incidents",
    "Incidents",
    "entry_id",
    (
        Column("event_type", "enum", "ACLED event type", "#event+type", True, tuple(EVENTS)),
        Column(
            "sub_event_type",
            "enum",
            "ACLED sub-event type",
            "#event+subtype",
            True,
            tuple(sub for subs in EVENTS.values() for sub in subs),
        ),
    ),
    dependents=(
        Dependent("sub_event_type", "event_type", tuple(EVENTS.items()), "See ACLED's codebook."),
    ),
)
CASUALTIES = Table(
    "casualties",
    "Casualties and detentions",
    "entry_id",
    (
        Column("measure", "enum", "what is counted, in people", "#indicator+type", True, MEASURE),
        Column("group", "enum", "who is counted", "#group+name", True, GROUP),
        Column("subset", "text", "the part of the group counted; empty: all of it",
               "#group+subset", may_be_absent=True),
        Column("low", "count", "at least so many people", "#affected+low"),
        Column("best", "count", "the source's own number of people", "#affected+best"),
        Column("high", "count", "at most so many people", "#affected+high"),
        Column("qualifier", "text", "the source's word for its precision",
               "#description+qualifier"),
        Column("counts", "enum", "all people up to as_of (toll) or those of one event; empty: toll",
               "#indicator+counts", vocabulary=COUNTS, may_be_absent=True, example="toll"),
        Column("as_of", "local", "the local moment that a toll speaks of; empty: occurred_to, else "
               "occurred_from, else the day of reported_at", "#date+as_of", may_be_absent=True,
               example="2022-01-07"),
        Column("since", "day", "the day from which a toll counts, where the source says so; what "
               "counts from another day is of other people", "#date+since", may_be_absent=True,
               example="2022-01-05"),
        Column("event", "slug", "the event counted: the entry_id of an incident, or the source's "
               "own id; empty: the claim's own", "#event+id", may_be_absent=True,
               example="in-almaty-2022-01-05-airport"),
    ),
    ranges=(("low", "best", "high"),),
    counted_by=("measure", "group", "subset", "since"),
    subject=("measure",),
)  # fmt: skip
RESTRICTIONS = Table(
    "restrictions",
    "Curfews and other restrictions",
    "entry_id",
    (
        Column("kind", "enum", "what is restricted", "#activity+type", True, RESTRICTION),
        Column("level", "text", "the level declared (a threat level's colour)", "#status+level"),
        Column("daily_from", "clock", "local time it begins each day", "#activity+daily+start"),
        Column("daily_to", "clock", "local time it ends, next day if earlier",
               "#activity+daily+end"),
        Column("basis", "enum", "decreed, seen enforced, or only reported", "#status+basis",
               True, BASIS),
        Column("part", "text", "the part of the place that it covers, of which it does not say "
               "what lies in it; empty: all of the place, and every place inside",
               "#loc+part", may_be_absent=True, example="all but the centre"),
    ),
    windows=(("daily_from", "daily_to"),),
    subject=("kind",),
)  # fmt: skip
SERVICES = Table(
    "services",
    "Essential services",
    "entry_id",
    (
        Column("service", "enum", "which service", "#service+type", True, SERVICE),
        Column("state", "enum", "how far it works", "#status+service", True, SERVICE_STATE),
        Column("trend", "enum", "where it is going; easing: it reopens", "#status+trend",
               vocabulary=TREND, may_be_absent=True, example="easing"),
    ),
    subject=("service",),
)  # fmt: skip
DEPLOYMENTS = Table(
    "deployments",
    "Peacekeepers and other forces",
    "entry_id",
    (
        Column("force", "text", "the force or mission", "#org+force", required=True),
        Column("contributor", "iso3", "ISO 3166-1 alpha-3; empty: the whole force",
               "#country+code"),
        Column("unit", "text", "the unit named", "#org+unit"),
        Column("phase", "enum", "how far the deployment is", "#status+phase", True, PHASE),
        Column("personnel_low", "count", "at least so many people", "#capacity+personnel+low"),
        Column("personnel_best", "count", "the source's number of people",
               "#capacity+personnel+best"),
        Column("personnel_high", "count", "at most so many people", "#capacity+personnel+high"),
        Column("vehicles", "count", "vehicles", "#capacity+vehicles"),
        Column("aircraft", "count", "aircraft", "#capacity+aircraft"),
        Column("origin", "text", "where the force came from", "#loc+origin"),
        Column("task", "text", "what it guards or does", "#activity+task"),
    ),
    ranges=(("personnel_low", "personnel_best", "personnel_high"),),
)  # fmt: skip
CONTACTS = Table(
    "contacts",
    "Calls, meetings and statements",
    "entry_id",
    (
        Column("kind", "enum", "kind of contact", "#activity+contact", True, CONTACT),
        Column("participants", "texts", "who took part, | between", "#contact+name", required=True),
        Column("position", "text", "what was said or asked", "#description+position"),
    ),
)

SOURCES = Table(
    "sources",
    "Sources",
    "source_id",
    (
        Column("source_id", "slug", "names the source; never reused", "#meta+source", True),
        Column("publisher", "text", "who published it", "#org+publisher", True),
        Column("kind", "enum", "kind of publisher", "#org+type", True, SOURCE_KIND),
        Column("country", "iso3", "country of the publisher", "#country+publisher"),
        Column("title", "text", "what it is about, in our own words", "#meta+title", True),
        Column("url", "url", "its address; empty: none is known", "#meta+url"),
        Column("published_at", "published", "as shown on it: a datetime with UTC offset, a day, or "
               "only a month; empty: none is shown", "#date+published", was="published_on",
               example="2022-01-07T12:40+06:00"),
        Column("language", "language", "ISO 639-1 code", "#meta+language"),
        Column("accessed_on", "day", "when it was last read at its address", "#date+accessed"),
        Column("collection", "text", "the database that its claims come from, with its edition",
               "#meta+collection", may_be_absent=True, example="UCDP GED 24.1"),
    ),
    ledger=False,
)  # fmt: skip
PLACES = Table(
    "places",
    "Places",
    "place_id",
    (
        Column("place_id", "slug", "names the place in the dataset", "#loc+id", True),
        Column("name", "text", "English name of the time", "#loc+name", True),
        Column("kind", "enum", "what its claims speak of", "#loc+type", True, PLACE_KIND),
        Column("aliases", "texts", "other spellings, | between", "#loc+name+alt"),
        Column("country", "iso2", "ISO 3166-1 alpha-2", "#country+code+v_iso2", True),
        Column("admin1", "text", "first-level region at the time", "#adm1+name"),
        Column("pcode", "text", "P-code; empty: not verified", "#adm+code+v_pcode", example="KZ75"),
        Column("pcode_vintage", "text", "whose list of P-codes, and its edition", "#meta+vintage",
               example="KATO 2018 (geokz)"),
        Column("iso3166_2", "iso3166_2", "ISO 3166-2 code of a first-level region",
               "#adm1+code+v_iso3166", may_be_absent=True, example="KZ-ALA"),
        Column("iso_vintage", "text", "month and edition of the ISO 3166-2 list",
               "#meta+vintage+iso", may_be_absent=True, example="2022-01 (iso-codes 4.8.0)"),
        Column("latitude", "latitude", "degrees north, WGS 84", "#geo+lat", True),
        Column("longitude", "longitude", "degrees east, WGS 84", "#geo+lon", True),
        Column("timezone", "zone", "IANA time zone", "#meta+timezone", True),
        Column("geonames_id", "count", "GeoNames identifier", "#loc+code+v_geonames"),
        Column(
            "precision",
            "enum",
            "as in ACLED: 1 the place itself, 2 near it, 3 its region",
            "#geo+precision",
            True,
            PRECISION,
        ),
        Column("geocoded_by", "text", "who or what placed it", "#meta+geocoded", True),
        Column("geocoded_on", "day", "when it was placed", "#date+geocoded"),
    ),
    ledger=False,
    translated=("name", "aliases"),
)  # fmt: skip

# What a descriptor says of the crisis: JSON values, of which a list is written as in the tables.
CRISIS = Table(
    "crisis",
    "What datapackage.json says of the crisis",
    "",
    (
        Column("countries", "iso2s", "the countries that it is about; the map shows the first"),
        Column("country", "iso2", "the country, where it is one"),
        Column("from", "day", "the first day that it is about"),
        Column("to", "day", "the last day that it is about"),
        Column("timezone", "zone", "in which moments are shown, and read where they have no "
               "offset", required=True),
        Column("default_moment", "known_on", "as known on which moment the map opens; without it "
               "that of the last report by the end of its days"),
        Column("stale_after_hours", "hours", "after which a status is stale, and what was only "
               "reported, and has no end, is no longer counted; without "
               "it 48"),
        Column("comparable_days", "days", "at most so many days lie between the as_of of tolls "
               "that are held against each other; without it 1", example="1"),
        Column("boundaries", "text", "what the outlines and names of places are, and are not"),
    ),
    ledger=False,
)  # fmt: skip

# What is read, told, filtered, shown and exported: all that goes over the tables goes over these.
TABLES: dict[str, Table] = {}
LEDGER: list[Table] = []


def declare(table: Table) -> None:
    """Adds a table, after those that there are; nothing else has to name it."""
    TABLES[table.name] = table
    if table.ledger:
        LEDGER.append(table)


for _table in (STATUS, INCIDENTS, CASUALTIES, RESTRICTIONS, SERVICES, DEPLOYMENTS, CONTACTS,
               SOURCES, PLACES):  # fmt: skip
    declare(_table)
