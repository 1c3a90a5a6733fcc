import { invalidInput } from '../../../contract/errors.ts';
import { holdsAmounts, isCostAhead, namesCostCentres } from '../../../domain/services/amounts.ts';
import { isPlanned, tellsOffers } from '../../../domain/services/in-use.ts';
import { counted } from '../../../domain/words/counted.ts';
import { namesSum } from '../../../domain/words/sums.ts';
import { asArray, asText, isObject, type Json } from '../../text/json.ts';
import { usageAmong } from '../billing/product-codes.ts';
import { placeColumns, plainHeading, type Table } from '../csv.ts';
import { clip, type Found, listNames, type Place, TypeCounter } from '../found.ts';
import { describeTable } from '../lists/inventory-columns.ts';
import { columnsOfList, leftColumns } from '../lists/service-list.ts';

// Cost Explorer: the console's CSV grouped by service (services as columns), long tables (services as rows), and the
// command line's get-cost-and-usage. A bill shows what was used, not each resource: a line counts as one.

/** First header cell of the console's CSV in its languages. */
const SERVICE_WORDS = new Set(
  'service services dienst servicio serviço servizio servis layanan サービス 服务 服務 서비스'.split(' '),
);
const TOTAL = /tota|gesamt|summe|suma|somme|合計|总|總|합계|toplam/i;
const DATE = /^\d{4}-\d{2}(-\d{2})?$/;

interface Line {
  readonly label: string;
  readonly cost: number;
  readonly count: number;
  readonly places?: readonly Place[];
}

/** A first header cell that names the grouping, then `label(currency)`; or services in the first column, with costs that are not ahead of an ISO date. */
export function isCostExplorerCsv(table: Table, asOf: string): boolean {
  const [first = '', ...others] = table.headers;
  if (tellsOffers(table.headers)) return false;
  // A list of services has a first column like it, but no costs.
  if (SERVICE_WORDS.has(first.toLowerCase())) {
    const { account, region } = placeColumns(table);
    const isPlace = (column: number) => column === account || column === region;
    if (others.some((_, at) => !isPlace(at + 1) && holdsCosts(table, at + 1, asOf))) return true;
  }
  return others.length > 0 && others.every((header) => unitOf(header) !== null) && table.rows.some(isDated);
}
const ROWS_LOOKED_AT = 50;
const LONGEST_HEADING = 100;
/** A day or a time, of the row and not of its cost: `Start`, `Billing period`, `End`, and not "Spend". */
const OF_TIMES = /date|period|start|(?<!\p{L})end(?!\p{L})/iu;
const isOfPlans = (heading: string, asOf: string): boolean =>
  isPlanned(heading) || isCostAhead(heading, asOf);
const holdsCosts = (table: Table, column: number, asOf: string): boolean =>
  !isOfPlans(table.headers[column] ?? '', asOf) &&
  holdsAmounts(
    table.headers[column] ?? '',
    table.rows.slice(0, ROWS_LOOKED_AT).flatMap((row) => row[column]?.trim() || []),
  );

/** What stands in brackets at the end of a header: `EC2 ($)`. Null where nothing does. */
function unitOf(header: string): string | null {
  const text = header.trimEnd();
  const unit = text.slice(text.lastIndexOf('(') + 1, -1);
  return text.endsWith(')') && text.includes('(') && !unit.includes(')') ? unit : null;
}
const withoutUnit = (header: string): string =>
  unitOf(header) === null ? header : header.slice(0, header.lastIndexOf('(')).trimEnd();

const isDated = (row: readonly string[]) => DATE.test(row[0]?.trim() ?? '');

/** The services of a table of costs, with periods in rows or in columns, judged as of an ISO date. INVALID_INPUT for one that is not grouped by service. */
export function readCostExplorerCsv(file: string, table: Table, asOf: string): Found {
  const [grouping = ''] = table.headers;
  if (!SERVICE_WORDS.has(grouping.toLowerCase()))
    throw invalidInput(
      `${file} is a Cost Explorer table grouped by "${clip(grouping, 60)}". Group by Service and download it again.`,
    );
  if (table.rows.some(isDated)) return toFound(file, columnsAsLines(table), []);
  const { lines, notes, ...more } = rowsAsLines(table, asOf);
  return { ...toFound(file, lines, notes), ...more };
}

