"""Work that a person ordered and that takes longer than a request: matters register it, the ticker does it in pieces."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Order = Callable[[datetime], int]  # does one small piece of what is due, and says how much it did
_orders: dict[str, Order] = {}


def register(name: str, order: Order) -> None:
    """Called by a matter's app when it is ready."""
    _orders[name] = order


def carry_out(at: datetime) -> int:
    """One small piece of each; 0 when nothing is left to do."""
    return sum(order(at) for order in _orders.values())
