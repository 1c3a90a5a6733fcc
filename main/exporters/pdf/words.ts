import type { OwnerClass, ServiceModel } from '../../contract/catalogue.ts';
import type { EvidenceKind } from '../../contract/evidence.ts';
import type { Severity } from '../../contract/gaps.ts';

export const MODEL_WORDS: Readonly<Record<ServiceModel, string>> = {
  iaas: 'Infrastructure (IaaS)',
  container: 'Containers',
  paas: 'Platform (PaaS)',
  serverless: 'Serverless',
  saas: 'Software (SaaS)',
  tool: 'Tool',
};
export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};
export const KIND_WORDS: Readonly<Record<EvidenceKind, string>> = {
  file: 'File, held in the workbook',
  reference: 'File, held elsewhere',
  link: 'Link',
  note: 'Note',
  finding: 'Automated finding',
};
export const ownerClassWords = (owner: OwnerClass): string =>
  ({ aws: 'the provider', customer: 'the customer', shared: 'shared', na: 'not applicable' })[owner];

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** `2026-11-25` or an instant as `25 Nov 2026`; anything else as it is. Days are UTC days, as recorded. */
export function shortDate(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  const month = MONTHS[Number(match?.[2]) - 1];
  return match && month ? `${Number(match[3])} ${month} ${match[1]}` : iso;
}
export const period = (from: string | null, to: string | null): string | null => {
  if (from && to) return `${shortDate(from)} to ${shortDate(to)}`;
  if (from) return `from ${shortDate(from)}`;
  return to ? `until ${shortDate(to)}` : null;
};
export const count = (n: number): string => n.toLocaleString('en-GB');
/** `1 duty`, `2 duties`. */
export const counted = (n: number, one: string, many: string): string =>
  `${count(n)} ${n === 1 ? one : many}`;
/** Bytes in the units that a file manager shows. */
export function bytes(n: number): string {
  if (n < 1000) return `${n} bytes`;
  if (n < 1_000_000) return `${(n / 1000).toFixed(0)} kB`;
  return `${(n / 1_000_000).toFixed(1)} MB`;
}
