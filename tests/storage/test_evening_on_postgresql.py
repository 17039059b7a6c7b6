"""One whole evening on a server database: the same tables, the same answers."""

from pathlib import Path

from sqlalchemy import update

from adjudicator.ledger.origin import Purpose
from adjudicator.services.opening import new_recount
from adjudicator.services.rebuilding import rebuild_tables
from adjudicator.services.roster import enrol_and_constitute
from adjudicator.storage.schema import cases
from adjudicator.storage.working_tables import differences
from tests.storage.agreement import agrees_with_a_refolding, agrees_with_the_rules
from tests.storage.evenings import Evening
from tests.storage.test_query_plans import QUERIES
from tests.support.boardroom import MEMBERS, ROOM, Boardroom
from tests.support.scene import ELECTION, passphrase

_ACTS = (
    *(("import", 7), ("import", 3), ("pile", 0), ("rule_page", 5), ("rule_page", 40)),
    *(("object", 4), ("object_before", 9), ("send_up", 2), ("send_up", 5), ("paper", 0)),
    *(("paper_on", 1), ("scan", 3), ("incident", 2), ("cast", 1), ("cast", 2), ("decide", 1)),
    *(("decide", 2), ("decide", 3), ("seat", 1), ("suspend", 0), ("resume", 0), ("lead", 1)),
    *(("due", 4), ("rule_page", 8), ("rule_page", 3), ("close", 2), ("close", 1)),
    *(("open_again", 1), ("open_again", 4), ("rule_again", 2), ("isolate", 3), ("let_back", 0)),
    *(("isolate_lot", 0), ("let_lot_back", 0), ("isolate", 6), ("isolate_lot", 1)),
    *(("withdraw", 1), ("cast", 4), ("end_sitting", 1), ("decide", 9)),
)


def test_an_evening_on_a_server_gives_the_same_tables(
    fresh_postgres_url: str, tmp_path: Path
) -> None:
    recount = new_recount(
        tmp_path / "recount", election=ELECTION, purpose=Purpose.DEMO, database=fresh_postgres_url
    )
    try:
        enrol_and_constitute(recount, ROOM, {p.person: passphrase(p.person) for p in ROOM})
        room = Boardroom(recount, tmp_path / "sources")
        room.sit("ada", "ben", "ortiz", "lee", *MEMBERS)
        evening = Evening(room, tmp_path / "scans")
        evening.play(list(_ACTS))
        assert {"board_rules", "open_again", "isolate", "scan", "paper", "seat"} <= evening.done

        assert rebuild_tables(recount).differences == ()
        agrees_with_a_refolding(room)
        with recount.reading() as connection:
            for query in QUERIES.values():
                query(connection)
        agrees_with_the_rules(room)

        folder = recount.folder.path
        assert differences(folder, recount.election, recount.rules) == ()
        with recount.store.writing() as connection:
            connection.execute(update(cases).values(lot="isolated"))
        (found,) = differences(folder, recount.election, recount.rules)
        assert (found.table, found.strange) == ("cases", found.missing)
        assert found.example.startswith("lot isolated instead of ")
    finally:
        recount.close()
