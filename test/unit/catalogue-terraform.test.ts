import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';

// What Terraform's provider for AWS can make, by the first word of each name; "-" is the resource that is that word alone.
const { resources, without } = JSON.parse(
  readFileSync(new URL('catalogue-terraform.json', import.meta.url), 'utf8'),
) as {
  resources: Readonly<Record<string, string>>;
  /** Beginning of names -> why there is no entry. */
  without: Readonly<Record<string, string>>;
};
const types = Object.entries(resources).flatMap(([word, rest]) =>
  rest.split(' ').map((name) => (name === '-' ? `aws_${word}` : `aws_${word}_${name}`)),
);
const { recognise } = indexCatalogue(loadCatalogue());
const unknown = types.filter((type) => recognise('terraform', type) === null);

describe('the resources of Terraform', () => {
  it('lead to an entry, or it is said why there is none', () => {
    expect(types.length).toBeGreaterThan(1_500);
    const silent = Object.keys(without);
    expect(unknown.filter((type) => !silent.some((start) => type.startsWith(start)))).toEqual([]);
  });
  it('have an entry wherever no reason is given, and no reason where there is an entry', () => {
    expect(Object.keys(without).filter((start) => !unknown.some((type) => type.startsWith(start)))).toEqual(
      [],
    );
    const excused = types.filter((type) => Object.keys(without).some((start) => type.startsWith(start)));
    expect(excused).toEqual(unknown);
  });
});
