import type { Ownership, RegisterRow, Share } from '../../main/contract/assignments.ts';
import type { Gap } from '../../main/contract/gaps.ts';
import { UNTOUCHED } from '../../main/domain/answers/untouched.ts';
import { findGaps, type GapInput } from '../../main/domain/gaps/gaps.ts';
import { byName } from '../../main/domain/review/who.ts';

export const TODAY = '2026-11-25';
export const PARTIES = [
  { id: 'aws', name: 'AWS', kind: 'provider' },
  { id: 'organisation', name: 'Thistlemoor', kind: 'organisation' },
  { id: 'platform', name: 'Platform team', kind: 'internal-provider' },
  { id: 'owlhurst', name: 'Owlhurst', kind: 'third-party' },
  { id: 'shoppers', name: 'Shoppers', kind: 'client' },
] as const;

export type Evidence = GapInput['evidence'][number];
export const share = (party: string, more: Partial<Share> = {}): Share => ({
  party,
  text: `${party} does its part.`,
  person: party === 'aws' ? null : 'li-na',
  ...more,
});
export const aws = share('aws');
export const ours = share('organisation');

export function row(shares: readonly Share[], more: Partial<RegisterRow> = {}): RegisterRow {
  const subject = more.subject ?? 'orders-db';
  const responsibility = more.responsibility ?? 'restore-testing';
  const [first] = shares;
  const ownership: Ownership = !first
    ? { kind: 'unanswered' }
    : shares.length === 1
      ? { kind: 'single', party: first.party }
      : { kind: 'shared', parties: shares.map(({ party }) => party) };
  return {
    ref: `${subject}/${responsibility}`,
    subject,
    subjectKind: 'service',
    subjectLabel: subject,
    serviceName: 'Amazon RDS',
    environments: ['production'],
    domain: 'resilience',
    domainName: 'Resilience and recovery',
    responsibility,
    responsibilityName: 'Restore testing',
    ownership,
    ...UNTOUCHED,
    shares,
    suggested: 'customer',
    deviates: false,
    evidence: [],
    ...more,
  };
}
export const notApplicable = (reason: string) =>
  row([], { ownership: { kind: 'not-applicable' }, notApplicable: reason, deviates: true });

export const proof = (number: number, more: Partial<Evidence> = {}): Evidence => ({
  number,
  title: 'SOC 2 report',
  coversFrom: null,
  coversTo: null,
  expires: null,
  links: [],
  replacedBy: null,
  providerReport: null,
  ...more,
});
export const service = (ref: string, more: Partial<GapInput['services'][number]> = {}) => ({
  ref,
  catalogueId: 'rds',
  label: ref,
  serviceName: 'Amazon RDS',
  environments: ['production'],
  lifecycle: { state: 'active' as const },
  reviewOn: null,
  ...more,
});

export function gapsOf(rows: readonly RegisterRow[], more: Partial<GapInput> = {}): Gap[] {
  return findGaps({
    rows,
    services: [],
    parties: PARTIES,
    evidence: [],
    actions: [],
    people: [],
    signOffs: [],
    rules: new Set(),
    who: byName,
    cadences: [],
    misconceptionOf: () => null,
    periodFrom: '2026-01-01',
    periodTo: '2026-12-31',
    reviewOn: null,
    today: TODAY,
    ...more,
  });
}
export const brief = (gaps: readonly Gap[]) =>
  gaps.map(({ rule, ref, subject }) => `${rule} ${ref ?? subject}`);
export const sentences = (gaps: readonly Gap[]) => gaps.map(({ sentence }) => sentence);
