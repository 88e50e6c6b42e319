"""电子邮件, the last channel: nobody reads it, so it is off until the operator sets it."""

from __future__ import annotations

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage

from gongkai.supervision.chasing.channels import Message, NotDelivered


def send(message: Message) -> None:
    """One plain text to one address. Raises NotDelivered."""
    mail = EmailMessage(
        subject=message.heading,
        body=message.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.address],
        headers={"Message-ID": f"<{message.id}@{settings.MAIL_DOMAIN}>"},
    )
    try:
        mail.send()
    except (OSError, SMTPException, ValueError):
        raise NotDelivered("邮件服务器没有接收。") from None
