"""`kyccheck kinds`: what checks there are, with their YAML."""

from typing import Annotated

import typer

from kyccheck import registry
from kyccheck.cli._screen import options, show
from kyccheck.reports._page import Page, Span

_FOLDERS = {"checks": "kyccheck.checks", "forms": "kyccheck.forms"}


app = typer.Typer(add_completion=False)


@app.command()
def kinds(word: Annotated[str, typer.Argument(metavar="[KIND]", help="Only this kind of check or form.")] = "") -> None:
    """Show the kinds of checks and of forms that a checklist may use, with their YAML."""
    screen = options(every=False, quiet=False)
    page = Page(screen.width, colour=screen.colour)
    known = {name: package for package in _FOLDERS.values() for name in registry.words(package)}
    if word and word not in known:
        registry.load(_FOLDERS["checks"], word)
    for title, package in _FOLDERS.items():
        names = [name for name in registry.words(package) if word in ("", name)]
        if names and not word:
            page.blank()
            page.line(Span(f"{title.capitalize()}", "bold"))
        for name in names:
            _kind(page, name, registry.documentation(registry.load(package, name)))
    show(page, screen)


def _kind(page: Page, name: str, text: str) -> None:
    """A kind with its documentation: paragraphs wrapped, examples as they stand."""
    page.blank()
    page.line(Span(name, "cyan"))
    paragraph: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("    ") or not line.strip():
            if paragraph:
                page.line(" ".join(paragraph), indent=2)
                paragraph = []
            if line.strip():
                page.as_it_stands(f"  {line}")
            else:
                page.blank()
        else:
            paragraph.append(line.strip())
