import type { Part } from '../../../contract/audience.ts';
import { ownerKeyLetter } from '../../../domain/duties/owner-class.ts';
import { type ControlFacts, controlRuns, controlStatusWords } from '../../../domain/report/control-facts.ts';
import type { ReportFramework } from '../../../domain/report/report.ts';
import { capital } from '../../../domain/words/capital.ts';
import type { Book } from '../book.ts';
import { cellHeight, type LinkItem, linkBlock } from '../cell-blocks.ts';
import { evidencePlace } from '../links.ts';
import { STYLES } from '../styles.ts';
import { type Cell, type Column, Table, textIn } from '../table.ts';

/** What the rows of the controls are made from. */
export interface Known {
  readonly columns: readonly Column[];
  readonly tells: (part: Part) => boolean;
  readonly names: ReadonlyMap<string, string>;
  readonly factsOf: (responsibilities: readonly string[]) => ControlFacts;
}
/** Neighbours on which the same duties bear, which are said once; a band where a group begins. */
export interface ControlGroup {
  readonly band: string | null;
  readonly rows: readonly { readonly cells: readonly Cell[]; readonly tail: Cell }[];
}
/** The column from which on a group of controls says the same. */
export const SAID_ONCE_FROM = 2;

const ownerWords = ({ owners }: ControlFacts, tells: Known['tells']): string =>
  owners
    .filter(({ key }) => key !== 'unanswered' || tells('status'))
    .map(({ key, count }) => `${ownerKeyLetter(key)}\u00a0${count}`)
    .join(', ');

/** How many of the duties are done, of how many: the head of the column says so; and what else is said of them. */
function doneWords(facts: ControlFacts): readonly string[] {
  const [done = '', ...rest] = controlStatusWords(facts).split(', ');
  return [done.replace(' implemented', ''), ...rest];
}

const plain = (text: string): LinkItem => ({ text, to: '', style: STYLES.cellMuted, end: '' });

/** A title with as much of what follows it as its line has room for, and the rest; no head where the title fills its line. */
function runIn(
  book: Book,
  title: string,
  { said, evidence }: { readonly said: string; readonly evidence: readonly LinkItem[] },
  width: number,
): readonly [head: readonly LinkItem[] | null, rest: readonly LinkItem[]] {
  const gap = STYLES.cell.size * 0.3;
  const room = width - book.widthOf(title, STYLES.cellBold) - gap;
  const words = said.split(' ');
  let fits = 0;
  while (fits < words.length && book.widthOf(words.slice(0, fits + 1).join(' '), STYLES.cellMuted) <= room)
    fits += 1;
  if (fits === 0) return [null, [plain(said), ...evidence]];
  const head = [{ ...plain(title), style: STYLES.cellBold }, plain(words.slice(0, fits).join(' '))];
  if (fits < words.length) return [head, [plain(words.slice(fits).join(' ')), ...evidence]];
  const last = evidence.map(({ text }) => text).join(', ');
  const left = room - book.widthOf(said, STYLES.cellMuted) - gap;
  return book.widthOf(last, STYLES.cell) + evidence.length * gap <= left
    ? [[...head, ...evidence], []]
    : [head, evidence];
}

/** The rows of a framework's controls, in its order. */
export function controlGroups(
  book: Book,
  framework: ReportFramework,
  tailWidth: number,
  known: Known,
): readonly ControlGroup[] {
  const { columns } = known;
  const text = textIn(book, columns, framework.id);
  const width = Table.textWidth(book, columns, 1);
  const groups: ControlGroup[] = [];
  let group: string | null = null;
  for (const run of controlRuns(linkedOf(framework))) {
    const [first] = run;
    if (!first) continue;
    // A number that every control of the group begins with says nothing.
    const isNamed = first.group !== group && first.group !== '' && !first.id.startsWith(first.group);
    const band = isNamed ? book.show(capital(first.group), framework.id) : null;
    group = first.group;
    const facts = known.factsOf(first.responsibilities);
    const duties = first.responsibilities.map((id) => known.names.get(id) ?? id).join('; ');
    const evidence = (known.tells('evidence') ? facts.evidence : []).map((number) => ({
      text: `E-${number}`,
      to: evidencePlace(number),
    }));
    const [done = '', ...more] = known.tells('status') ? doneWords(facts) : [];
    const said = `${[book.show(duties, framework.id), ...more].join('. ')}.`;
    const beside = [
      [text(2, ownerWords(facts, known.tells))],
      ...(known.tells('status') ? [[text(3, done)]] : []),
    ];
    const below = [plain(said), ...evidence];
    const inTail = (items: readonly LinkItem[]) =>
      items.length === 0 ? [] : [linkBlock(book, items, tailWidth)];
    const whole = inTail(below);
    const title = book.show(first.title, framework.id);
    const [head, rest] = run.length === 1 ? runIn(book, title, { said, evidence }, width) : [null, below];
    const short = inTail(rest);
    // What is said of one control begins on the line of its title where that saves a line.
    const isShorter = head !== null && cellHeight(short) < cellHeight(whole);
    groups.push({
      band,
      rows: run.map((control, at) => ({
        cells: [
          [text(0, control.id, STYLES.cellBold)],
          [isShorter ? linkBlock(book, head, width) : text(1, control.title, STYLES.cellBold)],
          ...beside.map((cell) => (at === 0 ? cell : [])),
        ],
        tail: at < run.length - 1 ? [] : isShorter ? short : whole,
      })),
    });
  }
  return groups;
}

/** Those on which a duty bears. */
export const linkedOf = ({ controls }: ReportFramework): ReportFramework['controls'] =>
  controls.filter(({ responsibilities }) => responsibilities.length > 0);
