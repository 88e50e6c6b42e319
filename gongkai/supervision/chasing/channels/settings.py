"""Which channels this installation has. All are off until the operator sets them (docs/运维手册.md)."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from gongkai.obligations.models import Chase


@dataclass(frozen=True, slots=True)
class Configured:
    """The hook (an address or the path of a command) with its secret; the domain of the bureau's mail."""

    hook: str
    secret: str
    mail_domain: str

    @property
    def lacking(self) -> frozenset[str]:
        """Ways of 催办 that cannot be used here."""
        ways = {Chase.Way.MESSAGE: self.hook, Chase.Way.MAIL: self.mail_domain}
        return frozenset(way for way, given in ways.items() if not given)


def configured() -> Configured:
    """As the settings stand now."""
    return Configured(settings.HOOK, settings.HOOK_SECRET, settings.MAIL_DOMAIN)
