import { type DemarcError, invalidInput } from '../../contract/errors.ts';
import {
  FINDING_RESULTS,
  type Finding,
  type FindingResult,
  type FindingsFormat,
  type FindingsSummary,
} from '../../contract/findings.ts';
import { counted } from '../../domain/words/counted.ts';
import { isObject } from '../text/json.ts';
import { isAsff, readAsff } from './asff.ts';
import { isConfigList, readConfigEntry } from './config.ts';
import { readHeader, readRows } from './csv-rows.ts';
import { type JsonRecord, RecordSplitter } from './json-records.ts';
import { HEAD, MAX_FINDINGS, MAX_PROBLEMS, MAX_UNKNOWN } from './limits.ts';
import { isOcsf, isOcsfHeader, readOcsf, readOcsfRow } from './ocsf.ts';
import {
  isProwlerComplianceHeader,
  isProwlerHeader,
  isProwlerJson,
  readProwlerJson,
  readProwlerRow,
} from './prowler.ts';
import { decodeChunks, peek } from './text-chunks.ts';
import type { Reading } from './words.ts';

type Read = readonly [FindingsFormat, Reading];

/**
 * Reads one file of findings by its content, as a stream: every finding goes to `emit` in order, what is over to `close`,
 * and nothing else is kept.
 * A record that cannot be read is counted and named, and never fails the file. Throws INVALID_INPUT that names the file
 * when it is none of the known formats, holds no readable record, is cut off, or goes beyond limits.ts.
 */
export async function readFindings(
  file: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  emit: (finding: Finding) => void,
  signal?: AbortSignal,
  close: (finding: Finding) => void = () => {},
): Promise<FindingsSummary> {
  const tally = new Tally(file, emit, close);
  const { head, all } = await peek(decodeChunks(file, bytes), HEAD);
  const first = head.trimStart().slice(0, 1);
  if (first === '') throw invalidInput(`${file} is empty. Export it again.`);
  if (first === '{' || first === '[') await readJson(file, all, tally, signal);
  else await readCsv(file, head, all, tally, signal);
  return tally.finish();
}

async function readJson(
  file: string,
  text: AsyncIterable<string>,
  tally: Tally,
  signal: AbortSignal | undefined,
): Promise<void> {
  const splitter = new RecordSplitter(file);
  for await (const chunk of text) {
    signal?.throwIfAborted();
    for (const record of splitter.push(chunk)) tally.add(readRecord(record));
  }
  splitter.end();
  if (splitter.hasMore)
    tally.note(
      'The answer has further pages that are not in this file. Export them as well; pages can be taken in together or one after the other.',
    );
}

function readRecord({ list, text }: JsonRecord): Read | string {
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  if (!isObject(record)) return 'it is not an object';
  if (isConfigList(list)) return ['aws-config', readConfigEntry(record)];
  if (isOcsf(record)) return ['ocsf', readOcsf(record)];
  if (isAsff(record)) return ['asff', readAsff(record)];
  if (isProwlerJson(record)) return ['prowler-json', readProwlerJson(record)];
  return 'it is no finding of Prowler, Security Hub or AWS Config';
}

async function readCsv(
  file: string,
  head: string,
  text: AsyncIterable<string>,
  tally: Tally,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { columns, delimiter } = readHeader(head);
  if (isProwlerHeader(columns))
    return readRows(file, text, delimiter, (row) => tally.add(['prowler-csv', readProwlerRow(row)]), signal);
  if (isOcsfHeader(columns))
    return readRows(file, text, delimiter, (row) => tally.add(['ocsf-csv', readOcsfRow(row)]), signal);
  if (isProwlerComplianceHeader(columns))
    throw invalidInput(
      `${file} is Prowler's table for one compliance framework. Give the findings file, one folder up: its name starts with prowler-output.`,
    );
  throw unknownFindings(file);
}

const unknownFindings = (file: string, why = '') =>
  invalidInput(
    `${file} holds no findings that can be read${why}. Give a Prowler CSV or JSON, findings of Security Hub (ASFF or OCSF), or compliance results of AWS Config.`,
  );

/** Counts what comes in and passes the findings on. */
class Tally {
  private readonly file: string;
  private readonly emit: (finding: Finding) => void;
  private readonly close: (finding: Finding) => void;
  private readonly results = new Map<FindingResult, number>(FINDING_RESULTS.map((result) => [result, 0]));
  private readonly skipped = { archived: 0, notApplicable: 0 };
  private readonly problems: { record: number; why: string }[] = [];
  private readonly notes: string[] = [];
  private format: FindingsFormat | undefined;
  private records = 0;
  private findings = 0;
  private unreadable = 0;
  private withoutAccount = 0;

  constructor(file: string, emit: (finding: Finding) => void, close: (finding: Finding) => void) {
    this.file = file;
    this.emit = emit;
    this.close = close;
  }

  add(read: Read | string): void {
    this.records += 1;
    if (this.records > MAX_FINDINGS)
      throw invalidInput(
        `${this.file} holds more than ${MAX_FINDINGS.toLocaleString('en')} findings. Export one account or Region at a time.`,
      );
    if (typeof read === 'string') {
      this.cannotRead(read);
      return;
    }
    const [format, reading] = read;
    if ('unreadable' in reading) {
      this.cannotRead(reading.unreadable);
      return;
    }
    this.format ??= format;
    if ('skipped' in reading) {
      this.skipped[reading.skipped] += 1;
      if (reading.finding) this.close(reading.finding);
      return;
    }
    const { finding } = reading;
    this.findings += 1;
    if (finding.account === null) this.withoutAccount += 1;
    this.results.set(finding.result, (this.results.get(finding.result) ?? 0) + 1);
    this.emit(finding);
  }

  note(text: string): void {
    this.notes.push(text);
  }

  finish(): FindingsSummary {
    const { file, format, skipped } = this;
    if (format === undefined) throw this.unknown();
    if (skipped.archived > 0)
      this.note(`${counted(skipped.archived, 'finding')} left out: archived or resolved.`);
    if (skipped.notApplicable > 0)
      this.note(
        `${counted(skipped.notApplicable, 'result')} left out: the rule does not apply to the resource.`,
      );
    const count = (result: FindingResult) => this.results.get(result) ?? 0;
    return {
      file,
      format,
      findings: this.findings,
      results: {
        pass: count('pass'),
        fail: count('fail'),
        manual: count('manual'),
        suppressed: count('suppressed'),
      },
      ...skipped,
      unreadable: this.unreadable,
      withoutAccount: this.withoutAccount,
      problems: this.problems,
      notes: this.notes,
    };
  }

  private unknown(): DemarcError {
    const [first] = this.problems;
    return unknownFindings(this.file, first ? ` (record 1: ${first.why})` : '');
  }

  private cannotRead(why: string): void {
    this.unreadable += 1;
    if (this.format === undefined && this.unreadable > MAX_UNKNOWN) throw this.unknown();
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ record: this.records, why });
  }
}
