import type { RegisterRow, Share } from '../../../contract/assignments.ts';
import type { Part } from '../../../contract/audience.ts';
import { heldProofs, heldSentence } from '../../../domain/duties/held-words.ts';
import {
  isAnswered,
  kindsById,
  namesById,
  OWNERSHIP_STYLES,
  partiesOf,
} from '../../../domain/duties/ownership.ts';
import { parkedWords } from '../../../domain/duties/parking.ts';
import { statusOf } from '../../../domain/duties/status.ts';
import { leavesOut } from '../../../domain/report/audience.ts';
import { partySigns } from '../../../domain/report/party-signs.ts';
import type { Report } from '../../../domain/report/report.ts';
import { type UsualAnswer, unusualWords } from '../../../domain/report/usual-answer.ts';
import { STATUS_LABELS } from '../../../domain/sheets/cell-words.ts';
import { capital } from '../../../domain/words/capital.ts';
import { shortDate } from '../../../domain/words/date-words.ts';
import type { Book } from '../book.ts';
import { type Block, type Cell, type Chip, chipBlock, linkBlock, type TextBlock } from '../cell-blocks.ts';
import { evidencePlace, gapPlace } from '../links.ts';
import { MARKS } from '../marks.ts';
import { STYLES, type TextStyle } from '../styles.ts';
import { type Column, Table } from '../table.ts';
import { houseRulesWords, ours, ownerClassWords, quoted } from '../words.ts';

const STATUS_WIDTH = 106;
const EVIDENCE_WIDTH = 44;
/** Who, status and evidence have no columns where they are left out: what each side does takes their room. */
const workedColumns = (isTold: boolean): readonly Column[] => {
  const room = isTold ? 0 : STATUS_WIDTH + EVIDENCE_WIDTH;
  return [
    { title: 'Duty', width: 182 },
    { title: 'Owner', width: 34 },
    { title: 'What the provider does', width: 166 + room * 0.4 },
    { title: 'What the customer’s side does', width: 237.89 + room * 0.6, line: true },
    ...(isTold
      ? [
          { title: 'Who, and status', width: STATUS_WIDTH },
          { title: 'Evidence', width: EVIDENCE_WIDTH },
        ]
      : []),
  ];
};
/** Where there is one provider, nobody has to be told whose these are. */
const providedColumns = (isTold: boolean, several: boolean): readonly Column[] => [
  { title: 'Wholly the provider’s', width: 178 },
  { title: 'Reference', width: 112 },
  ...(several ? [{ title: 'Owner', width: 38 }] : []),
  { title: 'What the provider does', width: 399.89 - (several ? 38 : 0) + (isTold ? 0 : 80) },
  ...(isTold ? [{ title: 'Evidence', width: 80 }] : []),
];
const NOBODY = 'Nobody named';
const MISCONCEPTION = 'Rests on a known misconception';

/** The reference of a row without its subject, which the heading names. */
const shortRef = ({ responsibility }: RegisterRow): string => `/${responsibility}`;

/** The cells of the register's rows, and the texts that run on below them. */
export class RowPainter {
  readonly #book: Book;
  readonly #kinds;
  readonly #names;
  readonly #people;
  readonly #signs;
  /** Gaps by the ref that they point at. */
  readonly #gaps = new Map<string, number>();

  readonly workedColumns: readonly Column[];
  readonly providedColumns: readonly Column[];
  readonly #tells: (part: Part) => boolean;
  /** Several providers have duties here. */
  readonly #several: boolean;
  /** Who, status and evidence have columns. */
  readonly #isTold: boolean;

