import type { ControlText } from '../../contract/control-texts.ts';
import { invalidInput } from '../../contract/errors.ts';
import { oscalKind } from '../oscal/kinds.ts';
import { readOscalDocument } from '../oscal/read-document.ts';
import { asObject, asText, type Loose } from '../oscal/values.ts';
import { ControlReader } from './controls.ts';

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
 * Reads an OSCAL catalogue in JSON, XML or YAML. Part by part it takes what it can and names what it cannot; INVALID_INPUT for a file
 * that is no such catalogue, too large, or nested too deep. `name` is what messages call it.
 */
export async function readOscalCatalogue(
  path: string,
  name: string,
  signal?: AbortSignal,
): Promise<OscalCatalogue> {
  const { root, body, sha256 } = await readOscalDocument(path, name, signal);
  if (root !== 'catalog') throw invalidInput(notACatalogue(name, root));
  return catalogueOf(body, sha256, name, signal);
}

/** The controls of a catalogue as people read them. INVALID_INPUT when it holds none. */
export function catalogueOf(
  catalogue: Loose,
  sha256: string,
  name: string,
  signal?: AbortSignal,
): OscalCatalogue {
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
    sha256,
    controls: reader.controls,
    unplaced: reader.unplaced,
  };
}

/** What a file is that holds no texts of controls. */
export function notACatalogue(name: string, root: string | null): string {
  const kind = root === null ? undefined : oscalKind(root);
  if (kind) return `${name} is ${kind.what}, and no catalogue of controls. ${kind.instead}`;
  return `${name} is not an OSCAL catalogue${root === null ? '' : `: it begins with "${root.slice(0, 40)}"`}. Take the file that its publisher calls a catalogue.`;
}
