"""Counties as people and programs spell them: one rule for canvass and state alike."""

from collections.abc import Iterable

from adjudicator.interchange.texts import folded


def county_key(text: str) -> str:
    """What all spellings of one county share.

    Case, blanks, punctuation and the word ``County`` do not matter; ``St.`` is ``Saint``, and
    ``De Soto`` is ``DeSoto``.
    """
    words = [w for w in folded(text).split() if w != "county"]
    return "".join("st" if w == "saint" else w for w in words)


def county_named(text: str, counties: Iterable[str]) -> str:
    """The county of these that is meant; empty if none is called so."""
    wanted = county_key(text)
    return next((county for county in counties if county_key(county) == wanted), "")
