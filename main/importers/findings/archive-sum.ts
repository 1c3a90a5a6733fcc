import { DemarcError, invalidInput } from '../../contract/errors.ts';
import { FINDING_RESULTS, type FindingResult, type FindingsSummary } from '../../contract/findings.ts';
import { counted, numeral } from '../../domain/words/counted.ts';
import { findingsFormatWords } from '../../domain/words/format-words.ts';
import type { ZipEntry, ZipReader } from '../../platform/zip-reader.ts';
import { clip, listNames } from '../discover/found.ts';
import { refusalOf } from '../discover/refusal.ts';
import { beginsLikeFindings, damaged, headOf, type Inside } from './archive-files.ts';
import { headings } from './csv-rows.ts';
import { MAX_PROBLEMS } from './limits.ts';
import { tableIn, unreadAmong } from './tables.ts';

/** Files of an archive that are looked into. */
export const MAX_FILES = 500;
/** What is said of the files in it one by one. */
const MAX_REMARKS = 200;

/** What the files of an archive come to. */
export class ArchiveSum {
  readonly read = new Set<string>();
  readonly twins: string[] = [];
  private readonly name: string;
  private readonly unknown: string[] = [];
  /** Tables of findings that are not read, by what they are. */
  private readonly tables = new Map<string, string[]>();
  private readonly notes: string[] = [];
  private more = 0;
  private readonly problems: { record: number; why: string }[] = [];
  private readonly results = new Map<FindingResult, number>();
  private refused = 0;
  private readonly counts = { findings: 0, archived: 0, notApplicable: 0, unreadable: 0, withoutAccount: 0 };

  constructor(name: string) {
    this.name = name;
  }

  add(entry: string, summary: FindingsSummary): void {
    this.read.add(entry);
    const { counts } = this;
    counts.findings += summary.findings;
    counts.archived += summary.archived;
    counts.notApplicable += summary.notApplicable;
    counts.unreadable += summary.unreadable;
    counts.withoutAccount += summary.withoutAccount;
    for (const result of FINDING_RESULTS)
      this.results.set(result, (this.results.get(result) ?? 0) + summary.results[result]);
    this.remark(`${entry}: ${findingsFormatWords(summary.format)}, ${counted(summary.findings, 'finding')}.`);
    for (const note of summary.notes) this.remark(`${entry}: ${note}`);
    for (const { record, why } of summary.problems) this.problem(record, `${entry}: ${why}`);
  }

  /** A file that could not be read: what looks like findings is a loss, what does not is only named. */
  async refuse(at: number, entry: ZipEntry, zip: ZipReader, error: unknown): Promise<void> {
    const { message } =
      error instanceof DemarcError ? error : refusalOf(entry.name, damaged(entry.name, error));
    // One that is damaged from its beginning on may have been anything.
    const head = await headOf(zip, entry).catch(() => null);
    const table =
      head === null || /^\s*[{[<]/.test(head) || tableIn(head) !== undefined
        ? null
        : unreadAmong([...headings(head)].map(({ columns }) => columns));
    if (table !== null) {
      const alike = this.tables.get(table.what) ?? [];
      this.tables.set(table.what, alike);
      alike.push(entry.name);
      return;
    }
    if (head !== null && !beginsLikeFindings(head)) {
      this.unknown.push(entry.name);
      return;
    }
    this.refused += 1;
    this.counts.unreadable += 1;
    this.problem(at, message);
  }

  finish({ wanted, packed, others, telling }: Inside): FindingsSummary {
    const { name, twins, unknown, counts, results } = this;
    const [first] = this.problems;
    if (this.read.size === 0)
      throw invalidInput(
        `${name} holds ${counted(wanted.length + packed.length + others, 'file')}, and none with findings that can be read${first ? ` (${clip(first.why, 300)})` : ''}.${packed.length > 0 ? ` Not opened: ${listNames(packed)}.` : ''} Give the CSV or JSON of a scanner, alone or with others in a ZIP file.`,
      );
    const beside = [
      ...unknown,
      ...[...this.tables.values()].flat(),
      ...(this.refused > 0 ? [`${this.refused} that could not be read`] : []),
    ];
    if (counts.findings + counts.archived + counts.notApplicable === 0 && beside.length + telling.length > 0)
      throw invalidInput(
        `${name} holds no findings, and files that were not read (${listNames(beside.length > 0 ? beside : telling)}): it is no result. Give the files of the scan by themselves.`,
      );
    if (this.more > 0) this.note(`${counted(this.more, 'further remark')} on its files not listed.`);
    if (twins.length > 0)
      this.note(
        `${counted(twins.length, 'file has', 'files have')} the findings of the same run in another form and ${twins.length === 1 ? 'was' : 'were'} not read: ${listNames(twins)}.`,
      );
    for (const [what, alike] of this.tables)
      this.note(
        `${counted(alike.length, 'file is', 'files are')} not read: ${listNames(alike)}. Each is ${what}.`,
      );
    if (unknown.length > 0)
      this.note(
        `${counted(unknown.length, 'file')} in which no findings were recognised: ${listNames(unknown)}.`,
      );
    if (packed.length > 0)
      this.note(
        `${counted(packed.length, 'spreadsheet or archive', 'spreadsheets or archives')} in it not opened: ${listNames(packed)}. Give ${packed.length === 1 ? 'it by itself' : 'them by themselves'}.`,
      );
    if (others > 0) this.note(`${counted(others, 'file')} of other kinds not opened.`);
    if (wanted.length > MAX_FILES)
      this.note(
        `It holds ${numeral(wanted.length)} files of kinds that are read; the first ${MAX_FILES} were looked at. Give the others by themselves.`,
      );
    const count = (result: FindingResult) => results.get(result) ?? 0;
    return {
      file: name,
      format: 'archive',
      ...counts,
      results: {
        pass: count('pass'),
        fail: count('fail'),
        manual: count('manual'),
        suppressed: count('suppressed'),
      },
      problems: this.problems,
      notes: this.notes,
    };
  }

  private note(text: string): void {
    this.notes.push(text);
  }
  private remark(text: string): void {
    if (this.notes.length < MAX_REMARKS) this.note(text);
    else this.more += 1;
  }
  private problem(record: number, why: string): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ record, why });
  }
}
