"""The pixels of print are counted exactly, whatever the size of a contest."""

import numpy as np
import pytest

from adjudicator.imaging.registration.prepared import TILE
from adjudicator.imaging.registration.print_check import tiles


@pytest.mark.parametrize("shape", [(5, 7), (TILE, TILE), (TILE + 1, 2 * TILE + 1), (801, 555)])
@pytest.mark.parametrize("share", [0.3, 1.0])
def test_tiles_count_every_pixel_once(shape: tuple[int, int], share: float) -> None:
    mask = np.where(np.random.default_rng(1).random(shape) < share, 255, 0).astype(np.uint8)
    rows, columns = (range(0, side, TILE) for side in shape)
    wanted = [[np.count_nonzero(mask[y : y + TILE, x : x + TILE]) for x in columns] for y in rows]
    assert tiles(mask).tolist() == wanted
