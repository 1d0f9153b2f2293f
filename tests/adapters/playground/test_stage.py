from pathlib import Path

from adapters.playground import stage


def test_a_taken_port_leads_to_the_next_one() -> None:
    first = stage.door(8400)
    assert first is not None
    second = stage.door(first.getsockname()[1])
    assert second is not None
    with first, second:
        assert second.getsockname()[0] == "127.0.0.1"
        assert second.getsockname()[1] > first.getsockname()[1]


def test_a_window_is_opened_only_where_somebody_looks() -> None:
    assert stage.screen({"DISPLAY": ":0"}, "linux")
    assert stage.screen({}, "darwin")
    assert not stage.screen({}, "linux")
    assert not stage.screen({"CI": "1", "DISPLAY": ":0"}, "linux")


def test_fresh_forgets_and_otherwise_all_is_kept(tmp_path: Path) -> None:
    found = stage.place(tmp_path / ".kring")
    (found / "kring.db").write_text("something")
    assert (stage.place(tmp_path / ".kring") / "kring.db").exists()
    assert not (stage.place(tmp_path / ".kring", fresh=True) / "kring.db").exists()


def test_where_nothing_can_be_written_a_passing_folder_serves(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert stage.place(tmp_path / "file").is_dir()


def test_a_folder_that_nobody_can_lock_is_played_in_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "lock").mkdir()
    for folder in (tmp_path / "file", tmp_path):
        with stage.alone(folder) as alone:
            assert alone
