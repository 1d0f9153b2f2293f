import asyncio

from adapters.database import Database


async def test_of_two_channels_for_one_network_the_first_is_kept(
    database: Database, address: str
) -> None:
    other = Database(address)
    both = [(database, "G1"), (other, "G2")]
    found = await asyncio.gather(
        *(
            each.workspaces.first_place("slack:T1", "channel:n1", place=place, title="Sites")
            for each, place in both
        )
    )
    await other.close()
    assert found[0] == found[1] == await database.workspaces.place("slack:T1", "channel:n1")
    assert (found[0].title, found[0].invited, found[0].archived) == ("Sites", (), False)
