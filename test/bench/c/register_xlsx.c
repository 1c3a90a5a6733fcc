/*
 * Writes a register with libxlsxwriter: the reference in C for test/bench/xlsx-register.ts.
 *
 * Usage: register_xlsx ROWS OUT.xlsx
 * ROWS holds records that end with 0x1e, of fields that are parted by 0x1f: C a column, L a list, F a fill, R a row; reading them is not timed.
 * Prints {"seconds": S}: from opening the workbook to closing it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xlsxwriter.h>

#define MOST 64

struct column { char *header; double width; char *kind; int list; };
struct list { char *title; char *values[MOST]; int count; };
struct fill { char *key; lxw_color_t colour; };
struct look { char *kind; int top; int quoted; lxw_format *format; };
/* Each cell is a letter and its text: s a string, q one with a mark that it is no formula, n a number, b nothing. */
struct row { int top; char *key; char **cells; };

static struct column columns[MOST];
static struct list lists[MOST];
static struct fill fills[MOST];
static struct look looks[256];
static int columnCount, listCount, fillCount, lookCount;
static lxw_workbook *book;

static lxw_color_t colourOf(const char *key) {
  for (int at = 0; at < fillCount; at += 1)
    if (strcmp(fills[at].key, key) == 0) return fills[at].colour;
  return 0xFFFFFF;
}

static lxw_format *look(char *kind, int top, int quoted) {
  for (int at = 0; at < lookCount; at += 1)
    if (looks[at].top == top && looks[at].quoted == quoted && strcmp(looks[at].kind, kind) == 0) return looks[at].format;
  lxw_format *format = workbook_add_format(book);
  format_set_font_name(format, "Calibri");
  format_set_font_size(format, 10);
  format_set_font_color(format, 0x1F2933);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  format_set_text_wrap(format);
  format_set_border(format, LXW_BORDER_THIN);
  format_set_border_color(format, 0xC9D0D8);
  if (top) {
    format_set_top(format, LXW_BORDER_MEDIUM);
    format_set_top_color(format, 0x7B8794);
  }
  if (quoted) format_set_quote_prefix(format);
  if (strcmp(kind, "key") == 0) format_set_bold(format);
  else if (strcmp(kind, "date") == 0) format_set_num_format(format, "yyyy-mm-dd");
  else if (strcmp(kind, "instant") == 0) format_set_num_format(format, "yyyy-mm-dd hh:mm");
  else if (strcmp(kind, "text") != 0) {
    format_set_bold(format);
    format_set_bg_color(format, colourOf(kind));
  }
  looks[lookCount] = (struct look){kind, top, quoted, format};
  lookCount += 1;
  return format;
}

