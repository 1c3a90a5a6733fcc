import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { DemarcError, invalidInput } from '../../contract/errors.ts';
import { readHead } from '../files/head.ts';
import { decoderOf, encodingOf } from '../text/encoding.ts';
import { type OscalKind, oscalKind } from './kinds.ts';
import { MAX_BYTES, MAX_NESTING } from './limits.ts';
import { asObject, type Loose } from './values.ts';
import { parseOscalXml } from './xml.ts';
import { parseOscalYaml } from './yaml.ts';

/** A document of OSCAL, whichever of its three forms it came in. */
export interface OscalDocument {
  /** What it is: `catalog`, `profile`, `system-security-plan`; null where the file is no document of OSCAL. */
  readonly root: string | null;
  /** What stands under it. */
  readonly body: Loose;
  readonly sha256: string;
}

const isRoot = (name: string): boolean => oscalKind(name) !== undefined;
/** How a document of OSCAL begins in each of its three forms, with the name of its root. */
const JSON_BEGINS = /^\s*\{\s*(?:"\$schema"\s*:\s*"[^"]*"\s*,\s*)?"([a-z-]{1,40})"\s*:/;
const XML_ELEMENT = /^<(?:[\w-]{1,40}:)?([a-z-]{1,40})\s/;
/** Comments, directives and the mark of a document, behind which a comment may stand. */
const YAML_BEGINS =
  /^(?:[^\S\n]*\n|#[^\n]*\n|%YAML[^\n]*\n|---(?:[^\S\n]+#[^\n]*|[^\S\n]*)\n)*[^\S\n]*["']?([A-Za-z][\w-]{0,60})["']?:\s/;
/** Members that no other documents have. Where keys are sorted the version stands far below. */
const OWN_MEMBER =
  /(oscal-version|back-matter|control-implementations?|implemented-requirements|import-[a-z-]{2,30}|include-(all|controls)|assessment-(assets|subjects))["']?\s{0,9}:/;

/** A document of XML from its first element on. */
function belowProlog(text: string): string {
  let at = 0;
  for (;;) {
    at += text.slice(at).search(/\S|$/);
    const end = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : null;
    const found = end === null ? -1 : text.indexOf(end, at);
    if (end === null || found < 0) return text.slice(at);
    at = found + end.length;
  }
}

/** What a text is a document of, by its beginning: `catalog`, `system-security-plan`; null where it is none of OSCAL. */
export function oscalRoot(
  text: string,
): { readonly root: string; readonly form: 'JSON' | 'XML' | 'YAML' } | null {
  const json = JSON_BEGINS.exec(text)?.[1] ?? '';
  if (isRoot(json) && (json === 'catalog' || OWN_MEMBER.test(text))) return { root: json, form: 'JSON' };
  const start = /^\s*</.test(text) ? belowProlog(text) : '';
  const element = start.includes('csrc.nist.gov/ns/oscal/') ? (XML_ELEMENT.exec(start)?.[1] ?? '') : '';
  if (isRoot(element)) return { root: element, form: 'XML' };
  const yaml = YAML_BEGINS.exec(text)?.[1] ?? '';
  return isRoot(yaml) && OWN_MEMBER.test(text) ? { root: yaml, form: 'YAML' } : null;
}
/** What a text is that begins as a document of OSCAL does; undefined for any other. */
export function oscalBegun(text: string): OscalKind | undefined {
  const begun = oscalRoot(text.slice(0, HEAD_BYTES));
  return begun === null ? undefined : oscalKind(begun.root);
}
const HEAD_BYTES = 64 * 1024;
/** Whether a file begins as a document of OSCAL does. */
export async function isOscal(path: string): Promise<boolean> {
  const head = await readHead(path, HEAD_BYTES);
  // A beginning may end in the middle of a letter.
  return oscalRoot(new TextDecoder(encodingOf(head)).decode(head)) !== null;
}

const AGAIN = 'Fetch it again from its publisher.';

/**
 * Reads a document of OSCAL in JSON, XML or YAML, told by how it begins. INVALID_INPUT for what is none of the three, too large, or
 * nested too deep. `name` is what messages call it.
 */
export async function readOscalDocument(
  path: string,
  name: string,
  signal?: AbortSignal,
): Promise<OscalDocument> {
  checkOscalSize(name, (await stat(path)).size);
  return parseOscalDocument(await readFile(path, signal ? { signal } : {}), name);
}

/** INVALID_INPUT for a document of more bytes than are read. */
export function checkOscalSize(name: string, size: number): void {
  if (size > MAX_BYTES)
    throw invalidInput(
      `${name} has ${Math.round(size / 1024 / 1024)} MB; a document of OSCAL is read up to ${MAX_BYTES / 1024 / 1024} MB. Take the form without layout ("-min.json").`,
    );
}

/** The same of bytes that are in memory. */
export async function parseOscalDocument(bytes: Buffer, name: string): Promise<OscalDocument> {
  const document = asObject(await parse(bytes, name));
  const root = Object.keys(document ?? {}).find((key) => key !== '$schema') ?? null;
  return {
    root,
    body: (root === null ? null : asObject(document?.[root])) ?? {},
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

async function parse(bytes: Buffer, name: string): Promise<unknown> {
  let text: string;
  try {
    text = decoderOf(encodingOf(bytes)).decode(bytes);
  } catch {
    throw invalidInput(`${name} is not text in UTF-8 or UTF-16. ${AGAIN}`);
  }
  try {
    if (/^\s*</.test(text)) return await parseOscalXml(bytes);
    if (YAML_BEGINS.test(text)) return parseOscalYaml(text);
  } catch (error) {
    if (error instanceof DemarcError || error instanceof RangeError || !(error instanceof Error)) throw error;
    throw invalidInput(`${name} is not read: ${error.message}. ${AGAIN}`);
  }
  if (nestingOf(text) > MAX_NESTING)
    throw invalidInput(
      `${name} is nested more than ${MAX_NESTING} deep, which no document of OSCAL is. ${AGAIN}`,
    );
  try {
    return JSON.parse(text);
  } catch {
    throw invalidInput(`${name} is not whole JSON. ${AGAIN}`);
  }
}

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
