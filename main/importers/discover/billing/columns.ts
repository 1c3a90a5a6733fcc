// The columns of bills that list each charge, compared without marks between words and without regard to case, since the same
// report is written as lineItem/ProductCode and as line_item_product_code.
// CUR 2.0: https://docs.aws.amazon.com/cur/latest/userguide/table-dictionary-cur2.html
// Legacy CUR: https://docs.aws.amazon.com/cur/latest/userguide/data-dictionary.html
// FOCUS 1.0 to 1.3: https://focus.finops.org/focus-specification/
// Detailed billing report and monthly report: https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/detailed-billing-report.html

import { plainHeading } from '../csv.ts';

export type BillFormat = 'cost-and-usage-report' | 'focus' | 'detailed-billing';

/** What is read of a charge. */
export const BILL_FIELDS = [
  'code',
  'name',
  'account',
  'payer',
  'region',
  'zone',
  'usage',
  'operation',
  'resource',
  'kind',
  'provider',
  'day',
] as const;
export type BillField = (typeof BILL_FIELDS)[number];
export interface BillColumns {
  readonly format: BillFormat;
  /** Index of each field's column; -1 where the report has none. */
  readonly at: Readonly<Record<BillField, number>>;
}

interface Report {
  readonly format: BillFormat;
  /** One column of each group tells that it is this report. */
  readonly marks: readonly (readonly string[])[];
  /** Columns of each field, the best first. */
  readonly fields: Readonly<Partial<Record<BillField, readonly string[]>>>;
}
const REPORTS: readonly Report[] = [
  {
    format: 'cost-and-usage-report',
    marks: [
      ['lineitemproductcode', 'productservicecode'],
      ['lineitemusageaccountid', 'lineitemusagetype', 'lineitemlineitemtype', 'lineitemunblendedcost'],
    ],
    fields: {
      code: ['lineitemproductcode', 'productservicecode'],
      name: ['productproductname', 'productservicename'],
      account: ['lineitemusageaccountid'],
      payer: ['billpayeraccountid'],
      region: ['productregioncode', 'productregion'],
      zone: ['lineitemavailabilityzone'],
      usage: ['lineitemusagetype', 'productusagetype'],
      operation: ['lineitemoperation', 'productoperation'],
      resource: ['lineitemresourceid'],
      kind: ['lineitemlineitemtype'],
      day: ['lineitemusagestartdate', 'billbillingperiodstartdate'],
    },
  },
  {
    format: 'focus',
    marks: [
      ['servicename'],
      ['billedcost', 'effectivecost', 'contractedcost', 'listcost'],
      ['chargecategory', 'subaccountid', 'billingaccountid'],
    ],
    fields: {
      code: ['xservicecode'],
      name: ['servicename'],
      account: ['subaccountid'],
      payer: ['billingaccountid'],
      region: ['regionid', 'region'],
      zone: ['availabilityzone'],
      usage: ['xusagetype'],
      operation: ['xoperation'],
      resource: ['resourceid'],
      kind: ['chargecategory'],
      provider: ['serviceprovidername', 'providername', 'publishername'],
      day: ['chargeperiodstart', 'billingperiodstart'],
    },
  },
  {
    format: 'detailed-billing',
    marks: [['linkedaccountid'], ['productname', 'productcode'], ['recordtype', 'usagetype']],
    fields: {
      code: ['productcode'],
      name: ['productname'],
      account: ['linkedaccountid'],
      payer: ['payeraccountid'],
      region: ['region'],
      zone: ['availabilityzone'],
      usage: ['usagetype'],
      operation: ['operation'],
      resource: ['resourceid'],
      kind: ['recordtype'],
      day: ['usagestartdate', 'billingperiodstartdate'],
    },
  },
];

/** A report has a few hundred columns. */
const MOST = 5000;

/** Which report of charges has these headings, and where it says what; null for any other table. */
export function columnsOfBill(headings: readonly string[]): BillColumns | null {
  const plain = headings.slice(0, MOST).map(plainHeading);
  const report = REPORTS.find(({ marks }) =>
    marks.every((group) => group.some((name) => plain.includes(name))),
  );
  if (!report) return null;
  const columnOf = (names: readonly string[] = []): number =>
    names.reduce((found, name) => (found >= 0 ? found : plain.indexOf(name)), -1);
  const at = Object.fromEntries(BILL_FIELDS.map((field) => [field, columnOf(report.fields[field])]));
  return { format: report.format, at: at as Record<BillField, number> };
}
