"""A tool that a test needs is not on this machine."""

import os
from typing import NoReturn

import pytest


def absent(why: str) -> NoReturn:
    """Skip the test at a desk; fail it on CI, where nothing may go missing unseen."""
    if os.environ.get("CI"):
        pytest.fail(why, pytrace=False)
    pytest.skip(why)
