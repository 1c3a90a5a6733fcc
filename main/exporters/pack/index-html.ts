import { FOR_INTERNAL_USE, type Prepared } from '../../contract/audience.ts';
import {
  type Manifest,
  PACK_FILES,
  type PackEvidence,
  SIGNATURE_FILES,
  TIMESTAMP_FILE,
} from '../../domain/pack/manifest.ts';
import type { AnsweredRequest } from '../../domain/pack/requests.ts';
import { markOf, preparedSentence } from '../../domain/report/audience.ts';
import { groupsOf } from '../../domain/signatures/key-words.ts';
import { counted, numeral } from '../../domain/words/counted.ts';
import { toTheMinute } from '../../domain/words/date-words.ts';
import { linkAddress } from '../../domain/words/link-address.ts';
import { escapeHtml, PAGE_END, pageHead, printedMark } from '../html/page.ts';
import { ABSENT_WORDS } from './elsewhere.ts';
import { href } from './href.ts';
import { INDEX_STYLE } from './index-style.ts';
import type { Duties, Duty } from './places.ts';
import { requestsSection } from './requests-html.ts';

const KINDS: Readonly<Record<PackEvidence['kind'], string>> = {
  file: 'File',
  reference: 'File from outside the workbook',
  link: 'Link',
  note: 'Note',
  finding: 'Findings',
};

/** The index as pieces of one HTML page. */
export function* indexHtml(
  manifest: Manifest,
  duties: Duties,
  prepared: Prepared = FOR_INTERNAL_USE,
  requests: readonly AnsweredRequest[] = [],
): Generator<string> {
  const { workbook } = manifest;
  const mark = markOf(prepared);
  yield `${pageHead(`${workbook.title}: evidence pack`, `${INDEX_STYLE}${printedMark(mark)}`)}<header>
${mark === null ? '' : `<p class="mark">${escapeHtml(mark)}</p>\n`}<h1>${escapeHtml(workbook.title)}</h1>
<p class="lead">Evidence pack of ${escapeHtml(workbook.organisation)}: who owns each security duty, and the files that prove it.</p>
${facts(manifest, prepared)}</header>
<main>
`;
  yield absentNotice(manifest.evidence);
  yield requestsSection(requests, manifest.evidence, duties);
  const subjects = groupBySubject(manifest.evidence, duties);
  yield contents(subjects);
  for (const subject of subjects) yield* subjectSection(subject);
  yield unlinkedSection(manifest.evidence.filter((piece) => piece.duties.length === 0));
  yield minutesSection(manifest);
  yield howToCheck(manifest);
  yield `</main>
<footer>Written by ${escapeHtml(manifest.writtenBy)}. Everything here is as of the last change of the workbook, ${instant(workbook.lastChange)}; gaps, expiry and overdue dates are judged as of ${escapeHtml(workbook.judgedAsOf ?? '')}.</footer>
${PAGE_END}`;
}

