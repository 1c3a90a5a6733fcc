import { serviceRef } from '../../support/large-workbook.ts';

/** Where a command of the campaign finds its files. */
export interface Place {
  /** The large workbook, and a copy of it as a colleague sends it. */
  readonly book: string;
  readonly copy: string;
  /** A folder of the attempt's own for what is written. */
  readonly out: string;
  /** A folder of files that come in: a template, a scan, a register, a list of changes, issues of a tracker, a form, a file of evidence. */
  readonly inputs: string;
  /** Tells apart what attempts add. */
  readonly n: number;
}
type Line = (place: Place) => readonly string[];

/** Who leads services in the large workbook. */
export const PERSON = 'Ann Campaign';
const RDS = serviceRef(2);
const DUTY = `${RDS}/restore-testing`;
const reading =
  (name: string, ...more: readonly string[]): Line =>
  ({ book }) => [...name.split(' '), book, ...more];
const exporting =
  (format: string, ...more: readonly string[]): Line =>
  ({ book, out }) => [
    'export',
    book,
    `--${format}`,
    `${out}/out.${format === 'pack' ? 'zip' : format}`,
    ...more,
  ];
const layout =
  (id: string, ending: string): Line =>
  ({ book, out }) => ['export', book, '--layout', id, '--out', `${out}/out.${ending}`];

/** Every command that works on a workbook, in each of its ways that may take long. */
export const LINES: readonly Line[] = [
  ...['parties', 'people', 'environments', 'rules', 'services', 'matrix', 'gaps', 'risks', 'due', 'log'].map(
    (name) => reading(name),
  ),
  ...['actions', 'meetings', 'hand-outs', 'review', 'sign-offs', 'snapshots', 'reask', 'providers'].map(
    (name) => reading(name),
  ),
  ...['verify', 'backups', 'retention', 'house-rules', 'scope', 'doctor', 'common', 'proposals'].map((name) =>
    reading(name),
  ),
  reading('services', '--group', 'region', '--json'),
  reading('gaps', '--group', 'environment'),
  reading('gaps', '--as-of', '2030-01-01', '--json'),
  reading('log', DUTY),
  reading('find', 'quarter', 'restore'),
  ({ book, out }) => ['due', book, '--within', '1y', '--ics', `${out}/due.ics`],
  ({ book, out }) => ['hand-outs', book, '--zip', `${out}/all.zip`],
  ...['csv', 'xlsx', 'pdf', 'docx', 'html', 'pack'].map((format) => exporting(format)),
  exporting('csv', '--only', 'status=implemented'),
  exporting('pdf', '--history'),
  exporting('csv', '--audience', 'client'),
  layout('fedramp-crm', 'xlsx'),
  layout('oscal-ssp', 'json'),
  layout('oscal-component-definition', 'json'),
  ({ book, inputs, out }) => ['export', book, '--fill', `${inputs}/form.xlsx`, '--out', `${out}/ours.xlsx`],
  ({ book, n }) => ['actions', 'add', book, `Look at it ${n}`],
  ({ book, out }) => [
    'actions',
    'export',
    book,
    '--csv',
    `${out}/actions.csv`,
    '--json-file',
    `${out}/actions.json`,
  ],
  ({ book, inputs }) => ['actions', 'import', book, `${inputs}/issues.csv`, '--dry-run'],
  ({ book, inputs }) => ['actions', 'import', book, `${inputs}/issues.csv`, '--yes'],
  ({ book, copy }) => ['compare', copy, book],
  ({ book, copy, out }) => ['compare', copy, book, '--docx', `${out}/changes.docx`],
  ({ book, copy }) => ['merge', book, copy, '--dry-run'],
  ({ book, copy, out }) => ['merge', book, copy, '--out', `${out}/merged.demarc`],
  ({ book, copy }) => ['merge', book, copy],
  ({ book, out }) => ['publish', book, '--to', `${out}/estate.portfolio`],
  ({ book, out }) => ['copy', book, `${out}/copy.demarc`],
  ({ book, out }) => ['copy', book, `${out}/new.demarc`, '--as-new', '--title', 'Next year'],
  ({ book, out }) => ['repair', book, '--out', `${out}/rebuilt.demarc`],
  ({ book, out }) => ['backups', 'restore', book, '--out', `${out}/restored.demarc`],
  ({ book, inputs }) => ['discover', book, `${inputs}/template.yaml`, '--dry-run'],
  ({ book, inputs }) => ['findings', book, `${inputs}/scan.csv`, '--dry-run'],
  ({ book, inputs }) => ['import', book, `${inputs}/register.csv`, '--dry-run'],
  ({ book, inputs }) => ['discover', book, `${inputs}/template.yaml`, '--yes'],
  ({ book, inputs }) => ['findings', book, `${inputs}/scan.csv`, '--yes'],
  ({ book, inputs }) => ['import', book, `${inputs}/register.csv`, '--yes', '--theirs'],
  ({ book, inputs }) => ['apply', book, `${inputs}/changes.yaml`, '--dry-run'],
  ({ book, inputs }) => ['apply', book, `${inputs}/changes.yaml`],
  ({ book, n }) => ['people', 'add', book, `Person ${n}`],
  ({ book, n }) => ['answer', book, DUTY, '--owner', 'organisation', '--note', `Looked at ${n}`],
  ({ book, inputs, n }) => ['attach', book, DUTY, `${inputs}/heavy.bin`, '--title', `File ${n}`],
  ({ book, n }) => ['same', book, RDS, serviceRef(5 * (n % 20) + 7), '--open'],
  ({ book, n }) => ['snapshots', 'take', book, `Snapshot ${n}`],
  ({ book, n }) => ['sign-offs', 'add', book, '--name', `Signer ${n}`, '--statement', 'I have read it.'],
  reading('reask keep'),
  ({ book, n }) => ['services', 'remove', book, serviceRef(100 + (n % 100))],
  ({ book }) => ['erase', book, PERSON, '--dry-run'],
  ({ book }) => ['erase', book, PERSON, '--yes'],
  ({ book }) => ['destroy', book, 'E-1', '--yes'],
];

