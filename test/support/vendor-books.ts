import { join } from 'node:path';
import ExcelJS from 'exceljs';

// Responsibility matrices in the style that vendors publish, made anew for each test.

type Cells = readonly (readonly (string | number | boolean | null | { readonly formula: string })[])[];
export interface SheetPlan {
  readonly name: string;
  readonly rows: Cells;
  readonly merges?: readonly string[];
  readonly state?: 'visible' | 'hidden' | 'veryHidden';
  /** Numbers from 1. */
  readonly hiddenRows?: readonly number[];
  readonly hiddenColumns?: readonly number[];
}

/** Writes a workbook; null leaves a cell empty. Returns its path. */
export async function writeBook(folder: string, file: string, sheets: readonly SheetPlan[]): Promise<string> {
  const book = new ExcelJS.Workbook();
  for (const { name, rows, merges, state, hiddenRows, hiddenColumns } of sheets) {
    const sheet = book.addWorksheet(name, { state: state ?? 'visible' });
    for (const [index, row] of rows.entries())
      for (const [column, value] of row.entries())
        if (value !== null) sheet.getCell(index + 1, column + 1).value = value;
    for (const area of merges ?? []) sheet.mergeCells(area);
    for (const row of hiddenRows ?? []) sheet.getRow(row).hidden = true;
    for (const column of hiddenColumns ?? []) sheet.getColumn(column).hidden = true;
  }
  const path = join(folder, file);
  await book.xlsx.writeFile(path);
  return path;
}

const INSTRUCTIONS: SheetPlan = {
  name: 'Instructions',
  rows: [
    ['How to fill in'],
    ['CSP', 'System Name', 'Impact Level'],
    ['Hostwell', 'Hostwell Cloud', 'Moderate'],
  ],
};

/** A FedRAMP workbook: headings in two rows under a title, ids in several spellings, sections, an example sheet. */
export const FEDRAMP: readonly SheetPlan[] = [
  INSTRUCTIONS,
  {
    name: 'CIS Worksheet',
    rows: [
      ['FedRAMP Moderate Control Implementation Summary'],
      [],
      ['Control ID', 'Implementation Status', null, null, null, null, 'Control Origination'],
      [
        null,
        'Implemented',
        'Partially Implemented',
        'Planned',
        'Alternative Implementation',
        'N/A',
        'Service Provider  Corporate',
        'Service Provider System Specific',
        'Service Provider Hybrid (Corporate and System Specific)',
        'Configured by Customer (Customer System Specific)',
        'Provided by Customer (Customer System Specific)',
        'Shared (Service Provider and Customer Responsibility)',
        'Inherited from pre-existing FedRAMP Authorization',
      ],
      ['AC-1(a)', 'X', null, null, null, null, 'X'],
      ['AC-02 (a)', 'x', null, null, null, null, null, null, null, null, null, '✓', 'X'],
      ['AC-2 (01)', null, null, 'X', null, null, null, null, null, 'X'],
      ['PE-3', null, null, null, null, 'X', null, null, null, null, null, null, 'X'],
    ],
    merges: ['A3:A4', 'B3:F3', 'G3:M3'],
  },
  {
    name: 'CRM Worksheet',
    rows: [
      ['Customer Responsibility Matrix'],
      ['Read the instructions before use.'],
      [
        'Control ID',
        'Can Be Inherited from CSP',
        'Specific Inheritance and Customer  Agency/CSP Responsibilities',
      ],
      ['AC-1(a)', 'No', 'The customer writes its own policy.'],
      ['AC-01 (b)', 'Yes', null],
      ['AC-2(a)', 'Partial', 'Hostwell names account types. The customer names its own.'],
      ['AC-2(1)', 'Maybe later', 'Hostwell is looking into it.'],
      ['Physical and Environmental Protection'],
      ['PE-3', 'Yes', 'Hostwell guards its sites.'],
      ['XX-9', 'Yes', 'No such control.'],
    ],
  },
  {
    name: 'Example CRM Worksheet Responses',
    rows: [
      [
        'Control ID',
        'Can Be Inherited from CSP',
        'Specific Inheritance and Customer Agency/CSP Responsibilities',
      ],
      ['AC-3', 'Yes', 'An example.'],
    ],
  },
];

