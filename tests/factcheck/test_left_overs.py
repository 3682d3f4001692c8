"""A test run clears away the folders of runs that were killed, and no others."""

import os
import time
from pathlib import Path

import pytest

from factcheck.embedded.locks import is_free, open_lock, share
from tests.left_overs import clear_left_overs


def make_folder(inside: Path, name: str, *, age: float = 3600) -> Path:
    folder = inside / name
    (folder / "postgresql").mkdir(parents=True)
    (folder / "keeper.lock").touch()
    then = time.time() - age
    os.utime(folder, (then, then))
    return folder


def test_the_folder_of_a_killed_run_goes_at_the_next_start(tmp_path: Path) -> None:
    folder = make_folder(tmp_path, "factcheck-test-dead")
    clear_left_overs(tmp_path)
    assert not folder.exists()


@pytest.mark.parametrize("lock", ["run.lock", "keeper.lock", "users.lock"])
def test_a_folder_that_somebody_holds_stays(tmp_path: Path, lock: str) -> None:
    folder = make_folder(tmp_path, "factcheck-test-alive")
    descriptor = open_lock(folder / lock)
    try:
        share(descriptor)
        os.utime(folder, (1, 1))
        clear_left_overs(tmp_path)
        assert (folder / "postgresql").exists()
    finally:
        os.close(descriptor)


def test_a_folder_just_being_made_and_the_folders_of_others_stay(tmp_path: Path) -> None:
    young = make_folder(tmp_path, "factcheck-test-young", age=5)
    other = make_folder(tmp_path, "factcheck-bench-1")
    clear_left_overs(tmp_path)
    assert young.exists()
    assert other.exists()


def test_this_run_holds_its_own_folder() -> None:
    assert not is_free(Path(os.environ["FACTCHECK_DATA"]) / "run.lock")
