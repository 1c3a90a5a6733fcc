import type { CatalogueIndex } from '../catalogue/lookup.ts';
import type { DemarcContract, DemarcMethod } from '../contract/index.ts';
import type { Method, MethodKind, OutputOf, ParsedOf } from '../contract/methods/method.ts';
import type { Clock } from '../platform/clock.ts';
import type { FileHandles } from '../platform/files.ts';
import type { Ids } from '../platform/ids.ts';
import type { KeyStore } from '../platform/key-store.ts';
import type { ReadDb, WriteDb } from '../workbook/connection.ts';
import type { CoreState } from './core-state.ts';
import type { Session } from './session.ts';

/** What every handler inside a workbook gets; time and catalogue come from here, so that tests are exact. */
export interface QueryContext {
  readonly session: Session;
  readonly db: ReadDb;
  readonly catalogue: CatalogueIndex;
  readonly clock: Clock;
  readonly files: FileHandles;
  readonly keys: KeyStore;
  /** Who is working, as written beside a change; null while nobody said so. */
  readonly actor: string | null;
}
/** What a transaction of the session gives. */
export interface WriteContext extends QueryContext {
  readonly db: WriteDb;
  readonly ids: Ids;
  /** The revision that the workbook has once this command is committed. */
  readonly rev: number;
  /** The sentence for the change log. */
  describe(summary: string): void;
  /** Lets what is remembered of the workbook follow what this transaction wrote so far; gives the catalogue as it is then. */
  renew(): CatalogueIndex;
  /** Ends the command with what this gives, and takes back all that it wrote. */
  rehearse(run: () => unknown): never;
}
export interface CommandContext extends WriteContext {
  /**
   * Runs another command within this one's transaction, under this one's entry of the log. INVALID_INPUT also for a field that the
   * command does not know. `told` is its sentence for the log; null where it said nothing.
   */
  perform(name: DemarcMethod, input: unknown): { readonly value: unknown; readonly told: string | null };
}
export interface JobContext extends QueryContext {
  readonly core: CoreState;
  readonly signal: AbortSignal;
  /** `done` and `total` in units that `label` names; total null while unknown. */
  readonly progress: (done: number, total: number | null, label: string) => void;
  /** Runs a command's body as one logged change of this workbook. */
  write<T>(method: string, run: (context: CommandContext) => T): T;
}
/** A job on files alone: a workbook may be open, and need not be. */
export interface FileJobContext extends Pick<JobContext, 'core' | 'signal' | 'progress' | 'files' | 'clock'> {
  readonly session: Session | null;
}
export interface ActionContext {
  readonly core: CoreState;
}

type ContextOf<K extends MethodKind> = K extends 'query'
  ? QueryContext
  : K extends 'command'
    ? CommandContext
    : K extends 'job'
      ? JobContext
      : K extends 'file-job'
        ? FileJobContext
        : ActionContext;
type ResultOf<K extends MethodKind, O> = K extends 'job' | 'file-job' | 'action' ? Promise<O> | O : O;

/** The handlers of one contract group. Queries and commands are synchronous by type: their transaction must not wait. */
export type Handlers<G extends Record<string, Method>> = {
  [M in keyof G]: (
    context: ContextOf<G[M]['kind']>,
    input: ParsedOf<G[M]>,
  ) => ResultOf<G[M]['kind'], OutputOf<G[M]>>;
};
export type AllHandlers = { [G in keyof DemarcContract]: Handlers<DemarcContract[G]> };
