"""Texts of one's own, looked at before anybody reads them.

Before, only the pages of dialogs were looked at: a `shared.j2` that lacked a block was fine to the
doctor, and an error to the first who needed that sentence. Now every page is looked at.
"""

import shutil
from pathlib import Path

import pytest

from adapters.doctor import strangers, texts
from bot.dialogs import discover
from bot.speech import PACKAGED, Speech


def found(own: Path) -> list[str]:
    return [finding.said for finding in texts(discover(), Speech((own,))) if finding.do]


def test_the_packaged_ones_are_whole(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def test_what_a_page_of_ones_own_has_lost_is_named(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    whole = (PACKAGED / "fr" / "shared.j2").read_text()
    (tmp_path / "fr" / "shared.j2").write_text(whole.replace("block send ", "block sent "))
    (tmp_path / "fr" / "rsvp.j2").write_text("{% block")
    (tmp_path / "fr" / "welcome.j2").write_text("{% block title %}Bonjour{% endblock %}")
    assert found(tmp_path) == [
        "prompts/fr/rsvp.j2 cannot be read: TemplateSyntaxError, line 1",
        "prompts/fr/shared.j2 has no send",
        "prompts/fr/welcome.j2 has no show",
    ]


def test_a_hint_may_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "nl").mkdir()
    whole = (PACKAGED / "nl" / "create.j2").read_text()
    assert "__hint" in whole
    (tmp_path / "nl" / "create.j2").write_text(whole.replace("__hint", "__aside"))
    assert found(tmp_path) == []


def test_what_would_fail_only_before_its_reader_is_found_before(tmp_path: Path) -> None:
    """A slip inside of `{{ }}` left a page whole to the doctor, and people without the question."""
    (tmp_path / "en").mkdir()

    def slip(page: str, right: str, wrong: str) -> None:
        whole = (PACKAGED / "en" / f"{page}.j2").read_text()
        assert right in whole
        (tmp_path / "en" / f"{page}.j2").write_text(whole.replace(right, wrong, 1))

    slip("papers", "{{ threshold }}", "{{ treshold }}")
    slip("rsvp", "session.starts|when", "session.begins|when")
    slip("intro", "{{ name }}", "{{ nom }}")
    lacks = found(tmp_path)
    assert lacks[0] == "prompts/en/intro.j2 asks for nom, which nobody tells it"
    assert lacks[1] == "prompts/en/papers.j2 asks for treshold, which nobody tells it"
    assert lacks[2].startswith("prompts/en/rsvp.j2 cannot be said")
    assert "begins" in lacks[2]


@pytest.mark.slow
def test_all_of_krings_own_words_may_be_ones_own(tmp_path: Path) -> None:
    shutil.copytree(PACKAGED, tmp_path / "own")
    assert found(tmp_path / "own") == []
    assert list(strangers([tmp_path / "own"])) == []


def test_a_slip_of_a_name_is_told(tmp_path: Path) -> None:
    """It was never read, and nothing said so: the text that it was to replace went on."""
    for wrong in ("en/evalution.j2", "EN/rsvp.j2", "rsvp.j2"):
        (tmp_path / wrong).parent.mkdir(exist_ok=True)
        (tmp_path / wrong).touch()
    assert len(list(strangers([tmp_path]))) == 3
