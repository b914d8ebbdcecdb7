"""Runs examples/pytest with pytest, or, where it is not installed, with as much of it as they use."""

import contextlib
import importlib
import inspect
import os
import sys
import types

FOLDER = os.path.join(os.path.dirname(__file__), "../../examples/pytest")


class Raised(contextlib.AbstractContextManager):
    def __init__(self, kinds):
        self.kinds = kinds

    def __exit__(self, kind, error, _):
        if kind is None:
            raise AssertionError(f"nothing was raised, not even {self.kinds}")
        return issubclass(kind, self.kinds)


def stand_in():
    module = types.ModuleType("pytest")

    def fixture(function=None, **_):
        if function is None:
            return fixture
        function.is_fixture = True
        return function

    def parametrize(name, values, **_):
        def mark(function):
            function.cases = [{name: value} for value in values]
            return function

        return mark

    module.fixture = fixture
    module.raises = Raised
    module.mark = types.SimpleNamespace(parametrize=parametrize)
    return module


def call(function, fixtures, ready, case):
    """Calls a function with the fixtures that it names; those that yield end at the end."""
    arguments = {}
    for name in inspect.signature(function).parameters:
        if name not in case and name not in ready:
            value = call(fixtures[name], fixtures, ready, {})
            ready[name] = next(value) if inspect.isgenerator(value) else value
            if inspect.isgenerator(value):
                ready.setdefault("", []).append(value)
        arguments[name] = case.get(name, ready.get(name))
    return function(**arguments)


def run():
    sys.modules["pytest"] = stand_in()
    modules = [importlib.import_module(name) for name in ("conftest", "test_fake_shop")]
    members = {name: each for module in modules for name, each in vars(module).items()}
    fixtures = {name: each for name, each in members.items() if hasattr(each, "is_fixture")}
    passed = 0
    for name, test in members.items():
        if not name.startswith("test_"):
            continue
        for case in getattr(test, "cases", [{}]):
            ready = {}
            try:
                call(test, fixtures, ready, case)
            finally:
                for generator in reversed(ready.get("", [])):
                    next(generator, None)
            passed += 1
    print(f"{passed} passed")


sys.path.insert(0, FOLDER)
try:
    import pytest
except ImportError:
    run()
else:
    sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", FOLDER]))
