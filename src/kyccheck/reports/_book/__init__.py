"""The audit workbook, one file a sheet.

openpyxl makes the book: sheets, headers, widths, filters, drop-downs, protection, the chart, styles; all that people
look at. It writes some 90,000 cells a second, so the rows of tables, of which a night has four million cells, are
streamed by `rows` into the sheets that it made, at ten times that, while `pack` puts the book together.
"""
