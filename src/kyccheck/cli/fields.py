"""`kyccheck fields`: every field of a case, with the names it goes by in each export."""

import typer

from kyccheck.cli._screen import options, show
from kyccheck.records.fields import sections
from kyccheck.reports._page import Page, Span

app = typer.Typer(add_completion=False)


@app.command()
def fields() -> None:
    """Show every field of a case, what it says, and the names it goes by in each export."""
    screen = options(every=False, quiet=False)
    page = Page(screen.width, colour=screen.colour)
    for section in sections().values():
        page.blank()
        page.line(Span(f"{section.name}{'[]' if section.many else ''}", "bold"), f"  {section.about}", hanging=2)
        if section.called:
            page.line(Span("each also after: ", "dim"), ", ".join(section.called), indent=6, hanging=4)
        for field in section.fields.values():
            page.line(Span(f"{field.name}", "cyan"), f"  {field.type}: {field.about}", indent=2, hanging=4)
            for system, names in field.names.items():
                where = "also" if system == "any" else f"in {system}"
                page.line(Span(f"{where}: ", "dim"), ", ".join(names), indent=6, hanging=4)
    show(page, screen)
