import { DemarcError, invalidInput } from '../../contract/errors.ts';
import {
  FINDING_RESULTS,
  type Finding,
  type FindingResult,
  type FindingsFormat,
  type FindingsSummary,
} from '../../contract/findings.ts';
import { shortenedWords } from '../../domain/services/account-number.ts';
import { counted, numeral } from '../../domain/words/counted.ts';
import { clip, listNames } from '../discover/found.ts';
import { MAX_FINDINGS, MAX_NAMED, MAX_PROBLEMS, MAX_UNKNOWN } from './limits.ts';
import type { Reading } from './words.ts';

/** One finding, and the form in which it was. */
export type Read = readonly [FindingsFormat, Reading];

/** Nothing in a file is a finding. */
export const unknownFindings = (file: string, why = ''): DemarcError =>
  invalidInput(
    `${file} holds no findings that can be read${why}. Give the CSV or JSON of a scanner, findings of Security Hub or of another service of AWS as JSON, or compliance results of AWS Config.`,
  );

/** How many records may still be read: of one file, or of all files of an archive together. */
export interface RecordBudget {
  left: number;
}
/** More records than are read at once, which ends whatever they are in. */
export class TooMuch extends DemarcError {
  constructor(message: string) {
    super('INVALID_INPUT', message);
  }
}

/** How many texts of one kind there are, and the first. */
class Told {
  count = 0;
  first = '';
  add(text: string | undefined): void {
    if (text === undefined) return;
    this.first ||= clip(text, 40);
    this.count += 1;
  }
}

/** Counts what comes in and passes the findings on. */
export class Tally {
  private readonly file: string;
  private readonly emit: (finding: Finding) => void;
  private readonly close: (finding: Finding) => void;
  private readonly budget: RecordBudget;
  private readonly results = new Map<FindingResult, number>(FINDING_RESULTS.map((result) => [result, 0]));
  private readonly skipped = { archived: 0, notApplicable: 0 };
  private readonly problems: { record: number; why: string }[] = [];
  private readonly notes: string[] = [];
  private readonly shortened = new Set<string>();
  private format: FindingsFormat | undefined;
  private records = 0;
  private findings = 0;
  private unreadable = 0;
  private withoutAccount = 0;
  private inconclusive = 0;
  private readonly unreadTimes = new Told();
  private readonly days = new Told();
  private readonly noted = new Told();
  private readonly notedNone = new Told();
  private readonly besides = new Told();

  constructor(
    file: string,
    emit: (finding: Finding) => void,
    close: (finding: Finding) => void,
    budget: RecordBudget = { left: MAX_FINDINGS },
  ) {
    this.file = file;
    this.budget = budget;
    this.emit = emit;
    this.close = close;
  }

  add(read: Read | string): void {
    this.records += 1;
    this.budget.left -= 1;
    if (this.budget.left < 0)
      throw new TooMuch(
        `${this.file} holds more than ${numeral(MAX_FINDINGS)} findings, alone or with what it came with. Export one account or Region at a time.`,
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
      if (reading.skipped === 'inconclusive') this.inconclusive += 1;
      else this.skipped[reading.skipped] += 1;
      if (reading.finding) this.close(reading.finding);
      return;
    }
    const { finding } = reading;
    this.findings += 1;
    this.unreadTimes.add(reading.unreadTime);
    this.days.add(reading.day);
    this.noted.add(reading.noted);
    this.notedNone.add(reading.notedNone);
    this.besides.add(reading.beside);
    if (finding.account === null) this.withoutAccount += 1;
    if (finding.shortened !== undefined && this.shortened.size < MAX_NAMED)
      this.shortened.add(finding.shortened);
    this.results.set(finding.result, (this.results.get(finding.result) ?? 0) + 1);
    this.emit(finding);
  }

  /** Whether nothing came in. */
  get isEmpty(): boolean {
    return this.records === 0;
  }

  /** Says that the file is what it should be; where nothing was in it, that is its result. */
  empty(format: FindingsFormat = 'empty'): void {
    if (this.records > 0) return;
    this.format = format;
    this.note('It holds no findings: it is recorded as the result of a scan that found nothing.');
  }

  /** Says what nobody looked at, by name. Nothing was found is a result, which a file says only if all that is in it was read: INVALID_INPUT. */
  beside(names: ReadonlySet<string>): void {
    if (names.size === 0) return;
    const listed = listNames([...names]);
    if (this.isEmpty)
      throw invalidInput(
        `${this.file} holds an empty list of findings, and beside it ${listed}, which is not read: it may hold findings. Give the answer or the export as its tool wrote it.`,
      );
    this.note(`What it holds beside its findings was not read: ${listed}.`);
  }

  note(text: string): void {
    this.notes.push(text);
  }

  finish(): FindingsSummary {
    const { file, format, skipped } = this;
    if (format === undefined) throw this.unknown();
    if (skipped.archived > 0)
      this.note(
        `${counted(skipped.archived, 'finding')} left out: archived, resolved, switched off or samples.`,
      );
    if (skipped.notApplicable > 0)
      this.note(
        `${counted(skipped.notApplicable, 'result')} left out: the rule does not apply to the resource.`,
      );
    if (this.inconclusive > 0)
      this.note(
        `${counted(this.inconclusive, 'piece')} of evidence left out: nothing in it is judged to be met or not, as in what people uploaded and in logs of activity.`,
      );
    const { unreadTimes, days, noted, notedNone, besides } = this;
    if (besides.count > 0)
      this.note(
        `${counted(besides.count, 'finding names', 'findings name')} several resources ("${besides.first}" beside the first): the first stands for all of them.`,
      );
    if (notedNone.count > 0)
      this.note(
        `${counted(notedNone.count, 'failed finding counts', 'failed findings count')} as suppressed, since a note of somebody says that it is false or accepted ("${notedNone.first}").`,
      );
    if (noted.count > 0)
      this.note(
        `${counted(noted.count, 'finding has', 'findings have')} a note of somebody ("${noted.first}"), which is not read.`,
      );
    if (days.count > 0)
      this.note(
        `${counted(days.count, 'finding has', 'findings have')} a day as the time ("${days.first}"): what was observed later on that day counts as newer.`,
      );
    if (unreadTimes.count > 0)
      this.note(
        `${counted(unreadTimes.count, 'finding has', 'findings have')} a time that cannot be read ("${unreadTimes.first}"), so that nothing tells an older scan from a newer one: this one counts as the newest. A spreadsheet may have written it anew; export the file again.`,
      );
    if (this.shortened.size > 0) this.note(shortenedWords(listNames([...this.shortened])));
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
