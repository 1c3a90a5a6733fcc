import { accountNumber } from '../../../domain/services/account-number.ts';
import { counted } from '../../../domain/words/counted.ts';
import { asArray, asText, isObject, type Json } from '../../text/json.ts';
import { placeOfArn } from '../arns/arn.ts';
import { columnOf, placeColumns, plainHeading, type Table } from '../csv.ts';
import { clip, type Found, type ListedAccount, listNames, type Place, TypeCounter } from '../found.ts';
import { judgeRows, notesOnRows } from '../lists/resource-rows.ts';
import { countIn, isCountName } from './config-items.ts';

// What an account really calls. Access Advisor: iam get-service-last-accessed-details and get-organizations-access-report.
// CloudTrail: log files, lookup-events, the CSV of the event history and rows of Athena or CloudTrail Lake.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html

/** The services of a file by their names for access rights, each with where it was called; those that were never called apart. */
class Calls {
  readonly #counter: TypeCounter;
  readonly #names = new Map<string, string>();
  readonly #used = new Set<string>();

  constructor(file: string) {
    this.#counter = new TypeCounter(file);
  }

  /** `type` as the file has it, `name` as it is looked up. */
  note(type: string, name: string, used: boolean, place: Place): void {
    const before = this.#counter.types.has(type) ? 0 : 1;
    this.#counter.add(type, before, used ? place : null);
    this.#names.set(type, name);
    if (used) this.#used.add(type);
  }

