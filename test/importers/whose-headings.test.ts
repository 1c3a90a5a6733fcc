import { describe, expect, it } from 'vitest';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { openSheets } from '../../main/importers/sheets/open-sheets.ts';
import { readMatrix } from '../../main/importers/vendor-matrix/read-matrix.ts';
import { temporaryFolder } from '../support/temp.ts';
import { writeBook } from '../support/vendor-books.ts';
import { asText, FORMS, joined, look } from './tables-in-forms.ts';

const folder = temporaryFolder();

describe('headings of two parties as they are written in one word, and of the services of a cloud', () => {
  it.each([
    'Dienst;AWS-Verantwortung;Kundenverantwortung',
    'Service;Anbieterverantwortung;Verantwortung Kunde',
    'Dienst;AWS-Aufgaben;Kundenaufgaben',
    'Dienst;AWS-verantwoordelijkheid;Klantverantwoordelijkheid',
    'AWS-Dienst;AWS;Kunde',
    'AWS-dienst;Verantwoordelijkheid van AWS;Verantwoordelijkheid van de klant',
    'Service AWS;Responsabilité AWS;Responsabilité du client',
    'Servicio de AWS;Responsabilidades de AWS;Responsabilidades del cliente',
    'Servizio AWS;Responsabilità AWS;Responsabilità del cliente',
    'Usługa AWS;Odpowiedzialność AWS;Odpowiedzialność klienta',
    'Amazon service;AWS;Customer',
    "Service;Supplier's responsibility;Customer's responsibility",
    'Service;What AWS does;What you do',
    'Service;AWS secures;You secure',
    'Service;Security of the cloud;Security in the cloud',
  ])('%s', async (headings) => {
    const rows = [
      headings.split(';'),
      ['Amazon S3', 'Runs the hosts', ''],
      ['Amazon RDS', '', 'Keeps the users'],
    ];
    for (const [, write] of FORMS) {
      const { kind, claims } = await look(await write(folder, rows));
      expect([kind, ...claims.map(({ control, owners }) => `${control}: ${owners.join('+')}`)]).toEqual([
        'vendor-matrix',
        'Amazon S3: vendor',
        'Amazon RDS: customer',
      ]);
    }
    expect(() => readSource('services.csv', Buffer.from(joined(rows, ';')))).toThrow(/vendor's matrix/);
  });
  it('an inventory with such a heading of services stays one', () => {
    const { format, types } = readSource(
      'services.csv',
      Buffer.from('AWS-Dienst,Owner,Umgebung\nAmazon S3,Ann,prod\nAmazon RDS,Bob,test\n'),
    );
    expect([format, ...types.keys()]).toEqual(['service-list', 'Amazon S3', 'Amazon RDS']);
  });
});

describe('a heading that names a framework', () => {
  it.each([
    ['CIS Control', '1.1', null],
    ['CIS Controls v8 ID', '1.1', null],
    ['CIS Safeguard', '1.1', null],
    ['ISO 27017 Control', '5.1', null],
    ['ISO/IEC 27017:2015 Ref', '5.1', null],
    ['FedRAMP Rev 4 Control', 'AC-2', null],
    ['FedRAMP Rev 5 Control', 'AC-2', 'nist-800-53-r5'],
    ['FedRAMP Moderate Control ID', 'AC-2', 'nist-800-53-r5'],
    ['ISO 27001 Control', '5.1', 'iso-27001-2022'],
    ['ISO 27001 Ref', '5.1', 'iso-27001-2022'],
    ['HIPAA Requirement', '164.308(a)(1)', 'hipaa-security-rule'],
    ['HIPAA Safeguard', '164.308(a)(1)', 'hipaa-security-rule'],
    ['HIPAA Security Rule Citation', '164.308(a)(1)', 'hipaa-security-rule'],
    ['ISO Control', '5.1', 'iso-27001-2022'],
    ['NIST CSF Subcategory', 'PR.AC-1', null],
    ['NIST CSF Subcategory', 'PR.AA-01', 'nist-csf-2.0'],
    ['PCI DSS Req ID', '1.1.1', 'pci-dss-4.0.1'],
    ['CIS Sub-Control', '1.1', null],
    ['ISO 27701', '7.2.1', null],
    ['Annex A', 'A.5.1', 'iso-27001-2022'],
    ['TSC', 'CC6.1', 'soc2-tsc-2017'],
    ['Medida ENS', 'op.acc.1', null],
    ['DORA Article', '5.1', null],
    ['ISO 27001 Clause', '5.1', null],
    ['ISO 27001 Clause', 'A.5.1', 'iso-27001-2022'],
  ])('%s has ids of it: %s', async (heading, id, framework) => {
    for (const [, write] of FORMS) {
      const { claims } = await look(
        await write(folder, [
          [heading, 'Responsibility'],
          [id, 'Customer'],
          [id.replace(/\d(?=\D*$)/, '2'), 'AWS'],
        ]),
      );
      expect(claims.map((claim) => [claim.framework, ...claim.owners])).toEqual([
        [framework, 'customer'],
        [framework, 'vendor'],
      ]);
    }
  });
});

describe('what stands around a table, and the ids themselves, say of which framework they are', () => {
  const ASKED = 'asked';
  it.each([
    // One that is named, or that has ids of this form alone.
    ['PCI DSS matrix', 'Control', '5.1,8.2', 'pci-dss-4.0.1'],
    ['PCI DSS 2024 matrix', 'Control', '5.1,8.2', 'pci-dss-4.0.1'],
    ['Payment Card Industry matrix', 'Requirement', '5.1,8.2', 'pci-dss-4.0.1'],
    ['NIST SP 800-171 Rev. 2', 'Requirement', '3.1.1,3.13.1', 'nist-800-171-r2'],
    ['Matrix', 'Requirement', 'AC-2,PE-3', 'nist-800-53-r5'],
    ['NIST SP 800-53 Rev. 5, version 1.2', 'Control', 'AC-2,PE-3', 'nist-800-53-r5'],
    ['PCI DSS and NIST 800-53 matrix', 'Control', 'AC-2,PE-3', 'nist-800-53-r5'],
    ['NIST controls', 'Control', 'PS-01,PS-02', 'nist-800-53-r5'],
    ['NIST CSF 2.0 outcomes', 'Subcategory', 'PR.DS-1,DE.CM-1', 'nist-csf-2.0'],
    ['Outcomes', 'Subcategory', 'PR.DS-1,PR.PS-1', 'nist-csf-2.0'],
    ['Outcomes', 'Subcategory', 'PR.DS-01,DE.CM-01', 'nist-csf-2.0'],
    // Another, an older edition, or ids that the known one has not.
    ['ISO 27018 matrix', 'Control', '5.1,8.2', null],
    ['ISO/IEC 42001 matrix', 'Control', '5.2,6.2', null],
    ['PCI PIN Security', 'Requirement', '5.1,8.2', null],
    ['Matrix', 'Control', 'A.5.2,A.10.2', null],
    ['ISO/IEC 42001 matrix', 'Control', 'A.5.2,6.1', null],
    ['BSI C5:2020', 'Kriterium', 'PS-01,PS-02', null],
    ['NIST SP 800-53 Rev. 4 controls', 'Control', 'AC-2,SA-12', null],
    ['FedRAMP Moderate Rev4 CRM', 'Control', 'AC-2,PE-3', null],
    ['NIST CSF 1.1 outcomes', 'Subcategory', 'PR.DS-1,DE.CM-1', null],
    ['CAIQ 3.1', 'Control', 'AIS-01,IAM-02', null],
    ['Matrix', 'Control', 'AC-2,AR-1', null],
    ['Matrix', 'Control', 'AIS-01,GRM-01', null],
    ['Matrix', 'Kriterium', 'PS-01,SP-01', null],
    // Two, one that is denied or spoken of elsewhere, or none where several have such ids.
    ['PCI DSS and ISO 27001 matrix', 'Control', '5.1,8.2', ASKED],
    ['PCI DSS and CIS matrix', 'Control', '5.1,8.2', ASKED],
    ['Internal controls (not PCI)', 'Control', '5.1,8.2', ASKED],
    ['See also our PCI AOC', 'Control', '5.1,8.2', ASKED],
    ['Matrix', 'Control', 'PS-01,PS-02', ASKED],
    ['Matrix', 'CSF Subcategory', 'PR.DS-1,DE.CM-1', ASKED],
  ])('%s above %s: %s', async (title, heading, ids, framework) => {
    const [first = '', second = ''] = ids.split(',');
    const { claims, notes } = await look(
      asText(
        folder,
        joined(
          [
            [title, '', ''],
            [heading, 'AWS', 'Customer'],
            [first, 'X', ''],
            [second, '', 'X'],
          ],
          ',',
        ),
      ),
    );
    const asked = notes.some((note) => note.includes('does not say of which'));
    expect(asked ? ASKED : claims.map((claim) => claim.framework)).toEqual(
      framework === ASKED ? ASKED : [framework, framework],
    );
  });
  it.each([
    ['', '5.1,8.2', 'iso-27001-2022', true],
    ['PCI DSS matrix', '5.1,8.2', 'pci-dss-4.0.1', false],
    ['', 'AC-2,PE-3', 'nist-800-53-r5', false],
  ])(
    'what was said of ids below the same headings counts where they do not tell: %s %s',
    async (title, ids, framework, isTold) => {
      const table = (above: string, written: string) =>
        asText(folder, `${above}\nControl,Owner\n${written.replace(',', ',Customer\n')},AWS\n`);
      const { mapping } = await look(table('', '5.1,5.2'));
      const saved = new Map(
        mapping.map(({ fingerprint, columns, headerRows }) => [
          fingerprint ?? '',
          { scheme: 'iso-27001', columns: [...columns], words: [], headerRows },
        ]),
      );
      const book = await openSheets(table(title, ids), 'table.csv');
      const { claims, notes } = await readMatrix(book, 'table.csv', { saved });
      await book.close();
      expect(claims.map((claim) => claim.framework)).toEqual([framework, framework]);
      expect(notes.some((note) => note.includes('as was said of a table with the same headings'))).toBe(
        isTold,
      );
    },
  );
  it.each([
    ['PCI DSS requirement text', 'pci-dss-4.0.1'],
    ['ISO 27001 mapping', null],
    ['ISO 27001 control', null],
  ])(
    'the heading of a title beside the ids does, and that of a mapping does not: %s',
    async (heading, framework) => {
      const rows = [
        ['Control', heading, 'AWS', 'Customer'],
        ['5.1', 'Malware is kept out', 'X', ''],
        ['8.2', 'Users have names', '', 'X'],
      ];
      const { claims } = await look(asText(folder, joined(rows, ',')));
      expect(claims.map((claim) => claim.framework)).toEqual(
        framework === null ? [] : [framework, framework],
      );
    },
  );
  it('ids of an older edition are told as such, and are of the known one where a person says so', async () => {
    const path = asText(folder, 'NIST SP 800-53 Rev. 4,\nControl,Owner\nAC-2,Customer\nPE-3,AWS\n');
    expect((await look(path)).notes).toContainEqual(expect.stringContaining('or of an older edition'));
    const book = await openSheets(path, 'table.csv');
    const { claims, notes } = await readMatrix(book, 'table.csv', { framework: 'nist-800-53' });
    await book.close();
    expect([claims.map(({ framework }) => framework), notes]).toEqual([
      ['nist-800-53-r5', 'nist-800-53-r5'],
      [],
    ]);
  });
  it('requirements that are told in words beside their owners are no ids', async () => {
    const { claims } = await look(
      asText(folder, 'Requirement,Status,AWS,Customer\nKeys are kept,Done,X,\nLogs are read,Open,,X\n'),
    );
    expect(claims.map(({ framework, control, owners }) => [framework, control, owners])).toEqual([
      [null, 'Keys are kept', ['vendor']],
      [null, 'Logs are read', ['customer']],
    ]);
  });
  it('what a row says beside an id names no framework', async () => {
    const { notes } = await look(
      asText(folder, 'Control,AWS,Customer,Comment\n1.1,X,,Same as PCI DSS\n2.1,,X,Same as PCI DSS\n'),
    );
    expect(notes).toEqual([expect.stringContaining('does not say of which')]);
  });
  it('the nearest name counts: the title above the table before the name of the file', async () => {
    const rows = [
      ['ISO 27001 controls', '', ''],
      ['Control', 'AWS', 'Customer'],
      ['5.1', 'X', ''],
      ['8.2', '', 'X'],
    ];
    const { claims } = await look(await writeBook(folder, 'pci.xlsx', [{ name: 'Matrix', rows }]));
    expect(claims.map(({ framework }) => framework)).toEqual(['iso-27001-2022', 'iso-27001-2022']);
  });
});
