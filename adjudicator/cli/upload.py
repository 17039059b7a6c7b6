"""``adjudicator upload``: the file for the state's upload page, from a template."""

import argparse
from pathlib import Path

from adjudicator.cli.common import folder_argument, opened
from adjudicator.services.errors import UsageError
from adjudicator.services.papers.printing import write_paper_to
from adjudicator.services.upload import (
    EXAMPLE,
    load_template,
    make_upload,
    read_some,
    template_to_begin_with,
    write_upload,
)


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "upload",
        help="make the file for the state's upload page from a template",
        description="Fills the county's template with the returns after the recount and tells "
        "the file's SHA-256. Written whole or not at all, and over nothing. With a sample of the "
        "state, the form is compared column by column; where it differs, nothing is written.",
    )
    folder_argument(parser)
    parser.add_argument("out", type=Path, metavar="OUT", help="the file to write")
    parser.add_argument(
        "--template",
        metavar="FILE",
        help=f"the county's template; {EXAMPLE}: the unverified example of the program",
    )
    parser.add_argument("--sample", type=Path, metavar="FILE", help="a file the state gave")
    parser.add_argument("--contest", default="", metavar="ID", help="this one alone")
    parser.add_argument(
        "--partial", action="store_true", help="also of open contests; the name says PARTIAL"
    )
    parser.add_argument(
        "--anyway", action="store_true", help="write although the form differs from the sample"
    )
    parser.add_argument(
        "--begin",
        action="store_true",
        help="write a template to begin with instead, with every code there is to fill in",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the file, compare its form, write it."""
    out: Path = arguments.out
    with opened(arguments.folder) as recount:
        if arguments.begin:
            print(write_paper_to(out, template_to_begin_with(recount)))
            return 0
        if arguments.template is None:
            raise UsageError("upload needs --template. Nothing was made.")
        upload = make_upload(
            recount,
            load_template(arguments.template),
            contest=arguments.contest,
            partial=arguments.partial,
            sample=None if arguments.sample is None else read_some(arguments.sample),
        )
    print("\n".join(upload.sentences()))
    if upload.differences and not arguments.anyway:
        print("Nothing was written: the form differs from the sample. Mend the template.")
        return 1
    path = write_upload(upload, out)
    print(path)
    print(f"Once it was handed over: adjudicator handed-over {arguments.folder} {path} --to ...")
    return 0
