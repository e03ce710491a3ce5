"""What a text says of people, curfews, services and places, and where in it."""

import re
from collections.abc import Iterator
from datetime import time
from typing import NamedTuple

from geo.dataset import Dataset
from geo.ranges import UNKNOWN, Range
from geo.standing import people, vocabulary
from geo.standing.places import Named, Names, named, names
from geo.standing.tokens import Sentence, Token, sentences
from geo.standing.vocabulary import CURFEW, DEPLOYED, PLACE, Phrases


class Mention(NamedTuple):
    """A part of a text that can be held against claims.

    ``places`` are those that it can be about, the likeliest first; none: the whole country.
    ``hours`` are those of a curfew as claims write them, ``state`` is that of a service,
    ``words`` are those by which a sentence may say whose forces are counted.
    """

    text: str
    start: int
    measure: str
    places: tuple[str, ...] = ()
    number: int | None = None
    bounds: Range = UNKNOWN
    qualifier: str = ""
    groups: tuple[str, ...] = ("all",)
    hours: tuple[str, str] | None = None
    state: str = ""
    words: tuple[str, ...] = ()


class Reader(NamedTuple):
    """The words and names that are looked for."""

    places: Names
    words: people.Words
    services: Phrases
    states: Phrases


def reader(dataset: Dataset) -> Reader:
    """What is looked for in texts about a dataset."""
    words = people.Words(vocabulary.groups(dataset), vocabulary.measures(dataset))
    return Reader(names(dataset), words, vocabulary.services(dataset), vocabulary.states())


def mentions(text: str, look: Reader) -> Iterator[Mention]:
    """Everything that can be held against claims, in the order of the text; a place once."""
    told: set[str] = set()
    for sentence in sentences(text):
        places = named(sentence, look.places)
        found = [
            *_people(text, sentence, places, look),
            *_curfews(text, sentence, places),
            *_services(text, sentence, places, look),
        ]
        told.update(place for one in found for place in one.places[:1])
        yield from sorted(found, key=lambda one: one.start)
        for place in places:
            if place.place_id and place.place_id not in told:
                told.add(place.place_id)
                span = sentence[place.first : place.last]
                yield _mention(text, span, PLACE)._replace(places=(place.place_id,))


def _mention(text: str, tokens: Sentence, measure: str) -> Mention:
    start, end = tokens[0].start, tokens[-1].end
    return Mention(text[start:end], start, measure)


def _people(text: str, sentence: Sentence, places: list[Named], look: Reader) -> Iterator[Mention]:
    counted = people.counted(sentence, look.words)
    for at, one in enumerate(counted):
        following = counted[at + 1].number.first if at + 1 < len(counted) else len(sentence)
        inside = [place.place_id for place in places if one.number.last <= place.first < following]
        before = [place.place_id for place in places if place.last <= one.number.first]
        later = [place.place_id for place in places if place.first >= following]
        likely = inside[:1] or before[::-1] or ["", *later[:1]]
        mention = _mention(text, sentence[one.number.first : one.last], one.measure)
        yield mention._replace(
            places=tuple(dict.fromkeys(likely)),
            number=one.number.number,
            bounds=one.number.bounds,
            qualifier=sentence[one.number.digits].word,
            groups=one.groups,
            words=_words(sentence) if one.measure == DEPLOYED else (),
        )


def _words(sentence: Sentence) -> tuple[str, ...]:
    return tuple(dict.fromkeys(token.text for token in sentence if token.kind == "word"))


def _curfews(text: str, sentence: Sentence, places: list[Named]) -> Iterator[Mention]:
    """A curfew with its hours, for each place of its sentence."""
    at = [place for place, token in enumerate(sentence) if token.word in (CURFEW, "curfews")]
    times = [place for place, token in enumerate(sentence) if token.kind == "time"]
    clock = [_clock(sentence[place]) for place in times[:2]]
    if not at or len(clock) < 2 or not (clock[0] and clock[1]):
        return
    first, last = min(at[0], times[0]), max(at[0], times[1]) + 1
    mention = _mention(text, sentence[first:last], CURFEW)
    hours = clock[0], clock[1]
    for place_id in dict.fromkeys(place.place_id for place in places) or [""]:
        yield mention._replace(places=(place_id,), hours=hours)


_TIME = re.compile(r"([0-9]+)(?:[:.]([0-9]+))?\s*([ap])?")


def _clock(token: Token) -> str:
    """'23:00' of '23:00' and '11 p.m.'; '' of an hour that there is not."""
    match = _TIME.match(token.word)
    if match is None:
        return ""
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    try:
        return f"{time(hour, minute):%H:%M}"
    except ValueError:
        return ""


def _services(
    text: str, sentence: Sentence, places: list[Named], look: Reader
) -> Iterator[Mention]:
    """A service with the nearest word that says how it works, for each place of its sentence."""
    states = list(_terms(sentence, look.states))
    if not states:
        return
    for first, last, service in _terms(sentence, look.services):
        apart = [one for one in states if one[0] >= last or one[1] <= first]
        if not apart:
            continue
        begin, end, state = min(apart, key=lambda one: (one[0] < first, abs(one[0] - first)))
        mention = _mention(text, sentence[min(first, begin) : max(last, end)], service)
        for place_id in dict.fromkeys(place.place_id for place in places) or [""]:
            yield mention._replace(places=(place_id,), state=state)


def _terms(sentence: Sentence, phrases: Phrases) -> Iterator[tuple[int, int, str]]:
    place = 0
    while place < len(sentence):
        found = vocabulary.term_at(sentence, place, phrases)
        if found:
            term, last = found
            yield place, last, term
        place = found[1] if found else place + 1
