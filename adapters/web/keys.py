"""Personal links and the session that they open: signed, of limited life, nothing stored."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from urllib.parse import urlencode

from itsdangerous import BadSignature, URLSafeSerializer

LASTS = timedelta(days=30)
"""How long a link or a session without a visit is good."""

RENEWED = timedelta(days=1)
"""A session that is older is replaced by a fresh one."""

Purpose = Literal["link", "session"]


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is here, and until when we believe it."""

    tenant: str
    person: str
    until: datetime


class Keys:
    """Signs and reads. A link's key is no session's key: each purpose has its own salt."""

    def __init__(self, secret: str) -> None:
        if not secret:
            raise ValueError("the web client needs a secret to sign links and sessions with")
        self._secret = secret

    def _signer(self, purpose: Purpose) -> URLSafeSerializer:
        return URLSafeSerializer(self._secret, salt=f"kring.web.{purpose}")

    def sign(self, purpose: Purpose, tenant: str, person: str, now: datetime) -> str:
        until = int((now + LASTS).timestamp())
        return str(self._signer(purpose).dumps([tenant, person, until]))

    def read(self, purpose: Purpose, key: str, now: datetime) -> Guest | None:
        """Whose key it is; None where it is forged, spoilt or too old."""
        try:
            tenant, person, until = self._signer(purpose).loads(key)
            guest = Guest(str(tenant), str(person), datetime.fromtimestamp(until, UTC))
        except (BadSignature, ValueError, TypeError, OverflowError, OSError):
            return None
        return guest if now < guest.until else None


def link_for(person: str, *, tenant: str, secret: str, address: str, now: datetime) -> str:
    """The personal link of somebody, to be given to them alone. Good for 30 days."""
    key = Keys(secret).sign("link", tenant, person, now)
    return f"{address.rstrip('/')}/enter?{urlencode({'key': key})}"
