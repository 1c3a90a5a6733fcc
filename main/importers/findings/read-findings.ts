import { invalidInput } from '../../contract/errors.ts';
import type { Finding, FindingsFormat, FindingsSummary } from '../../contract/findings.ts';
import { counted } from '../../domain/words/counted.ts';
import { listNames } from '../discover/found.ts';
import { unreadableForm } from '../files/unreadable.ts';
import { oscalBegun } from '../oscal/read-document.ts';
import { asText, isObject, type Json } from '../text/json.ts';
import {
  isAdvisorResult,
  isOrganisationRecord,
  isRecommendation,
  readAdvisorResult,
  readOrganisationRecord,
  readRecommendation,
} from './advisors.ts';
import { isAsff, readAsff } from './asff.ts';
import { readAssessmentResults } from './assessment-results.ts';
import { isEvidence, readEvidence } from './audit-manager.ts';
import {
  isAccessAnalyzer,
  isGuardDuty,
  isImageScan,
  isInspector,
  isMacie,
  readAccessAnalyzer,
  readGuardDuty,
  readImageScan,
  readInspector,
  readMacie,
} from './aws-products.ts';
import { CHECKLIST, readChecklist } from './cklb.ts';
import { isConfigList, readConfigEntry } from './config.ts';
import { distinctColumns, headings, readRows } from './csv-rows.ts';
import { type JsonRecord, RecordSplitter } from './json-records.ts';
import { readGroupedControls, readScoutSuite, SCOUT_SUITE, STEAMPIPE } from './large-documents.ts';
import { HEAD } from './limits.ts';
import { notAFinding, YAML_ANSWER } from './not-findings.ts';
import { isOcsf, readOcsf } from './ocsf.ts';
import { PeoplesColumns } from './peoples-columns.ts';
import { isProwlerJson, readProwlerJson } from './prowler.ts';
import { isSploit, readSploitJson } from './scanners.ts';
import { refusedTable, tableIn, unreadAmong } from './tables.ts';
import { type Read, type RecordBudget, Tally } from './tally.ts';
import { decodeChunks, peek } from './text-chunks.ts';
import { ANSWER_LISTS, HeldAnswers } from './well-architected.ts';
import type { Reading } from './words.ts';

/** The checklists of before `.cklb`, which are XML. */
const OLDER_CHECKLIST = /^\s*<(?=[\s\S]{0,4000}<CHECKLIST>)/;

/**
 * Reads one file of findings by its content, as a stream: every finding goes to `emit` in order, what is over to `close`,
 * and nothing else is kept.
 * A record that cannot be read is counted and named, and never fails the file. Throws INVALID_INPUT that names the file
 * when it is none of the known formats, holds no readable record, is cut off, or goes beyond limits.ts. `budget` is what files that came together may hold.
 */
export async function readFindings(
  file: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  emit: (finding: Finding) => void,
  signal?: AbortSignal,
  close: (finding: Finding) => void = () => {},
  budget?: RecordBudget,
  asOf: string | null = null,
): Promise<FindingsSummary> {
  const tally = new Tally(file, emit, close, budget);
  const { head, all } = await peek(decodeChunks(file, bytes), HEAD);
  const first = head.trimStart().slice(0, 1);
  if (first === '') throw invalidInput(`${file} is empty. Export it again.`);
  if (OLDER_CHECKLIST.test(head))
    throw invalidInput(
      `${file} is a checklist of STIG Viewer 2 (.ckl). Open it in STIG Viewer 3, save it as .cklb and give that.`,
    );
  const oscal = oscalBegun(head);
  if (oscal && !oscal.holdsFindings)
    throw invalidInput(`${file} is ${oscal.what}, and no findings of a scanner. ${oscal.instead}`);
  if (oscal) await readAssessmentResults(file, all, tally, signal);
  else if (SCOUT_SUITE.test(head)) await readScoutSuite(file, all, tally, signal);
  else if (STEAMPIPE.test(head)) await readGroupedControls(file, all, tally, signal);
  else if (CHECKLIST.test(head)) await readChecklist(file, all, tally, signal);
  else if (first === '{' || first === '[') await readJson(file, all, tally, signal);
  else await readCsv(file, head, all, tally, asOf, signal);
  return tally.finish();
}