const instant = (iso: string): string => escapeHtml(toTheMinute(iso));
function facts(
  { workbook, counts, signature, files, minutes = [], layouts = [] }: Manifest,
  prepared: Prepared,
): string {
  const mark = markOf(prepared);
  const sentence = preparedSentence(prepared);
  const said = (name: string, text: string | null) =>
    text === null ? [] : [[name, escapeHtml(text)] as const];
  const lines: readonly (readonly [string, string])[] = [
    ...said('Marked', mark),
    ...said('Distribution', prepared.distribution),
    ...said('Left out', sentence),
    [
      'Read',
      `<a href="${PACK_FILES.pdf}">${PACK_FILES.pdf}</a>, the report, and <a href="${PACK_FILES.xlsx}">${PACK_FILES.xlsx}</a>, the register`,
    ],
    [
      'Assessment',
      `${counted(counts.services, 'service', 'services')} in use, ${counted(counts.rows, 'duty', 'duties')}, ${numeral(counts.answered)} of them answered, ${counted(counts.gaps, 'gap', 'gaps')}`,
    ],
    [
      'Evidence',
      `${counted(counts.evidence, 'piece', 'pieces')} in the register, ${counted(counts.evidenceFiles, 'file', 'files')} of evidence in this pack`,
    ],
    ...(files.some(({ path }) => path === PACK_FILES.controlsCsv)
      ? [
          [
            'Controls',
            `<a href="${PACK_FILES.controlsCsv}">${PACK_FILES.controlsCsv}</a>, from each control of the chosen frameworks to its duties, their evidence and its files`,
          ] as const,
        ]
      : []),
    ...(files.some(({ path }) => path === PACK_FILES.artifactsLog)
      ? [
          [
            'CMMC',
            `<a href="${PACK_FILES.artifactsLog}">${PACK_FILES.artifactsLog}</a>, the SHA-256 of each file of evidence in this pack, and <a href="${PACK_FILES.artifactsLogHash}">${PACK_FILES.artifactsLogHash}</a>, the hash of that list`,
          ] as const,
        ]
      : []),
    ...(files.some(({ path }) => path === PACK_FILES.provider)
      ? [
          [
            'Inherit',
            `<a href="${PACK_FILES.provider}">${PACK_FILES.provider}</a>, what this workbook answers for others: another one takes it from this pack as a provider`,
          ] as const,
        ]
      : []),
    ...(layouts.length === 0
      ? []
      : [
          [
            'Layouts',
            layouts
              .map(
                ({ title, vantage, file }) =>
                  `<a href="${href(file)}">${escapeHtml(title)}</a>${vantage === null ? '' : ` (${escapeHtml(vantage)})`}`,
              )
              .join(', '),
          ] as const,
        ]),
    ...(minutes.length === 0
      ? []
      : [
          [
            'Minutes',
            `<a href="#_minutes">Minutes of ${counted(minutes.length, 'meeting', 'meetings')}</a>`,
          ] as const,
        ]),
    ['State', `Revision ${workbook.revision}, last changed ${instant(workbook.lastChange)}`],
    ['Judged as of', escapeHtml(workbook.judgedAsOf ?? '')],
    ['Change log', `Head <code>${workbook.changeLogHead}</code>`],
    ...(workbook.state === undefined ? [] : [['Record', `Digest <code>${workbook.state}</code>`] as const]),
    ...(signature
      ? [
          [
            'Signed',
            `With a key that calls itself ${escapeHtml(signature.name)}: <code>${groupsOf(signature.key)}</code>`,
          ] as const,
        ]
      : []),
  ];
  return `<dl class="facts">\n${lines.map(([term, words]) => `<dt>${term}</dt><dd>${words}</dd>\n`).join('')}</dl>\n`;
}

function absentNotice(evidence: readonly PackEvidence[]): string {
  const absent = evidence.flatMap((piece) =>
    piece.absent === null ? [] : [{ ...piece, why: piece.absent }],
  );
  if (absent.length === 0) return '';
  return `<section class="warn"><h2>${counted(absent.length, 'file is', 'files are')} not in this pack</h2>\n<ul>\n${absent
    .map(
      (piece) =>
        `<li>E-${piece.number} ${escapeHtml(piece.title)}${piece.fileName === null ? '' : ` (${escapeHtml(piece.fileName)})`}: ${ABSENT_WORDS[piece.why]}</li>\n`,
    )
    .join('')}</ul></section>\n`;
}

interface Subject {
  readonly ref: string;
  readonly label: string;
  /** The name of the AWS service; empty for what is answered once. */
  readonly about: string;
  readonly duties: { readonly duty: Duty; readonly evidence: readonly PackEvidence[] }[];
  readonly without: Duty[];
}

function groupBySubject(evidence: readonly PackEvidence[], duties: Duties): readonly Subject[] {
  const byDuty = new Map<string, PackEvidence[]>();
  for (const piece of evidence)
    for (const ref of piece.duties) {
      const list = byDuty.get(ref);
      if (list) list.push(piece);
      else byDuty.set(ref, [piece]);
    }
  const subjects = new Map<string, Subject>();
  for (const duty of duties.values()) {
    let subject = subjects.get(duty.subject);
    if (!subject) {
      subject = {
        ref: duty.subject,
        label: duty.subjectLabel,
        about: duty.serviceName,
        duties: [],
        without: [],
      };
      subjects.set(duty.subject, subject);
    }
    const own = byDuty.get(duty.ref);
    if (own) subject.duties.push({ duty, evidence: own });
    else subject.without.push(duty);
  }
  return [...subjects.values()];
}

