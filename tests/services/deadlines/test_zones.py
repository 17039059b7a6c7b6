"""The county's clock comes with the program: a bare machine knows no time zones."""

import zoneinfo
from datetime import UTC, datetime

from tests.domain.builders import florida


def test_every_zone_of_the_pack_is_known_without_a_systems_zone_data() -> None:
    names = {name for _, zones in florida().zones for name in zones}
    assert names == {"America/New_York", "America/Chicago"}
    noon = datetime(2018, 11, 18, 17, tzinfo=UTC)
    zoneinfo.reset_tzpath(to=())
    try:
        found = {name: noon.astimezone(zoneinfo.ZoneInfo.no_cache(name)).hour for name in names}
    finally:
        zoneinfo.reset_tzpath()
    assert found == {"America/New_York": 12, "America/Chicago": 11}
