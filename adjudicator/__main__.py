"""``python -m adjudicator``: the same as the command ``adjudicator``."""

import sys

from adjudicator.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
