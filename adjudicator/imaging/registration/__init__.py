"""Finds a page and its contests: how it lies over a reference page, and whether the print is there.

Read in this order:

1. :mod:`.affine` and :mod:`.bending` - maps between pictures, fitted to many small findings
2. :mod:`.working` - a page as all the rest sees it: 200 dpi, smaller copies, what counts as ink
3. :mod:`.patches` - squares of print that are found again, each by itself
4. :mod:`.prepared` - everything about a reference page that can be worked out beforehand
5. :mod:`.coarse` - turn, scale and shift by the spectrum (Fourier-Mellin), upright or upside down
6. :mod:`.fine` - the map that the patches agree on
7. :mod:`.contests`, :mod:`.shifts`, :mod:`.print_check` - each contest and its targets, and how
   much of its print is there
8. :mod:`.laying` - a page laid over one reference and another
9. :mod:`.contrasts` and :mod:`.styles` - which ballot style's print it is, for geometry never says
10. :mod:`.verdict` - the figures turned into located, check or not located
11. :mod:`.locating` - :func:`locate`, which puts the steps in order

Coordinates are continuous pixels: the first pixel covers the square from (0, 0) to (1, 1).  Nothing
is drawn at random, so the same page and references give the same answer on every run.
"""

from adjudicator.imaging.registration.locating import locate
from adjudicator.imaging.registration.prepared import PreparedReference, prepare

__all__ = ["PreparedReference", "locate", "prepare"]
