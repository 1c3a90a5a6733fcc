import { AUDIENCES, type Prepared } from '../../../contract/audience.ts';
import type { Logo } from '../../../contract/workbook.ts';
import { type StackInput, stackInputs, stackPicture } from '../../../domain/pictures/demarcation.ts';
import { leavesOut } from '../../../domain/report/audience.ts';
import { fittedSize, logoWords } from '../../../domain/report/document.ts';
import { extractWords, type Report } from '../../../domain/report/report.ts';
import { heldWords } from '../../../domain/report/summary-words.ts';
import { counted } from '../../../domain/words/counted.ts';
import { dayAndTime, period, shortDate } from '../../../domain/words/date-words.ts';
import type { Book } from '../book.ts';
import { paintPicture } from '../pictures.ts';
import { HAIR, STYLES } from '../styles.ts';
import type { Line } from '../text.ts';
import { ours, quoted } from '../words.ts';
import { scopeLines } from './about.ts';

/** All services laid over each other: the workbook as one stack. */
function wholeStack(report: Report): StackInput {
  const inputs = stackInputs(report.matrix);
  return {
    ref: 'workbook',
    label: report.meta.title,
    parties: report.parties,
    domains: report.domains,
    duties: inputs.flatMap((input) => input.duties),
  };
}

/** What the document is about, for its properties. */
export const subjectOf = (report: Report): string =>
  `AWS shared responsibility: who owns each security duty${leavesOut(report, 'evidence') ? '' : ', and what proves it'}`;

/** For whom it is, in a word, and in full on the page that tells of the document. */
function preparedFact({ audience }: Prepared): string {
  const { name, without } = AUDIENCES[audience];
  return without.length === 0
    ? name
    : `${name}; what is left out for them stands under “About this document”`;
}

/** The first page: what the document is, of whom, and for whom; `scoped` where it has room for the whole scope. */
export function writeCover(book: Book, report: Report): { readonly scoped: boolean } {
  const { meta } = report;
  book.newPage('portrait', { furniture: false });
  book.part('Cover');
  const { content, structure, left, width } = book;
  structure.leaf(content, 'P', {}, () =>
    content.lines(
      [
        `AWS shared responsibility: who owns what${leavesOut(report, 'evidence') ? '' : ', and what proves it'}`,
      ],
      STYLES.bodyMuted,
      left,
      62,
    ),
  );
  book.y = 118;
  if (report.logo) drawLogo(book, report.logo, meta.organisation);
  const title = book.show(ours(quoted(meta.title)), 'title');
  // The longest title takes no more room than five lines of the large letters.
  const style = book.wrap(title, STYLES.title, width).length > 5 ? STYLES.h1 : STYLES.title;
  const lines = book.wrap(title, style, width);
  structure.leaf(content, 'Title', {}, () => content.lines(lines, style, left, book.y));
  book.y += lines.length * style.leading + 6;
  book.paragraph(book.show(ours(quoted(meta.organisation)), 'organisation'), STYLES.subtitle);
  book.y += 18;
  const part = extractWords(report);
  const facts: [string, string | null][] = [
    ['Version', `Revision ${meta.revision}, last changed ${dayAndTime(meta.lastChange)}`],
    ['Prepared for', preparedFact(meta.prepared)],
    ['Classification', meta.prepared.classification && quoted(meta.prepared.classification)],
    ['Distribution', meta.prepared.distribution && quoted(meta.prepared.distribution)],
    ['Extract', part && `This document holds ${part}`],
    ['Period', period(meta.periodFrom, meta.periodTo)],
    ['Lead assessor', meta.leadAssessor && quoted(meta.leadAssessor)],
    [
      'Judged as of',
      leavesOut(report, 'gaps')
        ? null
        : `${shortDate(meta.judgedAsOf)}: gaps, expiry and overdue dates are as of that day`,
    ],
    [
      'Holds',
      [
        heldWords(report),
        ...(leavesOut(report, 'evidence')
          ? []
          : [`${counted(report.counts.evidence, 'piece', 'pieces')} of evidence`]),
        ...(leavesOut(report, 'gaps') ? [] : [counted(report.counts.gaps, 'gap', 'gaps')]),
      ].join(', '),
    ],
  ];
  const fact = (name: string, lines: readonly Line[]) => {
    structure.leaf(content, 'P', {}, () => {
      content.lines([name], STYLES.bodyMuted, left, book.y);
      content.lines(lines, STYLES.body, left + FACT_NAME, book.y);
    });
    book.y += lines.length * STYLES.body.leading + 3;
  };
  for (const [name, value] of facts)
    if (value !== null)
      fact(name, book.wrap(book.show(ours(value), 'cover'), STYLES.body, width - FACT_NAME));
  const scope = meta.scopeNote ? scopeLines(book, meta.scopeNote, width - FACT_NAME) : null;
  const scopeHeight = (scope?.lines.length ?? 0) * STYLES.body.leading;
  const scoped = scope?.isWhole === true && stackHeight(book, book.y + scopeHeight + 3) >= LEAST_STACK;
  if (scope && scoped) fact('Scope', scope.lines);
  drawStack(book, report);
  const y = content.height - 76;
  structure.leaf(content, 'P', {}, () => {
    content.lines(['Digest of the workbook at this export'], STYLES.label, left, y);
    content.lines([meta.digest], STYLES.label, left, y + 11);
    content.right(`Revision ${meta.revision}`, STYLES.label, book.right, y);
    content.right(
      `Demarc ${meta.appVersion}, catalogue ${meta.catalogueVersion}`,
      STYLES.label,
      book.right,
      y + 11,
    );
  });
  return { scoped };
}

const FACT_NAME = 92;
/** The picture at the foot of the cover keeps so many points. */
const LEAST_STACK = 200;
const stackTop = (y: number): number => Math.max(y + 26, 380);
/** What the picture has below texts that end at y. */
const stackHeight = ({ content }: Book, y: number): number => content.height - 104 - stackTop(y);

/** Room of the logo at the head of the cover, in points. */
const LOGO_BOX = { width: 170, height: 60 };
function drawLogo(book: Book, logo: Logo, organisation: string): void {
  const { width, height } = fittedSize(logo, LOGO_BOX);
  const box = { x: book.right - width, y: 42 + (LOGO_BOX.height - height) / 2, w: width, h: height };
  book.picture(logo, logoWords(organisation), box);
}

function drawStack(book: Book, report: Report): void {
  const { content, left, width } = book;
  const top = stackTop(book.y);
  const height = stackHeight(book, book.y);
  const picture = stackPicture(wholeStack(report), { width, height });
  if (picture.bands.length === 0) {
    book.structure.artifact(content, () =>
      content.frame(HAIR, 0.6, { x: left, y: top, w: width, h: height }),
    );
    return;
  }
  const alt =
    'The shared-responsibility picture of this workbook: its domains from facilities at the bottom to data at the top, ' +
    'the provider’s part at the left, the customer’s at the right. The pictures inside say it service by service.';
  book.figure(alt, { x: left, y: top, w: width, h: height }, () =>
    paintPicture(book, picture, { x: left, y: top, line: 3, letters: false }),
  );
}
