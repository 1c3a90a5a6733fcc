import type { Domain, Scope } from '../../main/contract/catalogue.ts';
import type { Evidence } from '../../main/contract/evidence.ts';
import { slugify } from '../../main/contract/ids.ts';
import type { Matrix } from '../../main/contract/matrix.ts';
import type {
  ReportFramework,
  ReportResponsibility,
  ReportService,
} from '../../main/domain/report/report.ts';
import { DOMAINS, DUTIES, NOTES, PEOPLE, SERVICES } from './sample-texts.ts';

export interface Subject {
  readonly ref: string;
  readonly kind: Scope;
  readonly label: string;
  readonly serviceName: string;
  readonly environments: readonly string[];
}

export const pick = <T>(list: readonly T[], n: number): T => {
  const item = list[n % list.length];
  if (item === undefined) throw new Error('The sample has an empty list.');
  return item;
};
/** A well-mixed number for a place in the register, the same for the same seed on every machine. */
export function mix(seed: number, index: number): number {
  let n = (seed * 0x9e3779b1 + index * 0x85ebca6b) | 0;
  n = Math.imul(n ^ (n >>> 16), 0x7feb352d);
  n = Math.imul(n ^ (n >>> 15), 0x846ca68b);
  return (n ^ (n >>> 16)) >>> 0;
}

export function makeService(
  subject: Subject,
  index: number,
  tally: { asked: number; answered: number },
): ReportService {
  const [, , category] = pick(SERVICES, index - 2);
  return {
    ref: subject.ref,
    catalogueId: subject.ref,
    label: subject.label,
    serviceName: subject.serviceName,
    category,
    model: pick(['iaas', 'paas', 'serverless', 'serverless', 'serverless', 'saas', 'tool'] as const, index),
    environments: subject.environments,
    account: index % 3 === 0 ? '111122223333' : null,
    region: 'eu-central-1',
    tags: index % 3 === 0 ? ['payments', 'tier 1'] : [],
    dataClassification: index % 2 === 0 ? 'Confidential' : null,
    lead: pick(PEOPLE, index).id,
    notes: index === 2 ? '-- moved from the old data centre in 2024' : null,
    lifecycle:
      index === 4 ? { state: 'closed-to-new', date: '2026-06-30', dateKind: 'closed' } : { state: 'active' },
    ...tally,
  };
}

export function makeEvidence(
  count: number,
  links: ReadonlyMap<number, readonly string[]>,
  seed: number,
): readonly Evidence[] {
  return Array.from({ length: count }, (_, index): Evidence => {
    const number = index + 1;
    const n = mix(seed + 7, index);
    const kind = pick(['file', 'file', 'link', 'note', 'reference', 'finding'] as const, index);
    const hash = Array.from({ length: 8 }, (_, part) => mix(n, part).toString(16).padStart(8, '0')).join('');
    const title =
      index === 3
        ? '=Minutes of the 12 November workshop'
        : `${pick(['SOC 2 Type II report', 'Backup policy', 'Console page', 'Minutes', 'Restore test', 'Scanner result'], index)} ${number}`;
    return {
      number,
      kind,
      title,
      fileName: kind === 'file' || kind === 'reference' ? `evidence-${number}.pdf` : null,
      sha256: kind === 'link' ? null : hash,
      mediaType:
        kind === 'file' || kind === 'reference' ? 'application/pdf' : kind === 'note' ? 'text/plain' : null,
      size: kind === 'link' ? null : 2048 + (n % 5_000_000),
      url: kind === 'link' ? `https://docs.example.test/policies/${number}?view=full&lang=en` : null,
      text: kind === 'note' ? pick(NOTES, index) : null,
      coversFrom: index % 2 === 0 ? '2026-01-01' : null,
      coversTo: index % 2 === 0 ? '2026-06-30' : null,
      expires: index % 4 === 0 ? '2026-12-31' : null,
      collectedBy: index % 3 === 0 ? 'Ingrid Aalto' : null,
      collectedAt: '2026-11-12T14:05:00.000Z',
      links: links.get(number) ?? [],
      replacedBy: index % 12 === 5 ? number + 1 : null,
      providerReport: index % 12 === 0 ? { party: 'aws', kind: 'soc-2', services: null } : null,
    };
  });
}

export function makeMatrix(
  subjects: readonly Subject[],
  domains: readonly Domain[],
  responsibilities: readonly ReportResponsibility[],
  cells: Matrix['cells'],
  parties: Matrix['parties'],
): Matrix {
  return {
    rev: 418,
    parties,
    subjects: subjects.map(({ ref, kind, label, serviceName, environments }) => ({
      ref,
      kind,
      label,
      detail: serviceName,
      ...(environments.length > 0 ? { environments } : {}),
    })),
    domains,
    responsibilities: responsibilities.map(({ id, name, domain, scope }) => ({ id, name, domain, scope })),
    cells,
  };
}

export function makeFrameworks(
  responsibilities: readonly ReportResponsibility[],
): readonly ReportFramework[] {
  const annex = (
    id: string,
    name: string,
    version: string,
    publisher: string,
    prefix: string,
  ): ReportFramework => ({
    id,
    chosen: true,
    name,
    version,
    publisher,
    controls: Array.from({ length: 18 }, (_, index) => ({
      id: `${prefix}${Math.floor(index / 6) + 5}.${(index % 6) + 1}`,
      title: `Sample control ${index + 1} about ${pick(responsibilities, index * 3).name.toLowerCase()}`,
      group: pick(['Organisation', 'People', 'Technology'], Math.floor(index / 6)),
      responsibilities: [pick(responsibilities, index * 3).id, pick(responsibilities, index * 5 + 1).id],
      inherit: pick(['wholly', 'partly', 'not'] as const, index),
    })),
  });
  return [
    annex('iso-27001-2022', 'ISO/IEC 27001', '2022', 'ISO and IEC', 'A.'),
    annex('pci-dss-4.0.1', 'PCI DSS', '4.0.1', 'PCI SSC', ''),
  ];
}

export function makeResponsibilities(): readonly ReportResponsibility[] {
  const order = new Map(DOMAINS.map(([id], index) => [id, index]));
  return DUTIES.flatMap(([scope, lines]) =>
    lines.split('\n').flatMap((line) => {
      const [domain = '', names = ''] = line.trim().split(': ');
      return names.split('; ').map((name) => ({
        id: slugify(name, 'duty').slice(0, 40).replace(/-+$/, ''),
        name,
        domain,
        scope,
        question: `Who takes care of "${name}", and how is it checked?`,
      }));
    }),
  ).sort((a, b) => (order.get(a.domain) ?? 0) - (order.get(b.domain) ?? 0));
}

export function makeSubjects(count: number): readonly Subject[] {
  const environments = [['production'], ['production', 'test'], ['landing-zone'], []];
  const services = Array.from({ length: count }, (_, index): Subject => {
    const [label, serviceName] = pick(SERVICES, index);
    const round = Math.floor(index / SERVICES.length);
    const base = slugify(label, 'order-archive');
    return {
      ref: round === 0 ? base : `${base}-${round + 1}`,
      kind: 'service',
      label: round === 0 ? label : `${label} ${round + 1}`,
      serviceName,
      environments: pick(environments, index + round),
    };
  });
  return [
    {
      ref: 'workbook',
      kind: 'organisation',
      label: 'Whole workbook',
      serviceName: 'Kalliope Retail',
      environments: [],
    },
    { ref: 'aws', kind: 'provider', label: 'AWS', serviceName: 'AWS', environments: [] },
    ...services,
  ];
}
