"""The county's clock: deadlines are hours of it, whatever clock this computer shows."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from adjudicator.services.recount import Recount


def county_zones(recount: Recount) -> tuple[tzinfo, ...]:
    """The zones of the recount's county; this computer's where the pack knows none for it.

    A name the zone data does not know is left out: a wrong pack must not stop a recount.
    """
    # Packs name ``Gulf``; an election's definition may call it ``Gulf County``.
    names = recount.rules.zones_of(recount.election.county.removesuffix(" County"))
    return tuple(zone for name in names if (zone := zone_named(name)) is not None) or (_own_zone(),)


def zone_named(name: str) -> tzinfo | None:
    """The zone of that name; ``None`` where the zone data does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _own_zone() -> tzinfo:
    return datetime.now().astimezone().tzinfo or UTC


def county_now(recount: Recount) -> datetime:
    """What the county's clock shows."""
    return datetime.fromisoformat(recount.now()).astimezone(county_zones(recount)[0])


def county_time(recount: Recount, typed: str) -> datetime:
    """A moment as somebody types it: on the county's clock where no zone is named.

    In a county of two zones it is the first the pack names, as everywhere.

    :raises ValueError: it is no time.
    """
    moment = datetime.fromisoformat(" ".join(typed.split()))
    return moment if moment.tzinfo else moment.replace(tzinfo=county_zones(recount)[0])
