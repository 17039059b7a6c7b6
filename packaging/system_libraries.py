"""See to it that the libraries Qt takes from the system are there.

The wheels bring Qt itself; OpenGL, fontconfig, D-Bus and X come from the system, and a bare Debian
has none of them.  It may lack what makes a virtual environment, too.  Run with any Python 3.11,
before anything is installed::

    python3 packaging/system_libraries.py [--build]

As root on Debian or its kin, what is missing is installed.  Otherwise the exact line to run is
printed and the exit code is 1.  ``--build`` adds what PyInstaller needs.
"""

import argparse
import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig

# Library -> Debian package.  The list is what readelf names for the parts of Qt that are used, on
# the offscreen platform (first block) and on X11 (second block), less what every system has.
QT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def missing_for_qt() -> list[str]:
    """The packages whose library does not load."""
    return sorted({package for library, package in QT.items() if not _loads(library)})


def missing_for_venv() -> list[str]:
    """Debian packs what makes a virtual environment apart; elsewhere it comes with Python."""
    importlib.invalidate_caches()
    return [] if importlib.util.find_spec("ensurepip") else ["python3-venv"]


def missing_for_build() -> list[str]:
    """The packages PyInstaller needs: it reads libraries with objdump and ships libpython."""
    missing = [] if shutil.which("objdump") else ["binutils"]
    # Debian packs its shared libpython apart; an interpreter from elsewhere is complete or is not.
    library = f"libpython{sysconfig.get_python_version()}"
    if sys.base_prefix == "/usr" and not _loads(f"{library}.so.1.0"):
        missing.append(library)
    return missing


def main() -> int:
    """Check, install as root, or say what to run."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--build", action="store_true", help="also what a frozen build needs")
    build = parser.parse_args().build
    packages = _missing(build=build)
    if not packages:
        return 0
    line = f"apt-get install --yes --no-install-recommends {' '.join(packages)}"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing system packages: {' '.join(packages)}", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
        subprocess.run([*line.split(), "-qq"], check=True, env=quiet, stdout=subprocess.DEVNULL)
        packages = _missing(build=build)
        if not packages:
            return 0
        print(f"Installed, and yet these are not found: {' '.join(packages)}", file=sys.stderr)
        return 1
    print(
        "Packages of the system are missing. Nothing was changed. On Debian or Ubuntu run:\n\n"
        f"    sudo apt-get update && sudo {line}\n\n"
        "and then the same make again. Elsewhere install the packages of these names.",
        file=sys.stderr,
    )
    return 1


def _missing(*, build: bool) -> list[str]:
    return missing_for_venv() + missing_for_qt() + (missing_for_build() if build else [])


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
