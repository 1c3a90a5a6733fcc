import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { LayoutReconciliation } from '../../main/contract/layouts.ts';
import type { OscalInput, OscalLayout, OscalVersion } from '../../main/domain/layouts/oscal.ts';
import type { Report } from '../../main/domain/report/report.ts';
import { type PreparedOscal, prepareOscal } from '../../main/exporters/oscal/prepare-oscal.ts';
import { pick } from './sample-parts.ts';

export type OscalModel = 'component' | 'ssp' | 'catalog';
const SCHEMAS = new URL('../fixtures/oscal-schemas/', import.meta.url);
const compiled = new Map<string, ValidateFunction>();

/** Problems that NIST's own schema of a version finds in a document; none when it is valid. */
export function schemaProblems(
  document: unknown,
  model: OscalModel,
  version: OscalVersion,
): readonly string[] {
  const key = `${version}/oscal_${model}_schema.json`;
  let validate = compiled.get(key);
  if (!validate) {
    const schema: unknown = JSON.parse(readFileSync(new URL(key, SCHEMAS), 'utf8'));
    const ajv = new Ajv({ strict: false, unicodeRegExp: true, allErrors: true });
    addFormats.default(ajv);
    validate = ajv.compile(withoutLocalIds(schema) as object);
    compiled.set(key, validate);
  }
  return validate(document)
    ? []
    : (validate.errors ?? []).map((error: ErrorObject) => `${error.instancePath} ${error.message ?? ''}`);
}

/** The schemas name their own definitions with an `$id` that begins with `#`, which is no identifier in draft 7. */
function withoutLocalIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLocalIds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, member]) => !(name === '$id' && typeof member === 'string' && member.startsWith('#')))
      .map(([name, member]) => [name, withoutLocalIds(member)]),
  );
}

/** A synthetic report as the OSCAL exporters want it: its frameworks, and NIST's numbers for every second duty. */
export function oscalInput(
  report: Report,
  options: { readonly chosen?: readonly string[] } = {},
): OscalInput {
  const families = ['ac', 'au', 'cm', 'sc', 'si'];
  const nist = (id: string, subsetOf: string | null) => ({
    id,
    name: id === 'nist-800-53-r5' ? 'NIST Special Publication 800-53' : 'FedRAMP Moderate baseline',
    version: 'Revision 5',
    publisher: 'NIST',
    subsetOf,
    controls: report.responsibilities.map((duty, at) => ({
      id: `${pick(families, at).toUpperCase()}-${1 + Math.floor(at / 5)}`,
      token: `${pick(families, at)}-${1 + Math.floor(at / 5)}`,
      title: duty.name,
      responsibilities: at % 2 === 0 ? [duty.id, pick(report.responsibilities, at + 2).id] : [],
      inherit: 'wholly' as const,
    })),
  });
  const frameworks = [
    nist('nist-800-53-r5', null),
    nist('fedramp-moderate-r5', 'nist-800-53-r5'),
    ...report.frameworks.map((framework) => ({
      ...framework,
      subsetOf: null,
      controls: framework.controls.map((control) => ({
        ...control,
        token: /^[A-Za-z_]/.test(control.id) ? control.id : `pci-${control.id}`,
        inherit: 'wholly' as const,
      })),
    })),
  ];
  return {
    report,
    workbook: '6f4e9c1c-2f0e-4b5a-9d3f-0a1b2c3d4e5f',
    lastModified: '2026-11-24T16:05:09.123Z',
    frameworks: options.chosen ? frameworks.filter(({ id }) => options.chosen?.includes(id)) : frameworks,
    others: [],
    catalogueIds: new Map(report.services.map(({ ref }, at) => [ref, pick(['rds', 's3', 'ec2'], at)])),
  };
}

/** A document as JSON gives it back, to be looked into. */
export interface Node {
  readonly [member: string]: unknown;
}
export const node = (value: unknown): Node => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`No object: ${JSON.stringify(value)}`);
  return value as Node;
};
export const nodes = (value: unknown): readonly Node[] =>
  value === undefined ? [] : (value as readonly unknown[]).map(node);

export interface WrittenOscal extends PreparedOscal {
  readonly path: string;
  readonly text: string;
  /** What stands under the root member. */
  readonly body: Node;
  readonly reconciliation: LayoutReconciliation;
}
/** Writes a document into a folder and reads it back. */
export async function writeOscal(
  input: OscalInput,
  folder: string,
  layout: OscalLayout,
  version: OscalVersion = '1.2.1',
): Promise<WrittenOscal> {
  const prepared = prepareOscal(input, layout, version);
  const path = join(folder, `${layout}-${version}.json`);
  await prepared.write(path);
  const text = readFileSync(path, 'utf8');
  const [body] = Object.values(JSON.parse(text) as Node);
  return { ...prepared, path, text, body: node(body), reconciliation: await prepared.reconcile(path) };
}
export const modelOf = (layout: OscalLayout): OscalModel =>
  layout === 'oscal-component-definition' ? 'component' : 'ssp';

/** Every by-component of a plan with its control, wherever it hangs. */
export const byComponents = (plan: Node): readonly { readonly control: string; readonly part: Node }[] =>
  nodes(node(plan['control-implementation'])['implemented-requirements']).flatMap((requirement) =>
    [requirement, ...nodes(requirement.statements)].flatMap((place) =>
      nodes(place['by-components']).map((part) => ({ control: String(requirement['control-id']), part })),
    ),
  );
/** Values of properties, whoever's they are. */
export const propsOf = (part: Node, name: string): readonly string[] =>
  nodes(part.props).flatMap((prop) => (prop.name === name ? [String(prop.value)] : []));
