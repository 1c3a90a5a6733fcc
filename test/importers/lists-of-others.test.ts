import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { discoverFiles } from '../../main/importers/discover/discover-files.ts';
import { type Found, partsOfFile } from '../../main/importers/discover/found.ts';
import { NOTHING_SAID } from '../../main/importers/discover/lists/inventory-columns.ts';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { temporaryFolder } from '../support/temp.ts';
import { index } from './support.ts';
import { FORMS } from './tables-in-forms.ts';

// Tables that name services for another reason than that they are in use, and inventories that look like them.

const folder = temporaryFolder();
const rowsOf = (list: string) => list.split('|').map((row) => row.split(','));
const read = (list: string, name = 'list.csv') =>
  readSource(
    name,
    Buffer.from(
      rowsOf(list)
        .map((row) => row.join(';'))
        .join('\n'),
    ),
  );
const used = (list: string): readonly string[] => {
  const { types, notInUse } = read(list);
  return [...types.keys()].filter((type) => !notInUse?.has(type));
};

const PERMISSIONS = /says which services may be used, and not which are in use/;
const CERTIFICATES = /says which services certificates and reports cover/;
const SUCCESSORS = /says what takes the place of which service/;
const EQUIVALENTS = /holds services of one provider against those of another/;
const OFFERS = /describes services that are to be had/;
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [PERMISSIONS, 'Service,Approved|Amazon S3,Yes|AWS Lambda,No|Amazon Bedrock,Pending'],
  [PERMISSIONS, 'Service,Approval Status,Notes|Amazon S3,Approved,|Amazon Bedrock,Pending review,'],
  [PERMISSIONS, 'AWS Service,Allowed,Conditions|Amazon S3,Yes,Private only|Amazon Lightsail,No,'],
  [PERMISSIONS, 'Service,Status|Amazon S3,Approved|Amazon EC2,Conditionally approved|Amazon Bedrock,Denied'],
  [PERMISSIONS, 'Service,Approved,Owner,Approved by|Amazon S3,yes,Storage,CISO|Amazon Bedrock,pending,AI,'],
  [PERMISSIONS, 'Service,May be used?|Amazon S3,Yes|Amazon EC2,No'],
  [PERMISSIONS, 'Service,Allowed in prod,Allowed in dev|Amazon S3,Yes,Yes|Amazon Bedrock,No,Yes'],
  [PERMISSIONS, 'Service,Ring|Amazon S3,Adopt|Amazon Bedrock,Trial|Amazon QLDB,Hold'],
  [OFFERS, 'Service,Available|Amazon S3,Yes|Amazon Bedrock,No'],
  [PERMISSIONS, 'Service,Effect|Amazon S3,Allow|Amazon Bedrock,Deny'],
  [
    PERMISSIONS,
    'Service,Business justification,Approval|Amazon S3,Backups,Approved|Amazon RDS,Orders,Rejected',
  ],
  [PERMISSIONS, 'Dienst,Freigabe,Bemerkung|Amazon S3,ja,|Amazon Bedrock,ausstehend,'],
  [PERMISSIONS, 'Service,Autorisé,Commentaire|Amazon S3,oui,|Amazon Bedrock,en attente,'],
  [PERMISSIONS, 'Servicio,Aprobado|Amazon S3,sí|Amazon Bedrock,pendiente'],
  [PERMISSIONS, 'Servizio,Approvato,Note|Amazon S3,sì,|Amazon EC2,no,'],
  [PERMISSIONS, 'Serviço,Aprovado|Amazon S3,sim|Amazon EC2,não'],
  [PERMISSIONS, 'Dienst,Goedgekeurd,Opmerking|Amazon S3,ja,|Amazon EC2,nee,'],
  [PERMISSIONS, 'Usługa,Zatwierdzona|Amazon S3,tak|Amazon EC2,nie'],
  [CERTIFICATES, 'Service,SOC 2,ISO 27001,HIPAA|Amazon S3,In scope,In scope,Eligible|Amazon EC2,In scope,,'],
  [CERTIFICATES, 'Service,FedRAMP Moderate,FedRAMP High|Amazon S3,✓,✓|Amazon Connect,✓,JAB Review'],
  [CERTIFICATES, 'Service,FedRAMP|Amazon S3,Authorised|Amazon EC2,Authorized'],
  [CERTIFICATES, 'Prestation,Certifié SOC 2,HDS|Amazon S3,oui,oui|Amazon EC2,oui,non'],
  [SUCCESSORS, 'Service,Migrate to|Amazon EC2,AWS Fargate|Amazon QLDB,Amazon Aurora'],
  [SUCCESSORS, 'Replaced by,Service|Amazon Aurora,Amazon QLDB|Amazon OpenSearch Service,Amazon CloudSearch'],
  [SUCCESSORS, 'Service,Successor,End of support|Amazon QLDB,Amazon Aurora,2025-07-31'],
  [SUCCESSORS, 'Dienst,Nachfolger|AWS CodeCommit,GitHub|Amazon QLDB,Amazon Aurora'],
  [SUCCESSORS, 'Service,Remplacé par|Amazon QLDB,Amazon Aurora'],
  [EQUIVALENTS, 'Service,Azure equivalent|Amazon S3,Blob Storage|Amazon EC2,Virtual Machines'],
  [EQUIVALENTS, 'Azure service,AWS service|Blob Storage,Amazon S3|Virtual Machines,Amazon EC2'],
  [
    OFFERS,
    'Service,Description,Category|Amazon S3,Object storage built to retrieve any amount of data,Storage|AWS Lambda,Run code without thinking about servers,Compute',
  ],
  [
    OFFERS,
    'Service,Description,How to order|Amazon RDS,Managed relational database with our defaults,Form 12|Amazon S3,Bucket with encryption,Form 13',
  ],
  [
    OFFERS,
    'Service,Documentation|Amazon S3,https://docs.aws.amazon.com/s3/|Amazon EC2,https://aws.amazon.com/ec2/',
  ],
  [
    OFFERS,
    'Dienst,Beschreibung,Kategorie|Amazon S3,Objektspeicher für beliebige Datenmengen,Speicher|AWS Lambda,Code ohne Server ausführen,Compute',
  ],
  [
    OFFERS,
    "Service,Description,Catégorie|Amazon S3,Stockage d'objets évolutif dans le cloud,Stockage|AWS Lambda,Exécution sans serveur,Calcul",
  ],
];
it.each(OTHERS)('is told for what it is: %s %s', (told, list) => {
  expect(() => read(list)).toThrow(told);
  expect(() => read(list)).toThrow(/say what its columns hold.*--columns ".*=service/);
});
it.each(FORMS)(
  'and so it is as %s, and read where somebody says that it is an inventory',
  async (_, write) => {
    for (const [, list] of OTHERS.slice(0, 2)) {
      const path = await write(folder, rowsOf(list));
      const named = [{ at: 'Service', means: 'service' as const }];
      const [told, said] = await Promise.all(
        [NOTHING_SAID, { ...NOTHING_SAID, named }].map((columns) =>
          discoverFiles([{ name: basename(path), path }], index, [], { said: columns }),
        ),
      );
      expect(told?.services).toEqual([]);
      expect(told?.files.map(({ refused }) => refused?.message).join()).toMatch(PERMISSIONS);
      expect(said?.services.map(({ catalogueId }) => catalogueId)).toContain('s3');
    }
  },
);

const BOTH = ['Amazon S3', 'Amazon EC2'];
it.each<[string, readonly string[]]>([
  [
    'Service,Environment,Account,Change approved|Amazon S3,prod,111122223333,yes|Amazon EC2,dev,111122223333,no',
    BOTH,
  ],
  [
    'Service,Account,Region,Approved by,Approved on|Amazon S3,111122223333,eu-west-1,Kim,|Amazon EC2,111122223333,,,',
    BOTH,
  ],
  ['Service,Approved on,Approved by|Amazon S3,2026-01-01,Kim|Amazon EC2,2026-01-02,Lee', BOTH],
  // What is in use without leave is in use.
  ['Application,Service,Environment,Approved|Shop,Amazon S3,prod,Yes|CRM,Amazon EC2,dev,No', BOTH],
  ['Servizio,Ambiente,Approvato|Amazon S3,produzione,sì|Amazon EC2,collaudo,no', BOTH],
  ['Service,In use,Approved|Amazon S3,Yes,No|Amazon EC2,Yes,Yes|AWS Lambda,No,Yes', BOTH],
  ['Service,Account,Compliance,Tags|Amazon S3,111122223333,PCI DSS,a|Amazon EC2,111122223333,SOC 2,b', BOTH],
  ['Service,Count,PCI scope|Amazon S3,12,yes|Amazon EC2,4,no', BOTH],
  ['AWS Service,Used by,SOC 2|Amazon S3,Shop,Yes|Amazon EC2,CRM,Yes', BOTH],
  ['Service,Environment,In FedRAMP boundary|Amazon S3,prod,Yes|Amazon EC2,dev,No', BOTH],
  ['Service,Confidentiality,Integrity,Availability|Amazon S3,High,High,Low|Amazon EC2,High,High,High', BOTH],
  [
    'Service,Account,Region,Migrate to|Amazon EC2,111122223333,eu-west-1,AWS Fargate|Amazon S3,111122223333,,',
    BOTH,
  ],
  ['System,Service,Environment,Replaced by|Shop,Amazon S3,prod,Amazon Aurora|CRM,Amazon EC2,prod,', BOTH],
  [
    'Service,Status,Successor|AWS CodeCommit,Retired,GitHub|Amazon S3,Active,|Amazon EC2,Active,AWS Fargate',
    BOTH,
  ],
  ['Application,AWS service,Azure service|Shop,Amazon S3,Blob|CRM,Amazon EC2,', BOTH],
  [
    'Service,Description,Environment,Owner|Amazon S3,Managed storage,prod,Kim|Amazon EC2,Virtual servers,prod,Lee',
    BOTH,
  ],
  ['Service,Description|Amazon S3,Stores our invoices and images|Amazon EC2,Web servers of the shop', BOTH],
  [
    'Service,Description,Catégorie|Amazon S3,Factures de la boutique,Stockage|Amazon EC2,Commandes,Calcul',
    BOTH,
  ],
  ['Service,Used?|Amazon S3,Yes|Amazon EC2,Yes|AWS Lambda,No', BOTH],
  ['Service,Category|Amazon S3,Storage|Amazon EC2,Compute', BOTH],
  ['Service,Owner,Criticality|Amazon S3,Kim,High|Amazon EC2,Lee,Low', BOTH],
  ['Service,Description,Instances|Amazon S3,Object storage,4|Amazon EC2,Virtual servers,1', BOTH],
  ['Service,Purpose,Approved|Amazon S3,Backups,Yes|Amazon EC2,Orders,No', BOTH],
  ['Service,Einsatzzweck,Freigabe|Amazon S3,Backups,ja|Amazon EC2,Webserver,nein', BOTH],
  ['Service,Live since,Successor|Amazon S3,2018,|Amazon EC2,2020,AWS Fargate', BOTH],
  ['Service,Exit strategy,Alternative|Amazon S3,Rclone,MinIO|Amazon EC2,Images,VMware', BOTH],
  ['Application Name,AWS Services,SOC2 in scope|Shop,Amazon S3,Yes|CRM,Amazon EC2,No', BOTH],
  ['Service,Notes|Amazon S3,approved by CISO|Amazon EC2,', BOTH],
  ['Service,Used in production?,Approved?|Amazon S3,Y,Y|Amazon EC2,Y,N', BOTH],
  ['Service,Prod,Dev,Approved|Amazon S3,x,x,Yes|Amazon EC2,x,,No', BOTH],
  ['Service,First seen,Approved|Amazon S3,2024-01-01,Yes|Amazon EC2,2024-02-01,No', BOTH],
  ['Service,Compliant,Non-compliant,Used by|Amazon S3,12,1,Shop|Amazon EC2,3,0,CRM', BOTH],
  ['AWS services in use,Approved|Amazon S3,Yes|Amazon EC2,No', BOTH],
  ['AWS services in use,|Service,Approved|Amazon S3,Yes|Amazon EC2,No', BOTH],
  ['Service,Link|Amazon S3,https://wiki.acme.example/s3|Amazon EC2,https://wiki.acme.example/ec2', BOTH],
])('but an inventory is read, whatever stands beside it: %s', (list, services) => {
  expect(new Set(used(list))).toEqual(new Set(services));
  expect(read(list).notes.join()).not.toContain('unless another column does');
});

it.each([
  [
    'Service,Approved,Team|Amazon S3,Yes,Shop|Amazon EC2,No,CRM',
    /may be used.*unless another column does \(Approved\)/,
  ],
  [
    'Service,In PCI scope|Amazon S3,Yes|Amazon EC2,No',
    /certificates.*unless another column does \(In PCI scope\)/,
  ],
  [
    'Service,Owner,PCI DSS,HIPAA|Amazon S3,Kim,Yes,No|Amazon EC2,Lee,No,No',
    /certificates.*\(PCI DSS, HIPAA\)/,
  ],
  ['Service,Description|Amazon S3,Object storage|Amazon EC2,Virtual servers', /to be had.*\(Description\)/],
])('where it may be either, that is told beside what is read: %s', (list, note) => {
  expect(used(list)).toEqual(BOTH);
  expect(read(list).notes.join()).toMatch(note);
});

const TABLE = (heading: string, name: string) =>
  `## ${heading}\n\n| Service | Owner |\n|---|---|\n| ${name} | Kim |\n\n`;
const inText = (text: string, name = 'list.md') => {
  const parts = partsOfFile(name, readSource(name, Buffer.from(text)));
  return parts.flatMap((part) => ('found' in part ? inUse(part.found) : []));
};
const inUse = ({ types, notInUse }: Found): readonly string[] =>
  [...types.keys()].filter((type) => !notInUse?.has(type));
it.each<[string, readonly string[]]>([
  [
    `${TABLE('Services in use', 'Amazon S3')}Some text.\n\n${TABLE('Retired services', 'Amazon QLDB')}`,
    ['Amazon S3'],
  ],
  [
    `${TABLE('Production', 'Amazon S3')}${TABLE('Non-production', 'Amazon RDS')}${TABLE('Planned', 'AWS Lambda')}`,
    ['Amazon S3', 'Amazon RDS'],
  ],
  [
    `${TABLE('Approved services', 'Amazon QLDB')}${TABLE('Approved services in use', 'Amazon S3')}`,
    ['Amazon S3'],
  ],
  [TABLE('Existing and planned services', 'Amazon S3'), ['Amazon S3']],
  ['# AWS services in use\n\n| Service | Approved |\n|---|---|\n| Amazon S3 | No |\n', ['Amazon S3']],
  ['# Services\n\n| Service | Owner |\n|---|---|\n| Amazon S3 | Kim |\n', ['Amazon S3']],
])('what stands below a title that says so is not in use: %#', (text, services) =>
  expect(inText(text)).toEqual(services),
);
it('a title may be a row of a table, and a service without anything beside it is none', () => {
  expect(used('Service,Owner|Services in use,|Amazon S3,Kim|Retired services,|Amazon QLDB,Kim')).toEqual([
    'Amazon S3',
  ]);
  const names = ['Simple Storage Service', 'AWS Directory Service'];
  expect(used(`Service,Owner|${names.map((name) => `${name},`).join('|')}`)).toEqual(names);
  expect(() => read('Approved AWS services,|Service,Category|Amazon S3,Storage')).toThrow(
    /below "Approved AWS services"/,
  );
  expect(() => inText(TABLE('Approved services', 'Amazon S3'))).toThrow(/below "Approved services"/);
});

it.each<[string, string]>([
  ['- Amazon S3\n- Amazon EC2\n', 'list.txt'],
  ['1. Amazon S3\n2. Amazon EC2\n', 'list.txt'],
  ['# Services we use\n\n- **Amazon S3**\n- `Amazon EC2`\n', 'list.md'],
  ['# Our platform\n\nWe run on:\n\n* Amazon S3: invoices\n* Amazon EC2 – web servers\n', 'list.md'],
  [
    '* [Amazon S3](https://aws.amazon.com/s3/) - storage\n* [Amazon EC2](https://aws.amazon.com/ec2/)\n',
    'list.md',
  ],
  ['Service,Region\nAmazon S3,eu-west-1\nService,Region\nAmazon EC2,eu-west-1\n', 'list.csv'],
  ['System,AWS services\nShop,"Amazon S3, Amazon EC2"\n', 'list.csv'],
  [
    '+-----------+-----------+\n| Service   | Region    |\n+-----------+-----------+\n| Amazon S3 | eu-west-1 |\n| Amazon EC2| eu-west-1 |\n+-----------+-----------+\n',
    'list.txt',
  ],
])('a list is one with signs or numbers before its names, and several names in one cell: %j', (text, name) =>
  expect(inText(text, name)).toEqual(BOTH),
);
it.each([
  '# Approved services\n\n- Amazon S3\n- Amazon EC2\n',
  'Not in use:\n\n- Amazon S3\n- Amazon EC2\n',
  '# Rollout\n\n- [ ] Amazon S3\n- [ ] Amazon EC2\n',
])('points of another list are none: %j', (text) => expect(() => inText(text)).toThrow());
