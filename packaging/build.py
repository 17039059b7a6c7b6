"""Build the frozen program and run its demonstration, as ``make package`` does.

The result is ``dist/adjudicator/``: the program, its libraries, ``share/`` with desktop entry,
icons and AppStream data as they go under ``/usr/share``, and ``licenses/`` of everything inside.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
BUILT = CHECKOUT / "dist" / "adjudicator"
IDENTITY = "org.adjudicator.Adjudicator"
LICENSE = re.compile(r"(?i)(licen[cs]e|copying|notice|authors)")
# Needs of other extras than those the frozen program has.
NOT_INSIDE = re.compile(r"extra == ['\"](?!postgres['\"]|binary['\"])")
# What the demonstration must leave behind before the build counts as good.
PROMISED = (
    "tally.json",
    "adjudication-log.csv",
    "adjudication-log.json",
    "passphrases.csv",
    "cards/opening.tlog-proof",
    "cards/pile.tlog-proof",
    "export/FORMAT.md",
    "export/verify_recount.py",
)


def freeze() -> None:
    """Let PyInstaller make the folder."""
    options = ["--noconfirm", "--clean", "--log-level", "WARN"]
    folders = ["--distpath", str(BUILT.parent), "--workpath", str(CHECKOUT / "build")]
    spec = str(CHECKOUT / "packaging" / "adjudicator.spec")
    command = [sys.executable, "-m", "PyInstaller", *options, *folders, spec]
    subprocess.run(command, check=True, cwd=CHECKOUT)


def add_desktop_files() -> None:
    """Put desktop entry, AppStream data and icons where a Linux desktop looks for them."""
    share = BUILT / "share"
    for name, folder in ((".desktop", "applications"), (".metainfo.xml", "metainfo")):
        target = share / folder / f"{IDENTITY}{name}"
        target.parent.mkdir(parents=True)
        shutil.copy(CHECKOUT / "packaging" / target.name, target)
    for icon in (CHECKOUT / "resources" / "icons").glob("adjudicator-[0-9]*.png"):
        size = icon.stem.rpartition("-")[2]
        target = share / "icons" / "hicolor" / f"{size}x{size}" / "apps" / f"{IDENTITY}.png"
        target.parent.mkdir(parents=True)
        shutil.copy(icon, target)
    scalable = share / "icons" / "hicolor" / "scalable" / "apps" / f"{IDENTITY}.svg"
    scalable.parent.mkdir(parents=True)
    shutil.copy(CHECKOUT / "resources" / "icons" / "adjudicator.svg", scalable)


def inside() -> dict[str, Distribution]:
    """Every distribution the program needs at run time, by name."""
    found: dict[str, Distribution] = {}
    waiting = ["adjudicator"]
    while waiting:
        name = waiting.pop()
        with contextlib.suppress(PackageNotFoundError):
            found[name] = distribution(name)
            needs = [need for need in found[name].requires or [] if NOT_INSIDE.search(need) is None]
            names = [re.split(r"[^A-Za-z0-9._-]", need, maxsplit=1)[0].lower() for need in needs]
            waiting += [need for need in names if need not in found]
    return found


def add_licenses() -> None:
    """Copy the licence files of everything inside, a folder for each.

    Those of Qt are not part of its wheels and are kept here.
    """
    shutil.copytree(CHECKOUT / "packaging" / "licenses", BUILT / "licenses")
    for name, one in inside().items():
        for path in one.files or []:
            if LICENSE.match(path.name):
                target = BUILT / "licenses" / name / path.name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(str(path.locate()), target)


def try_it() -> None:
    """Run the demonstration with the frozen program, without a screen and without this Python."""
    program = str(BUILT / "adjudicator")
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "PYTHONPATH", "VIRTUAL_ENV")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as elsewhere:
        subprocess.run([program, "--version"], check=True, cwd=elsewhere, env=environment)
        out = Path(elsewhere) / "demonstration"
        command = [program, "demo", "--out", str(out)]
        subprocess.run(command, check=True, cwd=elsewhere, env=environment)
        missing = [name for name in PROMISED if not (out / name).is_file()]
        pictures = len(list((out / "screenshots").glob("*.png")))
    if missing or not pictures:
        what = ", ".join(missing) or "picture"
        sys.exit(f"The frozen demonstration ended well but left no {what}")


def main() -> None:
    """Freeze, complete the folder, try it, and say how large it is."""
    freeze()
    add_desktop_files()
    add_licenses()
    try_it()
    size = sum(path.lstat().st_size for path in BUILT.rglob("*") if path.is_file())
    print(f"{BUILT.relative_to(CHECKOUT)}: {size / 1e6:.0f} MB; its demonstration ran to the end")


if __name__ == "__main__":
    main()