async function readJson(
  file: string,
  text: AsyncIterable<string>,
  tally: Tally,
  signal: AbortSignal | undefined,
): Promise<void> {
  const splitter = new RecordSplitter(file, isFinding);
  const answers = new HeldAnswers(file);
  const images: Images = { read: false, more: false };
  for await (const chunk of text) {
    signal?.throwIfAborted();
    for (const record of splitter.push(chunk))
      if (!answers.takes(record)) for (const read of readRecord(record, images)) tally.add(read);
  }
  splitter.end();
  for (const reading of answers.read(splitter.listed)) tally.add(['well-architected', reading]);
  const trouble = listNames([...splitter.trouble]);
  const hasMore = splitter.hasMore || images.more;
  const isResult = splitter.listed !== undefined || images.read;
  if (isResult || !tally.isEmpty) tally.beside(splitter.beside);
  if (isResult && tally.isEmpty) {
    if (trouble !== '')
      throw invalidInput(
        `${file} holds an empty list of findings, and says by ${trouble} that not all went well, so that it is no result. Run it again, and give what comes out.`,
      );
    if (hasMore)
      throw invalidInput(
        `${file} is a page without findings, and says that there are further pages. Export all of them.`,
      );
    tally.empty();
  }
  if (!tally.isEmpty && trouble !== '')
    tally.note(`It says by ${trouble} that not all went well: findings may be missing. Run it again if so.`);
  if (hasMore)
    tally.note(
      'The answer has further pages that are not in this file. Export them as well; pages can be taken in together or one after the other.',
    );
}

type IsForm = (record: Json) => boolean;
/** Forms of one record, tried in this order. */
const FORMS: readonly (readonly [IsForm, FindingsFormat, (record: Json) => Reading])[] = [
  [isOcsf, 'ocsf', readOcsf],
  [isAsff, 'asff', readAsff],
  [isProwlerJson, 'prowler-json', readProwlerJson],
  [isInspector, 'inspector', readInspector],
  [isGuardDuty, 'guardduty', readGuardDuty],
  [isMacie, 'macie', readMacie],
  [isAccessAnalyzer, 'access-analyzer', readAccessAnalyzer],
  [isSploit, 'cloudsploit', readSploitJson],
  [isRecommendation, 'trusted-advisor', readRecommendation],
  [isOrganisationRecord, 'trusted-advisor', readOrganisationRecord],
];

/** Whether an object is itself a finding, whatever lists it has. */
const isFinding = (record: Json, list: string | null): boolean =>
  isConfigList(list) ||
  (list !== null && ANSWER_LISTS.has(list)) ||
  FORMS.some(([is]) => is(record)) ||
  isAdvisorResult(record) ||
  isEvidence(record);

/** Answers of ECR, each of which is one record: whether there is one, and whether the last says that there are further pages. */
interface Images {
  read: boolean;
  more: boolean;
}

function readRecord({ list, text }: JsonRecord, images: Images): readonly (Read | string)[] {
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch {
    return ['it is not JSON'];
  }
  if (!isObject(record)) return ['it is not an object'];
  if (isImageScan(record)) {
    images.read = true;
    images.more = asText(record.nextToken) !== null;
    return readImageScan(record).map((read) => (typeof read === 'string' ? read : ['inspector', read]));
  }
  return readObject(list, isFinding(record, list) ? record : inEvent(record));
}

/** What a finding stands in: what EventBridge passes on has it as `detail`, but where that has a list of them; Access Analyzer answers with a `finding`. */
function inEvent(record: Json): Json {
  if (isObject(record.finding) && isFinding(record.finding, null)) return record.finding;
  const isEvent = 'detail-type' in record || 'source' in record;
  return isEvent && isObject(record.detail) ? record.detail : record;
}

function readObject(list: string | null, record: Json): readonly (Read | string)[] {
  if (isConfigList(list)) return [['aws-config', readConfigEntry(record)]];
  for (const [is, format, read] of FORMS) if (is(record)) return [[format, read(record)]];
  if (isAdvisorResult(record))
    return readAdvisorResult(record).map((reading): Read => ['trusted-advisor', reading]);
  if (isEvidence(record)) return readEvidence(record).map((reading): Read => ['audit-manager', reading]);
  return [notAFinding(record)];
}

const NO_BYTES = new Uint8Array();

async function readCsv(
  file: string,
  head: string,
  text: AsyncIterable<string>,
  tally: Tally,
  asOf: string | null,
  signal: AbortSignal | undefined,
): Promise<void> {
  const table = tableIn(head);
  const unreadable = table ? null : unreadableForm(NO_BYTES, head);
  if (unreadable) throw invalidInput(`${file} is ${unreadable.what}. ${unreadable.instead}`);
  if (!table && YAML_ANSWER.test(head))
    throw invalidInput(
      `${file} is an answer of AWS in YAML. Give the same as JSON: run the command again with --output json.`,
    );
  if (!table) throw refusedTable(file, unreadAmong([...headings(head)].map(({ columns }) => columns)));
  const { delimiter, form, columns } = table;
  const { format, read, is, note } = form;
  const people = new PeoplesColumns(format, distinctColumns(columns), asOf);
  const { short, isBelowTable } = await readRows(
    file,
    text,
    { delimiter, is },
    (row) => tally.add([format, people.judge(row, read(row))]),
    signal,
  );
  for (const told of people.notes('')) tally.note(told);
  if (short > 0)
    tally.note(
      `${counted(short, 'row has', 'rows have')} fewer cells than the table has columns. Check that the file is not cut off.`,
    );
  if (isBelowTable) tally.beside(new Set(['the rows above its headings']));
  if (note !== undefined && !tally.isEmpty) tally.note(note);
  tally.empty(format);
}
