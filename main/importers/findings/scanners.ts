import type { FindingResult } from '../../contract/findings.ts';
import { asArray, asText, isObject, type Json } from '../text/json.ts';
import type { Row } from './csv-rows.ts';
import { placeOfArn, type Reading, toClosed, toFinding, toSeverity, toTime } from './words.ts';

// Scanners beside Prowler: Steampipe and Powerpipe, CloudSploit, ScoutSuite. Each of their runs gives all results of what it looked
// at, so they count as Prowler's do: what a later run does not find any more is over.

const part = (value: unknown): Json => (isObject(value) ? value : {});
const regionOrNull = (region: string | null): string | null =>
  region === null || /^global$/i.test(region) ? null : region;

const CONTROL_RESULTS: ReadonlyMap<string, FindingResult> = new Map([
  ['ok', 'pass'],
  ['alarm', 'fail'],
  ['info', 'manual'],
  // A control that could not be run says nothing of what it looks at.
  ['error', 'manual'],
]);

/** `aws_compliance.control.cis_v300_1_4` and `control.cis_v300_1_4` are one control. */
const controlOf = (id: string | null): string | null => id?.replace(/^.*\bcontrol\./, '') ?? null;

interface ControlResult {
  readonly control: string | null;
  readonly title: string | null;
  readonly severity: string | null;
  readonly status: string | null;
  readonly reason: string | null;
  readonly resource: string | null;
  readonly dimension: (name: string) => string | null;
  /** What the mod says of the control: `service`, `cis_version`. In a table these are columns, as dimensions are. */
  readonly tag: (name: string) => string | null;
}
function readResult(read: ControlResult): Reading {
  const { control, title, status, reason, resource, dimension, tag } = read;
  const [version, item] = [tag('cis_version'), tag('cis_item_id')];
  const place = placeOfArn(resource);
  const parts = {
    id: null,
    source: 'prowler' as const,
    check: control === null ? null : `steampipe/${control}`,
    title,
    severity: toSeverity(read.severity),
    resource,
    service: tag('service')?.replace(/^AWS\//, '') ?? null,
    account: dimension('account_id') ?? place.account,
    region: regionOrNull(dimension('region') ?? place.region),
    observedAt: null,
    detail: reason,
    requirements:
      version !== null && item !== null ? [`CIS AWS Foundations Benchmark ${version}/${item}`] : [],
  };
  // Skipped is what the control does not apply to.
  if (status === 'skip') return toClosed('notApplicable', parts);
  return toFinding({ ...parts, status, result: CONTROL_RESULTS.get(status ?? '') ?? null });
}

/** A control of the JSON of `steampipe check` or `powerpipe benchmark run`, with all its results. */
export function readControl(record: Json): readonly Reading[] {
  const control = controlOf(asText(record.control_id));
  const title = asText(record.title);
  const severity = asText(record.severity);
  const tags = part(record.tags);
  if (!Array.isArray(record.results ?? []) || !('results' in record))
    return [{ unreadable: 'it has no list of results' }];
  const results = asArray(record.results);
  const failure = asText(record.run_error);
  // Without access or its tables a control has no results, which is not that there was nothing to find.
  if (results.length === 0 && (failure || Number(part(record.summary).error) > 0))
    return [
      readResult({
        control,
        title,
        severity,
        status: 'error',
        reason: failure,
        resource: null,
        dimension: () => null,
        tag: (name) => asText(tags[name]),
      }),
    ];
  return results.map((entry) => {
    const result = part(entry);
    const dimensions = asArray(result.dimensions).map(part);
    return readResult({
      control,
      title,
      severity,
      status: asText(result.status),
      reason: asText(result.reason),
      resource: asText(result.resource),
      dimension: (name) => asText(dimensions.find(({ key }) => key === name)?.value),
      tag: (name) => asText(tags[name]),
    });
  });
}

/** Whether columns are those of its CSV; dimensions follow them as columns of their own. */
export const isControlHeader = (columns: readonly string[]): boolean =>
  ['group_id', 'control_id', 'reason', 'resource', 'status'].every((column) => columns.includes(column));

/** One row of its CSV. */
export function readControlRow(row: Row): Reading {
  const cell = (name: string) => row.get(name) ?? null;
  return readResult({
    control: controlOf(cell('control_id')),
    title: cell('control_title'),
    severity: cell('severity'),
    status: cell('status'),
    reason: cell('reason'),
    resource: cell('resource'),
    dimension: cell,
    tag: cell,
  });
}

const SPLOIT_RESULTS: ReadonlyMap<string, FindingResult> = new Map([
  ['OK', 'pass'],
  ['FAIL', 'fail'],
  // Worth a look, and what could not be found out.
  ['WARN', 'manual'],
  ['UNKNOWN', 'manual'],
]);
const orNull = (text: string | null): string | null => (text === 'N/A' ? null : text);

function readSploit(of: (name: string) => string | null, status: string | null): Reading {
  const check = of('plugin') ?? of('title');
  const resource = orNull(of('resource'));
  const place = placeOfArn(resource);
  return toFinding({
    id: null,
    source: 'prowler',
    check: check === null ? null : `cloudsploit/${check}`,
    title: of('title'),
    status,
    result: SPLOIT_RESULTS.get(status?.toUpperCase() ?? '') ?? null,
    severity: null,
    resource,
    service: of('category'),
    account: place.account,
    region: regionOrNull(of('region')) ?? place.region,
    observedAt: null,
    detail: of('message'),
  });
}

export const isSploit = (record: Json): boolean =>
  ['plugin', 'category', 'region', 'status'].every((name) => name in record);
/** One result of `cloudsploit --json`. */
export const readSploitJson = (record: Json): Reading =>
  readSploit((name) => asText(record[name]), asText(record.status));
export const isSploitHeader = (columns: readonly string[]): boolean =>
  ['category', 'title', 'resource', 'statusword'].every((column) => columns.includes(column));
/** One row of `cloudsploit --csv`, which names no plugin. */
export const readSploitRow = (row: Row): Reading =>
  readSploit((name) => row.get(name) ?? null, row.get('statusword') ?? null);

const LEVELS: ReadonlyMap<string, string> = new Map([
  ['danger', 'high'],
  ['warning', 'medium'],
]);
/** What the head of a ScoutSuite report says of all its findings. */
export interface ScoutRun {
  readonly account: string | null;
  readonly time: string | null;
  readonly provider: string | null;
}

/** One rule of a ScoutSuite report: a finding for each item that it flags, or one that it passed; nothing where it looked at nothing. */
export function readScoutRule(
  rule: string,
  service: string,
  record: Json,
  run: ScoutRun,
): readonly Reading[] {
  const provider = run.provider === null || run.provider === 'aws' ? '' : `${run.provider}/`;
  const parts = {
    id: null,
    source: 'prowler' as const,
    check: `${provider}scoutsuite/${rule.replace(/\.json$/, '')}`,
    title: asText(record.description),
    severity: toSeverity(LEVELS.get(asText(record.level) ?? '') ?? null),
    service,
    account: run.account,
    // A rule is run over all Regions at once: the Region is in the path of an item.
    region: null,
    observedAt: toTime(run.time),
    requirements: asArray(record.compliance).flatMap((entry) => {
      const { name, version, reference } = part(entry);
      const texts = [asText(name), asText(version), asText(reference)];
      return texts.includes(null) ? [] : [`${texts[0]} v${texts[1]}/${texts[2]}`];
    }),
  };
  const items = asArray(record.items).flatMap((item) => asText(item) ?? []);
  if (items.length > 0)
    return items.map((item) => toFinding({ ...parts, resource: item, status: 'flagged', result: 'fail' }));
  // A report that was made shorter has the number of those alone.
  if (Number(record.flagged_items) > 0)
    return [toFinding({ ...parts, resource: null, status: 'flagged', result: 'fail' })];
  const checked = Number(record.checked_items);
  return checked > 0 ? [toFinding({ ...parts, resource: null, status: 'passed', result: 'pass' })] : [];
}
