"""The conversation core: what Kring says, asks and decides. Pure: no database, no SDK, no clock."""