/** Each records one change of one thing, as `answer`, `people add`, `actions add` and `services remove` do, which are run. */
export const ONE_CHANGE: readonly string[] = [
  'actions remove',
  'actions set',
  'environments add',
  'environments remove',
  'environments set',
  'meetings decide',
  'meetings end',
  'meetings start',
  'parties add',
  'parties remove',
  'parties set',
  'people acknowledge',
  'people remove',
  'people set',
  'proposals add',
  'proposals decline',
  'proposals remove',
  'proposals take',
  'proposals withdraw',
  'providers authorise',
  'providers remove',
  'review accept',
  'review reopen',
  'review return',
  'review submit',
  'services accept-suggestions',
  'services add',
  'services set',
  'snapshots remove',
];

/** Commands for which the size of a workbook is nothing. */
export const OF_NO_SIZE: Readonly<Record<string, string>> = {
  open: 'serves pages, and does nothing by itself',
  serve: 'likewise',
  room: 'likewise',
  new: 'makes a workbook',
  'backups folder': 'a setting',
  catalogue: 'the catalogue',
  'catalogue check': 'the catalogue',
  identity: 'a setting',
  key: 'the keys of the profile',
  'key new': 'likewise',
  'key show': 'likewise',
  'key export': 'likewise',
  'key trust': 'likewise',
  'key forget': 'likewise',
  minutes: 'meetings are few; what happened in each is read as `log` reads it',
  portfolio: 'has commands of its own',
  'portfolio setup': 'makes an empty schema',
  'portfolio overview': 'reads a portfolio, whose size `npm run bench -- --only portfolio` looks at',
  'portfolio differences': 'likewise',
  'portfolio coverage': 'likewise',
  'portfolio evidence': 'likewise',
  'portfolio load': 'likewise',
  'portfolio changes': 'likewise',
  'providers check': 'reads another workbook as `merge --dry-run` does',
  'providers add': 'takes what `providers check` reads',
  'providers update': 'likewise',
  'reask carry-splits': 'as `reask keep`',
};
