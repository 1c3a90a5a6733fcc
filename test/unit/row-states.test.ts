import { describe, expect, it } from 'vitest';
import { isAhead } from '../../main/domain/services/days-ahead.ts';
import { statesOfRows } from '../../main/domain/services/row-states.ts';
import { isKnownState } from '../../main/domain/services/state-words.ts';

// What columns beside services say of whether they are in use: by what is left aside, and by what is proposed and told.

const TODAY = '2026-11-15';
const read = (list: string) => {
  const [headings = [], ...rows] = list.split('|').map((row) => row.split(','));
  const states = statesOfRows(headings, rows, [0], TODAY);
  const names = (holds: (row: readonly string[]) => boolean) =>
    rows
      .filter(holds)
      .map(([name]) => name)
      .join(' ');
  return {
    not: names((row) => states.notInUse(row) >= 0),
    open: names((row) => states.doubtful(row).length + states.unknown(row).length > 0),
    elsewhere: names((row) => states.elsewhere(row).length > 0),
  };
};

describe('what is in none of the places of a table', () => {
  it.each<[string, string, string]>([
    // A sign in a column that is not known may be that of a place.
    ['Service,Prod,Dev,Management,Log|S3,x,x,x,|Trail,,,x,x|Guard,,,,x|Kendra,,,,', 'Kendra', 'Trail Guard'],
    ['Dienst,Produktion,Entwicklung,Netzwerk|S3,x,,|TGW,,,x|Lex,,,', 'Lex', 'TGW'],
    ['Service,Prod,Dev,DR|S3,Yes,Yes,Yes|DRS,No,No,Yes|Kendra,No,No,No', 'Kendra', 'DRS'],
    ['Service,111122223333,444455556666,Other|S3,x,x,|Trail,,,x|Lex,,,', 'Lex', 'Trail'],
    ['Service,Used in Shop,Used in CRM,BI|S3,x,x,|Athena,,,x', '', 'Athena'],
    ['Service,Prod,Dev,Org|S3,✅,❌,❌|Trail,❌,❌,✅|Lex,❌,❌,❌', 'Lex', 'Trail'],
    // What says otherwise that it is used.
    ['Service,Prod,Dev,Notes|S3,x,,|RDS,,,in use in the management account|Lex,,,tried in May', 'Lex', ''],
    ['Service,Prod,Dev,Resources|S3,x,,4|RDS,,,2|Lex,,,0', 'Lex', ''],
    ['Service,Prod,Dev,Account|S3,x,,|Trail,,,111122223333|Lex,,,', 'Lex', ''],
    ['Service,Prod,Dev,Last used|S3,x,,2026-10-01|Trail,,,2026-10-01|Lex,,,', 'Lex', ''],
    ['Service,Prod,Dev,Active|S3,x,,yes|Trail,,,yes|Lex,,,no', 'Lex', ''],
    // And what does not.
    ['Service,Prod,Dev|S3,x,|Lex,,', 'Lex', ''],
    ['Service,Prod,Dev|S3,✔️,✔️|RDS,✔️,|Lex,,', 'Lex', ''],
    ['Service,Prod,Dev,Owner|S3,x,,Kim|Lex,,,Lee', 'Lex', ''],
    ['Service,Prod,Dev,Account|S3,x,,1|Lex,,,1', 'Lex', ''],
    ['Service,Prod,Dev,Encrypted,Approved|S3,yes,no,yes,yes|Lex,no,no,yes,yes', 'Lex', ''],
    ['Service,Prod,Dev,Deleted|S3,yes,no,no|Lex,no,no,yes', 'Lex', ''],
    ['Service,Prod,Dev,Tier|S3,x,,Gold|Lex,,,Lead', 'Lex', ''],
    ['Service,Prod,Management|S3,x,|Trail,,x|Lex,,', '', ''],
    // A place of another time is none of now.
    ['Service,Prod,Dev,Planned|S3,x,,x|MQ,,,x', 'MQ', ''],
    ['Service,Prod,Dev,Q1 2027|S3,x,,x|MQ,,,x', 'MQ', ''],
    ['Service,Prod,Dev,Q1 2026|S3,x,,x|MQ,,,x', '', 'MQ'],
    ['Service,Prod,Dev,Target (DR)|S3,Yes,No,Yes|MQ,No,No,Yes', 'MQ', ''],
  ])('%s', (list, not, elsewhere) => {
    expect(read(list)).toMatchObject({ not, elsewhere });
  });
});

