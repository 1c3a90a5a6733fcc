import { AUDIENCES, type Part } from '../../../contract/audience.ts';
import { PARTY_KINDS } from '../../../contract/parties.ts';
import { OWNERSHIP_STYLES, type OwnershipKey } from '../../../domain/duties/ownership.ts';
import { providerWords } from '../../../domain/providers/origin-words.ts';
import { leavesOut, preparedSentence } from '../../../domain/report/audience.ts';
import { extractWords, type Report, signOffStanding } from '../../../domain/report/report.ts';
import { PREPARED_FOR } from '../../../domain/sheets/register-stamp.ts';
import { sentence, signOffWordsInDocument } from '../../../domain/signatures/key-words.ts';
import { toTheMinute } from '../../../domain/words/date-words.ts';
import type { CellValue } from '../cells.ts';
import type { Paint } from '../context.ts';

const STATE_WORDS =
  'The state is a digest of everything recorded. "demarc verify FILE --head" finds either of the two in the history of the workbook.';

export interface SheetEntry {
  readonly name: string;
  readonly holds: string;
  /** Rows below the header that a complete file has; null where the sheet is no list. */
  readonly rows: number | null;
}

const RETURNS =
  'The register can be filled in and sent back: Demarc takes it in cell by cell, and a person looks at each change first. Shaded columns are worked out by Demarc and locked, without a password: to sort rows or to move columns, take the protection of the sheet away first. Leave the refs and the headings as they are. Hidden sheets say what this file was exported from and what its formulas count.';
const NO_RETURN =
  'This file was not prepared for internal use, and leaves columns out: it has no way back into the workbook. To have a register filled in, export one for internal use. Shaded columns are worked out by Demarc and locked, without a password. Hidden sheets say what this file was exported from and what its formulas count.';

/** How to read a file; of columns and sheets that it leaves out nothing is said. */
function readingOf(report: Report): readonly string[] {
  const proved = !leavesOut(report, 'evidence');
  return [
    `AWS secures the cloud itself; the customer secures what it puts there. Where the line runs depends on the service. This workbook records, for each AWS service in use and each security responsibility, who owns it${leavesOut(report, 'names') ? ' and what each side does' : ', what each side does, who is named'}${proved ? ', and what proves it' : ''}.`,
    `An answer names one party (that party owns the whole duty), several parties (the duty is shared, and each has its own text), ${leavesOut(report, 'open') ? 'or ' : ''}"Not applicable"${leavesOut(report, 'reasons') ? '' : ' with a reason'}${leavesOut(report, 'open') ? '' : ', or nothing yet ("Unanswered")'}. A duty of the provider, such as the physical protection of its buildings, is answered once and stands in every column of the matrix.`,
    `Each row of the register has a ref that stays the same in every export, such as orders-db/guest-os-patching: the service, then the responsibility.${proved ? ' Evidence is cited by number (E-1) and listed with its SHA-256 hash, so that a file received elsewhere can be checked against this list.' : ''}`,
    report.meta.prepared.audience === 'internal' ? RETURNS : NO_RETURN,
    `${leavesOut(report, 'status') ? 'Owners take on their colours' : 'Owners, status and late days take on their colours'}, and the counts of the sheets "Summary" and "Frameworks" follow, as the register is changed. The matrix${leavesOut(report, 'gaps') ? '' : ', the gaps'} and the other lists stay as they were exported.`,
  ];
}
interface Writer {
  readonly sheet: ReturnType<Paint['sheet']>;
  blank(): void;
  heading(text: string): void;
  fact(label: string, value: CellValue): void;
}

