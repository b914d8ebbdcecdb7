"""A fake shop for each test process, by pytest and the standard library alone.

FAKE_COMMAND says how the fake is started: "npx genstore-inventory" unless it is given. Each worker of
pytest-xdist is a process, so each has a shop of its own.
"""

import pytest

from fake_shop import FakeShop


@pytest.fixture(scope="session")
def running_shop():
    with FakeShop() as shop:
        yield shop


@pytest.fixture
def shop(running_shop):
    running_shop.control("POST", "reset")
    yield running_shop
