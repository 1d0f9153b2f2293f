"""Somebody has another name by now. Before, Kring kept the one by which it had met them."""

from tests.adapters.teams.stage import stage


async def test_whoever_has_another_name_is_called_by_it() -> None:
    async with stage() as here:
        zoe = here.client("zoe", known_as="Zoé Dubois", locale="fr-FR")
        await zoe.says("aide")
        zoe.known_as, zoe.locale = "Zoé Claes", "nl-BE"
        await zoe.says("aide")
        met = await here.person("zoe")
        assert met is not None
        assert (met.name, met.language) == ("Zoé Claes", "fr")


async def test_an_activity_without_a_name_changes_none() -> None:
    async with stage() as here:
        zoe = here.client("zoe", known_as="Zoé Dubois")
        await zoe.says("help")
        activity = zoe.activity(text="help", textFormat="plain")
        del activity["from"]["name"]
        await here.sends(activity)
        met = await here.person("zoe")
        assert met is not None
        assert met.name == "Zoé Dubois"