/** What the file is, how to read it, what the colours mean, and what a complete copy holds. */
export function writeAbout(paint: Paint, sheets: readonly SheetEntry[]): void {
  const { report, styles } = paint;
  const { meta } = report;
  const sheet = paint.sheet('About', {
    widths: [26, 88, 28],
    tab: '7B8794',
    print: { orientation: 'portrait' },
  });
  const blank = () => sheet.row([null], 0);
  const write: Writer = {
    sheet,
    blank,
    heading: (text) => {
      blank();
      sheet.row([text, null, null], styles.heading, 22);
    },
    fact: (label, value) => sheet.row([label, value], [styles.label, styles.text()]),
  };

  sheet.row([meta.title], styles.title, 30);
  sheet.row([`Shared responsibility assessment of ${meta.organisation}`], styles.subtitle, 18);
  writeFacts(paint, write);
  writeSignOffs(paint, write);
  write.heading('How to read it');
  for (const text of readingOf(report)) sheet.row([null, text], styles.paragraph);
  writeLegend(paint, write);
  writeContents(paint, write, sheets);
  blank();
  sheet.row(
    [
      null,
      `Demarc read this file back after writing it and compared every register cell${leavesOut(report, 'notes') ? '' : ', every note'}${leavesOut(report, 'evidence') ? '' : ' and every evidence entry'} with the workbook. A file that differs is refused and not handed out.`,
    ],
    styles.paragraph,
  );
  sheet.row(
    [
      null,
      'Where a text held more than Excel can keep in one cell, or characters that Excel cannot keep, a last sheet named "Export notes" lists the cell and holds the rest of the text. Without that sheet, every text is here exactly as recorded. A row is never higher than 409 points, so a very long text is cut in print; its cell holds all of it.',
    ],
    styles.paragraph,
  );
  paint.book.finish(sheet);
}

function writeFacts({ report, styles }: Paint, { sheet, heading, fact }: Writer): void {
  const { meta } = report;
  heading('This workbook');
  const part = extractWords(report);
  if (part !== null) fact('Extract', `This file holds ${part}`);
  writePrepared(report, fact);
  fact('Organisation', meta.organisation);
  if (meta.leadAssessor !== null || !leavesOut(report, 'names'))
    fact('Lead assessor', meta.leadAssessor ?? 'Not named');
  fact('Period', period(meta.periodFrom, meta.periodTo));
  if (meta.scopeNote !== null || !leavesOut(report, 'details'))
    fact('Scope', meta.scopeNote ?? 'Not described');
  for (const provider of report.providers ?? [])
    fact(
      'Inherits from',
      `${report.parties.find(({ id }) => id === provider.party)?.name ?? provider.party}: ${providerWords(provider)}`,
    );
  fact('Last change', toTheMinute(meta.lastChange));
  fact('Judged as of', meta.judgedAsOf);
  if (!leavesOut(report, 'gaps'))
    sheet.row([null, 'Gaps, expiry and overdue dates are as of that day.'], styles.hint);
  fact('Written by', `Demarc ${meta.appVersion}, catalogue ${meta.catalogueVersion}`);
  fact('Revision', `${meta.revision}`);
  fact('Digest', meta.digest);
  sheet.row(
    [null, 'The digest is the head of the change log: any later change of the workbook gives another one.'],
    styles.hint,
  );

  if (meta.state !== null) {
    fact('State', meta.state);
    sheet.row([null, STATE_WORDS], styles.hint);
  }
}

/** For whom it is, what is left out for them, and the marks that it bears. */
function writePrepared({ meta: { prepared } }: Report, fact: Writer['fact']): void {
  const { audience, classification, distribution } = prepared;
  if (audience !== 'internal') fact(PREPARED_FOR, AUDIENCES[audience].name);
  const sentence = preparedSentence(prepared);
  if (sentence !== null) fact('Left out', sentence);
  if (classification !== null) fact('Classification', classification);
  if (distribution !== null) fact('Distribution', distribution);
}