  found(format: Found['format'], notes: readonly string[], whyNot: string): Found {
    const idle = [...this.#counter.types.keys()].filter((type) => !this.#used.has(type));
    return {
      format,
      kind: 'resource-type',
      types: this.#counter.types,
      places: this.#counter.places,
      otherNames: this.#names,
      notInUse: new Set(idle),
      notes:
        idle.length === 0
          ? notes
          : [...notes, `${counted(idle.length, 'service')} ${whyNot}, so not proposed: ${listNames(idle)}.`],
    };
  }
}

/** Whether a document says when services were last called: of an identity, or of an organisation. */
export const isAccessAdvisor = (document: unknown): document is Json =>
  isObject(document) &&
  (Array.isArray(document.ServicesLastAccessed) || Array.isArray(document.AccessDetails));

/** The services that were called, of those that somebody may call. Each counts as one. */
export function readAccessAdvisor(file: string, document: Json): Found {
  const calls = new Calls(file);
  let unnamed = 0;
  const entries = [...asArray(document.ServicesLastAccessed), ...asArray(document.AccessDetails)];
  for (const entry of entries) {
    const name = isObject(entry) ? asText(entry.ServiceNamespace) : null;
    if (!isObject(entry) || name === null) {
      unnamed += 1;
      continue;
    }
    const at = entry.LastAuthenticated ?? entry.LastAuthenticatedTime;
    calls.note(name, name.toLowerCase(), at !== undefined && at !== null && at !== '', {
      account: accountIn(entry),
      region: entry.LastAuthenticatedRegion ?? entry.Region,
    });
  }
  const notes =
    unnamed > 0 ? [`${counted(unnamed, 'entry', 'entries')} without a ServiceNamespace left aside.`] : [];
  if (document.JobStatus !== undefined && document.JobStatus !== 'COMPLETED')
    notes.push('The job had not ended when this was asked for, so services may be missing. Ask again.');
  if (document.IsTruncated === true)
    notes.push('The list has further pages that are not in this file. Export them as well.');
  return calls.found('access-advisor', notes, 'never called in the time that AWS looks back');
}

/** An entity of IAM, or the path of an account in its organisation: `o-1/r-1/ou-1/111122223333/`. */
function accountIn(entry: Json): unknown {
  const arn = asText(entry.LastAuthenticatedEntity);
  return arn === null
    ? (asText(entry.EntityPath) ?? '').split('/').findLast((part) => /^\d{12}$/.test(part))
    : placeOfArn(arn).account;
}

const isRecord = (entry: unknown): entry is Json =>
  isObject(entry) && typeof (entry.eventSource ?? entry.EventSource ?? entry.eventsource) === 'string';

/** Whether a document holds events of CloudTrail. */
export const isCloudTrail = (document: unknown): document is Json | readonly unknown[] =>
  Array.isArray(document)
    ? document.some(isRecord)
    : isObject(document) && [...asArray(document.Records), ...asArray(document.Events)].some(isRecord);

/** The services whose interfaces were called to change something or to use it, and were not denied. Each counts as one. */
export function readCloudTrail(file: string, document: Json | readonly unknown[]): Found {
  const events = Array.isArray(document)
    ? document
    : isObject(document)
      ? [...asArray(document.Records), ...asArray(document.Events)]
      : [];
  const calls = new Calls(file);
  let unread = 0;
  for (const event of events) {
    const whole = isObject(event) ? wholeEvent(event) : null;
    const source = whole && asText(whole.eventSource ?? whole.EventSource ?? whole.eventsource);
    if (!whole || source === null) {
      unread += 1;
      continue;
    }
    const reads = isTrue(whole.readOnly ?? whole.ReadOnly ?? whole.readonly);
    const denied = isDenied(whole.errorCode ?? whole.errorcode);
    noteEvent(calls, source, !reads && !denied, {
      account: whole.recipientAccountId ?? whole.recipientaccountid,
      region: whole.awsRegion ?? whole.awsregion,
    });
  }
  return trailFound(calls, events.length, unread);
}

/** The command line's lookup-events has the whole event as text inside. */
function wholeEvent(event: Json): Json {
  if (typeof event.CloudTrailEvent !== 'string') return event;
  try {
    const inside: unknown = JSON.parse(event.CloudTrailEvent);
    return isObject(inside) ? inside : event;
  } catch {
    return event;
  }
}

/** Whether a call was not allowed: the error codes that services have for that, such as AccessDenied and Client.UnauthorizedOperation. */
const isDenied = (code: unknown): boolean =>
  typeof code === 'string' &&
  /denied|unauthori[sz]ed|not ?authori[sz]ed|forbidden|AuthorizationError|OptInRequired|InvalidClientTokenId|SignatureDoesNotMatch/i.test(
    code,
  );

const isTrue = (value: unknown): boolean =>
  value === true || (typeof value === 'string' && /^true$/i.test(value));

export const isCloudTrailCsv = (table: Table): boolean => eventSourceColumn(table) >= 0;
const eventSourceColumn = ({ headers }: Table): number =>
  headers.findIndex((header) => plainHeading(header) === 'eventsource');

/** The same of a table, judged as of an ISO date: the console's event history, or rows of a query. */
export function readCloudTrailCsv(file: string, table: Table, asOf: string): Found {
  const calls = new Calls(file);
  const source = eventSourceColumn(table);
  const readOnly = columnOf(table, 'read-only', 'readonly', 'read only');
  const name = columnOf(table, 'event name', 'eventname');
  const error = table.headers.findIndex((header) => plainHeading(header) === 'errorcode');
  const where = placeColumns(table);
  const recipient = columnOf(table, 'recipientaccountid', 'recipient account id');
  const count = table.headers.findIndex(isCountName);
  const columns = { type: source, named: source, isOwn: isOfRecord };
  const judged = judgeRows(table, columns, asOf);
  const none: string[] = [];
  let unread = 0;
  for (const { row, left } of judged) {
    const called = asText(row[source]);
    if (called !== null && left !== null) continue;
    if (called === null) {
      unread += 1;
      continue;
    }
    if (countIn(row[count]) === 0) {
      none.push(called);
      continue;
    }
    // Where the table does not say so, the names of calls that only read do.
    const reads =
      readOnly >= 0 ? isTrue(row[readOnly]) : /^(Describe|List|Get|Head|Lookup)[A-Z]/.test(row[name] ?? '');
    noteEvent(calls, called, !reads && !isDenied(row[error]), {
      account: row[recipient] ?? row[where.account],
      region: row[where.region],
    });
  }
  const found = trailFound(calls, judged.length, unread);
  const notes = none.length > 0 ? [`None by their count, so not proposed: ${listNames(none)}.`] : [];
  return { ...found, notes: [...found.notes, ...notes, ...notesOnRows(file, table, columns, judged, asOf)] };
}
/** Fields of a record, as `plainHeading` writes them, and of who is in it (CloudTrail User Guide, "CloudTrail record contents"); the console has some by other names. */
const OF_RECORD =
  /^(event(time|name|source|id|type|version|category)|username|useridentity.*|resources?(type|name|arn)?s?|(aws)?accesskey(id)?|awsregion|error(code|message)|sourceip(address)?|useragent|requestparameters.*|responseelements.*|additionaleventdata.*|requestid|apiversion|readonly|recipientaccountid|serviceeventdetails.*|sharedeventid|vpcendpoint(account)?(id)?|tlsdetails.*|managementevent|sessioncredentialfromconsole|addendum.*|edgedevicedetails.*|insightdetails.*|count|account|region|year|month|day)$/;
const isOfRecord = (plain: string, heading: string): boolean => OF_RECORD.test(plain) || isCountName(heading);

const trailFound = (calls: Calls, events: number, unread: number): Found =>
  calls.found(
    'cloudtrail',
    [
      `${counted(events, 'event')} read; a service that was called counts as one.`,
      ...(unread > 0 ? [`${counted(unread, 'event')} without an event source left aside.`] : []),
    ],
    'only looked at, as consoles and scanners do, or denied',
  );

/** Event sources that are called otherwise than the service is for access rights. */
const SOURCES: ReadonlyMap<string, string> = new Map([
  ['monitoring', 'cloudwatch'],
  ['email', 'ses'],
  ['models', 'lex'],
  ['runtime', 'lex'],
]);

function noteEvent(calls: Calls, source: string, used: boolean, place: Place): void {
  const prefix = source.toLowerCase().replace(/\.(amazonaws\.com(\.cn)?|aws\.internal)$/, '');
  calls.note(source, SOURCES.get(prefix) ?? prefix, used, place);
}

/** What AWS Organizations writes of its accounts; the whole list is also what `demarc new --accounts` takes. */
export const isAccountList = (document: unknown): document is Json =>
  isObject(document) &&
  asArray(document.Accounts).some(
    (entry) =>
      isObject(entry) && /^\d{12}$/.test(String(entry.Id)) && typeof (entry.Arn ?? entry.Email) === 'string',
  );

/**
 * What the console of AWS Organizations exports; since 2025 its column Status is called State.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_export.html
 */
const ACCOUNT_COLUMNS: readonly (readonly [field: string, ...headings: string[]])[] = [
  ['Id', 'accountid', 'id'],
  ['Arn', 'arn', 'accountarn'],
  ['Name', 'name', 'accountname'],
  ['State', 'state'],
  ['Status', 'status'],
];

/** Whether a table is the console's list of the accounts of an organisation, or that of the command line as a script wrote it. */
export const isAccountCsv = ({ headers, rows }: Table): boolean => {
  const plain = headers.map(plainHeading);
  const id = columnIn(plain, ['accountid', 'id']);
  if (id < 0 || columnIn(plain, ['joinedmethod', 'joinedtimestamp']) < 0) return false;
  // People and devices join, too: their numbers are no accounts. A spreadsheet may have shortened those.
  return rows.length === 0 || rows.some((row) => /^(\d{12}|\d[.,]?\d*e.*)$/i.test(accountNumber(row[id])));
};
const columnIn = (plain: readonly string[], headings: readonly string[]): number =>
  plain.findIndex((heading) => headings.includes(heading));

/** The same as of the command line's list. */
export function readAccountCsv(file: string, { headers, rows }: Table): Found {
  const plain = headers.map(plainHeading);
  const Accounts = rows.map((row) =>
    Object.fromEntries(
      ACCOUNT_COLUMNS.flatMap(([field, ...headings]) => {
        const cell = row[columnIn(plain, headings)]?.trim() ?? '';
        return cell === '' ? [] : [[field, field === 'Id' ? accountNumber(cell) : cell]];
      }),
    ),
  );
  return readAccountsOf(file, { Accounts });
}

/** As the contract bounds names. */
const LONGEST_NAME = 150;

/** The accounts that are active, named in a note with what can be made of them; `isTaken`: whether a new workbook takes the list as it is. */
export function readAccountsOf(file: string, document: Json, isTaken = true): Found {
  const counter = new TypeCounter(file);
  const accounts: ListedAccount[] = [];
  let closed = 0;
  for (const entry of asArray(document.Accounts)) {
    if (!isObject(entry)) continue;
    if (!/^active$/i.test(asText(entry.State ?? entry.Status) ?? 'ACTIVE')) {
      closed += 1;
      continue;
    }
    const arn = asText(entry.Arn);
    // Its ARN ends in it, where a spreadsheet shortened the number.
    const account = /\/(\d{12})$/.exec(arn ?? '')?.[1] ?? asText(entry.Id) ?? '';
    const place = placeOfArn(arn);
    const isWhole = /^\d{12}$/.test(account);
    counter.add('organizations:account', 1, isWhole ? place : { ...place, account });
    if (isWhole) accounts.push({ account, name: clip(asText(entry.Name) ?? account, LONGEST_NAME) });
  }
  const notes: string[] = [];
  if (accounts.length > 0)
    notes.push(
      `Its accounts: ${listNames(accounts.map(({ account, name }) => (name === account ? account : `${name} (${account})`)))}. Those that are assessed here can be added as environments (on the command line with --accounts)${isTaken ? `, or a workbook be made for each of them: "demarc new --from TEMPLATE --accounts ${file} --into FOLDER"` : ''}.`,
    );
  const unnamed = counter.types.get('organizations:account') ?? 0;
  if (unnamed > accounts.length)
    notes.push(
      `${counted(unnamed - accounts.length, 'account')} without the twelve digits of its number, so not to be added.`,
    );
  if (closed > 0)
    notes.push(`${counted(closed, 'account')} left out that ${closed === 1 ? 'is' : 'are'} not active.`);
  if (asText(document.NextToken))
    notes.push('The list has further pages that are not in this file. Export them as well.');
  return {
    format: 'organizations',
    kind: 'resource-type',
    types: counter.types,
    places: counter.places,
    accounts,
    notes,
  };
}
