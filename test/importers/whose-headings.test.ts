import { describe, expect, it } from 'vitest';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { temporaryFolder } from '../support/temp.ts';
import { FORMS, joined, look } from './tables-in-forms.ts';

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
