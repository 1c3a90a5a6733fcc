import type { Failure } from '../../main/contract/errors.ts';
import { failureOf } from './call-error.ts';
import type { KeptEdits } from './kept-edits.ts';

/** waiting: typed, not sent yet. held: an act that can still be undone. */
export type SaveState = 'waiting' | 'held' | 'saving' | 'failed' | 'conflict';

/** How one entity is saved. `save` puts the reply into the query cache before it resolves, so that no old value flashes up. */
export interface SaveTarget<P extends object> {
  /** Unique per entity, such as `assignment:orders-db/os-patching`. */
  readonly key: string;
  /** What a reader calls it, for "Not saved: ...". */
  readonly label: string;
  /** Identity of its workbook, under which what cannot be saved is kept; null where it is not known yet. */
  readonly workbook?: string | null;
  /** Revision of the record that the reader sees; it is checked against what others saved meanwhile. */
  readonly baseRev?: number | undefined;
  /** Resolves with the record's new revision where it has one. */
  readonly save: (patch: P, baseRev: number | undefined) => Promise<number | undefined>;
}

export interface SaveEntry {
  readonly key: string;
  readonly label: string;
  readonly state: SaveState;
  /** What was typed and is not saved yet, merged over the saved record by the screens. */
  readonly patch: Readonly<Record<string, unknown>>;
  readonly error: Failure | null;
}
export interface SaveSummary {
  readonly state: 'saved' | 'saving' | 'held' | 'failed';
  readonly failed: readonly SaveEntry[];
}

interface Record_ {
  target: SaveTarget<Record<string, unknown>>;
  label: string;
  /** What the screen showed while it was typed. */
  place: string;
  state: SaveState;
  patch: Record<string, unknown>;
  /** Part of `patch` that is on its way. */
  sent: Record<string, unknown> | null;
  baseRev: number | undefined;
  error: Failure | null;
  timer: ReturnType<typeof setTimeout> | null;
  running: Promise<void> | null;
  entry: SaveEntry | null;
}

const TYPING_PAUSE_MS = 600;
const NOT_YET: Failure = {
  code: 'UNEXPECTED',
  message: 'This was typed before Demarc or the page ended, and is not in the workbook yet.',
};

/**
 * Everything that is on its way into the workbook. Edits of one entity are merged and sent together after a pause, one
 * request at a time, each from the revision that the one before it made. Lives outside React: leaving a screen loses nothing.
 */
export class SaveQueue {
  readonly #records = new Map<string, Record_>();
  readonly #listeners = new Set<() => void>();
  /** Commands in flight that are not edits of text: answers, additions. */
  #tracked = 0;
  #summary: SaveSummary = { state: 'saved', failed: [] };
  readonly #kept: KeptEdits | null;
  readonly #place: () => string;

