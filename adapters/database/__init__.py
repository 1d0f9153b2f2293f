"""The memory of Kring: one synchronous store on SQLAlchemy Core, over SQLite or PostgreSQL."""

from adapters.database.store import Database

__all__ = ["Database"]