/** A CAIQ: the cells of the CCM merged over the questions of one control, a doubled space in a heading. */
export const CAIQ: readonly SheetPlan[] = [
  {
    name: 'CAIQv4.0.3',
    rows: [
      ['CAIQ v4.0.3', null, null, null, null, null, 'Consensus Assessment Initiative Questionnaire'],
      [],
      [
        'Question ID',
        'Question',
        'CSP CAIQ Answer',
        'SSRM Control  Ownership',
        'CSP Implementation Description (Optional/Recommended)',
        'CSC Responsibilities (Optional/Recommended)',
        'CCM Control ID',
        'CCM Control Specification',
        'CCM Control Title',
        'CCM Domain Title',
      ],
      [
        'A&A-01.1',
        'Are policies kept?',
        'Yes',
        'CSP-owned',
        'Policies are kept.',
        null,
        'A&A-01',
        'Keep policies.',
        'Audit policy',
        'Audit & Assurance',
      ],
      [
        'A&A-01.2',
        'Are they reviewed?',
        'Yes',
        'Shared CSP and CSC',
        'Every year.',
        'Review your own.',
        null,
      ],
      [
        'CEK-03.1',
        'Is data encrypted?',
        'No',
        'CSC-owned',
        null,
        'Encrypt your data.',
        'CEK-03',
        'Encrypt data.',
        'Data encryption',
        'Cryptography',
      ],
      [
        'DCS-07.1',
        'Are sites guarded?',
        'Yes',
        '3rd-party outsourced',
        'The data centre guards them.',
        null,
        'DCS-07',
        'Guard sites.',
        'Secure areas',
        'Datacenter Security',
      ],
      [
        'DCS-09.1',
        'Is equipment identified?',
        'NA',
        null,
        null,
        null,
        'DCS-09',
        'Identify it.',
        'Equipment',
        'Datacenter Security',
      ],
      [
        'IPY-01.1',
        'Are interfaces open?',
        'Yes',
        'Ask sales',
        null,
        null,
        'IPY-01',
        'Open them.',
        'Interfaces',
        'Interoperability',
      ],
    ],
    merges: ['G4:G5', 'H4:H5', 'I4:I5', 'J4:J5'],
  },
];

/** PCI DSS by columns of marks, two parties. */
export const PCI_MARKS: readonly SheetPlan[] = [
  {
    name: 'PCI DSS 4.0.1',
    rows: [
      ['PCI DSS v4.0.1 responsibility matrix of Hostwell'],
      [
        'Requirement',
        'Requirement text',
        'Hostwell Responsibility',
        'Customer',
        'Shared',
        'N/A',
        'Product notes',
      ],
      ['Requirement 1: network security'],
      ['1.2.1', 'Standards are kept', null, null, 'X', null, 'Firewall product'],
      ['1.2.2.a', 'Changes are controlled', null, 'X'],
      ['Req 9.3.1', 'Access to sites', 'X', null, null, null, null],
      ['12.8.5', 'Keep this matrix', null, null, null, 'X', 'Q'],
      ['3.2.1', 'Retention', '??'],
    ],
  },
];

/** PCI DSS with three parties, a short mark and prose in one cell. */
export const PCI_THREE: readonly SheetPlan[] = [
  {
    name: 'Matrix',
    rows: [
      ['Responsibilities under PCI DSS'],
      ['Req ID', 'Requirement', 'AWS Responsibility', 'Hostwell Responsibility', 'Customer Responsibility'],
      [
        '1.2.1',
        'Standards are kept',
        'No',
        'X - Hostwell keeps the standards of its firewalls.',
        'Yes: for its own security groups',
      ],
      ['9.3.1', 'Access to sites', '✓', 'N/A', 'N/A'],
      [
        '10.2.1',
        'Audit logs',
        'AWS writes the logs of its services.',
        'No',
        'The customer switches them on and keeps them.',
      ],
    ],
  },
];

/** PCI DSS with one column that names the party, free lists among the words. */
export const PCI_WORDS: readonly SheetPlan[] = [
  {
    name: 'PCI',
    rows: [
      ['PCI DSS Requirement', 'Responsibility', 'Notes'],
      ['1.2.1', 'vendor, client', 'Both keep standards.'],
      ['3.2.1', 'client', null],
      ['9.3.1', 'Vendor', null],
      ['12.1.1', 'Shared - each its own policy', null],
    ],
  },
];

export const CMMC: readonly SheetPlan[] = [
  {
    name: 'CMMC L2',
    rows: [
      ['CMMC customer responsibility matrix'],
      ['Practice ID', 'Practice Description', 'Inheritance', 'Customer Responsibility'],
      ['AC.L2-3.1.1', 'Limit access', 'Partial', 'Manage your users.'],
      ['PE.L2-3.10.1', 'Limit physical access', 'Inheritable', null],
      ['3.6.1', 'Handle incidents', 'Customer Only', 'Have a plan.'],
    ],
  },
];

export const SOC2: readonly SheetPlan[] = [
  {
    name: 'CUECs',
    rows: [
      ['CUEC #', 'Complementary User Entity Controls', 'Related Trust Services Criteria'],
      [1, 'User entities manage their accounts.', 'CC6.1, CC6.2'],
      [2, 'User entities report incidents.', 'CC7.3'],
    ],
  },
  {
    name: 'CSOCs',
    rows: [
      ['Subservice Organization', 'Complementary Subservice Organization Controls', 'TSC Reference'],
      ['AWS', 'Access to data centres is restricted.', 'CC6.4'],
    ],
  },
];
