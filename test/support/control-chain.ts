import { loadCatalogue } from '../../main/catalogue/load.ts';
import type { Evidence } from '../../main/contract/evidence.ts';

/** `framework control duty evidence` for each piece of evidence of each duty that bears on a control of these frameworks, sorted. */
export function controlChain(
  frameworks: readonly string[],
  evidence: readonly Pick<Evidence, 'number' | 'links'>[],
): { readonly controls: ReadonlySet<string>; readonly chain: readonly string[] } {
  const chosen = loadCatalogue().frameworks.filter(({ id }) => frameworks.includes(id));
  const links = evidence.flatMap(({ number, links: refs }) => refs.map((ref) => ({ number, ref })));
  const chain = chosen.flatMap(({ name, version, controls }) =>
    controls.flatMap(({ id, duties }) =>
      links
        .filter(({ ref }) => duties.includes(ref.split('/')[1] ?? ''))
        .map(({ number, ref }) => `${name} ${version} ${id} ${ref} E-${number}`),
    ),
  );
  return {
    controls: new Set(chosen.flatMap(({ controls }) => controls.map(({ id }) => id))),
    chain: chain.sort(),
  };
}
