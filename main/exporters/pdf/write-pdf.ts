import fs from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { DemarcError } from '../../contract/errors.ts';
import type { Paper } from '../../contract/exports.ts';
import { leavesOut, markOf } from '../../domain/report/audience.ts';
import { chosenFrameworks, documentInstant, isHandOut, type Report } from '../../domain/report/report.ts';
import { type UsualAnswer, UsualAnswers } from '../../domain/report/usual-answer.ts';
import { numeral } from '../../domain/words/counted.ts';
import { Book } from './book.ts';
import { dutyPlace, evidencePlace, gapPlace, subjectPlace } from './links.ts';
import { ABOUT_TITLE, type About, prepareAbout } from './sections/about.ts';
import { CONTENTS_TITLE, type ContentsPlan, planContents, writeContents } from './sections/contents.ts';
import { subjectOf, writeCover } from './sections/cover.ts';
import { deskEntries, writeDesk } from './sections/desk.ts';
import { writeEvidence } from './sections/evidence.ts';
import { writeFrameworks } from './sections/frameworks.ts';
import { writeGaps } from './sections/gaps.ts';
import { writeHistory } from './sections/history.ts';
import { lineFollows, type PageLook, writeLine } from './sections/line.ts';
import { writeMatrix } from './sections/matrix.ts';
import { writeOutlook } from './sections/outlook.ts';
import { writePeople } from './sections/people.ts';
import { writeRaci } from './sections/raci.ts';
import { writeRegister } from './sections/register.ts';
import { writeSignOff } from './sections/sign-off.ts';
import { writeSummary } from './sections/summary.ts';

export interface PdfJob {
  readonly signal: AbortSignal;
  /** What the document is printed on; A4 unless said. */
  readonly paper?: Paper | undefined;
  progress(done: number, total: number | null, label: string): void;
}
/** Rows between two looks at the cancel signal. */
const BREATH = 100;

/**
 * Writes the report as a tagged PDF to `path`. The same report gives the same bytes. `warnings` names the characters
 * that the embedded font cannot show and where they stand. Throws CANCELLED when `signal` fires; then, as after any
 * error, the unfinished file is removed.
 */
export async function writePdf(report: Report, path: string, job: PdfJob): Promise<{ warnings: string[] }> {
  const { meta } = report;
  const book = new Book(
    path,
    {
      title: meta.title,
      author: meta.organisation,
      subject: subjectOf(report),
      language: meta.language,
      createdAt: documentInstant(meta),
      producer: `Demarc ${meta.appVersion}`,
    },
    {
      title: meta.title,
      digest: `Digest ${meta.digest.slice(0, 16)}`,
      mark: markOf(meta.prepared),
    },
    job.paper,
  );
  try {
    await writeBook(book, report, job);
    return { warnings: book.missing.warnings() };
  } catch (error) {
    book.abandon();
    fs.rmSync(path, { force: true });
    throw error;
  }
}

