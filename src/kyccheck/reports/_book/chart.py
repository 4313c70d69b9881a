"""The chart of the book: what is open, by item. Its colours are as far apart in grey as they are in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.title import title_maker

from kyccheck.reports._book.look import INK

if TYPE_CHECKING:
    from openpyxl.chart.series import Series
    from openpyxl.worksheet.worksheet import Worksheet

_BARS: Final = ("C8500A", "F5C842", "DCE9F5", "333333")
_ROW_CM: Final[Any] = 0.53  # openpyxl's stubs know whole centimetres only
_WIDE_CM: Final[Any] = 15.5
_ANCHOR: Final = "J"


def draw(sheet: Worksheet, top: int, first: int, last: int) -> int:
    """Draw the items of these rows, right of the table; gives the first row below the chart."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 40
    title = title_maker("Open items by item")
    title.overlay = False
    chart.title = title
    for place, colour in enumerate(_BARS):
        values = Reference(sheet, min_col=3 + place, min_row=first - 1, max_row=last)
        if any(sheet.cell(row, 3 + place).value for row in range(first, last + 1)):
            chart.add_data(values, titles_from_data=True)
            _paint(chart.series[-1], colour)
    chart.set_categories(Reference(sheet, min_col=2, min_row=first, max_row=last))
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete, chart.y_axis.delete = False, True
    chart.y_axis.majorGridlines = None
    chart.legend.position = "b"
    chart.legend.overlay = chart.roundedCorners = False
    rows = max(last - top + 2, 18)
    chart.height = rows * _ROW_CM
    chart.width = _WIDE_CM
    sheet.add_chart(chart, f"{_ANCHOR}{top}")
    return top + rows + 1


def _paint(series: Series, colour: str) -> None:
    series.graphicalProperties.solidFill = colour
    series.graphicalProperties.line.solidFill = INK
    series.dLbls = DataLabelList()
    series.dLbls.showVal = True
    for other in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(series.dLbls, other, False)
