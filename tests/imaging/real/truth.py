"""What people see on the real ballots beside what was labelled or scored, looked at one by one."""

_COVERED = (
    ("001", 3), ("002", 3), ("003", 3), ("011", 3), ("012", 3), ("014", 3), ("019", 3), ("025", 3),
    ("034", 3), ("035", 4), ("002", 6), ("003", 6), ("010", 6), ("011", 6), ("019", 6), ("033", 6),
    ("034", 6), ("026", 6), ("032", 5),
)  # fmt: skip
"""Marked targets of Calhoun that the word "SAMPLE" covers and that bear no label for it."""

UNLABELLED_INK = frozenset(
    {("calhoun", f"1200_{page}.tif", f"contest-{number}") for page, number in _COVERED}
    | {
        ("hampshire", "46f9490e-back", "County-Treasurer"),
        ("hampshire", "4f054d5a-back", "Sheriff"),
        ("hampshire", "786f4868-back", "County-Treasurer"),
        ("hampshire", "7a5f1429-back", "County-Commissioner"),
        ("hampshire", "a7cbd4bb-front", "Representative-in-Congress"),
        ("hampshire", "b57e8748-back", "Register-of-Deeds"),
        ("hampshire", "d24bf705-back", "Sheriff"),
        ("hampshire", "d24bf705-back", "County-Attorney"),
        # Holes poked through the paper, from the back.
        ("hampshire", "22c0ab78-back", "Register-of-Deeds"),
        ("hampshire", "22c0ab78-back", "Register-of-Probate"),
    }
)
"""Contests without a labelled or scored mark that bear ink all the same: election, page, and how
the contest's id begins."""


def has_unlabelled_ink(election: str, page: str, contest: str) -> bool:
    """Whether that contest bears ink nobody labelled."""
    return any(
        (election, page) == (ours, name) and contest.startswith(begins)
        for ours, name, begins in UNLABELLED_INK
    )


_UNDERLINED = {
    "Governor": "Hannah-Dustin",
    "United-States-Senator": "William-Preston",
    "Representative-in-Congress": "Nicholas-Gilman",
    "Executive-Councilor": "Daniel-Webster",
    "State-Senator": "Matthew-Thornton",
    "State-Representatives": "Elijah-Miller",
    "State-Representative-": "Charles-H-Hersey",
    "Sheriff": "Edward-Randolph",
    "County-Attorney": "Mary-Woolson",
    "County-Treasurer": "Jane-Jones",
    "Register-of-Deeds": "Ellen-A-Stileman",
    "Register-of-Probate": "Claire-Cutts",
    "County-Commissioner": "Valbe-Cady",
    "Shall-there-be": "yes",
}
"""The names underlined on sheet 32e0764e."""

NOTED_INK = (
    ("05b4f778", "front", "Executive Councilor", "Executive-Councilor", "write-in-0"),
    ("0c802ae3", "front", "Governor / US Senator", "Governor", "write-in-0"),
    ("0c802ae3", "front", "Governor / US Senator", "United-States-Senator", "write-in-0"),
    ("0c802ae3", "front", "Executive Councilor", "Executive-Councilor", "Daniel-Webster"),
    ("0c802ae3", "back", "six county offices", "Sheriff", "Edward-Randolph"),
    ("0c802ae3", "back", "six county offices", "County-Attorney", "Ezra-Bartlett"),
    ("0c802ae3", "back", "six county offices", "County-Treasurer", "John-Smith"),
    ("0c802ae3", "back", "six county offices", "Register-of-Deeds", "John-Mann"),
    ("0c802ae3", "back", "six county offices", "Register-of-Probate", "Nathaniel-Parker"),
    ("0c802ae3", "back", "six county offices", "County-Commissioner", "Ichabod-Goodwin"),
    ("4f054d5a", "back", "Sheriff", "Sheriff", "write-in-0"),
    ("97af3ccb", "front", "Rep in Congress + State Reps 34", "United-States-Senator", "write-in-0"),
    ("72547548", "back", "Register of Deeds / Probate", "Register-of-Deeds", "write-in-0"),
    ("72547548", "back", "Register of Deeds / Probate", "Register-of-Probate", "write-in-0"),
    ("786f4868", "front", "Governor", "Governor", "write-in-0"),
    ("786f4868", "back", "County Treasurer", "County-Treasurer", "write-in-0"),
    ("d24bf705", "front", "State Senator", "State-Senator", "Matthew-Thornton"),
    ("d24bf705", "back", "several", "Sheriff", "write-in-0"),
    ("d24bf705", "back", "several", "County-Treasurer", "write-in-0"),
    ("d24bf705", "back", "several", "Register-of-Probate", "Claire-Cutts"),
    ("b57e8748", "front", "Executive Councilor", "Executive-Councilor", "Daniel-Webster"),
    ("b57e8748", "front", "State Senator", "State-Senator", "Matthew-Thornton"),
    ("b57e8748", "back", "Register of Deeds", "Register-of-Deeds", "write-in-0"),
    ("b57e8748", "back", "Const. question", "Shall-there-be", "yes"),
    ("47cda523", "front", "State Reps 34", "State-Representatives", "write-in-0"),
    ("47cda523", "front", "State Reps 34", "State-Representatives", "Mary-Baker-Eddy"),
    ("04e81bd0", "front", "State Senator", "State-Senator", "write-in-0"),
    ("a7cbd4bb", "front", "Rep in Congress", "Representative-in-Congress", "Jeremiah-Smith"),
    *(
        ("32e0764e", "both", "all Republican", contest, choice)
        for contest, choice in _UNDERLINED.items()
    ),
    ("62385dba", "back", "Sheriff / Probate", "Sheriff", "Edward-Randolph"),
    ("62385dba", "back", "Sheriff / Probate", "Register-of-Probate", "Claire-Cutts"),
    ("346698d4", "both", "several", "State-Representatives", "Elijah-Miller"),
    ("346698d4", "both", "several", "State-Representative-", "write-in-0"),
    ("f55cca96", "both", "all", "State-Representative-", "write-in-0"),
    ("46f9490e", "front", "State Rep 37", "State-Representative-", "write-in-0"),
    ("46f9490e", "back", "County Treasurer", "County-Treasurer", "John-Smith"),
    ("46f9490e", "back", "Sheriff / Attorney", "Sheriff", "Edward-Randolph"),
    ("46f9490e", "back", "Sheriff / Attorney", "County-Attorney", "Mary-Woolson"),
    ("7a5f1429", "front", "Executive Councilor", "Executive-Councilor", "write-in-0"),
    ("7a5f1429", "back", "County Commissioner", "County-Commissioner", "write-in-0"),
    ("7cd12878", "front", "Governor", "Governor", "Hannah-Dustin"),
    ("8978016e", "front", "Executive Councilor", "Executive-Councilor", "Anne-Waldron"),
)
"""The rows of ``notes.csv`` that speak of ink outside targets: sheet, side and contest as they are
written there, how the contest's id begins, and whose row the ink lies in.  Words in the empty
column "Other" lie in the row of the write-in, which stands right of them."""
