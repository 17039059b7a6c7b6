"""The typeface ballots are printed in, and the measuring of text."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from adjudicator.resources import resource_path


@dataclass(frozen=True, slots=True)
class Typeface:
    """A regular and a bold font file of one family (TrueType or OpenType)."""

    regular: Path
    bold: Path

    def at(self, size: float, *, bold: bool = False) -> ImageFont.FreeTypeFont:
        """The font at a size in pixels per em.

        :raises OSError: the font file is missing or is no font.
        """
        return _load(self.bold if bold else self.regular, size)

    def length(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide the text is, in pixels."""
        return self.at(size, bold=bold).getlength(text)

    def wrap(self, text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
        """The text in lines no wider than ``width`` pixels, broken at spaces and at line ends.

        A single word wider than the line keeps a line of its own.
        """
        lines: list[str] = []
        for paragraph in text.splitlines():
            line = ""
            for word in paragraph.split():
                longer = f"{line} {word}" if line else word
                if line and self.length(longer, size, bold=bold) > width:
                    lines.append(line)
                    line = word
                else:
                    line = longer
            lines.append(line)
        return lines


def bundled_typeface() -> Typeface:
    """The typeface that comes with the program; its letters are made to be told apart.

    :raises ResourceMissingError: the program's own files are incomplete.
    """
    name = "AtkinsonHyperlegibleNext"
    return Typeface(
        resource_path("fonts", f"{name}-Regular.ttf"), resource_path("fonts", f"{name}-Bold.ttf")
    )


@lru_cache(maxsize=64)
def _load(path: Path, size: float) -> ImageFont.FreeTypeFont:
    # The basic engine is in every build of Pillow; another engine would move the glyphs.
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
