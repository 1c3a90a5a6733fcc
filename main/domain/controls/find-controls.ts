import { plainName } from '../words/plain-text.ts';
import { ID_SCHEMES, type IdScheme } from './control-ids.ts';

/** Frameworks whose ids are spelled as those of another. */
const SPELLED_AS: Readonly<Record<string, string>> = {
  'fedramp-moderate-r5': 'nist-800-53-r5',
  'csa-ccm-4.1': 'csa-ccm-4.0',
  'csa-aicm-1.1': 'csa-ccm-4.0',
  'iso-27017-2026': 'iso-27001-2022',
};

/** How ids of a framework's controls are read; undefined where there is no way of writing them that is known. */
export const schemeFor = (framework: string): IdScheme | undefined =>
  ID_SCHEMES.find((scheme) => scheme.framework === (SPELLED_AS[framework] ?? framework));

/**
 * Finds the controls of a framework by an id as people spell it: its own, or any that comes to the same one, as `3.1.1` and
 * `3.1.1[a]` do to `AC.L2-3.1.1`. Made once for a framework; empty for an id that it does not have.
 */
export function controlFinder<T extends { readonly id: string; readonly formerly?: readonly string[] }>(
  framework: string,
  controls: readonly T[],
): (id: string) => readonly T[] {
  const spelling = SPELLED_AS[framework] ?? framework;
  const known = ID_SCHEMES.filter((scheme) => scheme.framework === spelling);
  const spellings = (id: string): ReadonlySet<string> =>
    new Set([id.trim(), ...known.flatMap(({ parse }) => parse(id)?.control ?? [])].map(plainName));
  const byId = new Map<string, T[]>();
  for (const control of controls)
    for (const spelled of new Set(
      [control.id, ...(control.formerly ?? [])].flatMap((id) => [...spellings(id)]),
    )) {
      const list = byId.get(spelled);
      if (list) list.push(control);
      else byId.set(spelled, [control]);
    }
  return (id) => [...new Set([...spellings(id)].flatMap((spelled) => byId.get(spelled) ?? []))];
}
