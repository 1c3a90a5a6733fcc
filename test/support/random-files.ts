import { LANDING } from './chain-of-workbooks.ts';
import type { Made } from './core.ts';
import fc from './property.ts';

/** A file that a command reads: its text, or a workbook that is made once. */
export interface RandomFile {
  readonly name: string;
  readonly text: string;
  readonly made?: Made;
}
// The files that random commands read, and the words that stand in both.
export const words = fc.constantFrom('Monthly', 'Yearly', 'By hand', 'By a script', 'To be agreed');
export const status = fc.constantFrom('implemented', 'in-progress', 'not-started');

const SCAN = 'FINDING_UID;CHECK_ID;STATUS;RESOURCE_UID;CHECK_TITLE;ACCOUNT_UID;REGION\n';
export const scan = fc
  .uniqueArray(fc.constantFrom('images', 'logs'), { minLength: 1 })
  .chain((buckets) =>
    fc
      .constantFrom('PASS', 'FAIL')
      .map((result) =>
        buckets
          .map(
            (bucket) =>
              `${bucket};s3_bucket_default_encryption;${result};arn:aws:s3:::${bucket};Encryption of ${bucket};111122223333;eu-west-1\n`,
          )
          .join(''),
      ),
  )
  .map((lines) => ({ name: 'scan.csv', text: SCAN + lines }));
export const matrix = words.map((text) => ({
  name: 'crm.csv',
  text: `Control ID,Can Be Inherited from CSP,Specific Inheritance and Customer Agency/CSP Responsibilities\nAC-1(a),Yes,${text}\nAC-2(a),No,The customer does it.\nAC-3,No,The customer does it.\n`,
}));
export const MAPPING = [
  {
    sheet: 'crm.csv',
    headerRow: 1,
    columns: ['control', 'inherited', 'text'].map((meaning, column) => ({ column, meaning })),
  },
];
/** Of the headings of that matrix. */
export const FINGERPRINT = 'b6e2c6f169113b629d023e4a';
export const texts = words.map((text) => ({
  name: 'catalog.json',
  text: JSON.stringify({
    catalog: {
      uuid: '3f1f6a0e-51b7-4a11-9a0b-6d5d2a1c7e10',
      metadata: {
        title: text,
        'last-modified': '2026-11-01T00:00:00Z',
        version: '1.0',
        'oscal-version': '1.2.1',
      },
      groups: [
        {
          id: 'ac',
          title: 'Access',
          controls: [
            {
              id: 'ac-2',
              title: 'Accounts',
              parts: [{ id: 'ac-2_smt', name: 'statement', prose: text }],
            },
          ],
        },
      ],
    },
  }),
}));
export const sheet = fc
  .tuple(fc.constantFrom('orders-db/restore-testing', 's3/public-exposure'), words, status)
  .map(([ref, note]) => ({ name: 'register.csv', text: `Ref,Ownership,Note\n${ref},Acme,${note}\n` }));
/** The workbook of a provider. */
export const landing: fc.Arbitrary<RandomFile> = fc.constant({
  name: 'landing.demarc',
  text: '',
  made: LANDING,
});
