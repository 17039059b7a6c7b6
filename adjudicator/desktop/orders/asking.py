"""The form of a motion over another screen than Orders, with what it is about already chosen."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.orders.draft import Prepared
from adjudicator.desktop.orders.order_form import OrderForm
from adjudicator.desktop.orders.reading import OrdersView, read_orders
from adjudicator.desktop.orders.signing import order_request
from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.services.orders.motion import Effect
from adjudicator.services.orders.targets import Target


def ask_for_motion(
    desk: Desk,
    effect: Effect,
    target: Target,
    parent: QWidget,
    said: Callable[[str], None],
    failed: Callable[[Failure], None],
) -> None:
    """Open the form; afterwards the members sign.

    :param said: says, where the people look, what was recorded.
    """

    def opened(view: OrdersView) -> None:
        def sign(prepared: Prepared) -> None:
            dialog = SigningDialog(desk, order_request(view, prepared), parent)
            dialog.recorded.connect(lambda told: said(str(told)))
            dialog.open()

        form = OrderForm(desk, view, parent)
        form.choose(effect, target)
        form.prepared.connect(sign)
        form.open()

    desk.ask(read_orders, opened, failed)
