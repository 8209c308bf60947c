"""The same cases in every run, however slow the machine: what fails in one fails in all."""

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