async function writeBook(book: Book, report: Report, { signal, progress }: PdfJob): Promise<void> {
  const total = report.counts.rows;
  let rows = 0;
  const breathe = async (label: string) => {
    progress(rows, total, label);
    await setImmediate();
    if (signal.aborted)
      throw new DemarcError('CANCELLED', 'The PDF export was cancelled. Nothing was kept of it.');
  };
  // What is counted all along are rows; what else is drawn is counted in words.
  const drawing = (what: string) => (done: number, of: number) =>
    breathe(`${what}, ${numeral(done)} of ${numeral(of)}`);
  const usual = expectPlaces(book, report);
  await breathe('Pictures');
  const { scoped } = writeCover(book, report);
  const about = prepareAbout(book, report, scoped);
  const plan = planContents(book, plannedEntries(report), about.height);
  book.reservePages(plan.pages + (plan.shared ? 0 : 1));
  await breathe('Pictures');
  writeSummary(book, report);
  if (!leavesOut(report, 'gaps') && !isHandOut(report)) writeOutlook(book, report);
  // People stand where they cost no page.
  const peopleLast = !isHandOut(report) && lineFollows(book, report);
  const people = () => {
    if (!leavesOut(report, 'names')) writePeople(book, report);
  };
  if (!peopleLast) people();
  if (!isHandOut(report)) {
    await breathe('Pictures');
    await writeLine(book, report, drawing('Services in pictures'));
    if (peopleLast) people();
    await breathe('Matrix');
    await writeMatrix(book, report, drawing('Columns of the matrix'));
  }
  await breathe('Register');
  await writeRegister(book, report, usual, () => {
    rows += 1;
    return rows % BREATH === 0 ? breathe('Register') : undefined;
  });
  if (!leavesOut(report, 'roles') && !isHandOut(report)) await writeRaci(book, report);
  await breathe('Evidence and gaps');
  if (!leavesOut(report, 'evidence')) writeEvidence(book, report);
  if (chosenFrameworks(report).length > 0 && !isHandOut(report)) {
    await breathe('Frameworks');
    await writeFrameworks(book, report);
  }
  if (!leavesOut(report, 'gaps')) {
    let gaps = 0;
    const gapDrawn = drawing('Gaps');
    await writeGaps(book, report, () => {
      gaps += 1;
      return gaps % BREATH === 0 ? gapDrawn(gaps, report.gaps.length) : undefined;
    });
  }
  await writeDesk(book, report);
  if (report.history) {
    let lines = 0;
    const told = { lines: report.history(), isWhole: report.meta.prepared.audience === 'internal' };
    await writeHistory(book, told, () => {
      lines += 1;
      return lines % BREATH === 0 ? breathe('History') : undefined;
    });
  }
  if (!leavesOut(report, 'signOffs')) writeSignOff(book, report);
  await bindFrontMatter(book, about, plan, drawing('Entries of the contents'));
  book.finish();
  progress(rows, total, 'Done');
}

/**
 * Names what the document will lead to: evidence, and the duties, subjects and gaps that something points at and that it holds.
 * Returns what most answers of the register have in common, since it walks all of it.
 */
function expectPlaces({ links }: Book, report: Report): UsualAnswer | null {
  const answers = new UsualAnswers();
  for (const { number } of report.evidence) links.expect(evidencePlace(number));
  const pointed = new Set<string>();
  for (const { links: refs } of report.evidence) for (const ref of refs) pointed.add(ref);
  for (const { ref } of report.gaps) if (ref !== null) pointed.add(ref);
  for (const { ref, subject } of report.gaps) links.expect(gapPlace(ref ?? subject));
  const subjects = new Set<string>();
  for (const row of report.rows()) {
    const { ref, subject, status } = row;
    answers.add(row);
    // Those of which the risk was accepted stand on the page for who decides.
    if (pointed.has(ref) || status === 'risk-accepted') links.expect(dutyPlace(ref));
    if (!subjects.has(subject)) links.expect(subjectPlace(subject));
    subjects.add(subject);
  }
  return answers.usual;
}

/** Lines that the contents will have: chapters, the subjects of the register, frameworks. */
function plannedEntries(report: Report): number {
  const subjects = report.matrix.subjects;
  const kinds = new Set(subjects.map((subject) => subject.kind));
  const always = ['Summary', 'Gaps', 'Evidence', 'People', 'Sign-off'].length;
  const ofTheWhole = isHandOut(report)
    ? 0
    : ['Outlook', 'Line', 'Matrix', 'RACI', 'Frameworks'].length +
      (subjects.some((subject) => subject.kind === 'service') ? 1 : 0) +
      chosenFrameworks(report).length;
  const signed = report.signOffs.length > 0 ? 1 : 0;
  const told = report.history ? 1 : 0;
  return (
    always + ofTheWhole + told + deskEntries(report) + signed + Math.max(1, kinds.size) + subjects.length
  );
}

/** Contents and About need what only the finished document knows, so they are drawn last and bound second. */
async function bindFrontMatter(book: Book, about: About, plan: ContentsPlan, look: PageLook): Promise<void> {
  const { pages, shared } = plan;
  await writeContents(book, plan, 2, look);
  if (!shared) book.newPage('portrait', { number: 2 + pages });
  const top = shared ? book.y - 8 : 0;
  about.draw();
  book.moveLast(shared ? pages : pages + 1, 2, 1);
  const { outline } = book.doc;
  const options = { left: book.edges.short, expanded: false };
  outline.addItem(CONTENTS_TITLE, { ...options, top: 0, pageNumber: 1 });
  outline.addItem(ABOUT_TITLE, { ...options, top, pageNumber: shared ? 1 : 1 + pages });
  outline.children.unshift(...outline.children.splice(-2));
}
