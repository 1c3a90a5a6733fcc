"""Writes a register with XlsxWriter: the reference for test/bench/xlsx-register.ts.

Usage: register_xlsx.py ROWS.jsonl OUT.xlsx
The first line of ROWS describes the columns, lists and colours; each further line is a row. Reading them is not timed.
Prints {"seconds": S}: from opening the workbook to closing it.
"""

import json
import sys
import time

import xlsxwriter

with open(sys.argv[1], encoding="utf-8") as lines:
    head = json.loads(next(lines))
    rows = [json.loads(line) for line in lines]
columns = head["columns"]

start = time.perf_counter()
book = xlsxwriter.Workbook(
    sys.argv[2],
    {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
)
formats = {}


def look(kind, top, quoted):
    key = (kind, top, quoted)
    found = formats.get(key)
    if found is None:
        props = {
            "font_name": "Calibri", "font_size": 10, "font_color": "#1F2933", "valign": "top", "text_wrap": True,
            "border": 1, "border_color": "#C9D0D8",
        }
        if top:
            props.update({"top": 2, "top_color": "#7B8794"})
        if quoted:
            props["quote_prefix"] = True
        if kind == "key":
            props["bold"] = True
        elif kind == "date":
            props["num_format"] = "yyyy-mm-dd"
        elif kind == "instant":
            props["num_format"] = "yyyy-mm-dd hh:mm"
        elif kind != "text":
            # Cell gradients are beyond XlsxWriter: a shared answer is filled with its first colour.
            props.update({"bold": True, "bg_color": head["fills"][kind.split("+")[0]]})
        found = formats[key] = book.add_format(props)
    return found


header = book.add_format({"bold": True, "bg_color": "#E8EDF3", "text_wrap": True, "border": 1, "bottom": 2})
sheet = book.add_worksheet("Register")
lists = book.add_worksheet("Lists")
lists.hide()
for index, column in enumerate(columns):
    sheet.set_column(index, index, column["width"])
sheet.freeze_panes(1, 1)
sheet.set_landscape()
sheet.set_paper(8)
sheet.fit_to_pages(3, 0)
sheet.repeat_rows(0)
sheet.repeat_columns(0)
sheet.set_row(0, 32)
for index, column in enumerate(columns):
    sheet.write_string(0, index, column["header"], header)
kinds = ["key" if index == 0 else column["kind"] for index, column in enumerate(columns)]
for number, row in enumerate(rows, 1):
    top = row["top"]
    quoted = row["quoted"]
    for index, value in enumerate(row["cells"]):
        kind = kinds[index]
        if kind == "ownership":
            kind = row["keys"]
        form = look(kind, top, index in quoted)
        if value is None:
            sheet.write_blank(number, index, None, form)
        elif isinstance(value, str):
            sheet.write_string(number, index, value, form)
        else:
            sheet.write_number(number, index, value, form)
sheet.autofilter(0, 0, len(rows), len(columns) - 1)
titles = [entry["title"] for entry in head["lists"]]
for index, column in enumerate(columns):
    if column["list"] is not None:
        place = titles.index(column["list"])
        last = len(head["lists"][place]["values"])
        letter = chr(ord("A") + place)
        sheet.data_validation(
            1, index, len(rows), index,
            {"validate": "list", "source": f"=Lists!${letter}$2:${letter}${last + 1}", "error_type": "warning"},
        )
longest = max(len(entry["values"]) for entry in head["lists"])
for line in range(longest + 1):
    for place, entry in enumerate(head["lists"]):
        values = [entry["title"], *entry["values"]]
        if line < len(values):
            lists.write_string(line, place, values[line])
book.close()
print(json.dumps({"seconds": time.perf_counter() - start}))
