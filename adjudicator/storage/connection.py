"""The one name of the database that services may speak: a connection, to hand to queries."""

from sqlalchemy import Connection

__all__ = ["Connection"]