function contents(subjects: readonly Subject[]): string {
  const labels = Map.groupBy(subjects, ({ label }) => label);
  // Two uses of one service may bear one label: their refs tell them apart.
  const small = ({ ref, label }: Subject) =>
    (labels.get(label)?.length ?? 0) > 1 && ref !== label ? ` (${escapeHtml(ref)})` : '';
  return `<nav aria-label="Contents"><h2>Contents</h2>\n<ul>\n${subjects
    .map(
      (subject) =>
        `<li><a href="#${escapeHtml(subject.ref)}">${escapeHtml(subject.label)}</a>${small(subject)} <span>${subject.duties.length} of ${subject.duties.length + subject.without.length}</span></li>\n`,
    )
    .join('')}</ul>
<p class="soft">Beside each name: how many of its duties have evidence.</p></nav>\n`;
}

const HEAD =
  '<th scope="col">Evidence</th><th scope="col" class="dates">Covers, expires</th><th scope="col" class="size">Size</th><th scope="col" class="hash">SHA-256</th>';

function* subjectSection({ ref, label, about, duties, without }: Subject): Generator<string> {
  const small = [ref, about].filter((text) => text !== '' && text !== label).join(', ');
  yield `<section id="${escapeHtml(ref)}"><h2>${escapeHtml(label)} <small>${escapeHtml(small)}</small></h2>\n`;
  if (duties.length > 0) {
    yield `<table>\n<thead><tr><th scope="col">Responsibility</th>${HEAD}</tr></thead>\n`;
    for (const { duty, evidence } of duties) {
      yield '<tbody>\n';
      for (const [index, piece] of evidence.entries()) {
        const head =
          index > 0
            ? ''
            : `<th scope="rowgroup" rowspan="${evidence.length}">${escapeHtml(duty.responsibilityName)}<small>${escapeHtml(duty.domainName)}. Owner: ${escapeHtml(duty.ownership)}</small></th>`;
        yield `<tr>${head}${cells(piece)}</tr>\n`;
      }
      yield '</tbody>\n';
    }
    yield '</table>\n';
  }
  if (without.length > 0)
    yield `<p class="none">No evidence is linked to ${counted(without.length, 'duty', 'duties')}: ${without.map((duty) => escapeHtml(duty.responsibilityName)).join('; ')}.</p>\n`;
  yield '</section>\n';
}

function unlinkedSection(evidence: readonly PackEvidence[]): string {
  if (evidence.length === 0) return '';
  return `<section id="_not-linked"><h2>Linked to no duty <small>reports on a provider, replaced revisions, and the rest</small></h2>
<table>\n<thead><tr>${HEAD}</tr></thead>\n<tbody>\n${evidence.map((piece) => `<tr>${cells(piece)}</tr>\n`).join('')}</tbody>\n</table></section>\n`;
}

const FORMATS: Readonly<Record<string, string>> = { pdf: 'PDF', docx: 'Word' };
/** The minutes of meetings, each with its files and their hashes. */
function minutesSection({ minutes = [], files }: Manifest): string {
  if (minutes.length === 0) return '';
  const entries = new Map(files.map((file) => [file.path, file]));
  const rows = minutes.flatMap(({ meeting, title, heldOn, files: own }) =>
    own.map((path, index) => {
      const head =
        index > 0
          ? ''
          : `<th scope="rowgroup" rowspan="${own.length}">${escapeHtml(title)}<small>Held on ${escapeHtml(heldOn)}</small></th>`;
      const { sha256 = '', bytes = 0 } = entries.get(path) ?? {};
      const format = path.slice(path.lastIndexOf('.') + 1);
      return `<tr>${head}<td><span class="number">M-${meeting}</span> <a href="${href(path)}">${FORMATS[format] ?? escapeHtml(format)}</a></td><td class="size">${sizeWords(bytes)}</td><td class="hash">${sha256.slice(0, 32)}<wbr>${sha256.slice(32)}</td></tr>\n`;
    }),
  );
  return `<section id="_minutes"><h2>Minutes of meetings</h2>\n<table>\n<thead><tr><th scope="col">Meeting</th><th scope="col">File</th><th scope="col" class="size">Size</th><th scope="col" class="hash">SHA-256</th></tr></thead>\n<tbody>\n${rows.join('')}</tbody>\n</table></section>\n`;
}

/** A link that leaves the pack, if the address is one to follow; it stands beside it as text in any case. */
function outside(url: string, name: string): string {
  const address = linkAddress(url);
  return address === null ? name : `<a href="${escapeHtml(address)}" rel="noreferrer noopener">${name}</a>`;
}

