import { asText, isObject, type Json } from '../text/json.ts';
import { readAsff } from './asff.ts';
import type { Row } from './csv-rows.ts';
import { productOf } from './products.ts';
import { requirementTexts } from './requirements.ts';
import { type Reading, toClosed, toFinding, toResult, toSeverity } from './words.ts';

// Findings of Security Hub as tables: their columns are members of ASFF, each in its own spelling. So writes AWS's "CSV Manager for AWS
// Security Hub" (aws-samples/aws-security-hub-csv-manager, csvObjects.py), Steampipe and CloudQuery (tables of securityhub findings), whatever
// flattens `aws securityhub get-findings`, and the console. What AWS's console calls its columns is documented nowhere: its words are those of
// its pages.

/** A column as it is without blanks and marks: "Compliance Status", `compliance_status` and `Compliance.Status` are one. */
const plainNames = new Map<string, string>();
const LONGEST_NAME = 100;
function plain(heading: string): string {
  const name = heading.slice(0, LONGEST_NAME);
  let known = plainNames.get(name);
  if (known === undefined) {
    known = name.toLowerCase().replace(/[^a-z0-9]+/g, '');
    // A stranger's file may have any number of columns.
    if (plainNames.size < 10_000) plainNames.set(name, known);
  }
  return known;
}

const CONTROL = ['securitycontrolid', 'compliancesecuritycontrolid', 'controlid', 'productfieldscontrolid'];
const GENERATOR = ['generatorid', 'generator'];
const TITLE = ['title', 'findingtitle', 'findingname'];
const COMPLIANCE = ['compliancestatus', 'compliance'];
const WORKFLOW = ['workflowstatus', 'workflow'];
const RESOURCE = ['resourceid', 'resourcearn', 'resources0id', 'resourcesid', 'resources', 'resource'];
/** What no other tool's findings have. */
const OF_HUB = [
  ...['generatorid', 'productarn', 'recordstate', 'workflowstatus', 'workflowstate'],
  ...['securitycontrolid', 'compliancesecuritycontrolid', 'standardscontrolarn', 'standardscontrol'],
];

/** Whether columns, by any spelling, are those of checks of Security Hub; whether they say which check each is of is asked apart. */
function areOfHub(columns: readonly string[]): {
  readonly names: ReadonlySet<string>;
  readonly yes: boolean;
} {
  const names = new Set(columns.map(plain));
  const has = (all: readonly string[]) => all.some((name) => names.has(name));
  const isJudged = has(COMPLIANCE) || (names.has('recordstate') && has(WORKFLOW));
  return { names, yes: isJudged && has(OF_HUB) && has(RESOURCE) };
}
const NAMES_CHECK = [...CONTROL, ...GENERATOR, ...TITLE];

/** Whether columns are those of findings of Security Hub. */
export function isHubHeader(columns: readonly string[]): boolean {
  const { names, yes } = areOfHub(columns);
  return yes && NAMES_CHECK.some((name) => names.has(name));
}
/** Whether they are those of the checks of one control, which the table itself does not name. */
export function isOfOneControl(columns: readonly string[]): boolean {
  const { names, yes } = areOfHub(columns);
  return yes && !NAMES_CHECK.some((name) => names.has(name));
}

type Cell = (names: readonly string[]) => string | null;
function cellsOf(row: Row): Cell {
  const cells = new Map<string, string>();
  for (const [name, text] of row) if (!cells.has(plain(name))) cells.set(plain(name), text);
  return (names) => names.map((name) => cells.get(name)).find((text) => text !== undefined) ?? null;
}

