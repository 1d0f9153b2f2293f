"""What is put aside or closed is replaced where it stands; where nothing stood, nothing is said."""

from pathlib import Path

from bot.content import plain
from bot.dialog import Does
from bot.ports import Unit
from tests.stage import stage


def test_a_form_put_aside_leaves_one_line_where_it_stood(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = here.person("zoe", language="en")
        zoe.says("new")
        run = zoe.form.token.split(":")[0]
        zoe.token(f"skip:{run}")
        assert [plain(card) for card in zoe.cards] == [
            "Fine, I leave this one out. No reason needed."
        ]


def test_what_was_only_offered_in_a_bundle_leaves_no_messages_of_its_own(tmp_path: Path) -> None:
    with stage(tmp_path) as here:
        zoe = here.person("zoe", language="en")
        bot, person, now = here.kring.bot, zoe.person, here.now

        def offer(unit: Unit) -> None:
            scene = bot.teller.scene(unit, person, "", now)
            new = bot.dialogs["create"]
            runs = [bot.doer.begin(unit, scene, new, about=name) for name in ("bees", "wasps")]
            bot.show(unit, person, [(r, Does.START) for r in runs if r], now, counts=True)

        here.look(offer)
        here.beat()
        (bundle,) = here.got("zoe")
        skip = next(b.token for b in bundle.buttons if b.token.startswith("skip:"))
        assert zoe.token(skip).card is not None
        assert here.got("zoe") == [bundle]
