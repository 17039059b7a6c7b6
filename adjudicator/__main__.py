"""``python -m adjudicator``: the same as the command ``adjudicator``."""

import sys

if __name__ == "__main__":
    # Not before: a process begun beside this one reads this file and needs nothing of it.
    from adjudicator.cli.main import main

    sys.exit(main())
