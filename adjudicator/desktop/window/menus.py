"""The menus, made from the command table."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QMenuBar, QWidget

from adjudicator.desktop.commands.actions import ActionMaker

MENUS = (
    (
        "&Recount",
        (
            "recount.new",
            "recount.open",
            "recount.leave",
            "-",
            "app.sign_in",
            "app.hand_over",
            "app.lock",
            "-",
            "app.incident",
            "-",
            "recount.status_file",
            "-",
            "app.quit",
        ),
    ),
    (
        "&Go",
        (
            "go.start",
            "returns.open",
            "state.open",
            "-",
            "go.overview",
            "go.review",
            "go.grid",
            "go.docket",
            "go.second_look",
            "go.orders",
            "go.paper",
            "go.papers",
            "go.import",
            "go.references",
            "go.reconciliation",
            "go.tally",
            "go.record",
            "go.my_record",
            "go.consistency",
            "go.people",
            "-",
            "go.cases",
            "-",
            "go.next",
            "go.previous",
        ),
    ),
    (
        "&View",
        (
            "app.light",
            "app.dark",
            "app.high_contrast",
            "-",
            "app.larger_text",
            "app.smaller_text",
            "-",
            "app.refresh",
        ),
    ),
    ("&Help", ("app.keys", "-", "practice.begin", "-", "app.about")),
)


def fill_menu_bar(
    bar: QMenuBar, maker: ActionMaker, acts: Mapping[str, Callable[[], object]], parent: QWidget
) -> None:
    """Make the action of every command named in :data:`MENUS` and put it into its menu.

    :raises KeyError: a menu names a command nobody acts on.
    """
    bar.setNativeMenuBar(False)
    for title, every in MENUS:
        commands = [c for c in every if c in acts or c == "-"]
        for command in commands:
            if command != "-":
                maker.make(command, acts[command])
        bar.addMenu(maker.menu(title, commands, parent))
