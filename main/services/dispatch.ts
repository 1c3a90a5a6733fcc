import { DemarcError } from '../contract/errors.ts';
import { subjectOf } from '../contract/facts.ts';
import { contract } from '../contract/index.ts';
import type { Call, Method, Reply } from '../contract/methods/method.ts';
import type { CommandContext, WriteContext } from './context.ts';
import type { CoreState } from './core-state.ts';
import { toFailure } from './failure.ts';
import { handlers } from './handlers.ts';
import { parseInput } from './parse-input.ts';
import { makeSearchable } from './searchable.ts';
import type { Session } from './session.ts';
import { openWorkbook, toldOf } from './told-of.ts';

type AnyHandler = (context: unknown, input: unknown) => unknown;

/** Own properties only, so that `__proto__.toString` and its like name nothing. */
function lookUp<T>(groups: Record<string, Record<string, T>>, name: string): T | null {
  const [group, method, ...rest] = name.split('.');
  if (group === undefined || method === undefined || rest.length > 0) return null;
  if (!Object.hasOwn(groups, group) || !Object.hasOwn(groups[group] ?? {}, method)) return null;
  return groups[group]?.[method] ?? null;
}

/**
 * The one door: look up, parse, run, reply. Every host and every test comes through here, and it knows none of them.
 * `origin` is the caller's own id, handed back in the `changed` event. Never throws.
 */
export async function dispatch(core: CoreState, call: Call, origin: string): Promise<Reply> {
  try {
    const method = lookUp<Method>(contract, call.name);
    if (!method)
      throw new DemarcError(
        'INVALID_INPUT',
        `There is no method "${call.name}". Update the program that called it.`,
      );
    const input = parseInput(call.name, method, call.input);
    return await run(core, call, origin, method, handlerOf(call.name), input);
  } catch (error) {
    return { ok: false, error: toFailure(error, call.name, core.logger) };
  }
}

function handlerOf(name: string): AnyHandler {
  const handler = lookUp(handlers as unknown as Record<string, Record<string, AnyHandler>>, name);
  if (!handler) throw new Error(`${name} is in the contract but has no handler`);
  return handler;
}

/** The context of a command: with what runs other commands within its transaction. */
const withPerform = (context: WriteContext): CommandContext => ({
  ...context,
  perform(name, given) {
    const method = lookUp<Method>(contract, name);
    if (method?.kind !== 'command' || !method.logged || stepOf(name) !== undefined)
      throw new Error(`${name} is no command that another one can run`);
    const input = parseInput(name, method, given, { strict: true });
    let told: string | null = null;
    const describe = (sentence: string) => {
      told = sentence;
    };
    const value = handlerOf(name)({ ...withPerform(context), catalogue: context.renew(), describe }, input);
    return { value, told };
  },
});

const stepOf = (name: string): 'undo' | 'redo' | undefined =>
  name === 'workbook.undo' ? 'undo' : name === 'workbook.redo' ? 'redo' : undefined;

async function run(
  core: CoreState,
  call: Call,
  origin: string,
  method: Method,
  handler: AnyHandler,
  input: unknown,
): Promise<Reply> {
  if (method.kind === 'action') return act(core, handler, input);
  if (method.kind === 'query' && call.workbook === undefined && subjectOf(call.name) === 'catalogue') {
    // The shipped catalogue can be read with no workbook at hand.
    return { ok: true, value: handler({ catalogue: core.shipped, clock: core.clock }, input) };
  }
  if (method.kind === 'file-job') {
    const session = call.workbook === undefined ? null : core.session(call.workbook);
    const { files, clock } = core;
    const value = core.jobs.start({ name: call.name, workbook: session?.id ?? null }, (controls) =>
      handler({ core, session, files, clock, ...controls }, input),
    );
    return { ok: true, value };
  }
  let session = core.session(call.workbook);
  try {
    if (method.searches?.(input))
      await makeSearchable(() => {
        session = core.session(call.workbook);
        return session;
      });
    return runOn(session, core, call, origin, method, handler, input);
  } catch (error) {
    throw toldOf(core, session, error);
  }
}

/** An action of the program, which may name an open workbook. */
async function act(core: CoreState, handler: AnyHandler, input: unknown): Promise<Reply> {
  try {
    return { ok: true, value: await handler({ core }, input) };
  } catch (error) {
    const named = input instanceof Object && 'workbook' in input ? input.workbook : null;
    throw toldOf(core, openWorkbook(core, named), error);
  }
}

function runOn(
  session: Session,
  core: CoreState,
  call: Call,
  origin: string,
  method: Method,
  handler: AnyHandler,
  input: unknown,
): Reply {
  const actor = core.settings.read().assessor;
  if (method.kind === 'command') {
    const { value, change } = session.write(
      { method: call.name, origin, actor, logged: method.logged, step: stepOf(call.name) },
      (context) => handler(withPerform(context), input),
    );
    return { ok: true, value, rev: session.head().rev, ...(change !== null && { change }) };
  }
  const context = {
    session,
    db: session.db,
    catalogue: session.catalogue(),
    clock: core.clock,
    files: core.files,
    keys: core.keys,
    actor,
  };
  if (method.kind === 'query') return { ok: true, value: handler(context, input), rev: session.head().rev };
  // A worker opens the file by its name.
  session.checkFile();
  const value = core.jobs.start({ name: call.name, workbook: session.id }, async (controls) => {
    const write = (name: string, body: (command: unknown) => unknown) =>
      session.write({ method: name, origin, actor, logged: true }, (context) => body(withPerform(context)))
        .value;
    try {
      return await handler({ ...context, ...controls, core, files: core.files, write }, input);
    } catch (error) {
      throw toldOf(core, session, error);
    }
  });
  return { ok: true, value };
}
