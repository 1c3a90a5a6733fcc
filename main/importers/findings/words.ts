import type { Finding, FindingResult, FindingSeverity } from '../../contract/findings.ts';
import { FINDING_SEVERITIES } from '../../contract/findings.ts';
import { renamedId } from '../../domain/evidence/finding-accounts.ts';
import { accountNumber, isShortened, mayBeShortenedTo } from '../../domain/services/account-number.ts';
import { parseArn } from '../discover/arns/arn.ts';
import { dateText } from '../sheets/dates.ts';
import { asText } from '../text/json.ts';

/** What one record turned out to be. */
export type Reading =
  | {
      readonly finding: Finding;
      /** What it has as its time, where that cannot be read, or is a day. */
      readonly unreadTime?: string;
      readonly day?: string;
      /** What somebody noted of it in the tool, which changes nothing. */
      readonly noted?: string;
      /** What somebody noted of it there by which it counts as suppressed. */
      readonly notedNone?: string;
      /** The second of several resources, of which the first stands for all. */
      readonly beside?: string;
    }
  /** It counts no more; with what tells it apart, where the record has that. */
  | { readonly skipped: 'archived' | 'notApplicable'; readonly finding: Finding | null }
  /** It judges nothing, so that it is no finding. */
  | { readonly skipped: 'inconclusive'; readonly finding: null }
  | { readonly unreadable: string };

/** Results as Prowler, Security Hub and Config write them. */
const STATUSES: ReadonlyMap<string, FindingResult> = new Map([
  ['pass', 'pass'],
  ['passed', 'pass'],
  ['compliant', 'pass'],
  ['fail', 'fail'],
  ['failed', 'fail'],
  ['non_compliant', 'fail'],
  ['manual', 'manual'],
  ['info', 'manual'],
  // As Prowler 3 wrote it in ASFF.
  ['infoed', 'manual'],
  ['not_available', 'manual'],
  // Of a control without findings.
  ['no_data', 'manual'],
  ['insufficient_data', 'manual'],
  ['warning', 'manual'],
  ['unknown', 'manual'],
  ['other', 'manual'],
  ['muted', 'suppressed'],
  ['suppressed', 'suppressed'],
]);

export const toResult = (status: string | null): FindingResult | null =>
  STATUSES.get(status?.toLowerCase() ?? '') ?? null;

/** A severity by any of the words that scanners have for it; null for a word that is none. */
export function toSeverity(text: string | null): FindingSeverity | null {
  const lower = text?.toLowerCase() ?? '';
  if (lower === 'info') return 'informational';
  if (lower === 'fatal') return 'critical';
  return FINDING_SEVERITIES.find((severity) => severity === lower) ?? null;
}

/** An account as JSON has it: a program may have made a number of it. */
export const asAccount = (value: unknown): string | null =>
  typeof value === 'number' ? accountNumber(value) : asText(value);

/** Account and Region of an ARN; null for another name. */
export function placeOfArn(arn: string | null): {
  readonly account: string | null;
  readonly region: string | null;
} {
  const { account = '', region = '' } = parseArn(arn ?? '') ?? {};
  return { account: /^\d{12}$/.test(account) ? account : null, region: region || null };
}