/* The next field of a record; its end becomes the end of a string. */
static char *field(char **at) {
  char *from = *at;
  if (from == NULL) return "";
  char *end = strchr(from, 0x1f);
  if (end != NULL) *end = 0;
  *at = end == NULL ? NULL : end + 1;
  return from;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  FILE *file = fopen(argv[1], "rb");
  if (file == NULL) return 2;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *text = malloc((size_t)size + 1);
  if (fread(text, 1, (size_t)size, file) != (size_t)size) return 2;
  fclose(file);
  text[size] = 0;

  struct row *rows = NULL;
  int count = 0, room = 0;
  for (char *record = text; *record != 0;) {
    char *end = strchr(record, 0x1e);
    if (end == NULL) break;
    *end = 0;
    char *at = record;
    char kind = field(&at)[0];
    if (kind == 'C') {
      struct column *column = &columns[columnCount++];
      column->header = field(&at);
      column->width = atof(field(&at));
      column->kind = field(&at);
      column->list = atoi(field(&at));
    } else if (kind == 'L') {
      struct list *list = &lists[listCount++];
      list->title = field(&at);
      while (at != NULL && list->count < MOST) list->values[list->count++] = field(&at);
    } else if (kind == 'F') {
      struct fill *fill = &fills[fillCount++];
      fill->key = field(&at);
      fill->colour = (lxw_color_t)strtol(field(&at), NULL, 16);
    } else {
      if (count == room) {
        room = room == 0 ? 1024 : room * 2;
        rows = realloc(rows, (size_t)room * sizeof(struct row));
      }
      struct row *row = &rows[count++];
      row->top = atoi(field(&at));
      row->key = field(&at);
      row->cells = malloc((size_t)columnCount * sizeof(char *));
      for (int index = 0; index < columnCount; index += 1) row->cells[index] = field(&at);
    }
    record = end + 1;
  }

  double start = now();
  lxw_workbook_options options = {.constant_memory = LXW_TRUE};
  book = workbook_new_opt(argv[2], &options);
  lxw_format *header = workbook_add_format(book);
  format_set_bold(header);
  format_set_bg_color(header, 0xE8EDF3);
  format_set_text_wrap(header);
  format_set_border(header, LXW_BORDER_THIN);
  format_set_bottom(header, LXW_BORDER_MEDIUM);
  lxw_worksheet *sheet = workbook_add_worksheet(book, "Register");
  lxw_worksheet *hidden = workbook_add_worksheet(book, "Lists");
  worksheet_hide(hidden);
  for (int index = 0; index < columnCount; index += 1)
    worksheet_set_column(sheet, (lxw_col_t)index, (lxw_col_t)index, columns[index].width, NULL);
  worksheet_freeze_panes(sheet, 1, 1);
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, 8);
  worksheet_fit_to_pages(sheet, 3, 0);
  worksheet_repeat_rows(sheet, 0, 0);
  worksheet_repeat_columns(sheet, 0, 0);
  worksheet_set_row(sheet, 0, 32, NULL);
  for (int index = 0; index < columnCount; index += 1)
    worksheet_write_string(sheet, 0, (lxw_col_t)index, columns[index].header, header);
  for (int number = 0; number < count; number += 1) {
    struct row *row = &rows[number];
    for (int index = 0; index < columnCount; index += 1) {
      char *cell = row->cells[index];
      char *kind = index == 0 ? "key" : strcmp(columns[index].kind, "ownership") == 0 ? row->key : columns[index].kind;
      lxw_format *format = look(kind, row->top, cell[0] == 'q');
      lxw_row_t line = (lxw_row_t)number + 1;
      lxw_col_t place = (lxw_col_t)index;
      if (cell[0] == 'n') worksheet_write_number(sheet, line, place, atof(cell + 1), format);
      else if (cell[0] == 'b') worksheet_write_blank(sheet, line, place, format);
      else worksheet_write_string(sheet, line, place, cell + 1, format);
    }
  }
  worksheet_autofilter(sheet, 0, 0, (lxw_row_t)count, (lxw_col_t)(columnCount - 1));
  int longest = 0;
  for (int at = 0; at < listCount; at += 1)
    if (lists[at].count > longest) longest = lists[at].count;
  for (int index = 0; index < columnCount; index += 1) {
    int place = columns[index].list;
    if (place < 0) continue;
    char source[64];
    snprintf(source, sizeof source, "=Lists!$%c$2:$%c$%d", 'A' + place, 'A' + place, lists[place].count + 1);
    lxw_data_validation validation = {0};
    validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    validation.value_formula = source;
    validation.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    worksheet_data_validation_range(sheet, 1, (lxw_col_t)index, (lxw_row_t)count, (lxw_col_t)index, &validation);
  }
  for (int line = 0; line <= longest; line += 1)
    for (int at = 0; at < listCount; at += 1)
      if (line <= lists[at].count)
        worksheet_write_string(hidden, (lxw_row_t)line, (lxw_col_t)at, line == 0 ? lists[at].title : lists[at].values[line - 1], NULL);
  if (workbook_close(book) != LXW_NO_ERROR) return 1;
  printf("{\"seconds\": %f}\n", now() - start);
  return 0;
}
