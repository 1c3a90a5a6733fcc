import { basename } from 'node:path';
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { invalidInput } from '../../contract/errors.ts';
import { STEP_NAMES, type StepName } from '../../contract/steps.ts';
import { nearest } from '../../domain/words/near-miss.ts';
import { readSmallFile } from '../../platform/small-file.ts';

const MAX_BYTES = 4 * 1024 ** 2;
/** Beyond this a file repeats itself through aliases rather than being written by anybody. */
const MAX_ALIASES = 1000;

/** A step as it stands in a file of changes. */
export interface WrittenStep {
  readonly step: StepName;
  readonly with: Record<string, unknown>;
  readonly at: string;
}

const FORM = 'Write a list of steps, each one name and its fields, such as "- add person: {name: Ann Lee}".';

/** Reads a file of changes, YAML or JSON. INVALID_INPUT, with the line, for what is no list of steps. */
export function readChanges(path: string): readonly WrittenStep[] {
  const lines = new LineCounter();
  const document = parseDocument(textOf(path), {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
  });
  const place = (offset: number | undefined) =>
    `${basename(path)}, line ${offset === undefined ? 1 : lines.linePos(offset).line}`;
  const [error] = document.errors;
  if (error)
    throw invalidInput(
      `${place(error.pos[0])}: ${error.message.split('\n')[0]}. Correct it; nothing was changed.`,
    );
  const list = isMap(document.contents) ? document.contents.get('steps', true) : document.contents;
  if (!isSeq(list) || list.items.length === 0)
    throw invalidInput(
      `${place(document.contents?.range?.[0])}: there are no steps. ${FORM} Nothing was changed.`,
    );
  return list.items.map((item) => stepOf(document, item as Node, place));
}

function textOf(path: string): string {
  try {
    return readSmallFile(path, MAX_BYTES);
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw invalidInput(`The file ${path} cannot be read. Check its name and that you may read it.`);
    throw error;
  }
}

function stepOf(document: Document, item: Node, place: (offset: number | undefined) => string): WrittenStep {
  const at = place(item.range?.[0]);
  const pair = isMap(item) && item.items.length === 1 ? item.items[0] : undefined;
  const written = isScalar(item) ? item.value : isScalar(pair?.key) ? pair.key.value : undefined;
  if (typeof written !== 'string') throw invalidInput(`${at}: this is no step. ${FORM} Nothing was changed.`);
  const step = STEP_NAMES.find((name) => name === written.trim().toLowerCase());
  if (step === undefined) {
    const near = nearest(written, STEP_NAMES);
    throw invalidInput(
      `${at}: there is no step "${written}". ${near ? `Did you mean "${near}"?` : '"demarc apply --list-steps" lists them.'} Nothing was changed.`,
    );
  }
  const value = pair?.value as Node | null | undefined;
  const given: unknown = value ? value.toJS(document, { maxAliasCount: MAX_ALIASES }) : {};
  if (given !== null && (typeof given !== 'object' || Array.isArray(given)))
    throw invalidInput(`${at}: "${step}" takes fields with names. ${FORM} Nothing was changed.`);
  return { step, with: { ...given }, at };
}
