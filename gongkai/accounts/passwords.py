"""What a password must be (GB/T 22239-2019 8.1.4.1 a); the sentences are Chinese wherever they are read."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

LEAST = 10  # characters


class Strong:
    """At least ten characters, not digits alone, not the user name, not one that everybody uses."""

    def __init__(self) -> None:
        self.common = CommonPasswordValidator().passwords

    def validate(self, password: str, user: Any = None) -> None:
        username = getattr(user, "username", "")
        if len(password) < LEAST:
            raise ValidationError(f"密码至少 {LEAST} 位。")
        if password.isdigit():
            raise ValidationError("密码不能全是数字，请加入字母或符号。")
        if username and username.lower() in password.lower():
            raise ValidationError("密码中不能包含用户名。")
        if password.lower().strip() in self.common:
            raise ValidationError("该密码过于常见，容易被猜中，请换一个。")

    def get_help_text(self) -> str:
        return f"至少 {LEAST} 位，不能全是数字，不能包含用户名。"
