"""The words for the terms of the schema's vocabularies, and of those that a dataset adds."""

from collections.abc import Mapping
from contextvars import ContextVar
from types import MappingProxyType

_OWN: ContextVar[Mapping[str, str]] = ContextVar("own", default=MappingProxyType({}))


def use(own_words: Mapping[str, str]) -> None:
    """From here on, in this thread or task, a dataset's own words are called as it calls them."""
    _OWN.set(own_words)


_SOURCE_KINDS = {
    "wire": "News agency",
    "independent_media": "Independent media",
    "state_media": "State media",
    "government": "Government",
    "intergovernmental": "Intergovernmental body",
    "ngo": "NGO",
    "academic": "Academic",
    "social_media": "Social media",
}


STANDING = {
    "current": "stands",
    "superseded": "superseded",
    "retracted": "retracted",
    "retraction": "is a retraction",
}


# What stands against a claim, or a figure.
CONTESTED = "contested"
EXCEEDS = "more than its whole"
EXCEEDED = "fewer than in one part of it"


# Of events of which nobody says where in a region or a country they were: not all that were there.
NOT_CLOSER = "only events placed no closer"


# What claims together say of a curfew at a place and hour.
VERDICTS = {
    "yes": "in force",
    "contradictory": "claims differ",
    "hour not known": "from an hour not known",
}


# What these say, for a reader who meets them first.
EXPLAINED = {
    "superseded": "A later report took the place of this one.",
    "retracted": "Withdrawn: nobody stands by it any more.",
    "is a retraction": "It withdraws an earlier claim.",
    CONTESTED: "Another claim says otherwise. Both are shown, and neither is preferred.",
    VERDICTS["contradictory"]: "Some claims say so, others deny it. All are shown.",
    EXCEEDS: "It gives more people than the claim on all of them.",
    EXCEEDED: "It gives fewer people than a claim on some of them.",
}


# Where the term is not its own name.
_RESTRICTIONS = {
    "checkpoint": "checkpoints",
    "movement": "limits on movement",
    "assembly": "ban on gatherings",
    "trade": "ban on some sales",
    "security": "reinforced security",
    "border": "closed border",
}


def restriction(kind: str) -> str:
    """What a kind of restriction is called: 'curfew', 'ban on gatherings'."""
    return _RESTRICTIONS.get(kind) or plain(kind)


_SCOPES = {"region": "regional", "country": "national", "": "place not located"}


def scope(kind: str) -> str:
    """How wide what is said of a kind of place is: 'national', 'village'."""
    return _SCOPES.get(kind) or plain(kind)


def source_kind(kind: str) -> str:
    """What a kind of publisher is called: 'News agency'."""
    return _SOURCE_KINDS.get(kind) or heading(plain(kind))


def plain(term: str) -> str:
    """A term of a vocabulary as words: 'public_transport' -> 'public transport'."""
    return _OWN.get().get(term) or term.replace("_", " ")


def heading(words: str) -> str:
    """Words as they begin a line: 'ban on gatherings' -> 'Ban on gatherings'."""
    return words[:1].upper() + words[1:]


_WHO = {
    "all": ("person", "people"),
    "security_forces": ("member of the security forces", "members of the security forces"),
    "police": ("police officer", "police officers"),
    "military": ("soldier", "soldiers"),
    "civilians": ("civilian", "civilians"),
    "children": ("child", "children"),
    "protesters": ("protester", "protesters"),
    "alleged_attackers": ("alleged attacker", "alleged attackers"),
    "journalists": ("journalist", "journalists"),
}


_MEASURES = {"hospitalised": "in hospital"}


def who(group: str, is_one: bool = False) -> str:
    """Who is counted: 'people', 'police officer'."""
    one, many = _WHO.get(group) or (plain(group), plain(group))
    return one if is_one else many


def people(measure: str, group: str, is_one: bool = False) -> str:
    """Who is counted, and of what: 'people killed', 'police officer injured'."""
    return f"{who(group, is_one)} {undergone(measure)}"


def undergone(measure: str) -> str:
    """What the people counted underwent: 'killed', 'in hospital'."""
    return _MEASURES.get(measure) or plain(measure)