  /** `kept`: where text goes that cannot be saved; `place`: what the screen shows, to find it again. */
  constructor(kept: KeptEdits | null = null, place: () => string = () => '') {
    this.#kept = kept;
    this.#place = place;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };
  summary = (): SaveSummary => this.#summary;
  entry = (key: string): SaveEntry | null => {
    const record = this.#records.get(key);
    if (!record) return null;
    record.entry ??= {
      key,
      label: record.label,
      state: record.state,
      patch: record.patch,
      error: record.error,
    };
    return record.entry;
  };

  /** Notes an edit; it is sent once typing pauses, or at `flush`. */
  edit<P extends object>(target: SaveTarget<P>, patch: Partial<P>): void {
    const stored = target as unknown as SaveTarget<Record<string, unknown>>;
    const record = this.#records.get(target.key) ?? this.#open(stored, target.baseRev);
    record.target = stored;
    record.label = target.label;
    record.place = this.#place();
    record.patch = { ...record.patch, ...patch };
    // After a conflict or a refusal, typing goes on; only a conflict waits for the reader's decision.
    if (record.state !== 'conflict' && !record.running) this.#arm(record, TYPING_PAUSE_MS, 'waiting');
    this.#emit();
  }

  /** Takes up what an earlier page kept of this record: it stands in its field again, as not saved. */
  restore<P extends object>(target: SaveTarget<P>): void {
    if (!target.workbook || this.#records.has(target.key)) return;
    const kept = this.#kept?.find(target.workbook, target.key);
    if (!kept) return;
    const record = this.#open(
      target as unknown as SaveTarget<Record<string, unknown>>,
      kept.baseRev ?? target.baseRev,
    );
    record.patch = { ...kept.patch };
    record.place = kept.place;
    record.state = 'failed';
    record.error = NOT_YET;
    this.#emit();
  }
  /** Keeps everything that is not saved, for when the page goes away. */
  keepAll(): void {
    for (const record of this.#records.values()) if (record.state !== 'held') this.#keep(record);
  }

  /** Holds an act for a while, so that `cancel` can still undo it. Flushing carries it out at once. */
  hold(key: string, label: string, delayMs: number, act: () => Promise<void>): void {
    const record = this.#open(
      {
        key,
        label,
        save: async () => {
          await act();
          return undefined;
        },
      },
      undefined,
    );
    record.patch = { held: true };
    this.#arm(record, delayMs, 'held');
    this.#emit();
  }
  /** Takes a held act, or an edit not yet sent, back. */
  cancel(key: string): void {
    const record = this.#records.get(key);
    if (!record || record.running) return;
    this.#close(record);
    this.#emit();
  }

  /** Counts a command in the save state until it settles. */
  async track<T>(promise: Promise<T>): Promise<T> {
    this.#tracked += 1;
    this.#emit();
    try {
      return await promise;
    } finally {
      this.#tracked -= 1;
      this.#emit();
    }
  }

  /** Sends what is pending for one entity now. */
  async flush(key: string): Promise<void> {
    const record = this.#records.get(key);
    if (!record || record.state === 'conflict') return;
    await this.#send(record);
  }
  /** Sends everything now. True when nothing is left unsaved. */
  async flushAll(): Promise<boolean> {
    await Promise.all([...this.#records.keys()].map((key) => this.flush(key)));
    return this.#records.size === 0;
  }
  /** After a conflict: saves what was typed over the newer record. */
  async keepMine(key: string, currentRev: number | undefined): Promise<void> {
    const record = this.#records.get(key);
    if (!record) return;
    record.baseRev = currentRev;
    record.state = 'waiting';
    await this.#send(record);
  }

  #open(target: SaveTarget<Record<string, unknown>>, baseRev: number | undefined): Record_ {
    const record: Record_ = {
      target,
      label: target.label,
      place: '',
      state: 'waiting',
      patch: {},
      sent: null,
      baseRev,
      error: null,
      timer: null,
      running: null,
      entry: null,
    };
    this.#records.set(target.key, record);
    return record;
  }
  #keep({ target, label, patch, place, baseRev }: Record_): void {
    if (!target.workbook) return;
    const edit = { key: target.key, label, patch, place };
    this.#kept?.keep(target.workbook, baseRev === undefined ? edit : { ...edit, baseRev });
  }
  #close(record: Record_): void {
    if (record.timer) clearTimeout(record.timer);
    if (record.target.workbook) this.#kept?.drop(record.target.workbook, record.target.key);
    if (this.#records.get(record.target.key) === record) this.#records.delete(record.target.key);
  }
  #arm(record: Record_, delay: number, state: SaveState): void {
    if (record.timer) clearTimeout(record.timer);
    record.state = state;
    record.timer = setTimeout(() => void this.#send(record), delay);
  }

  async #send(record: Record_): Promise<void> {
    if (record.timer) clearTimeout(record.timer);
    record.timer = null;
    record.running ??= this.#run(record).finally(() => {
      record.running = null;
    });
    await record.running;
  }

  async #run(record: Record_): Promise<void> {
    for (;;) {
      const sent = record.patch;
      record.sent = sent;
      record.state = 'saving';
      record.error = null;
      this.#emit();
      try {
        const rev = await record.target.save(sent, record.baseRev);
        if (rev !== undefined) record.baseRev = rev;
        // Lets the cache tell the screens of the saved value before the typed one is dropped.
        await new Promise((resolve) => setTimeout(resolve));
      } catch (error) {
        record.error = failureOf(error);
        record.state = record.error.code === 'CONFLICT' ? 'conflict' : 'failed';
        this.#keep(record);
        this.#emit();
        return;
      }
      const rest = Object.entries(record.patch).filter(([name, value]) => sent[name] !== value);
      record.patch = Object.fromEntries(rest);
      if (rest.length === 0) {
        this.#close(record);
        this.#emit();
        return;
      }
    }
  }

  #emit(): void {
    for (const record of this.#records.values()) record.entry = null;
    const entries = [...this.#records.values()];
    const failed = entries
      .filter((record) => record.state === 'failed' || record.state === 'conflict')
      .flatMap((record) => this.entry(record.target.key) ?? []);
    const busy =
      this.#tracked > 0 || entries.some((record) => record.state === 'waiting' || record.state === 'saving');
    const state = failed.length > 0 ? 'failed' : busy ? 'saving' : entries.length > 0 ? 'held' : 'saved';
    if (state !== this.#summary.state || failed.length > 0 || this.#summary.failed.length > 0)
      this.#summary = { state, failed };
    for (const listener of [...this.#listeners]) listener();
  }
}
