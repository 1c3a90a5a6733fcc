import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { ControlText } from '../../contract/control-texts.ts';
import { invalidInput } from '../../contract/errors.ts';
import { decoderOf, encodingOf } from '../text/encoding.ts';
import { ControlReader } from './controls.ts';
import { MAX_BYTES, MAX_NESTING } from './limits.ts';
import { asObject, asText } from './values.ts';

/** What an OSCAL catalogue holds. */
export interface OscalCatalogue {
  readonly title: string;
  readonly version: string;
  readonly oscalVersion: string;
  readonly sha256: string;
  readonly controls: readonly ControlText[];
  readonly unplaced: readonly { readonly place: string; readonly why: string }[];
}

/**
 * Reads an OSCAL catalogue in JSON. Part by part it takes what it can and names what it cannot; INVALID_INPUT for a file
 * that is no such catalogue, too large, or nested too deep. `name` is what messages call it.
 */
export async function readOscalCatalogue(
  path: string,
  name: string,
  signal?: AbortSignal,
): Promise<OscalCatalogue> {
  const { size } = await stat(path);
  if (size > MAX_BYTES)
    throw invalidInput(
      `${name} has ${Math.round(size / 1024 / 1024)} MB; a catalogue of controls is read up to ${MAX_BYTES / 1024 / 1024} MB. Take the form without layout ("-min.json").`,
    );
  const bytes = await readFile(path, signal ? { signal } : {});
  const document = asObject(parse(bytes, name));
  const catalogue = asObject(document?.catalog);
  if (!catalogue) throw invalidInput(notACatalogue(name, document));
  const metadata = asObject(catalogue.metadata);
  const reader = new ControlReader(name, signal);
  reader.read(catalogue);
  if (reader.controls.length === 0)
    throw invalidInput(
      `${name} is an OSCAL catalogue without a control that could be read. Fetch it again from its publisher.`,
    );
  return {
    title: asText(metadata?.title) ?? 'Catalogue without a title',
    version: asText(metadata?.version) ?? 'unknown',
    oscalVersion: asText(metadata?.['oscal-version']) ?? 'unknown',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    controls: reader.controls,
    unplaced: reader.unplaced,
  };
}

function parse(bytes: Buffer, name: string): unknown {
  let text: string;
  try {
    text = decoderOf(encodingOf(bytes)).decode(bytes);
  } catch {
    throw invalidInput(`${name} is not text in UTF-8 or UTF-16. Fetch it again from its publisher.`);
  }
  const other = otherForm(text);
  if (other)
    throw invalidInput(
      `${name} is ${other.what} in ${other.form}; OSCAL is read as JSON. Its publisher has the same in JSON (NIST keeps folders named json, xml and yaml side by side), and oscal-cli turns it around: "oscal-cli convert --to=json".`,
    );
  if (nestingOf(text) > MAX_NESTING)
    throw invalidInput(
      `${name} is nested more than ${MAX_NESTING} deep, which no catalogue of controls is. Fetch it again from its publisher.`,
    );
  try {
    return JSON.parse(text);
  } catch {
    throw invalidInput(`${name} is not whole JSON. Fetch it again from its publisher.`);
  }
}

/** Names its document where a text is OSCAL in one of its two other forms. */
function otherForm(text: string): { readonly what: string; readonly form: 'XML' | 'YAML' } | null {
  const start = text.slice(0, 4000);
  const element = /<([a-z-]{1,60})[^<>]{0,2000}\bcsrc\.nist\.gov\/ns\/oscal\//.exec(start)?.[1];
  if (element !== undefined) return { what: documentWords(element), form: 'XML' };
  const key = /^(?:---[^\S\n]*\n)?([a-z-]{1,60}):[^\S\n]*\n/.exec(start)?.[1];
  return key === undefined ? null : { what: documentWords(key), form: 'YAML' };
}
const documentWords = (root: string): string =>
  root === 'catalog' ? 'an OSCAL catalogue' : `an OSCAL document ("${root}")`;

/** How deep the brackets go, without parsing: a hostile file is refused before anything is built from it. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return deepest;
}

function notACatalogue(name: string, document: Readonly<Record<string, unknown>> | null): string {
  const root = Object.keys(document ?? {}).find((key) => key !== '$schema');
  if (root === 'profile')
    return `${name} is an OSCAL profile: it chooses controls and does not hold their texts. Take the catalogue, or the profile "resolved".`;
  return `${name} is not an OSCAL catalogue in JSON${root === undefined ? '' : `: it begins with "${root.slice(0, 40)}"`}. Take the file that its publisher calls a catalogue.`;
}
