"""Exports of a few counties, made once."""

from pathlib import Path

import pytest

from adjudicator.domain.rulepack import RulePack
from adjudicator.services.canvass.loading import load_rules
from tests.support.counties import County

LEON = County("Leon", rulings=4, scott=400, nelson=800, done=False)
"""Its contest is still open."""


@pytest.fixture(scope="session")
def pack() -> RulePack:
    return load_rules("florida-2018")


@pytest.fixture(scope="session")
def state_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bay and Volusia closed, Leon open."""
    folder = tmp_path_factory.mktemp("state")
    County("Bay", scott=700, nelson=200).export(folder)
    County("Volusia", scott=300, nelson=310).export(folder)
    LEON.export(folder)
    return folder