/** A member that stands in a cell as JSON; the text itself where it is none. */
function valueIn(text: string | null): unknown {
  if (text === null || !/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
const memberOf = (value: unknown, name: string): unknown =>
  isObject(value) ? Object.entries(value).find(([key]) => plain(key) === name)?.[1] : undefined;
/** `Failed`, as a page writes it, is FAILED. */
const word = (value: unknown): string | null => asText(value)?.toUpperCase().replace(/[ -]/g, '_') ?? null;

/** `S3.8 S3 buckets should …`: so are titles called where the standards have controls of their own. */
const leadingControl = (title: string | null): string | null =>
  /^\[?([A-Z][A-Za-z0-9]+\.\d{1,3})\]? /.exec(title ?? '')?.[1] ?? null;

/** `AwsS3Bucket, arn:aws:s3:::orders, aws, eu-west-1`, as CSV Manager writes each resource, one behind the other with nothing between them. */
const OF_MANAGER =
  /^([A-Za-z0-9]{1,100}), (.{1,2000}?), (aws[a-z-]{0,20}|None), ([a-z]{2,4}(?:-[a-z]+)+-\d|None)/;

/** Several resources in one cell, where it holds nothing but their ARNs. */
function arnsIn(value: unknown): readonly string[] {
  const words = typeof value === 'string' ? value.split(/[\s,;|]/).filter(Boolean) : [];
  return words.length > 1 && words.every((text) => text.startsWith('arn:')) ? words : [];
}
/** What it names beside the first. */
function otherResources(cell: Cell): readonly Json[] {
  const value = valueIn(cell(RESOURCE));
  const all: readonly unknown[] = Array.isArray(value) ? value : arnsIn(value);
  return all.slice(1).map((each) => ({ Id: isObject(each) ? memberOf(each, 'id') : each }));
}

function resourceOf(cell: Cell): Json {
  const value = valueIn(cell(RESOURCE));
  const first: unknown = Array.isArray(value) ? value[0] : (arnsIn(value)[0] ?? value);
  const type = cell(['resourcetype', 'resources0type', 'resourcestype']);
  const region = cell(['resourceregion', 'resources0region', 'resourcesregion']);
  if (isObject(first))
    return {
      Id: memberOf(first, 'id'),
      Type: memberOf(first, 'type') ?? type,
      Region: memberOf(first, 'region') ?? region,
    };
  const [, ofType, id, , inRegion] = OF_MANAGER.exec(asText(first) ?? '') ?? [];
  return id === undefined
    ? { Id: first, Type: type, Region: region }
    : { Id: id, Type: ofType, Region: inRegion === 'None' ? null : inRegion };
}

/** Of the normalised severities, from 0 to 100, that ASFF has beside its words. */
function severityOf(cell: Cell): string | null {
  const value = valueIn(cell(['severitylabel', 'severity', 'findingseverity']));
  const label = asText(memberOf(value, 'label') ?? memberOf(value, 'original') ?? value);
  if (toSeverity(label) !== null) return label;
  const number = cell(['normalizedseverity', 'severitynormalized']);
  if (number === null || !/^\d{1,3}$/.test(number)) return label;
  return NORMALISED.find(([from]) => Number(number) >= from)?.[1] ?? label;
}
const NORMALISED: readonly (readonly [from: number, label: string])[] = [
  [90, 'CRITICAL'],
  [70, 'HIGH'],
  [40, 'MEDIUM'],
  [1, 'LOW'],
  [0, 'INFORMATIONAL'],
];

/** What found it, by an ARN or by its name alone: an ARN as ASFF has it, and whether that is another product than Security Hub itself. */
function productOfRow(cell: Cell): { readonly arn: string | null; readonly isOther: boolean } {
  const arn = cell(['productarn']);
  const name = arn === null ? cell(['productname', 'product']) : (/:product\/(.+)$/s.exec(arn)?.[1] ?? null);
  const known = productOf(name ?? '');
  return {
    arn: arn ?? (known === null ? null : `arn:aws:securityhub:::product/aws/${known}`),
    isOther: name !== null && !IS_HUB.test(name),
  };
}
const IS_HUB = /^(aws[/ ])?security[ -]?hub\b/i;

/** One row: the record of ASFF that it was made of, as far as its columns go. */
export function readHubRow(row: Row): Reading {
  const cell = cellsOf(row);
  const compliance = valueIn(cell(COMPLIANCE));
  const workflow = valueIn(cell(WORKFLOW));
  const title = cell(TITLE);
  const generator = cell(GENERATOR);
  const control =
    cell(CONTROL.slice(0, 2)) ?? asText(memberOf(compliance, 'securitycontrolid')) ?? leadingControl(title);
  const ofStandard = cell(CONTROL.slice(2));
  const product = productOfRow(cell);
  const status = word(memberOf(compliance, 'status') ?? compliance);
  const state = word(cell(['recordstate']));
  const isSample = /^true$/i.test(cell(['sample']) ?? '');
  // What another product found is there because something is wrong; how a check of Security Hub ended is said by this alone.
  if (status === null && state !== 'ARCHIVED' && !isSample && !product.isOther)
    return { unreadable: 'it has no compliance status, which says how a check of Security Hub ended' };
  const time = cell(['updatedat', 'lastobservedat', 'lastupdated', 'updated', 'createdat']);
  return readAsff(
    {
      Id: cell(['id', 'findingid', 'findingarn']),
      ProductArn: product.arn,
      GeneratorId: generator,
      AwsAccountId: cell(['awsaccountid', 'sourceaccountid', 'accountid', 'account']),
      Types: typesIn(cell(['types', 'type', 'findingtype'])),
      Title: title,
      Severity: { Label: severityOf(cell) },
      Resources: [resourceOf(cell), ...otherResources(cell)],
      Compliance: {
        Status: status,
        // Where nothing else names it, it is called by its title, which a person can place.
        SecurityControlId: control ?? (ofStandard === null && generator === null ? title : null),
        RelatedRequirements: requirementsOf(cell, compliance),
        StatusReasons: memberOf(compliance, 'statusreasons'),
      },
      Workflow: { Status: word(memberOf(workflow, 'status') ?? workflow) },
      RecordState: state,
      Region: cell(['region', 'findingregion']),
      ProductFields: { ControlId: ofStandard },
      UpdatedAt: time,
      Sample: isSample,
      VerificationState: word(cell(['verificationstate', 'verificationstatus'])),
    },
    time,
  );
}

/** Types in a list, or one behind the other with nothing between them, of which the first is enough. */
function typesIn(text: string | null): readonly unknown[] {
  const value = valueIn(text);
  return Array.isArray(value) ? value : text === null ? [] : text.split(/[\n;|]/).map((type) => type.trim());
}

function requirementsOf(cell: Cell, compliance: unknown): readonly string[] {
  const value =
    valueIn(cell(['relatedrequirements', 'compliancerelatedrequirements'])) ??
    memberOf(compliance, 'relatedrequirements');
  return Array.isArray(value)
    ? requirementTexts(value)
    : (asText(value) ?? '').split(/[\n;|]/).flatMap((text) => asText(text) ?? []);
}

const COUNTS = /^(failed|passed|unknown|unavailable|notavailable)checks$/;
const STATE = ['controlstatus', 'compliancestatus', 'status'];
/** Whether columns are those of the list of controls of the console: a control with its state, and how many checks of it failed. */
export function isHubControlsHeader(columns: readonly string[]): boolean {
  const names = columns.map(plain);
  return (
    names.some((name) => COUNTS.test(name)) &&
    STATE.some((name) => names.includes(name)) &&
    [...CONTROL, 'id'].some((name) => names.includes(name))
  );
}

/** One row of the list of controls: a result of no resource. */
export function readHubControl(row: Row): Reading {
  const cell = cellsOf(row);
  const check = cell([...CONTROL, 'id']);
  const status = cell(STATE);
  const title = cell(TITLE);
  const parts = {
    id: null,
    source: 'security-hub' as const,
    check,
    title,
    severity: toSeverity(cell(['severity', 'severitylabel', 'severityrating'])),
    resource: null,
    account: cell(['awsaccountid', 'accountid', 'account']),
    region: cell(['region']),
    observedAt: null,
    requirements: requirementsOf(cell, null),
  };
  // Security Hub archives what it had found when a control is switched off.
  if (word(status) === 'DISABLED') return toClosed('archived', parts);
  return toFinding({ ...parts, status, result: toResult(word(status)) });
}
