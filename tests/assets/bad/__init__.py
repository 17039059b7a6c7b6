"""The bad assets: records that were tampered with, each made by a script that says how.

Whoever wants one as a folder says ``python -m tests.assets.bad FOLDER [NAME]``.

Every asset names the cheat's means: in words, the keys held, and the files he can write.  The
script is given these and no others (:mod:`tests.assets.bad.cheating`), so no asset can be made with
a key its cheat does not hold.  Every asset also names the entry, or the file, at which both
verifiers have to find it, the class of the reason, and the one sentence they both have to say.
"""

from tests.assets.bad import beside, branches, keys, order, rulings, seats, writing
from tests.assets.bad.cheating import ASSETS, BadAsset

__all__ = [
    "ASSETS",
    "BadAsset",
    "beside",
    "branches",
    "keys",
    "order",
    "rulings",
    "seats",
    "writing",
]
