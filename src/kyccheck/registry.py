"""A folder is a registry: a module's file name is the word that users type.

No list says what is in the open folders (`checks`, `forms`, `sources`, `reports`, `cli`). A word is looked up as a
module of the folder's package, which is imported when the word is first used. A file whose word is a keyword of Python
carries a trailing underscore (`not_.py` is `not`).
"""

from __future__ import annotations

import importlib
import keyword
from functools import cache
from pathlib import Path
from types import ModuleType

from kyccheck.errors import RefusedError


@cache
def words(package: str) -> tuple[str, ...]:
    """The words of an open folder, sorted."""
    folder = importlib.import_module(package)
    modules = (module.stem for path in folder.__path__ for module in Path(path).iterdir() if module.suffix == ".py")
    return tuple(sorted(name.rstrip("_") for name in modules if not name.startswith("_")))


def load(package: str, word: str) -> ModuleType:
    """The module behind a word.

    Raises RefusedError, with the nearest right word, for a word that the folder does not have.
    """
    if word not in words(package):
        kind = package.rpartition(".")[2].removesuffix("s")
        raise RefusedError(f"unknown {kind} {word!r}; {allowed(word, words(package))}")
    return importlib.import_module(f"{package}.{word}_" if keyword.iskeyword(word) else f"{package}.{word}")


def documentation(module: ModuleType) -> str:
    """What `kyccheck kinds` prints of a module: its docstring."""
    return (module.__doc__ or "").strip()


def nearest(word: str, choices: tuple[str, ...], cutoff: float = 0.6) -> str | None:
    """The choice that a mistyped word most likely meant, if one is as like it as `cutoff` (of 1)."""
    import difflib

    folded = {choice.casefold(): choice for choice in choices}
    close = difflib.get_close_matches(word.casefold(), list(folded), n=1, cutoff=cutoff)
    return folded[close[0]] if close else None


def allowed(word: str, choices: tuple[str, ...]) -> str:
    """The second half of a refusal: "did you mean 'x'?", or all that is allowed."""
    guess = nearest(word, choices)
    if guess is not None:
        return f"did you mean {guess!r}?"
    return "allowed: " + ", ".join(choices)
