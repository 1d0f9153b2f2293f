from dataclasses import replace
from datetime import date

from adapters.database import Database
from bot.network import Address, Person
from bot.ports import Unit
from tests.adapters.database.lives import BART, FEE, ZOE, settle


async def test_a_person_comes_back_as_kept(database: Database) -> None:
    away = ((date(2027, 7, 1), date(2027, 7, 15)),)
    full = replace(ZOE, days=(1, 2), hours=("10:00", "16:00"), away=away, kinds_off=("quiz",))

    def work(unit: Unit) -> tuple[Person | None, Person | None, dict[str, Person]]:
        unit.keep_person(ZOE)
        unit.keep_person(full)
        unit.keep_person(BART)
        return unit.person("zoe"), unit.person("nobody"), unit.people(["bart", "zoe", "x", "zoe"])

    found, nobody, both = await database.transact("acme", work)
    assert found == full
    assert nobody is None
    assert both == {"zoe": full, "bart": BART}


async def test_the_conversation_used_last_is_where_one_writes(database: Database) -> None:
    slack, web = Address(platform="slack", id="D1"), Address(platform="web", id="dm:zoe")

    def work(unit: Unit) -> list[object]:
        unit.keep_person(ZOE)
        seen: list[object] = [unit.address_of("zoe")]
        for address in (slack, web, slack, slack):
            unit.keep_person(ZOE, address)
            seen.append(unit.address_of("zoe"))
        return [*seen, unit.person_at(web), unit.person_at(replace(web, id="dm:bart"))]

    found = await database.transact("acme", work)
    assert found == [None, slack, web, slack, slack, ZOE, None]


async def test_an_address_that_changes_hands_belongs_to_the_last(database: Database) -> None:
    seat = Address(platform="web", id="dm:desk")

    def work(unit: Unit) -> tuple[Person | None, Address | None]:
        unit.keep_person(ZOE, seat)
        unit.keep_person(BART, seat)
        return unit.person_at(seat), unit.address_of("zoe")

    assert await database.transact("acme", work) == (BART, None)


async def test_people_are_found_by_parts_of_their_name(database: Database) -> None:
    def work(unit: Unit) -> list[list[str]]:
        settle(unit)
        unit.keep_person(Person(id="ann", name="Ann d’Hondt-Claes"))
        queries = ("ZOE", "maes zoé", "c", "oz", "%", "_", "", "hondt", "zoe claes", "\x00")
        return [[p.id for p in unit.find_people(words)] for words in queries]

    found = await database.transact("acme", work)
    assert found[:4] == [["zoe"], ["zoe"], ["ann", "fee"], ["bart"]]
    assert found[4:7] == [[], ["bart"], []]
    assert found[7:] == [["ann"], [], []]
    assert len(await database.transact("acme", lambda u: u.find_people("m", 2))) == 2


async def test_a_part_is_the_beginning_of_a_word_and_the_whole_name_comes_first(
    database: Database,
) -> None:
    """Before, “An” was Hanne where no An was, and twenty others stood before Jan."""

    def work(unit: Unit) -> tuple[list[str], list[str]]:
        unit.keep_person(Person(id="hanne", name="Hanne Smet"))
        for n in range(20):
            unit.keep_person(Person(id=f"a{n}", name=f"Aad Jan {n}"))
        unit.keep_person(Person(id="jan", name="Jan"))
        first = [person.id for person in unit.find_people("jan", 20)]
        return [person.id for person in unit.find_people("an")], first[:1]

    assert await database.transact("acme", work) == ([], ["jan"])


async def test_ignored_prompts_are_counted_in_a_row(database: Database) -> None:
    def work(unit: Unit) -> list[int]:
        unit.keep_person(FEE)
        seen = [unit.ignored("fee", "quiz")]
        for answered in (False, False, True, False):
            unit.mark("fee", "quiz", answered=answered)
            seen.append(unit.ignored("fee", "quiz"))
        return [*seen, unit.ignored("fee", "share")]

    assert await database.transact("acme", work) == [0, 1, 2, 0, 1, 0]


async def test_text_that_a_database_refuses_is_kept_all_the_same(database: Database) -> None:
    strange = replace(ZOE, name="Z\x00o\ud83d", organisation="<!channel>'; DROP TABLE people;--")

    def work(unit: Unit) -> tuple[Person | None, Person | None]:
        unit.keep_person(strange)
        return unit.person("zoe"), unit.person("\x00\ud800")

    found, nobody = await database.transact("acme", work)
    assert found == replace(strange, name="Z\ufffdo\ufffd")
    assert nobody is None


async def test_people_are_asked_for_by_any_number_of_any_words(database: Database) -> None:
    odd = ('"]', "\\", "'; --", "zoé", "\U0001f600", "a\x00b", "\ud800")
    crowd = [f"p{n}" for n in range(40_000)]  # neither driver takes as many values

    def work(unit: Unit) -> list[dict[str, Person]]:
        settle(unit)
        for id_ in odd:
            unit.keep_person(Person(id=id_, name="Odd"))
        return [unit.people(ids) for ids in ([], odd[:5], odd[5:], [*crowd, "zoe"])]

    nobody, known, unfit, one = await database.transact("acme", work)
    assert nobody == {}
    assert list(known) == sorted(odd[:5])
    assert unfit == {}  # they are kept under words that fit
    assert list(one) == ["zoe"]