function writeSignOffs({ report, styles }: Paint, { sheet, heading }: Writer): void {
  if (report.signOffs.length === 0) return;
  heading('Sign-offs in the workbook');
  sheet.row(['By whom', 'What, when and over which digest', 'Since then'], styles.header);
  for (const entry of report.signOffs)
    sheet.row(
      [
        entry.role === null ? entry.name : `${entry.name}\n${entry.role}`,
        `${entry.label}${entry.subject === null ? ', as a whole' : ''}, ${toTheMinute(entry.signedAt)}\n${entry.statement}\nDigest ${entry.digest}\n${sentence(signOffWordsInDocument(entry))}`,
        signOffStanding(entry),
      ],
      [styles.label, styles.text(), styles.text()],
    );
}

function writeLegend({ report, styles }: Paint, { sheet, heading }: Writer): void {
  heading('Colours and letters');
  sheet.row(['Letter', 'Meaning', 'Parties'], styles.header);
  const open: readonly OwnershipKey[] = leavesOut(report, 'open') ? [] : ['unanswered'];
  for (const key of [...PARTY_KINDS, 'not-applicable', ...open] as const)
    sheet.row(
      [
        OWNERSHIP_STYLES[key].letter,
        OWNERSHIP_STYLES[key].label,
        report.parties
          .filter((party) => party.kind === key)
          .map((party) => party.name)
          .join('\n') || null,
      ],
      [styles.ownershipLetters([key]), styles.text(), styles.text()],
    );
  sheet.row(
    [
      'A+C',
      'Each letter is a party with its own part, and the cell runs from one colour to the other. With A among them the duty is shared with the provider; without it, several on the customer’s side own it',
      null,
    ],
    [styles.ownershipLetters(['provider', 'organisation']), styles.text(), styles.text()],
  );

  heading('Parties');
  sheet.row(['Party', 'Kind', 'Letter'], styles.header);
  for (const party of report.parties)
    sheet.row(
      [party.name, OWNERSHIP_STYLES[party.kind].label, OWNERSHIP_STYLES[party.kind].letter],
      [styles.label, styles.text(), styles.ownershipLetters([party.kind])],
    );
}

function writeContents(
  { report, styles }: Paint,
  { sheet, heading, blank }: Writer,
  sheets: readonly SheetEntry[],
): void {
  const { counts } = report;
  const part = extractWords(report);
  heading('What a complete copy holds');
  sheet.row(['Sheet', 'Holds', 'Rows'], [styles.header, styles.header, styles.headerNumber]);
  for (const entry of sheets) {
    sheet.row([entry.name, entry.holds, entry.rows], [styles.link(), styles.text(), styles.number]);
    sheet.link(1, { sheet: entry.name, cell: 'A1' });
  }
  blank();
  sheet.row(
    ['Counted', `In the ${part === null ? 'workbook' : 'extract'} when this file was written`, 'Number'],
    [styles.header, styles.header, styles.headerNumber],
  );
  const count = (label: string, explained: string, value: number) =>
    sheet.row([label, explained, value], [styles.label, styles.text(), styles.number]);
  count(
    'Services in use',
    leavesOut(report, 'open') ? 'Those that have an answer, each with its own ref' : 'Each with its own ref',
    counts.services,
  );
  count(
    'Register rows',
    leavesOut(report, 'open')
      ? `Every responsibility that is answered${part === null ? '' : ' in this extract'}`
      : part === null
        ? 'Every responsibility asked, answered or not'
        : 'Those of this extract, answered or not',
    counts.rows,
  );
  const told = (part: Part, ...words: Parameters<typeof count>) => {
    if (!leavesOut(report, part)) count(...words);
  };
  told('status', 'Answered', 'Register rows with an owner, or not applicable', counts.answered);
  told('notes', 'Notes', 'Register rows with a note', counts.notes);
  told('evidence', 'Evidence', 'Entries of the evidence register', counts.evidence);
  told('gaps', 'Gaps', 'What the rules found wrong or missing', counts.gaps);
  told('names', 'People', 'Named people', counts.people);
}

function period(from: string | null, to: string | null): string {
  if (from && to) return `${from} to ${to}`;
  if (from) return `From ${from}`;
  return to ? `Until ${to}` : 'Not set';
}
