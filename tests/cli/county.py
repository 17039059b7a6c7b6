"""A made-up county small enough for command-line tests: files as a clerk would have them."""

import csv
from pathlib import Path

from PIL import Image, ImageDraw

ELECTION = """
title = "Town Election"
held = 2025-11-04
state = "FL"
county = "Marsh County"

[[parties]]
id = "h"
name = "Heron Party"
abbreviation = "HER"

[[parties]]
id = "o"
name = "Otter Party"
abbreviation = "OTT"

[[precincts]]
id = "p1"
name = "PCT 101"

[[contests]]
id = "mayor"
title = "Mayor"
write_ins = 1
choices = [{ id = "ada", name = "Ada Palm", parties = ["h"] }, { id = "bo", name = "Bo Cedar" }]
"""
PEOPLE = """person,name,role,party,table
kelly,Judge Kelly,chair,,
lewis,Lou Lewis,member,Heron Party,
moss,Mo Moss,member,Otter Party,
cora,Cora Clerk,clerk,,
ada,Ada Ash,team,Heron Party,1
ben,Ben Bay,team,Otter Party,1
"""
COUNTS = """precinct,office,candidate,votes,counting_group
PCT 101,Mayor,Ada Palm,10,election_day
PCT 101,Mayor,Bo Cedar,9,election_day
PCT 101,Mayor,OverVotes,1,election_day
PCT 101,Mayor,UnderVotes,2,election_day
PCT 101,Mayor,Write-ins,0,election_day
PCT 101,Mayor,Ballots Cast,22,election_day
"""
CASES = (("001", "blank"), ("002", "blank"), ("003", "overvote"))


def write_county(folder: Path) -> None:
    """Write election, people, passphrases, counts and a source of three flagged ballots."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "election.toml").write_text(ELECTION)
    (folder / "people.csv").write_text(PEOPLE)
    (folder / "counts.csv").write_text(COUNTS)
    secret = folder / "passphrases.csv"
    people = [line.split(",")[0] for line in PEOPLE.splitlines()[1:]]
    rows = "".join(f"{p},{p} keeps a long phrase\n" for p in people)
    secret.write_text("person,passphrase\n" + rows)
    secret.chmod(0o600)
    source = folder / "source"
    source.mkdir(exist_ok=True)
    place_columns = ["ballot_id", "precinct", "counting_group", "batch", "sequence"]
    head = [*place_columns, "contest", "condition", "image"]
    with (source / "manifest.csv").open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(head)
        for place, (ballot, condition) in enumerate(CASES, start=1):
            name = f"{ballot}.png"
            draw_page(source / name, ballot)
            writer.writerow(
                [ballot, "PCT 101", "election_day", "B-1", place, "mayor", condition, name]
            )


def draw_page(path: Path, text: str) -> None:
    """A small page that is unlike every other."""
    page = Image.new("L", (200, 260), 255)
    ImageDraw.Draw(page).text((20, 20), text, fill=0)
    page.save(path)
