"""Everything found on one page: where its contests stand, and the ink in them."""

from typing import Final

VERSION: Final = 1
"""Of what is found; raised with any change that may find something else on some page."""
