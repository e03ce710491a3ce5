"""The vocabularies of the field: CAP 1.2, ACLED, and what neither has a list for."""

SEVERITY: tuple[str, ...] = ("Extreme", "Severe", "Moderate", "Minor", "Unknown")


TREND: tuple[str, ...] = ("worsening", "steady", "easing", "unknown")


CERTAINTY: tuple[str, ...] = ("Observed", "Likely", "Possible", "Unlikely", "Unknown")


MESSAGE: tuple[str, ...] = ("Alert", "Update", "Cancel")


REPORTED_BASIS: tuple[str, ...] = ("published", "carried", "not_before")


MEASURE: tuple[str, ...] = (
    "killed",
    "injured",
    "hospitalised",
    "detained",
    "missing",
    "displaced",
)


# Alleged attackers are those whom an authority calls so: rioters, bandits, terrorists.
GROUP: tuple[str, ...] = (
    "all",
    "civilians",
    "children",
    "protesters",
    "alleged_attackers",
    "journalists",
)


GROUP += ("police", "military", "security_forces")


RESTRICTION: tuple[str, ...] = (
    "curfew",
    "state_of_emergency",
    "threat_level",
    "checkpoint",
    "movement",
)


RESTRICTION += ("assembly", "trade", "security", "martial_law", "border")


BASIS: tuple[str, ...] = ("decreed", "enforced", "reported")


SERVICE: tuple[str, ...] = (
    "retail",
    "food",
    "restaurants",
    "pharmacy",
    "health",
    "fuel",
    "utilities",
    "markets",
)


SERVICE += ("payments", "cash", "banking", "postal", "education")


SERVICE += ("public_transport", "taxi", "road_traffic", "rail", "airport", "aviation")


SERVICE += ("internet", "telephone", "television")


# From working to not working. Damaged: harmed, and nobody says how far it still works.
SERVICE_STATE: tuple[str, ...] = ("operating", "limited", "damaged", "suspended")


# Whom a count of people counts: all up to a moment, or those of one event.
COUNTS: tuple[str, ...] = ("toll", "event")


PHASE: tuple[str, ...] = ("announced", "in_transit", "deployed", "withdrawn")


CONTACT: tuple[str, ...] = ("call", "meeting", "statement", "offer")


# ACLED's geo-precision: the place itself, near it, its region.
PRECISION: tuple[str, ...] = ("1", "2", "3")


# A region and a country hold others; all else is one spot, or a small stretch, of its own.
PLACE_KIND: tuple[str, ...] = ("city", "region", "country", "district", "village", "camp", "site")


PLACE_KIND += ("sea", "town", "township", "border", "road", "river")


SOURCE_KIND: tuple[str, ...] = (
    "wire",
    "independent_media",
    "state_media",
    "government",
    "intergovernmental",
)


SOURCE_KIND += ("ngo", "academic", "social_media")


# ACLED codebook: event types with their sub-event types.
EVENTS: dict[str, tuple[str, ...]] = {
    "Battles": (
        "Armed clash",
        "Government regains territory",
        "Non-state actor overtakes territory",
    ),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Protests": (
        "Excessive force against protesters",
        "Protest with intervention",
        "Peaceful protest",
    ),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
}