function cells(piece: PackEvidence): string {
  const name = escapeHtml(piece.title);
  const link =
    piece.file === null
      ? piece.url === null
        ? name
        : outside(piece.url, name)
      : `<a href="${href(piece.file)}">${name}</a>`;
  const remarks = [
    KINDS[piece.kind],
    ...(piece.fileName === null || piece.fileName === piece.title ? [] : [escapeHtml(piece.fileName)]),
    ...(piece.absent === null ? [] : [ABSENT_WORDS[piece.absent]]),
    ...(piece.url === null ? [] : [escapeHtml(piece.url)]),
    ...(piece.providerReport === null ? [] : ['counts for what the provider does']),
    ...(piece.replacedBy === null ? [] : [`replaced by E-${piece.replacedBy}`]),
    ...(piece.collectedBy === null ? [] : [`collected by ${escapeHtml(piece.collectedBy)}`]),
  ];
  const covers =
    piece.coversFrom === null && piece.coversTo === null
      ? ''
      : piece.coversFrom === piece.coversTo
        ? (piece.coversFrom ?? '')
        : `${piece.coversFrom ?? '…'} to ${piece.coversTo ?? '…'}`;
  const expires = piece.expires === null ? '' : `<small>expires ${escapeHtml(piece.expires)}</small>`;
  const hash = piece.sha256 === null ? '' : `${piece.sha256.slice(0, 32)}<wbr>${piece.sha256.slice(32)}`;
  return `<td><span class="number">E-${piece.number}</span> ${link}<small>${remarks.join(', ')}</small></td><td class="dates">${escapeHtml(covers)}${expires}</td><td class="size">${piece.bytes === null ? '' : sizeWords(piece.bytes)}</td><td class="hash">${hash}</td>`;
}

/** Three digits say how large a file is. */
const ROUGHLY = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3 });

function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = -1;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${ROUGHLY.format(value)} ${units[unit]}`;
}

/** `files` does not count this page itself, which is not written yet, nor the manifest after it. */
const howToCheck = ({
  files,
  signature,
}: Manifest): string => `<section id="_check"><h2>How to check this pack</h2>
<p>${PACK_FILES.sums} holds the SHA-256 of all ${numeral(files.length + 2)} files beside it. In the unpacked folder:</p>
<pre>sha256sum -c ${PACK_FILES.sums}</pre>
<p>On macOS:</p>
<pre>shasum -a 256 -c ${PACK_FILES.sums}</pre>
<p>On Windows, in PowerShell, which names what was altered and nothing else:</p>
<pre>Get-Content -Encoding UTF8 ${PACK_FILES.sums} | ForEach-Object { $sum, $name = $_ -split '  ', 2; if ((Get-FileHash -LiteralPath $name).Hash -ne $sum) { "Altered: $name" } }</pre>
${signature ? howToCheckSignature(signature) : ''}<p>Where ${TIMESTAMP_FILE} lies beside ${PACK_FILES.manifest}, it is a timestamp by RFC 3161 on it, which <code>openssl ts -verify -data ${PACK_FILES.manifest} -in ${TIMESTAMP_FILE} -CAfile</code> checks with the certificates of its authority, which you get from there.</p>
<p>Demarc itself checks the whole ZIP file, also the parts of it that no file shows, and whether it holds a state of the workbook:</p>
<pre>demarc verify pack.zip --against workbook.demarc</pre>
<p class="soft">The hash at the foot of each page of ${PACK_FILES.pdf} is the beginning of the change log's head above. ${PACK_FILES.manifest} holds all of this index for programs, ${PACK_FILES.indexCsv} for spreadsheets.</p></section>
`;

/** The commands are OpenSSL's and coreutils' own: whoever distrusts Demarc needs nothing of it. */
const howToCheckSignature = ({
  name,
  key,
}: NonNullable<
  Manifest['signature']
>): string => `<p>The pack was signed with a key that calls itself ${escapeHtml(name)}. Ask that person for the fingerprint of the key, by another way than the one on which the pack came, and compare it with what this prints:</p>
<pre>openssl pkey -pubin -in ${SIGNATURE_FILES.key} -outform DER | tail -c 32 | sha256sum</pre>
<p>It should be <code>${groupsOf(key)}</code>. Then the signature, with OpenSSL 3, and that it is on this list of files:</p>
<pre>openssl pkeyutl -verify -pubin -inkey ${SIGNATURE_FILES.key} -rawin -in ${SIGNATURE_FILES.statement} -sigfile ${SIGNATURE_FILES.signature}
sha256sum -c ${SIGNATURE_FILES.statement}</pre>
`;
