"""How many claims the filters leave on each place, and which."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from geo.ledger import RETRACTED
from geo.view import made_once
from geo.view.view import View


def count_claims(view: View) -> Mapping[str, Mapping[str, Any]]:
    """By place_id their number, how many of them were taken back, their ids in order of reporting
    and the last report.
    """
    numbers, places = made_once.places(view.dataset)
    numbers = numbers[view.claims.index]
    # Of small numbers that is no sorting, but counting.
    order = np.argsort(numbers, kind="stable")
    numbers, begins = np.unique(numbers[order], return_index=True)
    ends = np.append(begins, len(order))[1:]
    claims = view.claims
    ids = claims.entry_id.to_numpy()[order].tolist()
    taken = np.append(0, np.cumsum(view.are(RETRACTED)[order]))
    last = claims.reported_at.take(order[ends - 1]).tolist()
    retracted = (taken[ends] - taken[begins]).tolist()
    parts = pairwise([*begins.tolist(), len(ids)])
    found = zip(places[numbers], parts, retracted, last, strict=True)
    return {
        place_id: {
            "claims": end - begin,
            "retracted": gone,
            "entry_ids": "|".join(ids[begin:end]),
            "last_reported_at": reported,
        }
        for place_id, (begin, end), gone, reported in found
        if place_id
    }
