import { invalidInput } from '../../contract/errors.ts';
import { type Json, objectIn } from '../text/json.ts';
import { type NestedRecord, NestedRecords } from './nested-records.ts';
import { readControl, readScoutRule, type ScoutRun } from './scanners.ts';
import type { Tally } from './tally.ts';
import type { Reading } from './words.ts';

// Files that are one large object, with the results of each check somewhere inside.

/** How `scoutsuite_results_*.js` begins, and what is in it without the name. */
export const SCOUT_SUITE = /^\s*(?:scoutsuite_results\s*=|\{\s*"account_id"\s*:(?=[\s\S]*"last_run"\s*:))/;
/** How the JSON of `steampipe check` and `powerpipe benchmark run` begins. */
export const STEAMPIPE = /^\s*\{\s*"group_id"\s*:/;

type Text = AsyncIterable<string>;

/** The results of a benchmark: groups within groups, with controls in any of them. */
export async function readGroupedControls(
  file: string,
  text: Text,
  tally: Tally,
  signal: AbortSignal | undefined,
): Promise<void> {
  const isGroup = (path: readonly string[]) =>
    path.every((key, at) => key === (at % 2 === 0 ? 'groups' : '[]')) && path.length % 2 === 0;
  const isControl = (path: readonly string[]) =>
    path.at(-1) === '[]' && path.at(-2) === 'controls' && isGroup(path.slice(0, -2));
  const records = new NestedRecords(file, isControl, undefined, undefined, isGroup);
  let controls = 0;
  for await (const chunk of text) {
    signal?.throwIfAborted();
    for (const { text: control } of records.push(chunk)) {
      controls += 1;
      addAll(tally, control, readControl, 'steampipe');
    }
  }
  records.end();
  if (controls === 0) throw lacks(file, 'controls');
  tally.beside(records.beside);
  tally.empty('steampipe');
}

/** A report of ScoutSuite: its head says whose account it is and when it was made, and each service has the rules that were run. */
export async function readScoutSuite(
  file: string,
  text: Text,
  tally: Tally,
  signal: AbortSignal | undefined,
): Promise<void> {
  const run: { -readonly [K in keyof ScoutRun]: ScoutRun[K] } = { account: null, time: null, provider: null };
  const onText = ([first, second, third]: readonly string[], value: string) => {
    if (second === undefined && first === 'account_id') run.account = value;
    if (second === undefined && first === 'provider_code') run.provider = value;
    if (first === 'last_run' && second === 'time' && third === undefined) run.time = value;
  };
  const isRule = (path: readonly string[]) =>
    path.length === 4 && path[0] === 'services' && path[2] === 'findings';
  const records = new NestedRecords(file, isRule, onText);
  let begun = false;
  let head = '';
  let rules = 0;
  const take = (each: Iterable<NestedRecord>) => {
    for (const { path, text: rule } of each) {
      rules += 1;
      addAll(tally, rule, (record) => readScoutRule(path[3] ?? '', path[1] ?? '', record, run), 'scoutsuite');
    }
  };
  for await (const chunk of text) {
    signal?.throwIfAborted();
    if (begun) {
      take(records.push(chunk));
      continue;
    }
    head += chunk;
    const at = head.search(/[={]/);
    if (at < 0) continue;
    begun = true;
    take(records.push(head.slice(head[at] === '=' ? at + 1 : at)));
  }
  records.end();
  if (rules === 0) throw lacks(file, 'rules');
  tally.empty('scoutsuite');
}

/** Without anything that was run nothing can be said to have been found. */
const lacks = (file: string, what: string) =>
  invalidInput(
    `${file} holds no ${what} that were run, so that it is no result. Export it again as its tool writes it.`,
  );

/** All that one check found; a check that found nothing is no record. */
function addAll(
  tally: Tally,
  text: string,
  read: (record: Json) => readonly Reading[],
  format: 'steampipe' | 'scoutsuite',
): void {
  const record = objectIn(text);
  if (record === null) tally.add('it is not JSON');
  else for (const reading of read(record)) tally.add([format, reading]);
}