/** Services as columns, periods as rows; the row that is no date sums the period. */
function columnsAsLines({ headers, rows }: Table): Line[] {
  const dated = rows.filter(isDated);
  const totals = rows.find((row) => !isDated(row));
  const lines = headers.slice(1).flatMap((header, index): Line[] => {
    const at = index + 1;
    const cells = dated.map((row) => row[at]?.trim() ?? '');
    const used = cells.some((cell) => cell !== '') || (totals?.[at]?.trim() ?? '') !== '';
    if (header === '' || !used) return [];
    const cost = totals ? amount(totals[at]) : cells.reduce((sum, cell) => sum + Math.abs(amount(cell)), 0);
    return [{ label: withoutUnit(header), cost, count: 1 }];
  });
  const last = lines.at(-1);
  const rest = lines.slice(0, -1);
  const sum = rest.reduce((total, line) => total + line.cost, 0);
  const isTotal = last && (TOTAL.test(last.label) || Math.abs(last.cost - sum) <= Math.abs(sum) / 1e6);
  return isTotal && rest.length > 0 ? rest : lines;
}

/** Services in the first column; the other columns hold dates, costs, or where they arose, and what is neither is told. */
function rowsAsLines(
  table: Table,
  asOf: string,
): Pick<Found, 'notes' | 'table'> & { readonly lines: readonly Line[] } {
  const { headers, rows } = table;
  const found = new Map<string, { cost: number; places: Place[] }>();
  const isTime = (header: string) => OF_TIMES.test(header.slice(0, LONGEST_HEADING));
  const where = placeColumns(table);
  const sumColumns = headers.flatMap((header, at) =>
    at > 0 &&
    !isTime(header) &&
    !namesCostCentres(header) &&
    !isOfPlans(header, asOf) &&
    at !== where.account &&
    at !== where.region
      ? [at]
      : [],
  );
  const usage = usageAmong(headers.map(plainHeading));
  for (const row of rows) {
    const written = row[0]?.trim() ?? '';
    const named = MONEY.test(unitOf(written) ?? '') ? withoutUnit(written) : written;
    if (named === '' || /^(service )?total/i.test(named) || namesSum(named)) continue;
    const label = usage.serviceOf(named, row);
    const line = found.get(label) ?? { cost: 0, places: [] };
    line.cost += sumColumns.reduce((sum, at) => sum + Math.abs(amount(row[at])), 0);
    line.places.push({ account: row[where.account]?.trim(), region: row[where.region]?.trim() });
    found.set(label, line);
  }
  // Text below a heading is of something else than costs, whose it is or what it is for.
  const isRead = (at: number) =>
    isTime(headers[at] ?? '') || (sumColumns.includes(at) && !holdsText(table, at));
  const columns = columnsOfList(0, where);
  const notes = leftColumns(table, columns, [...headers.keys()].filter(isRead));
  return {
    lines: [...found].map(([label, line]) => ({ label, ...line, count: 1 })),
    notes,
    ...(notes.length > 0 ? { table: describeTable(table, columns, 'recognised') } : {}),
  };
}
const holdsText = ({ rows }: Table, column: number): boolean =>
  rows.slice(0, ROWS_LOOKED_AT).some((row) => {
    const cell = row[column] ?? '';
    return /\p{L}/u.test(cell) && !/\p{N}/u.test(cell);
  });
const MONEY = /^(\$|[A-Z]{3})$/;

const amount = (cell: string | undefined): number => {
  const value = Number((cell ?? '').replace(/[$,\s]/g, ''));
  return Number.isFinite(value) ? value : 0;
};

export const isCostAndUsage = (document: unknown): document is Json =>
  isObject(document) && Array.isArray(document.ResultsByTime);

