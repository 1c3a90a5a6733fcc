"""Writes the blocks of a document with python-docx: overview_docx.py BLOCKS.json OUT.docx; prints the seconds that it took."""

import json
import sys
import time

from docx import Document

blocks = json.load(open(sys.argv[1], encoding="utf-8"))
start = time.perf_counter()
document = Document()
for block in blocks:
    kind = block["kind"]
    if kind == "heading":
        document.add_heading(block["text"], 2 if block.get("below") else 1)
    elif kind == "paragraph":
        document.add_paragraph(block["text"])
    else:
        rows = block["facts"] if kind == "facts" else [[c["title"] for c in block["columns"]], *block["rows"]]
        if not rows:
            continue
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        # Each look-up of a cell walks through the table: the cells are asked for once.
        cells = table._cells
        for index, text in enumerate(text for row in rows for text in row):
            cells[index].text = text
document.save(sys.argv[2])
print(time.perf_counter() - start)