  constructor(book: Book, report: Report) {
    this.#tells = (part) => !leavesOut(report, part);
    const isTold = this.#tells('evidence') && this.#tells('status');
    this.workedColumns = workedColumns(isTold);
    this.#several = report.parties.filter(({ kind }) => kind === 'provider').length > 1;
    this.providedColumns = providedColumns(isTold, this.#several);
    this.#isTold = isTold;
    this.#book = book;
    this.#kinds = kindsById(report.parties);
    this.#names = namesById(report.parties);
    this.#signs = partySigns(report.parties);
    this.#people = new Map(report.people.map((person) => [person.id, person.name]));
    for (const { ref, rule } of report.gaps)
      if (ref !== null && rule !== 'unanswered') this.#gaps.set(ref, (this.#gaps.get(ref) ?? 0) + 1);
  }
  worked(row: RegisterRow, usual: UsualAnswer | null): Cell[] {
    const at = (index: number) => Table.textWidth(this.#book, this.workedColumns, index);
    const half = (index: number, provider: boolean) => this.#half(row, provider, at(index));
    return [
      [
        this.#text(row.responsibilityName, STYLES.cellBold, at(0), row.ref),
        this.#text(row.ref, STYLES.cellMuted, at(0), row.ref, MARKS.ref),
      ],
      [this.#chips(row, at(1))],
      half(2, true),
      half(3, false),
      ...(this.#isTold ? [this.#status(row, usual, at(4)), this.#proof(row, at(5))] : []),
    ];
  }
  provided(row: RegisterRow, usual: UsualAnswer | null): Cell[] {
    const at = (index: number) => Table.textWidth(this.#book, this.providedColumns, index);
    const text = this.#several ? 3 : 2;
    return [
      [this.#text(row.responsibilityName, STYLES.cellBold, at(0), row.ref)],
      [this.#text(shortRef(row), STYLES.cellMuted, at(1), row.ref, MARKS.ref)],
      ...(this.#several ? [[this.#chips(row, at(2))]] : []),
      row.shares.map((share) => this.#shareText(share.text, at(text), row.ref, MARKS.provider)),
      ...(this.#isTold
        ? [
            [
              ...this.#proof(row, at(text + 1)),
              ...unusualWords(row, usual).map((words) =>
                this.#text(words, STYLES.cellMuted, at(text + 1), row.ref),
              ),
            ],
          ]
        : []),
    ];
  }
  /** The name of a duty, with its reference behind it where both have room on a line. */
  open(row: RegisterRow, width: number): Cell {
    // That nobody has answered is a gap: the name leads to it.
    const name = {
      text: this.#book.show(row.responsibilityName, row.ref),
      to: gapPlace(row.ref),
      style: STYLES.cell,
      end: '',
    };
    const ref = shortRef(row);
    const beside = linkBlock(
      this.#book,
      [name, { text: ref, to: '', style: STYLES.cellMuted, end: '', mark: MARKS.ref }],
      width,
    );
    return beside.links.length === 1
      ? [beside]
      : [linkBlock(this.#book, [name], width), this.#text(ref, STYLES.cellMuted, width, row.ref, MARKS.ref)];
  }
  /** What a row says in sentences, each over the width of the tail. */
  tail(row: RegisterRow, width: number): Cell {
    const blocks: Block[] = [];
    const add = (text: string, style: TextStyle = STYLES.cell, mark?: string) =>
      blocks.push({
        lines: this.#book.wrap(this.#book.show(text, row.ref), style, width),
        style,
        mark,
      });
    if (row.misconception)
      add(`${MISCONCEPTION}${this.#tells('gaps') ? ': see the gaps' : ''}.`, STYLES.cellBold);
    // The reason why a duty does not apply is the reason for the difference.
    if (row.deviates && row.ownership.kind !== 'not-applicable')
      add(
        ours(
          `Suggested was ${ownerClassWords(row.suggested)}${houseRulesWords(row.house)}. ${quoted(row.deviationReason ?? 'No reason is recorded.')}`,
        ),
      );
    if (row.common) {
      const proofs = heldProofs(row.common);
      const there = proofs === null ? '' : ` Evidence there: ${proofs}.`;
      add(ours(`${heldSentence(row.common, this.#names)}.${there}`), STYLES.cellMuted);
    }
    if (row.parked) add(ours(parkedWords(row.waits, this.#people)), STYLES.cellMuted);
    if (row.reviewText) add(ours(`Review: ${quoted(row.reviewText)}`));
    if (row.note !== null) add(row.note, STYLES.cellItalic, MARKS.note);
    return blocks;
  }
  #text(text: string, style: TextStyle, width: number, where: string, mark?: string): TextBlock {
    const shown = this.#book.show(text, where);
    return { lines: this.#book.wrap(shown, style, width), style, mark };
  }
  #shareText(text: string | null, width: number, ref: string, mark: string): Block {
    return text === null
      ? this.#text('No text recorded.', STYLES.cellItalic, width, ref)
      : this.#text(text, STYLES.cell, width, ref, mark);
  }
  #chips(row: RegisterRow, width: number): Block {
    const { kind } = row.ownership;
    const parties = partiesOf(row.ownership);
    const chips: Chip[] =
      kind === 'unanswered' || kind === 'not-applicable'
        ? [{ key: kind, sign: OWNERSHIP_STYLES[kind].letter }]
        : parties.map((id) => ({
            key: this.#kinds.get(id) ?? 'third-party',
            sign: this.#signs.get(id) ?? '?',
          }));
    return chipBlock(chips, width);
  }
  #sharesOf(row: RegisterRow, provider: boolean): readonly Share[] {
    return row.shares.filter((share) => (this.#kinds.get(share.party) === 'provider') === provider);
  }
  #person(id: string): string {
    return this.#people.get(id) ?? id;
  }
  #half(row: RegisterRow, provider: boolean, width: number): Cell {
    if (row.ownership.kind === 'not-applicable' && !provider)
      return [
        this.#text(
          row.notApplicable
            ? ours(`Not applicable: ${quoted(row.notApplicable)}`)
            : this.#tells('reasons')
              ? 'Not applicable, without a reason.'
              : 'Not applicable.',
          STYLES.cell,
          width,
          row.ref,
        ),
      ];
    const shares = this.#sharesOf(row, provider);
    if (shares.length === 0) return [this.#text('–', STYLES.cellMuted, width, row.ref)];
    const blocks: Block[] = [];
    for (const share of shares) {
      const several = shares.length > 1;
      const person = share.person === null ? null : this.#person(share.person);
      if (several) {
        const who = person ?? (provider || !this.#tells('roles') ? null : NOBODY.toLowerCase());
        const name = this.#nameIn(share.party, who, width, row.ref);
        blocks.push(
          this.#text(
            who === null ? name : ours(`${quoted(name)}: ${quoted(who)}`),
            STYLES.cellBold,
            width,
            row.ref,
          ),
        );
      }
      blocks.push(this.#shareText(share.text, width, row.ref, provider ? MARKS.provider : MARKS.customer));
      // Who is named for the only part of the customer's side stands beside it.
      if (!several && provider && person !== null)
        blocks.push(this.#text(person, STYLES.cellMuted, width, row.ref));
    }
    return blocks;
  }
  /** The name of a party where it stands on one line with its person, else its sign: the legend has the name. */
  #nameIn(party: string, who: string | null, width: number, where: string): string {
    const name = this.#names.get(party) ?? party;
    const line = this.#book.show(who === null ? name : ours(`${quoted(name)}: ${quoted(who)}`), where);
    const fits = this.#book.widthOf(line, STYLES.cellBold) <= width;
    return fits ? name : (this.#signs.get(party) ?? name);
  }
  #status(row: RegisterRow, usual: UsualAnswer | null, width: number): Cell {
    const blocks: Block[] = [];
    const add = (text: string, style: TextStyle = STYLES.cellMuted) =>
      blocks.push(this.#text(text, style, width, row.ref));
    const [only, ...more] = this.#sharesOf(row, false);
    if (only !== undefined && more.length === 0) {
      if (only.person === null) add(NOBODY, STYLES.cellItalic);
      else add(this.#person(only.person), STYLES.cell);
    }
    const status = statusOf(row, this.#kinds);
    const said = [
      ...(status === null ? [] : [STATUS_LABELS[status]]),
      ...(status === null && !isAnswered(row.ownership) ? ['Unanswered'] : []),
      ...(row.dueOn ? [`due ${shortDate(row.dueOn)}`] : []),
      ...(row.confirmLater ? ['to be confirmed'] : []),
    ];
    if (said.length > 0) add(capital(said.join(', ')), STYLES.cell);
    for (const words of unusualWords(row, usual)) add(words);
    return blocks;
  }
  /** Evidence and gaps, each a link to where it stands. */
  #proof(row: RegisterRow, width: number): Cell {
    const gaps = this.#gaps.get(row.ref) ?? 0;
    const items = row.evidence.map((number) => ({ text: `E-${number}`, to: evidencePlace(number) }));
    if (gaps > 0) items.push({ text: gaps === 1 ? '1 gap' : `${gaps} gaps`, to: gapPlace(row.ref) });
    return items.length === 0 ? [] : [linkBlock(this.#book, items, width)];
  }
}
