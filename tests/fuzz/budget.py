"""How many examples a property tries: 1,000 as a rule, and as many as KYCCHECK_FUZZ says (20000 at night)."""

import os
from collections.abc import Callable
from typing import Any, Final, TypeVar

from hypothesis import HealthCheck, settings

EXAMPLES: Final = int(os.environ.get("KYCCHECK_FUZZ", "1000"))


Test = TypeVar("Test", bound=Callable[..., Any])


def budget(share: int = 1) -> Callable[[Test], Test]:
    """Settings for a property; one that costs more gets a share of the examples. A night tries new ones each time."""
    return settings(
        max_examples=max(EXAMPLES // share, 20),
        deadline=None,
        derandomize="KYCCHECK_FUZZ" not in os.environ,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
