"""Make bad assets as folders: ``python -m tests.assets.bad FOLDER [NAME]``."""

import sys
from pathlib import Path

from tests.assets.bad import ASSETS


def main(folder: str, name: str = "") -> None:
    """Write every asset, or those of one name, each with a page that says what it is."""
    for asset in ASSETS:
        if name not in {"", asset.name}:
            continue
        place = Path(folder) / asset.id.replace(": ", "--").replace(" ", "-").replace(",", "")
        asset.build(place)
        told = [asset.id, asset.means.words, f"Keys: {', '.join(asset.means.keys) or 'none'}"]
        told += [asset.sentence, asset.with_kept]
        (place / "README.txt").write_text("\n".join(line for line in told if line) + "\n")
        print(place)


if __name__ == "__main__":
    main(*sys.argv[1:])
