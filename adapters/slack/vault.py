"""Tokens as they are kept: sealed with a key of the settings, for one workspace alone."""

import json
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class Locked(Exception):
    """There is no key for what is sealed here."""


class Vault:
    """The first key seals, all of them open; so a new key is put before the old ones.

    Raises ValueError for a key that is none: 32 bytes as URL-safe base64.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = MultiFernet([Fernet(key) for key in keys]) if keys else None

    def seal(self, tenant: str, token: str) -> str:
        if self._keys is None:
            raise Locked("no key to seal with")
        return self._keys.encrypt(json.dumps([tenant, token]).encode()).decode()

    def open(self, tenant: str, sealed: str) -> str:
        """Raises Locked where the key is gone, or where it was sealed for another workspace."""
        if self._keys is None:
            raise Locked("no key to open with")
        try:
            whose, token = json.loads(self._keys.decrypt(sealed.encode()))
        except InvalidToken:
            raise Locked("another key") from None
        if whose != tenant:
            raise Locked("another workspace")
        return str(token)

    def again(self, sealed: str) -> str:
        """The same under the first key. Raises Locked."""
        if self._keys is None:
            raise Locked("no key to seal with")
        try:
            return self._keys.rotate(sealed.encode()).decode()
        except InvalidToken:
            raise Locked("another key") from None