/** Groups are counted once however many periods list them, and once for each value of a second grouping. */
export function readCostAndUsage(file: string, document: Json): Found {
  const dimensions = asArray(document.GroupDefinitions).map((entry) =>
    isObject(entry) && entry.Type === 'DIMENSION' ? (asText(entry.Key) ?? '') : '',
  );
  const place = dimensions.indexOf('SERVICE');
  const usage = usageAmong(dimensions.map(plainHeading));
  if (place < 0)
    throw invalidInput(
      `${file} is a Cost Explorer result that is not grouped by service. Ask again with --group-by Type=DIMENSION,Key=SERVICE.`,
    );
  const groups = new Set<string>();
  const [accountAt, regionAt] = [dimensions.indexOf('LINKED_ACCOUNT'), dimensions.indexOf('REGION')];
  const lines = new Map<string, { cost: number; count: number; places: Place[] }>();
  for (const period of asArray(document.ResultsByTime))
    for (const group of isObject(period) ? asArray(period.Groups) : []) {
      if (!isObject(group)) continue;
      const named = asText(asArray(group.Keys)[place]);
      if (!named) continue;
      const label = usage.serviceOf(named, asArray(group.Keys));
      const line = lines.get(label) ?? { cost: 0, count: 0, places: [] };
      const key = JSON.stringify(group.Keys);
      const keys = asArray(group.Keys);
      if (!groups.has(key)) {
        line.count += 1;
        line.places.push({ account: keys[accountAt], region: keys[regionAt] });
      }
      groups.add(key);
      line.cost += costOf(group.Metrics);
      lines.set(label, line);
    }
  const notes = asText(document.NextPageToken)
    ? ['The result has further pages that are not in this file. Export them as well.']
    : [];
  return toFound(
    file,
    [...lines].map(([label, line]) => ({ label, ...line })),
    notes,
  );
}

/** Whether a document lists the values of a dimension of Cost Explorer. */
export const isDimensionValues = (document: unknown): document is Json =>
  isObject(document) && Array.isArray(document.DimensionValues);

/** The services that get-dimension-values lists, which do not say what they cost. INVALID_INPUT where it lists values of another dimension. */
export function readDimensionValues(file: string, document: Json): Found {
  const values = asArray(document.DimensionValues).flatMap((entry) =>
    isObject(entry) ? (asText(entry.Value) ?? []) : [],
  );
  const services = values.filter((value) => IS_SERVICE.test(value) && !OF_SELLERS.test(value));
  if (services.length * 2 < values.length || services.length === 0)
    throw invalidInput(
      `${file} lists values of Cost Explorer that are no services. Ask again with --dimension SERVICE, or for what they cost: get-cost-and-usage with --group-by Type=DIMENSION,Key=SERVICE.`,
    );
  return toFound(
    file,
    values.map((label) => ({ label, cost: Number.NaN, count: 1 })),
    [
      'It lists the services without what they cost, so those without any cost are proposed as well. Leave out what is not in use.',
      ...(asText(document.NextPageToken)
        ? ['The result has further pages that are not in this file. Export them as well.']
        : []),
    ],
  );
}
const IS_SERVICE = /^(Amazon|AWS|EC2 -) /;
/** Who sells is another dimension. */
const OF_SELLERS = /^(Amazon Web Services|AWS Marketplace)/;

function costOf(metrics: unknown): number {
  if (!isObject(metrics)) return 0;
  return Object.entries(metrics).reduce((sum, [name, metric]) => {
    const value = name === 'UsageQuantity' || !isObject(metric) ? 0 : amount(String(metric.Amount));
    return sum + Math.abs(value);
  }, 0);
}

function toFound(file: string, lines: readonly Line[], notes: readonly string[]): Found {
  const counter = new TypeCounter(file);
  for (const line of lines) {
    counter.add(line.label, line.count);
    for (const place of line.places ?? []) counter.add(line.label, 0, place);
  }
  const free = lines.filter((line) => line.cost === 0).map((line) => line.label);
  const all = [...notes];
  if (free.length > 0)
    all.push(
      `${counted(free.length, 'service')} without any cost, so not proposed: ${listNames(free)}. Some services cost nothing while in use; add those by hand.`,
    );
  if (lines.some((line) => /^EC2\s*-\s*Other$/i.test(line.label)))
    all.push(
      'EC2-Other holds EBS volumes and snapshots, NAT gateways, Elastic IP addresses and data transfer. Add Amazon EBS and Amazon VPC where they are in use.',
    );
  return {
    format: 'cost-explorer',
    kind: 'billing',
    types: counter.types,
    places: counter.places,
    notInUse: new Set(free),
    notes: all,
  };
}
