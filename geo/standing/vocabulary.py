"""The English words by which a text says who was counted, what befell them and what works."""

from collections.abc import Iterable, Mapping

from geo.dataset import Dataset
from geo.dataset.searching import read_synonyms
from geo.standing.tokens import Sentence, phrase_at
from geo.words import terms

Phrases = Mapping[str, list[tuple[tuple[str, ...], str]]]

DEPLOYED, CURFEW, PLACE = "deployed", "curfew", "place"
# Beside what the shipped list of synonyms and the terms themselves give.
_MEASURES = {
    "killed": "toll|slain|bodies|lost their lives|lost his life|killing|lives",
    "injured": "injuring",
    "hospitalised": "in hospital|in hospitals|in intensive care|intensive care",
    "detained": "detaining|detentions|arrested|arrests|in custody|taken into custody",
    DEPLOYED: "deployed|deploy|deploying|deployment|sent|send|sends|sending|dispatched|"
              "arrived|peacekeepers|contingent",
}  # fmt: skip
_GROUPS = {
    "all": "people|persons|person|men|women|man|woman|citizens|casualties|victims|detainees|"
           "patients|peacekeepers|paratroopers",
    "security_forces": "security forces|law enforcers|law enforcement officers|security officers|"
                       "law enforcement|security personnel|security officials",
    "police": "police|policemen|policeman|officers|officer",
    "military": "troops|servicemen|serviceman|guardsmen|guardsman|soldier",
    "children": "minors|minor|child|boys|girls",
    "protesters": "protestors|protestor|demonstrators|demonstrator",
    "alleged_attackers": "attackers|attacker|rioters|rioter|militants|gunmen|bandits|terrorists|"
                         "armed criminals|assailants",
    "journalists": "reporters|reporter",
    "civilians": "bystanders",
}  # fmt: skip
_SERVICES = {
    "retail": "shop|supermarket",
    "cash": "ATM",
    "rail": "train",
    "telephone": "phone|phones|telephones|mobile phone",
    "banking": "bank|banks",
    "education": "school|schools",
    "pharmacy": "pharmacies",
    "public_transport": "bus|buses|metro",
    "airport": "airports",
    "restaurants": "restaurant|cafes",
}
_STATES = {
    "suspended": "suspended|down|cut|cut off|shut|shut down|closed|blocked|offline|halted|"
                 "stopped|not working|not work|without|not open|"
                 "not operating|not available|unavailable|not restored",
    "limited": "limited|disrupted|slow|patchy|scarce|partly|partially|partial|short",
    "operating": "operating|restored|reopened|open|working|worked|works|resumed|running|"
                 "available|back",
}  # fmt: skip


def groups(dataset: Dataset) -> Phrases:
    """Who is counted -> the group of the dataset."""
    own = {group: [terms.who(group), terms.who(group, True)] for group in dataset.terms("group")}
    return _phrases({one: [*own.get(one, ()), *_more(_GROUPS, one)] for one in own})


def measures(dataset: Dataset) -> Phrases:
    """What befell people -> the measure; also that they were deployed."""
    own = {one: [terms.plain(one), *_more(_MEASURES, one)] for one in dataset.terms("measure")}
    return _phrases(_with_synonyms(own) | {DEPLOYED: _more(_MEASURES, DEPLOYED)})


def services(dataset: Dataset) -> Phrases:
    """What may work or not -> the service."""
    own = {one: [terms.plain(one), *_more(_SERVICES, one)] for one in dataset.terms("service")}
    return _phrases(_with_synonyms(own))


def states() -> Phrases:
    """How a service works -> its state."""
    return _phrases({state: _more(_STATES, state) for state in _STATES})


def _more(words: Mapping[str, str], term: str) -> list[str]:
    return words[term].split("|") if term in words else []


def _with_synonyms(own: Mapping[str, list[str]]) -> dict[str, list[str]]:
    rows = read_synonyms()
    return {
        term: [*words, *(word for row in rows if set(row) & set(words) for word in row)]
        for term, words in own.items()
    }


def _phrases(words: Mapping[str, Iterable[str]]) -> Phrases:
    """By their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for term, forms in words.items():
        for form in dict.fromkeys(forms):
            phrase = tuple(form.lower().split())
            if phrase:
                found.setdefault(phrase[0], []).append((phrase, term))
    for listed in found.values():
        listed.sort(key=lambda one: -len(one[0]))
    return found


def term_at(sentence: Sentence, place: int, phrases: Phrases) -> tuple[str, int] | None:
    """The term that the words at a place mean, and the place after them."""
    for phrase, term in phrases.get(sentence[place].word, ()):
        if phrase_at(sentence, place, phrase):
            return term, place + len(phrase)
    return None
