import { writeFileSync } from 'node:fs';
import type { ReaderName } from '../readers.ts';
import { filled, type HeavyFile } from './file.ts';

const REGISTER = 'Ref,Service,Responsibility,Ownership,Status,Note\n';
const MATRIX = 'Control ID,Responsibility,Customer,Provider,Notes\n';
const INVENTORY = 'Identifier,Resource type\n';
const FINDINGS = 'CHECK_ID;STATUS;RESOURCE_UID;ACCOUNT_UID;REGION\n';
const SHEETS: readonly ReaderName[] = ['recognise', 'sheet', 'matrix'];
const INVENTORIES: readonly ReaderName[] = ['recognise', 'discover'];
const SCANS: readonly ReaderName[] = ['recognise', 'findings'];
const ANY: readonly ReaderName[] = ['recognise', 'sheet', 'matrix', 'discover', 'findings'];

const table = (what: string, readers: readonly ReaderName[], text: () => string): HeavyFile => ({
  what: `CSV: ${what}`,
  name: 'a.csv',
  readers,
  write: (path) => writeFileSync(path, text()),
});
const number = (at: number, digits = 6): string => String(at).padStart(digits, '0');

/** Tables of text. */
export const TABLES: readonly HeavyFile[] = [
  table('one line of two million fields', ANY, () => filled('a,')),
  table('one line of five million empty fields', ANY, () => filled(',')),
  table('few rows of 16,000 columns', SHEETS, () => filled(`${'a,'.repeat(16_000)}\n`, { before: REGISTER })),
  table('headings of 16,000 columns', SHEETS, () =>
    filled(`${'a,'.repeat(16_000)}\n`, { before: `Ref,Ownership,Note${',Ref x'.repeat(16_000)}\n` }),
  ),
  table('headings of 400,000 columns', [...SHEETS, 'discover', 'findings'], () =>
    filled('a,'.repeat(400_000) + '\n', { before: `Ref,Ownership,Note${',R'.repeat(400_000)}\n` }),
  ),
  table('a million rows of a register', SHEETS, () => filled('a,bc\n', { before: REGISTER })),
  table('a million rows of nothing known', ANY, () => filled('a,bc\n')),
  table('a million rows of a matrix', SHEETS, () => filled('AC-1,\n', { before: MATRIX })),
  table('60,000 controls of a matrix', SHEETS, () =>
    filled((at) => `AC-${1 + (at % 25)},Shared,Customer does ${at},Provider does it,Note ${at}\n`, {
      before: MATRIX,
    }),
  ),
  table('rows of quotes', SHEETS, () => filled('"","a"\n', { before: REGISTER })),
  table('rows of empty fields', SHEETS, () => filled(`${','.repeat(1000)}\n`, { before: REGISTER })),
  table('refs that are all unknown', SHEETS, () =>
    filled((at) => `svc-9${number(at)}/nobody-${number(at)},,,,,a\n`, { before: REGISTER }),
  ),
  table('short refs that are all unknown', SHEETS, () =>
    filled((at) => `x/${at.toString(36)},b\n`, { before: REGISTER }),
  ),
  table('refs that are nearly known', SHEETS, () =>
    filled((at) => `svc-${number(at % 600)}x/guest-os-patchinh,,,,,a\n`, { before: REGISTER }),
  ),
  table('services and responsibilities that are all unknown', SHEETS, () =>
    filled((at) => `,Servize ${at},Guest OS patchinh,,,a\n`, { before: REGISTER }),
  ),
  table('one ref by the thousand', SHEETS, () =>
    filled((at) => `svc-000001/guest-os-patching,,,,,${at}\n`, { before: REGISTER }),
  ),
  table('answers of nobody known', SHEETS, () =>
    filled((at) => `svc-000001/guest-os-patching,,,Nobody ${at},Some status ${at},a\n`, { before: REGISTER }),
  ),
  table('inventory of half a million rows', INVENTORIES, () => filled('i,b\n', { before: INVENTORY })),
  table('inventory of near types', INVENTORIES, () =>
    filled((at) => `i,ec2:instanc${at % 4000}\n`, { before: INVENTORY }),
  ),
  table('bill of thousands of services', INVENTORIES, () =>
    filled((at) => `Amazon Relational Databaze ${at % 4900},1\n`, { before: 'Service,Cost($)\n' }),
  ),
  table('bill of wide rows', INVENTORIES, () =>
    filled(`2026-01-01${',1'.repeat(900)}\n`, { before: `Service${',A($)'.repeat(900)}\n` }),
  ),
  table('bill of 100,000 columns', INVENTORIES, () =>
    filled(`2026-01-01${',1'.repeat(100_000)}\n`, { before: `Service${',A($)'.repeat(100_000)}\n` }),
  ),
  table('findings of small rows', SCANS, () => filled('a;F;b\n', { before: FINDINGS })),
  table('findings of a million rows that pass', SCANS, () => filled('a;PASS;\n', { before: FINDINGS })),
  table('findings of one bucket each', SCANS, () =>
    filled((at) => `s3_bucket_default_encryption;FAIL;arn:aws:s3:::b${at};;\n`, { before: FINDINGS }),
  ),
  table('findings of many columns', SCANS, () =>
    filled(';\n', { before: `${FINDINGS.trimEnd()}${';x'.repeat(20_000)}\n` }),
  ),
  table('findings of wide rows', SCANS, () =>
    filled(`a;FAIL;b${';x'.repeat(20_000)}\n`, { before: `${FINDINGS.trimEnd()}${';x'.repeat(20_000)}\n` }),
  ),
];
