"""Writes the register with ReportLab: register_pdf.py ROWS.jsonl OUT.pdf. Prints the seconds it took.

The same rows as Demarc's, one LongTable per service, texts as Paragraphs with a standard font (which is
quicker than an embedded one). Reading the rows and starting Python are not counted.
"""

import json
import sys
import time
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

WIDTHS = [126, 66, 172, 184, 92, 117]
cell = ParagraphStyle("cell", fontName="Helvetica", fontSize=7.2, leading=9.3)
bold = ParagraphStyle("bold", parent=cell, fontName="Helvetica-Bold")
heading = ParagraphStyle("heading", parent=bold, fontSize=12, leading=16, spaceBefore=12)
style = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.lightgrey),
        ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
)


def table(head, rows):
    body = [
        [Paragraph(escape(text).replace("\n", "<br/>"), bold if at == 0 else cell) for at, text in enumerate(row)]
        for row in rows
    ]
    return LongTable([[Paragraph(text, bold) for text in head]] + body, colWidths=WIDTHS, repeatRows=1, style=style)


with open(sys.argv[1], encoding="utf-8") as file:
    head, *groups = [json.loads(line) for line in file]
start = time.perf_counter()
document = SimpleDocTemplate(sys.argv[2], pagesize=landscape(A4), leftMargin=42, rightMargin=42, topMargin=44, bottomMargin=48)
flow = []
for group in groups:
    flow.append(Paragraph(escape(group["name"]), heading))
    flow.append(table(head, group["rows"]))
document.build(flow)
print(json.dumps({"seconds": time.perf_counter() - start}))
