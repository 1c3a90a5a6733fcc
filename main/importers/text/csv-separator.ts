/** Tried in this order; the first wins where nothing tells them apart. */
const SEPARATORS = [',', ';', '\t', '|'] as const;
/** What stands below the headings of a table in Markdown; the text around such a table is none of it. */
const MARKDOWN =
  /^[ \t>]{0,8}(?:\|?(?:[ \t]{0,8}:?-{2,}:?[ \t]{0,200}\|){1,100}|\|(?:[ \t]{0,8}:?-+:?[ \t]{0,200}\|){1,100}[ \t]{0,200}$)/m;
/** Excel reads and hides such a first line: `sep=;`. */
const NAMED = /^\ufeff?sep=([,;\t])(\r\n?|\n)/i;

/** Whether a line is one that names the separator: it is no record of the table. */
export const namesSeparator = (line: string): boolean => NAMED.test(`${line}\n`);

/** The beginning of a CSV without the line that names its separator. */
export const belowSeparatorLine = (head: string): string => head.replace(NAMED, '');

export interface TableShape {
  readonly separator: string;
  /** Whether most of its records have equally many fields, two at least: then it is a table, and else some other text. */
  readonly table: boolean;
}

const QUOTED = /"(?:[^"]|"")*"/g;
/** Whether a text has a table of Markdown in it. One in quotes is what a cell says, as descriptions of issues do. */
export const isTableInMarkdown = (head: string): boolean => MARKDOWN.test(head.replace(QUOTED, ''));

/** Finds the separator of a CSV by its beginning: the one that cuts the largest share of records into equally many fields. */
export function findSeparator(head: string): TableShape {
  const named = NAMED.exec(head)?.[1];
  if (named) return { separator: named, table: true };
  if (isTableInMarkdown(head)) return { separator: '|', table: true };
  let best = { separator: ',', share: 0, fields: 0, records: 0 };
  for (const separator of SEPARATORS) {
    const counts = fieldCounts(head, separator);
    const alike = new Map<number, number>();
    for (const count of counts) if (count > 1) alike.set(count, (alike.get(count) ?? 0) + 1);
    for (const [fields, records] of alike) {
      // A share and no number: text in quotes falls apart into many records under a separator that is not the file's.
      const share = records / counts.length;
      if (share > best.share || (share === best.share && fields > best.fields))
        best = { separator, share, fields, records };
    }
  }
  return { separator: best.separator, table: best.records > 1 && best.share > 0.5 };
}

/** Fields of each record that holds anything. A quote counts where a field begins; the last record may be cut off. */
function fieldCounts(text: string, separator: string): readonly number[] {
  const counts: number[] = [];
  let fields = 1;
  let empty = true;
  let atStart = true;
  let quoted = false;
  const end = () => {
    if (!empty || fields > 1) counts.push(fields);
    fields = 1;
    empty = true;
    atStart = true;
  };
  for (const letter of text.replace(/^\ufeff/, '')) {
    if (letter === '"' && (quoted || atStart)) quoted = !quoted;
    else if (quoted) continue;
    else if (letter === '\n' || letter === '\r') {
      end();
      continue;
    } else if (letter === separator) {
      fields += 1;
      atStart = true;
      continue;
    }
    empty = false;
    atStart = letter === '"';
  }
  end();
  return counts;
}
