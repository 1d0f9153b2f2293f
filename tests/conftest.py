"""What all tests share: how many examples a property is tried with."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "kring", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", max_examples=5000, deadline=None)
settings.load_profile("kring")
