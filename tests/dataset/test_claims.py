"""The types of claims offer what the rows have, no more and no less."""

from pathlib import Path
from typing import get_type_hints

import pytest

from geo.dataset import claims
from geo.dataset.columns import CLAIM
from geo.dataset.schema import TABLES
from geo.ledger import Selection
from geo.view import View
from tests.support.building import make_dataset

TYPES = {
    "restrictions": claims.RestrictionClaim,
    "deployments": claims.DeploymentClaim,
    "contacts": claims.ContactClaim,
}


def test_a_claim_offers_the_shared_columns_and_what_linking_adds(tmp_path: Path) -> None:
    rows = make_dataset(tmp_path, status=[{}]).claims
    offered = get_type_hints(claims.Claim).keys()
    assert offered == set(rows.columns)
    assert offered >= {column.name for column in CLAIM}


@pytest.mark.parametrize("table", TYPES)
def test_a_claim_of_a_table_offers_its_columns_besides(table: str) -> None:
    besides = get_type_hints(TYPES[table]).keys() - get_type_hints(claims.Claim).keys()
    assert besides == {column.name for column in TABLES[table].own}


def test_a_claim_of_a_view_offers_its_standing_besides(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path, status=[{}])
    view = View(dataset, Selection(known_on=dataset.about.default_moment))
    assert get_type_hints(claims.KnownClaim).keys() == set(view.claims.columns)
