"""The same cases in every run, however slow the machine: what fails in one fails in all."""

import gc

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


def pytest_collection_finish() -> None:
    """No test pays for walks through the values of all the others."""
    gc.collect()
    gc.freeze()
