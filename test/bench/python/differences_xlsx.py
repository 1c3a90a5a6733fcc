"""Who owns which duty of which service, asked of exported registers: argv are Excel files. Prints the seconds that it took."""
import collections
import sys
import time

import openpyxl

began = time.perf_counter()
owners = collections.defaultdict(collections.Counter)
rows = 0
for path in sys.argv[1:]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    sheet = book["Register"]
    places = None
    for row in sheet.iter_rows(values_only=True):
        if places is None:
            if row and "Responsibility" in row and "Ownership" in row:
                places = [row.index(name) for name in ("AWS service", "Responsibility", "Ownership")]
            continue
        service, duty, owner = (row[place] for place in places)
        owners[(service, duty)][owner] += 1
        rows += 1
    book.close()
different = sum(1 for counts in owners.values() if len(counts) > 1)
print(time.perf_counter() - began, rows, different)
