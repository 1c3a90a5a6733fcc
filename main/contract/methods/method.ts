import type { z } from 'zod';
import type { Failure } from '../errors.ts';

/**
 * query: reads. command: one transaction, one change-log entry. job: returns a ticket at once, goes on in the
 * background with progress. file-job: a job on files alone, which needs no open workbook. action: opens, closes and lists
 * workbooks, outside any of them.
 */
export type MethodKind = 'query' | 'command' | 'job' | 'file-job' | 'action';

/** Carries an output type through the contract without a run-time cost: what our own code returns is not re-parsed. */
export interface Returns<T> {
  readonly __returns?: T;
}
/** The type of an output, as a method carries it. */
export const returns = <T>(): Returns<T> => ({});

export interface Method<K extends MethodKind = MethodKind, I extends z.ZodType = z.ZodType, O = unknown> {
  readonly kind: K;
  readonly input: I;
  readonly output: Returns<O>;
  /** False for commands that store where one is rather than what is true: they leave no change-log entry. */
  readonly logged: boolean;
  /** Of a query: whether it looks for a text in everything that the workbook holds, which is made ready for it beside other calls. */
  readonly searches?: ((input: unknown) => boolean) | undefined;
}

/** A method that reads. */
export const query = <I extends z.ZodType, O>(
  input: I,
  output: Returns<O>,
  searches?: (input: z.output<I>) => boolean,
): Method<'query', I, O> => ({
  kind: 'query',
  input,
  output,
  logged: false,
  searches: searches as Method['searches'],
});
/** A method that writes in one transaction; with `logged: false` it leaves no entry in the change log. */
export const command = <I extends z.ZodType, O>(
  input: I,
  output: Returns<O>,
  options: { logged: boolean } = { logged: true },
): Method<'command', I, O> => ({ kind: 'command', input, output, logged: options.logged });
/** A method that goes on in the background with progress; the caller has a ticket at once. */
export const job = <I extends z.ZodType, O>(input: I, output: Returns<O>): Method<'job', I, O> => ({
  kind: 'job',
  input,
  output,
  logged: false,
});
/** A job on files alone, which needs no open workbook. */
export const fileJob = <I extends z.ZodType, O>(input: I, output: Returns<O>): Method<'file-job', I, O> => ({
  kind: 'file-job',
  input,
  output,
  logged: false,
});
/** A method that opens, closes or lists workbooks, outside any of them. */
export const action = <I extends z.ZodType, O>(input: I, output: Returns<O>): Method<'action', I, O> => ({
  kind: 'action',
  input,
  output,
  logged: false,
});

export type Contract = Record<string, Record<string, Method>>;
export type Ticket = { readonly job: string };

export type InputOf<M> = M extends Method<MethodKind, infer I, unknown> ? z.input<I> : never;
export type ParsedOf<M> = M extends Method<MethodKind, infer I, unknown> ? z.output<I> : never;
export type OutputOf<M> = M extends Method<MethodKind, z.ZodType, infer O> ? O : never;
/** What a caller gets back: the value, or for a job the ticket under which its value will be announced. */
export type ValueOf<M> = M extends Method<'job' | 'file-job', z.ZodType, unknown> ? Ticket : OutputOf<M>;

export type Reply<T = unknown> =
  | {
      readonly ok: true;
      readonly value: T;
      readonly rev?: number;
      /** The change of this sitting that a command made, as `workbook.undo` takes it; absent where it changed nothing. */
      readonly change?: number;
    }
  | { readonly ok: false; readonly error: Failure };

/** Every method name of a contract as `group.method`. */
export type MethodName<C extends Contract> = {
  [G in keyof C & string]: `${G}.${keyof C[G] & string}`;
}[keyof C & string];
export type MethodAt<C extends Contract, N extends MethodName<C>> = N extends `${infer G}.${infer M}`
  ? G extends keyof C
    ? M extends keyof C[G]
      ? C[G][M]
      : never
    : never
  : never;

/** One call as it crosses the boundary. `workbook` names the open workbook; actions leave it out. */
export interface Call {
  readonly name: string;
  readonly input: unknown;
  readonly workbook?: string;
}