describe('the same word is said of a service, and of other things', () => {
  it.each<[string, string, string]>([
    // By the heading.
    ['Service,Status|S3,Active|RDS,Disabled|Lex,Retired last week', 'RDS Lex', ''],
    ['Service,Usage|S3,in use|Lex,not used', 'Lex', ''],
    ['Service,Service status|S3,live|Lex,Planned for the shop', 'Lex', ''],
    ['Service,Lifecycle|S3,live|Lex,Terminated', 'Lex', ''],
    ['Dienst,Betriebsstatus|S3,aktiv|Lex,inaktiv', 'Lex', ''],
    ['Service,Estado de uso|S3,en uso|Lex,fuera de uso', 'Lex', ''],
    [
      'Dienst,Ist-Zustand,Soll-Zustand|S3,in Nutzung,in Nutzung|RDS,im Einsatz,im Einsatz|Lex,geplant,',
      'Lex',
      '',
    ],
    [
      'Service,Status|S3,✅ Active|RDS,🔄 Planned|Lex,❌ Retired|QLDB,❌ Active|MQ,Live 🚀',
      'RDS Lex',
      'QLDB',
    ],
    ['Service,Status|S3,In use|Lex,Formerly used', 'Lex', ''],
    // By all of the words.
    ['Service,Situation|S3,live|Lex,Retired (2025)', 'Lex', ''],
    ['Service,Tier|S3,Production|Lex,Decommissioned', 'Lex', ''],
    ['Service,Where|S3,running|Lex,not in use any more', 'Lex', ''],
    // A remark that says nothing else.
    [
      'Service,Notes|S3,invoices|RDS,Retired|QLDB,decommissioned in May 2025|Lex,Not in use.',
      'RDS QLDB Lex',
      'S3',
    ],
    ['Service,|S3,invoices|RDS,disabled|Lex,stillgelegt - Ersatz: Aurora', 'RDS Lex', 'S3'],
    ['Service,Kommentar|S3,Rechnungen|Lex,nicht mehr genutzt', 'Lex', 'S3'],
    // Of parts of it, or a name.
    ['Service,Public access,Deletion protection|S3,Disabled,Enabled|RDS,Disabled,Disabled', '', ''],
    ['Dienst,Öffentlicher Zugriff|S3,inaktiv|RDS,inaktiv', '', ''],
    ['Service,Support contract|S3,Active|RDS,Inactive', '', ''],
    ['Service,Backup|S3,Enabled|RDS,Planned', '', 'RDS'],
    ['Service,Multi-AZ|S3,Planned|RDS,Planned', '', 'S3 RDS'],
    ['Service,Root keys|S3,Deleted|RDS,Removed', '', 'S3 RDS'],
    ['Service,DR status|S3,In place|RDS,Planned|Lex,Not in use', '', 'RDS Lex'],
    [
      'Service,Notes|S3,Removed public access|RDS,Planned upgrade to 17|EC2,Disabled IMDSv1',
      '',
      'S3 RDS EC2',
    ],
    ['Service,Notes|S3,deleted after 30 days|KMS,no longer than 1 year|RDS,Planned: 17', '', 'S3 KMS RDS'],
    ['Service,Purpose|S3,Deleted items archive|RDS,Retired customers; kept', '', 'S3 RDS'],
    ['Service,Resource name|S3,deleted-items|RDS,retired_customers', '', ''],
    ['Service,System|S3,Planned Giving|RDS,Retired', '', ''],
  ])('%s', (list, not, open) => {
    expect(read(list)).toMatchObject({ not, open });
  });
});

