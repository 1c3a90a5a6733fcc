import type { FindingResult, FindingSeverity } from '../../contract/findings.ts';
import { accountNumber } from '../../domain/services/account-number.ts';
import { isYes } from '../../domain/words/yes-no.ts';
import { asArray, asText, isObject, type Json } from '../text/json.ts';
import type { Row } from './csv-rows.ts';
import { type Reading, toFinding, toTime } from './words.ts';

// Trusted Advisor, by the Support API, by its own and by the report of an organisation.

const part = (value: unknown): Json => (isObject(value) ? value : {});

const ADVICE: ReadonlyMap<string, readonly [FindingResult, FindingSeverity | null]> = new Map([
  ['ok', ['pass', null]],
  // Yellow: investigation recommended. Red: action recommended.
  ['warning', ['fail', 'medium']],
  ['error', ['fail', 'high']],
  ['not_available', ['manual', null]],
]);
const adviceOf = (status: string | null): readonly [FindingResult | null, FindingSeverity | null] =>
  ADVICE.get(status ?? '') ?? [null, null];

/** `{"result": {"checkId": ...}}`, or what is in it. */
const resultIn = (record: Json): Json => ('checkId' in record ? record : part(record.result));
export const isAdvisorResult = (record: Json): boolean => 'flaggedResources' in resultIn(record);

/** The answer of `aws support describe-trusted-advisor-check-result`: one finding for each resource, or one for a check without any. */
export function readAdvisorResult(record: Json): readonly Reading[] {
  const check = resultIn(record);
  const id = asText(check.checkId);
  const parts = {
    id: null,
    source: 'security-hub' as const,
    check: id === null ? null : `trusted-advisor/${id}`,
    title: null,
    account: null,
    observedAt: toTime(check.timestamp),
  };
  const read = (
    status: string | null,
    rest: { resource: string | null; region: string | null },
    hidden = false,
  ) => {
    const [result, severity] = adviceOf(status);
    return toFinding({ ...parts, ...rest, status, severity, result: hidden ? 'suppressed' : result });
  };
  const flagged = asArray(check.flaggedResources).map(part);
  if (flagged.length === 0) return [read(asText(check.status), { resource: null, region: null })];
  return flagged.map((entry) =>
    read(
      asText(entry.status),
      { resource: nameIn(entry) ?? asText(entry.resourceId), region: asText(entry.region) },
      entry.isSuppressed === true,
    ),
  );
}

const IS_NAME = /^(arn:|[a-z]+-[0-9a-f]{8,17}$)/;
/** `resourceId` is a number of its own, so an ARN or id among what the check tells is what people know. */
const nameIn = (entry: Json): string | null =>
  asArray(entry.metadata)
    .flatMap((text) => asText(text) ?? [])
    .find((text) => IS_NAME.test(text)) ?? null;

export const isRecommendation = (record: Json): boolean =>
  'checkArn' in record && 'resourcesAggregates' in record;

/** One of `aws trustedadvisor list-recommendations`. A dismissed one counts as suppressed. */
export function readRecommendation(record: Json): Reading {
  const check = asText(record.checkArn)?.split('/').at(-1) ?? asText(record.name);
  const status = asText(record.status);
  const [result, severity] = adviceOf(status);
  return toFinding({
    id: asText(record.arn),
    source: 'security-hub',
    check: check === null ? null : `trusted-advisor/${check}`,
    title: asText(record.name),
    status,
    result: asText(record.lifecycleStage) === 'dismissed' ? 'suppressed' : result,
    severity,
    resource: null,
    account: asText(record.arn)?.split(':')[4] || null,
    region: null,
    observedAt: toTime(record.lastUpdatedAt),
  });
}

/** Members of the resources file of an organizational view, JSON or CSV, by which it is told; each check adds columns of its own. */
const MEMBERS = ['accountid', 'checkid', 'checkname', 'resourceid'];
/** Tables of other tools have the members as well, and a result that is not called status: each report has one of these besides. */
const ITS_OWN = ['issuppressed', 'accountparentid', 'category'];
const nameOf = (member: string): string => member.toLowerCase().replace(/[ _]/g, '');
const hasMembers = (names: readonly string[]): boolean => {
  const has = new Set(names.map(nameOf));
  return MEMBERS.every((name) => has.has(name)) && ITS_OWN.some((name) => has.has(name));
};
/** Whether a record is one of a report of an organisation, by its members in any spelling. */
export const isOrganisationRecord = (record: Json): boolean => hasMembers(Object.keys(record));
/** The same of a table, by its columns. */
export const isOrganisationHeader = hasMembers;
/** One resource of such a report in JSON. */
export const readOrganisationRecord = (record: Json): Reading =>
  readOrganisation(
    Object.entries(record).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : typeof value === 'object' ? '' : String(value),
    ]),
  );
/** The same in CSV. */
export const readOrganisationRow = (row: Row): Reading => readOrganisation([...row]);

const COLOURS: ReadonlyMap<string, string> = new Map([
  ['green', 'ok'],
  ['yellow', 'warning'],
  ['red', 'error'],
  ['blue', 'not_available'],
]);
/** Columns of single checks that say which resource it is, where none is an ARN or an id. */
const RESOURCES = ['resourcename', 'bucketname', 'dbinstance', 'loadbalancername', 'iamuser', 'trailname'];

/** Columns that every check has, none of which names a resource as people know it: an account may be called `team-20240101`. */
const OTHERS = [...MEMBERS, 'accountname', 'accountparentid', 'accountparentname', 'category', 'region'];

/** One resource of one account. Of a check without statuses only what it found is listed, for a person to look at. */
function readOrganisation(cells: readonly (readonly [name: string, text: string])[]): Reading {
  const members = new Map<string, string[]>();
  for (const [name, cell] of cells) {
    const [key, text] = [nameOf(name), cell.trim()];
    if (text === '' || text === '-') continue;
    const texts = members.get(key);
    if (texts) texts.push(text);
    else members.set(key, [text]);
  }
  const first = (name: string): string | null => members.get(name)?.[0] ?? null;
  const [check, written, own] = [first('checkid'), first('accountid'), first('resourceid')];
  const account = written === null ? null : accountNumber(written);
  const statuses = (members.get('status') ?? []).map(
    (status) => COLOURS.get(status.toLowerCase()) ?? status.toLowerCase(),
  );
  const status = statuses.find((each) => ADVICE.has(each)) ?? statuses[0] ?? 'not_available';
  const [result, severity] = adviceOf(status);
  const named = [...members]
    .flatMap(([name, texts]) => (OTHERS.includes(name) ? [] : texts))
    .find((text) => IS_NAME.test(text));
  return toFinding({
    id: own === null ? null : ['trusted-advisor', check, account, own].join('|'),
    source: 'security-hub',
    check: check === null ? null : `trusted-advisor/${check}`,
    title: first('checkname'),
    status,
    result: isYes(first('issuppressed') ?? '') ? 'suppressed' : result,
    severity,
    resource: named ?? RESOURCES.map(first).find((name) => name !== null) ?? own,
    account,
    region: first('region'),
    observedAt: toTime(first('timestamp')),
    time: first('timestamp'),
  });
}
