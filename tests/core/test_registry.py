import pytest

from oss.core.registry import Registry


def test_items_come_back_in_the_order_of_registration() -> None:
    registry: Registry[int] = Registry("number")
    registry.register("two", 2)
    registry.register("one", 1)
    assert list(registry) == [2, 1]
    assert registry.get("one") == 1
    assert registry.get("three") is None


def test_a_duplicate_name_raises() -> None:
    registry: Registry[int] = Registry("number")
    registry.register("one", 1)
    with pytest.raises(ValueError, match="number 'one' is registered twice"):
        registry.register("one", 1)