describe('columns of another time decide nothing, and are told', () => {
  it.each<[string, string, string]>([
    ['Service,Current state,Target state|S3,Live,Live|RDS,Live,Retired|Lex,Planned,Live', 'Lex', 'RDS'],
    ['Service,As-is,To-be|S3,In use,In use|RDS,In use,Retired|Lex,Not used,In use', 'Lex', 'RDS'],
    ['Dienst,Ist,Soll|S3,aktiv,aktiv|RDS,aktiv,stillgelegt|Lex,stillgelegt,aktiv', 'Lex', 'RDS'],
    ['Service,Target state|S3,Live|RDS,Retired', '', 'RDS'],
    ['Service,Previous state,Status|S3,Planned,Live|Lex,Live,Retired', 'Lex', 'S3'],
    ['Service,Status 2025,Status 2026|S3,Live,Live|RDS,Planned,Live|Lex,Live,Retired', 'Lex', 'RDS'],
    ['Service,2025,2026,2027|S3,Planned,Live,Retired|Lex,Live,Retired,Retired', 'Lex', 'S3'],
    // A list of last year, of which nothing else is said, and what is said of now.
    ['Service,Status 2025|S3,Live|Lex,Retired', 'Lex', ''],
    ['Service,Status 2024,Status 2025|S3,Planned,Live|Lex,Live,Retired', 'Lex', 'S3'],
    ['Service,Status (Oct 2026)|S3,Live|Lex,Retired', 'Lex', ''],
    ['Service,Target group,Status|S3,Live,Live|Lex,Live,Retired', 'Lex', ''],
  ])('%s', (list, not, open) => {
    expect(read(list)).toMatchObject({ not, open });
  });
});

describe('the whole cell counts, and not its beginning, where it may say something else', () => {
  it.each<[string, string, string]>([
    ['Service,Usage|S3,Deleted items archive|SQS,Rejected payments|RDS,Orders', '', 'S3 SQS'],
    ['Service,Use|S3,Terminated employees archive|SNS,Active alerts|RDS,Orders', '', 'S3'],
    ['Service,Lifecycle|S3,deleted after 30 days|ECR,removed after 10 images|RDS,none', '', 'S3 ECR'],
    ['Service,Use|S3,Yes|Lex,No', 'Lex', ''],
    ['Service,Phase|S3,live|Lex,Decommissioned in 2025', 'Lex', ''],
    ['Service,Notes|SES,No longer used for mailings|SNS,Not used by Marketing', '', 'SES SNS'],
    ['Service,Notes|A,Not used for decision support|B,Planned for Marketing', '', 'A B'],
    [
      'Service,Notes|A,Planned for Q1 2027: Multi-AZ|B,Planned - upgrade to 17|C,Planned (to 17)',
      '',
      'A B C',
    ],
    ['Service,Notes|A,Removed; restored in May|B,Decommissioned in 2024 and rebuilt', '', 'A B'],
    ['Service,Notes|A,Retired in 2025: only db1|B,Deleted in March: old snapshots', '', 'A B'],
    ['Service,Notes|A,Planned for Q1 2027|B,Geplant (Mai 2027)|C,planned - 2027|D,Planned.', 'A B C D', ''],
    ['Service,Notes|A,Retired in March 2025|B,supprimé en août 2025|C,deleted 2025-05-01', 'A B C', ''],
    ['Service,Notes|A,Retired in 2025: moved to Aurora|B,Not used since May|C,Unused. Keep', 'A B C', ''],
    ['Service,Notes|A,Retired (read-only)|B,no longer used - see Kim|C,Deleted on 12.3.2025', 'A B C', ''],
  ])('%s', (list, not, open) => {
    expect(read(list)).toMatchObject({ not, open });
  });
});

