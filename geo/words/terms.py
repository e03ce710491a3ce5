"""The words for the terms of the schema's vocabularies."""

KINDS = {
    "status": "Status",
    "incidents": "Incidents",
    "casualties": "Casualties",
    "restrictions": "Curfews and restrictions",
    "services": "Services",
    "deployments": "Peacekeepers",
    "contacts": "Diplomacy",
}


SOURCE_KINDS = {
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


RESTRICTIONS = {
    "curfew": "Curfew",
    "state_of_emergency": "State of emergency",
    "threat_level": "Terror threat level",
    "checkpoint": "Checkpoints",
    "movement": "Limits on entry and exit",
    "assembly": "Ban on gatherings",
    "trade": "Ban on sales",
    "security": "Reinforced security",
}


SCOPE = {"city": "city", "region": "regional", "country": "national", "": "place not located"}


def plain(term: str) -> str:
    """A term of a vocabulary as words: 'public_transport' -> 'public transport'."""
    return term.replace("_", " ")


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


_RESTRICTIONS = {
    "checkpoint": "checkpoints",
    "movement": "limits on movement",
    "assembly": "ban on assemblies",
    "trade": "ban on some sales",
    "security": "reinforced security",
}