const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?$/;
/** As spreadsheets of many countries write it. With slashes it could be one of two days. */
const WITH_DOTS = /^(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.(\d{4})(?: (\d{1,2}):(\d{2})(:\d{2})?)?$/;
/** Excel leaves the time away where it is midnight. */
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** A number of Excel's for a day of 1995 to 2091, whose cell was not formatted as one. */
const DAY_NUMBER = /^(3[5-9]|[4-6]\d)\d{3}([.,]\d+)?$/;
/** Whether what is read as a time has no time of day. */
const isDay = (time: string): boolean => !time.includes(':') && /T00:00:00$/.test(toTime(time) ?? '');

/** ISO date-time from a date-time, a day, a number of Excel's for either, or from seconds or milliseconds since 1970; null when it is none. */
export function toTime(value: unknown): string | null {
  if (typeof value === 'string') {
    const text = value.trim();
    const found = DATE_TIME.exec(text);
    if (found) return `${found[1]}T${found[2]}${found[3] ?? ':00'}${found[4] ?? ''}`;
    if (DAY.test(text)) return `${text}T00:00:00`;
    const [, day, month, year, hour = '0', minute = '00', second = ':00'] = WITH_DOTS.exec(text) ?? [];
    if (day && month)
      return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${hour.padStart(2, '0')}:${minute}${second}`;
    if (DAY_NUMBER.test(text)) return toTime(dateText(Number(text.replace(',', '.')), false));
    return /^\d{9,13}(\.\d+)?$/.test(text) ? toTime(Number(text)) : null;
  }
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) return null;
  const time = new Date(value > 1e11 ? value : value * 1000);
  return Number.isNaN(time.getTime()) ? null : time.toISOString().replace(/\.\d+Z$/, 'Z');
}

interface Parts
  extends Omit<
    Finding,
    'id' | 'check' | 'result' | 'title' | 'rule' | 'service' | 'resourceType' | 'requirements'
  > {
  readonly id: string | null;
  readonly check: string | null;
  readonly status: string | null;
  readonly result: FindingResult | null;
  readonly title: string | null;
  readonly rule?: string | null;
  readonly service?: string | null;
  readonly resourceType?: string | null;
  readonly requirements?: readonly string[];
  /** Its time as it is written. */
  readonly time?: string | null;
  /** Tells results apart that share check and place and have no id. */
  readonly detail?: string | null;
}

/** A finding that is over, of which the result does not matter. */
export function toClosed(
  skipped: 'archived' | 'notApplicable',
  parts: Omit<Parts, 'result' | 'status'>,
): Reading {
  const read = toFinding({ ...parts, status: null, result: 'pass' });
  return { skipped, finding: 'finding' in read ? read.finding : null };
}

/** Puts a finding together: cut to length, with an id that stays the same from scan to scan. */
export function toFinding(parts: Parts): Reading {
  const { source, check, region, resource, result, status } = parts;
  if (check === null) return { unreadable: 'it names no check' };
  if (result === null)
    return {
      unreadable: status === null ? 'it has no result' : `its result "${status.slice(0, 40)}" is not known`,
    };
  const { account, shortened } = accountIn(parts);
  const made = [source, check, account ?? shortened, region, resource ?? parts.detail]
    .map((part) => part ?? '')
    .join('|');
  const { time = null, observedAt } = parts;
  return {
    ...(observedAt === null && time !== null ? { unreadTime: time } : {}),
    ...(time !== null && isDay(time) ? { day: time } : {}),
    finding: {
      id: cut(ownId(parts, account) ?? made, 1000),
      source,
      check: cut(check, 200),
      rule: cutOrNull(parts.rule, 200),
      title: cut(parts.title ?? check, 500),
      result,
      severity: parts.severity,
      resource: cutOrNull(resource, 2000),
      resourceType: cutOrNull(parts.resourceType, 200),
      service: cutOrNull(parts.service, 100),
      account: cutOrNull(account, 100),
      ...(shortened === null ? {} : { shortened }),
      region: cutOrNull(region, 100),
      observedAt,
      requirements: bounded(parts.requirements ?? []),
    },
  };
}

/** An account as it is written elsewhere; one that a spreadsheet shortened is read from the ARN of the resource or the finding's own id, or is none. */
function accountIn({ account: written, resource, id }: Pick<Parts, 'account' | 'resource' | 'id'>): {
  readonly account: string | null;
  readonly shortened: string | null;
} {
  const account = accountNumber(written);
  // What other clouds have in its place stays as it is.
  if (!isShortened(account))
    return { account: /^\d{12}$/.test(account) ? account : written, shortened: null };
  const inArn = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(resource ?? '')?.[1];
  // `prowler-aws-CHECK-111122223333-eu-west-1-NAME`, or an ARN of its own.
  const inId = id?.match(/(?<![^:-])\d{12}(?![^:-])/g) ?? [];
  const named = new Set([inArn ?? '', ...inId].filter((each) => mayBeShortenedTo(each, account)));
  const [only] = named;
  return named.size === 1 && only !== undefined
    ? { account: only, shortened: null }
    : { account: null, shortened: account };
}

/** The id that a record gives, in which what a spreadsheet left of its account is the account where that is known. */
const ownId = ({ id, account }: Pick<Parts, 'id' | 'account'>, known: string | null): string | null =>
  id === null || known === null ? id : renamedId(id, accountNumber(account), known);

/** What a record names of frameworks, as much of it as says anything. */
const MAX_REQUIREMENTS = 40;
const bounded = (texts: readonly string[]): readonly string[] =>
  texts.slice(0, MAX_REQUIREMENTS).map((text) => cut(text, 300));

const cut = (text: string, length: number) => (text.length > length ? text.slice(0, length) : text);
const cutOrNull = (text: string | null | undefined, length: number) => (text ? cut(text, length) : null);