describe('counts, days and ends', () => {
  it.each<[string, string, string]>([
    ['Service,Resources,Instances|S3,40,0|EC2,12,12|Lex,0,0', 'Lex', 'S3'],
    ['Service,Instances|S3,0|Amazon EC2,12|Amazon RDS,0', 'Amazon RDS', 'S3'],
    ['Service,Count|S3,2|Lex,0', 'Lex', ''],
    ['Service,Last used|S3,2026-11-01|SNS,unknown|EC2,daily|SQS,never|Lex,', 'SQS Lex', 'SNS EC2'],
    ['Service,Deleted on|S3,|SQS,2027-06-30|RDS,planned 2027|QLDB,2025-01-01|Lex,Yes', 'QLDB Lex', 'SQS RDS'],
    [
      'Service,Status|S3,live|RDS,Retired on 31.12.2026|Lex,Retired 2025|QLDB,Planned 2027',
      'Lex QLDB',
      'RDS',
    ],
  ])('%s', (list, not, open) => {
    expect(read(list)).toMatchObject({ not, open });
  });

  it.each<[string, boolean]>([
    ['2026-11-15', false],
    ['2026-11-16', true],
    ['2026-12', true],
    ['2026-11', false],
    ['16.11.2026', true],
    ['1.1.2026', false],
    ['12/31/2026', false],
    ['Q3 2027', true],
    ['from 2025 to 2027', false],
    ['2026', false],
    ['', false],
  ])('whether “%s” is ahead', (text, ahead) => {
    expect(isAhead(text, TODAY)).toBe(ahead);
  });
});

it('a state that says until when, that it was, or asks, is not known to say that something is in use', () => {
  const open = [
    'Im Einsatz bis 2024',
    'In use until 2024',
    'in Nutzung gewesen',
    'Im Einsatz: nein',
    'Im Einsatz?',
  ];
  expect(open.filter(isKnownState)).toEqual([]);
  expect(['Im Einsatz', 'In use', 'Active', 'en service'].filter((state) => !isKnownState(state))).toEqual(
    [],
  );
});

it.each<[string, string, string]>([
  // That there is none of it is a word like others that are not known, where a column tells states.
  [
    'Service,Usage|EC2,in use|Redshift,None|Neptune,0|Glue,Not used|Kinesis,N/A|SQS,-|SNS,',
    'Glue',
    'Redshift Neptune Kinesis SQS',
  ],
  ['Service,Status|EC2,Active|Redshift,None|Glue,Retired|Kinesis,n/a|SQS,–', 'Glue', 'Redshift Kinesis SQS'],
  ['Dienst,Zustand|EC2,aktiv|Redshift,keine|Neptune,Nein|Glue,stillgelegt', 'Glue', 'Redshift Neptune'],
  // Where a column asks whether something is used, it answers; beside states in another column it says nothing.
  ['Service,In use|EC2,yes|Redshift,None|Neptune,0|Glue,-', 'Redshift Neptune Glue', ''],
  ['Service,Used by us|EC2,Yes|Redshift,No', 'Redshift', ''],
  ['Service,Used by|EC2,Shop|Redshift,No', '', ''],
  ['Service,Notes|EC2,-|Redshift,None|Glue,Retired', 'Glue', ''],
  ['Service,Status,Notes|EC2,Active,-|Glue,Retired,n/a', 'Glue', ''],
  // None in any of the places that others are counted in: of what, is not said.
  ['Service,Prod,Dev|EC2,12,5|S3,40,0|Redshift,0,1|Neptune,0,0|Lex,,-', '', 'Neptune Lex'],
  ['Service,Prod|EC2,12|Neptune,0', '', ''],
  ['Service,Prod,Dev|EC2,12,m5.large|Neptune,0,0', '', ''],
  ['Service,Prod,Dev,In use|EC2,12,5,yes|Neptune,0,0,no', 'Neptune', ''],
])('no state: %s', (list, not, open) => {
  expect(read(list)).toMatchObject({ not, open });
});
