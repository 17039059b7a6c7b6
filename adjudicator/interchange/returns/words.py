"""Names that stand among the candidates or offices of returns and are neither."""

import re

from adjudicator.domain.canvass.returns import WRITE_INS
from adjudicator.domain.tally import BALLOTS, OVER, UNDER, UNQUALIFIED
from adjudicator.interchange.county_names import county_key
from adjudicator.interchange.texts import clean_text, folded

BUCKETS = {
    "overvotes": OVER,
    "overvote": OVER,
    "totalovervotes": OVER,
    "undervotes": UNDER,
    "undervote": UNDER,
    "totalundervotes": UNDER,
    "blank": UNDER,
    "blanks": UNDER,
    "blankvote": UNDER,
    "blankvotes": UNDER,
    "unqualifiedwriteins": UNQUALIFIED,
    "unqualified": UNQUALIFIED,
    "ballotscast": BALLOTS,
    "ballots": BALLOTS,
    "totalballots": BALLOTS,
    "totalballotscast": BALLOTS,
}
"""What is counted for a contest beside votes for somebody."""
WRITE_IN_LINES = frozenset(
    {"writeinvotes", "writeinvote", "writeins", "writein", "writeintotal", "writeintotals"}
    | {"totalwriteins", "totalwriteinvotes"}
)
"""Names of the one line in which returns give all write-in votes together."""
REGISTERED = frozenset({"registeredvoters", "registration", "voterregistration"})
"""Offices that count voters, not votes."""
WHOLE_BALLOT = frozenset({"ballotscast", "ballotscasttotal", "totalballotscast"})
"""Offices that count ballots, whatever contests stand on them."""
TOTALS = frozenset(
    {"total", "totals", "grandtotal", "grandtotals", "countytotal", "countytotals", "countywide"}
    | {"countywidetotal", "countywidetotals", "allprecincts", "cumulative", "cumulativetotals"}
    | {"precincttotal", "precincttotals", "totalvotes", "electiontotal", "electiontotals"}
)
"""Precincts that are sums of others."""
VOTES_CAST = frozenset(
    {"total", "totals", "totalvotes", "totalvotescast", "votescast", "contesttotal"}
    | {"contesttotals", "grandtotal", "grandtotals"}
)
"""Candidates that are the sum of the others."""

_SEATS = re.compile(r"\bvote for (?:up to |no more than |any )?([1-9][0-9]?)\b", re.IGNORECASE)
_COUNTY = re.compile(r"\s+county$", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(,[0-9]{3})+")


def bare(text: str) -> str:
    """A name as these lists have it: ``Over Votes`` and ``OverVotes`` are one."""
    return folded(text).replace(" ", "")


def bucket_of(text: str) -> str:
    """The choice a name among the candidates means, or the bucket where it is no choice."""
    name = bare(text)
    return BUCKETS.get(name) or (WRITE_INS if name in WRITE_IN_LINES else clean_text(text))


def is_total(precinct: str, county: str) -> bool:
    """Whether it is a precinct by name only: ``Total``, ``Volusia County Total``."""
    name = bare(precinct)
    if name in TOTALS:
        return True
    first, _, last = folded(precinct).rpartition(" ")
    return last in {"total", "totals"} and county_key(first) == county_key(county)


def seats_in(title: str) -> int:
    """How many are elected, where a contest's name says so: ``Council (Vote For 3)``; else one."""
    found = _SEATS.search(title)
    return max(1, int(found.group(1))) if found else 1


def bare_county(name: str) -> str:
    """``Volusia County`` is the county that others call ``Volusia``."""
    return _COUNTY.sub("", name)


def no_number(text: str) -> str:
    """The sentence for what stands where a number of votes has to."""
    what = f'"{text}" is not a number of votes.' if text else "The number is missing."
    return f"{what} Ask the county for it, or mend it, and load again."


def number_of_votes(text: str) -> int | None:
    """A whole number, with or without commas between thousands; ``None`` if it is none."""
    return int(text.replace(",", "")) if _NUMBER.fullmatch(text) else None
