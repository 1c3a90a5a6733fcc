import { EVIDENCE } from './audit-manager.ts';
import { CONFIG_LISTS } from './config.ts';
import { JsonPieces, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './json-pieces.ts';
import { MAX_RECORD } from './limits.ts';
import { ANSWER_LISTS } from './well-architected.ts';

/** Members that hold the records of an answer of the command line, or of an event (`detail.findings`). */
const LISTS: ReadonlySet<string> = new Set([
  'Findings',
  'findings',
  'recommendationSummaries',
  ...ANSWER_LISTS,
  EVIDENCE,
  ...CONFIG_LISTS,
]);

/** What a page says beside its list. */
const OF_PAGES: ReadonlySet<string> = new Set([
  'WorkloadId',
  'LensAlias',
  'LensArn',
  'MilestoneNumber',
  'NextToken',
  'nextToken',
  'ResponseMetadata',
]);

export interface JsonRecord {
  /** Member that held it; null for an element of an array, a line, or the only object of the file. */
  readonly list: string | null;
  readonly text: string;
  /** What the object around the list says of it, which may stand behind the list. */
  readonly of: Envelope;
}
export interface Envelope {
  /** The id of a workload. */
  readonly workload: string | null;
}

/**
 * Cuts JSON into the text of its records: the elements of an array, objects one after the other (JSON Lines), or the elements of a known
 * list inside one object. What `jq -s` puts into one array, arrays or objects with such a list, counts as if it were one behind the other.
 */
export class RecordSplitter extends JsonPieces<JsonRecord> {
  /** Whether the answer says that there are further pages. */
  hasMore = false;
  /** Whether a list held something that is no record, such as a number. */
  hasStray = false;
  /** The known list that the file holds, or null for an array or objects; undefined where there was neither yet. */
  listed: string | null | undefined;
  private outerKey = '';
  /** How many containers were open where the current record began. */
  private recordAt = -1;
  private listAt = -1;
  private list: string | null = null;
  private envelope = false;
  /** The object has said something that no page says: in an array it is a record, whatever lists it has. */
  private isRecord = false;
  private of: { workload: string | null } = { workload: null };

  constructor(file: string) {
    super(file, {
      piece: 'record',
      most: MAX_RECORD,
      mostOfWord: 100,
      tooLarge: (count) =>
        `a record of more than 4 MB (record ${count}), which no finding has. Check that it is the export you meant.`,
    });
  }

  /** How many containers are open around what stands one behind the other. */
  private get base(): number {
    return this.open[0] === OPEN_ARRAY ? 1 : 0;
  }
  protected wants(): boolean {
    return this.open.length <= this.base + 2;
  }
  protected override onKey(): void {
    if (this.open.length === this.base + 1) {
      this.outerKey = this.word;
      this.isRecord ||= !OF_PAGES.has(this.word) && !LISTS.has(this.word);
    }
    super.onKey();
  }
  protected onText(text: string): void {
    if (this.open.length !== this.base + 1) return;
    if (/^nexttoken$/i.test(this.key) && text !== '') this.hasMore = true;
    if (this.key === 'WorkloadId') this.of.workload = text;
  }
  protected isInside(): boolean {
    return this.recordAt >= 0;
  }
  protected onValue(code: number): void {
    if (this.open.length === 0 && code !== QUOTE) throw this.notJson('text between its values');
    if (this.recordAt < 0 && this.open.length === this.listAt) this.hasStray = true;
  }

  protected enter(code: number): boolean {
    const depth = this.open.length;
    if (code === OPEN_ARRAY) {
      if (depth === 0 || this.isArrayInArray(depth)) this.startList(null);
      else if (this.isKnownList(depth)) {
        this.envelope = true;
        this.startList(this.key);
      }
      return false;
    }
    if (this.recordAt >= 0 || (depth !== 0 && depth !== this.listAt)) return false;
    this.recordAt = depth;
    return true;
  }

  private isArrayInArray(depth: number): boolean {
    return depth === 1 && this.base === 1 && this.recordAt < 0;
  }

  private isKnownList(depth: number): boolean {
    const { base } = this;
    const begins = this.recordAt === base || this.envelope;
    if (this.open[base] !== OPEN_OBJECT || !begins || this.listAt > base) return false;
    if (depth === base + 1) return LISTS.has(this.key) && !(base === 1 && this.isRecord);
    return (
      depth === base + 2 &&
      this.open[base + 1] === OPEN_OBJECT &&
      this.outerKey === 'detail' &&
      this.key === 'findings'
    );
  }

  /** What was kept of the object around the list is not a record. */
  private startList(list: string | null): void {
    this.listed = list;
    this.listAt = this.open.length + 1;
    this.list = list;
    this.recordAt = -1;
    this.parts = [];
  }

  protected leave(): boolean {
    const { base } = this;
    const depth = this.open.length;
    if (depth < this.listAt) {
      // Behind a list within it, the array around goes on.
      this.listAt = base === 0 ? -1 : base;
      this.list = null;
    }
    if (depth === base) {
      this.envelope = false;
      this.isRecord = false;
      this.of = { workload: null };
    }
    return depth === this.recordAt;
  }

  protected take(): JsonRecord {
    this.recordAt = -1;
    return { list: this.list, text: this.parts.join(''), of: this.of };
  }
}
