"""Dataclasses, made by a shorter way: a start is counted in milliseconds, and makes some sixty of them.

For each class the library writes and compiles up to six functions, which takes far longer than all else about it. Here
they are the same functions for every class, and one is compiled where a class is made often: `__init__`. What comes out
is the library's in every other way: `fields`, `replace`, matching, inheritance, pickling.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from collections.abc import Callable
    from dataclasses import MISSING, FrozenInstanceError, fields
    from dataclasses import dataclass as library_dataclass

    _put = object.__setattr__
    _SELDOM = 20  # values; writing `__init__` out for a class takes as long as making some sixty in the general way

    def dataclass(*, slots: bool = False, frozen: bool = False, eq: bool = True) -> Callable[[type], type]:
        """What `dataclasses.dataclass` does, as far as it is used here."""

        def made(cls: type) -> type:
            own = set(vars(cls))
            cls = library_dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
            methods = {"__init__": _init(cls, frozen), "__repr__": _repr}
            if eq:
                methods |= {"__eq__": _eq, "__hash__": _hash if frozen else None}
            if frozen:
                methods |= {"__setattr__": _refuse, "__delattr__": _refuse, "__reduce__": _reduce}
            for name, method in methods.items():
                if name not in own:
                    setattr(cls, name, method)
            return cls

        return made

    def _init(cls: type, frozen: bool) -> Callable[..., None]:
        """What fills a value of any class; one that is made often, or in a wrong way, has it written out."""
        members = fields(cls)
        left = _SELDOM

        def __init__(self: Any, *given: Any, **named: Any) -> None:  # noqa: N807 - what the class is given as its own
            nonlocal left
            left -= 1
            values = dict(zip((member.name for member in members), given, strict=False), **named)
            more = [member for member in members if member.name not in values]
            is_right = len(values) == len(given) + len(named) == len(members) - len(more)
            if left < 0 or not is_right or any(member.default is member.default_factory for member in more):
                cls.__init__ = written_out = _written_out(cls, frozen)
                return written_out(self, *given, **named)
            for member in more:
                values[member.name] = member.default_factory() if member.default is MISSING else member.default
            for name, value in values.items():
                _put(self, name, value)
            if hasattr(self, "__post_init__"):
                self.__post_init__()
            return None

        return __init__

    def _written_out(cls: type, frozen: bool) -> Callable[..., None]:
        """The one function that differs from class to class. Its text holds names of the class's fields alone."""
        known: dict[str, Any] = {"MISSING": MISSING, "_put": _put}
        parameters, body = ["self"], []
        for field in fields(cls):
            name = field.name
            value = name
            if field.default is not MISSING:
                known[f"default_{name}"] = field.default
                parameters.append(f"{name}=default_{name}")
            elif field.default_factory is not MISSING:
                known[f"make_{name}"] = field.default_factory
                parameters.append(f"{name}=MISSING")
                value = f"make_{name}() if {name} is MISSING else {name}"
            else:
                parameters.append(name)
            body.append(f"_put(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
        if hasattr(cls, "__post_init__"):
            body.append("self.__post_init__()")
        exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(body or ["pass"]), known)  # noqa: S102 - see above
        return known["__init__"]

    def _compared(value: Any) -> tuple[Any, ...]:
        return tuple(getattr(value, field.name) for field in fields(value) if field.compare)

    def _eq(self: Any, other: Any) -> bool:
        return _compared(self) == _compared(other) if other.__class__ is self.__class__ else NotImplemented

    def _hash(self: Any) -> int:
        return hash(_compared(self))

    def _repr(self: Any) -> str:
        shown = (f"{field.name}={getattr(self, field.name)!r}" for field in fields(self) if field.repr)
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def _refuse(self: Any, name: str, _value: Any = None) -> None:
        raise FrozenInstanceError(f"{name} of {type(self).__name__} cannot be changed")

    def _reduce(self: Any) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, field.name) for field in fields(self))
