import { describe, expect, it } from 'vitest';
import { givesDuty } from '../../main/importers/vendor-matrix/cells/clauses.ts';
import { PARTIES_OF } from '../../main/importers/vendor-matrix/cells/own-and-other.ts';
import { saysOfParty } from '../../main/importers/vendor-matrix/cells/says-of-party.ts';
import { wordsOf } from '../../main/importers/vendor-matrix/cells/values.ts';
import { renamer } from '../../main/importers/vendor-matrix/words.ts';

const rename = renamer({ vendor: ['AWS'], customer: ['Acme'], other: ['Hostwell'] });

describe('a text that names the other party as whoever does it, in words that are known or not', () => {
  it.each([
    [
      'customer',
      'not',
      [
        'AWS’s responsibility',
        '100% AWS',
        'AWS 100%',
        'Patched by AWS',
        'Automatically patched by AWS',
        'Maintained and monitored by AWS',
        'Operated, maintained and secured by AWS',
        'The hypervisor is patched by AWS',
        'Physical and environmental security is provided by AWS',
        'Must be done by AWS',
        'Delegated to AWS',
        'Provided as part of the service',
        'AWS destroys media',
        'AWS fully manages the control plane',
        'AWS replicates data across AZs.',
        'AWS performs patching.',
        'AWS screens its employees',
        'Durch AWS',
        'Verantwortung bei AWS',
        'AWS patcht die Hosts',
        'AWS protège les centres de données',
        'AWS aggiorna gli host',
        'Gestita interamente da AWS',
        'Protetto da AWS',
        'Gerenciado pela AWS',
        'Informed of changes',
        'Is informed by AWS',
        'Customers are informed of changes',
        'Customer not responsible',
        'N/A for customers',
      ],
    ],
    [
      'vendor',
      'not',
      [
        'Customer’s responsibility',
        'Entirely the customer’s responsibility',
        'No customer data is involved',
        'Must be done by the customer',
        '100 % customer',
        'Customers configure MFA',
        'Customers apply patches',
        'Your responsibility',
        'You',
        'Durch den Kunden',
        'Liegt beim Kunden',
        'Le client choisit la région',
        'Kundenverantwortung',
      ],
    ],
    [
      'customer',
      'unsure',
      [
        'AWS (see SOC 2)',
        'AWS - see SOC 2 report',
        'AWS, fully',
        'AWS: all',
        'AWS: hosts; Customer: none',
        'AWS deters intruders',
        'AWS controls physical security',
        'AWS facilities are guarded',
        'AWS data center staff checks badges',
        'AWS can restore data',
        'Amazon RDS patches the engine automatically',
        'Patching of hosts by AWS',
        'Tools provided by AWS',
        'Managed by AWS Systems Manager',
        'Data is encrypted by AWS KMS',
        'Host patching: AWS',
        'Hardware (AWS)',
        'Infrastructure is AWS responsibility',
        'Von AWS übernommen',
        'AWS rotates keys if enabled',
        'AWS provides tools for access control',
        'AWS recommends MFA',
        'Acme is informed, and approves',
        'None beyond IAM',
      ],
    ],
    [
      'vendor',
      'unsure',
      [
        'Customers can enable encryption with one click',
        'Kunde konfiguriert MFA',
        'O cliente escolhe a região',
        'Customers determine retention',
        'No unencrypted media leaves the data center.',
        'No default passwords are used',
        'Penetration tests by the customer',
      ],
    ],
    [
      'customer',
      'does',
      [
        'Never share access keys',
        'Does not permit default passwords',
        'Reviews reports provided by AWS',
        'Uses encryption provided by AWS KMS',
        'Patches systems not managed by AWS',
        'Comply with policies set by AWS',
        'Configuration of the services provided by AWS',
        'Hand over to a team that is supported by AWS',
        'AWS accounts for each environment',
        'AWS backups are tested',
        'AWS credentials management',
        'AWS resources tagging',
        'AWS root account secured with MFA',
        'AWS Config rules',
        'AWS Organizations, SCPs',
        'AWS IAM policies and roles',
        'Customer’s AWS account',
        'Konfiguration von AWS',
        'Konten bei AWS',
        'Contas da AWS',
        'AWS Konten der Kunden',
        'IAM (Acme)',
        'In AWS: IAM roles',
        'Data uploaded to AWS',
        'N/A for RDS, customer for EC2',
        'You are responsible for IAM',
        'Application layer; infrastructure is handled by AWS.',
        'Application security. Physical security is provided by AWS.',
        'Guest OS (AWS: host OS)',
        'AWS: hosts; Customer: guests',
        'AWS: hosts\nCustomer: guests',
        'AWS manages the control plane; worker nodes are patched by the customer.',
        'Customers apply patches that are released by AWS',
      ],
    ],
    [
      'vendor',
      'does',
      [
        'AWS (see SOC 2)',
        'AWS 100%',
        'Host OS; guest OS: customer',
        'Host OS (guest OS: customer)',
        'Inherited by customers',
        'Provided to the customer',
        'Customer’s data is deleted on termination',
        'Customer instances run on dedicated hosts',
        'Customers inherit physical controls',
        'Customers see only their own data',
        'Executes changes approved by the customer',
        'Services used by customers',
        'Deletion upon request by the customer',
        'Backup of systems that are operated by customers',
        'AWS does not allow shared accounts for its staff',
      ],
    ],
  ] as const)('below the %s: %s', (column, says, texts) => {
    expect(texts.filter((text) => saysOfParty(text, column, rename) !== says)).toEqual([]);
  });
});

it.each([
  // What it says of the other party, and what stands after it and gives nothing.
  ['customer', 'This control is managed by AWS', 'not'],
  ['customer', 'This layer is maintained by AWS', 'not'],
  ['customer', 'AWS owns and operates the data centers', 'not'],
  ['customer', 'AWS patches and maintains the host OS', 'not'],
  ['customer', 'AWS patches within 30 days', 'unsure'],
  ['customer', 'AWS performs backups. Restore tests are performed quarterly.', 'not'],
  [
    'customer',
    'No customer responsibility. Evidence can be obtained by the customer in AWS Artifact.',
    'nothing',
  ],
  ['customer', 'Customers are not permitted to access AWS data centers', 'not'],
  ['customer', 'Physical access by customers is not permitted', 'not'],
  ['customer', 'Never performed by customers', 'not'],
  ['vendor', 'Customer owns and manages data', 'not'],
  // Nouns, and words that begin as a party does that only hears.
  ['customer', 'AWS snapshots every 4 hours', 'unsure'],
  ['customer', 'Informed consent is obtained from users', 'does'],
  ['customer', 'Anticipate capacity requirements', 'does'],
  ['customer', 'Data transferred to AWS is encrypted with TLS', 'does'],
  ['customer', 'IAM roles assigned to AWS Lambda functions are least privilege', 'does'],
  ['customer', 'Assigned to AWS', 'not'],
  ['vendor', 'Unique IDs are assigned to customers', 'does'],
  ['vendor', 'Data is segregated by tenant', 'does'],
  ['vendor', 'Incidents are reported by customers through the portal', 'does'],
  // What may be either is told, and makes nobody an owner.
  ['customer', 'AWS KMS encrypts data at rest', 'unsure'],
  ['customer', 'Inherited from AWS. Restore tests annually.', 'unsure'],
  ['customer', 'Inherited from AWS; carry over from 2024.', 'unsure'],
  ['customer', 'Inherited from AWS. Carry out restore tests.', 'does'],
  ['customer', 'Handled by Hostwell GmbH', 'not'],
  ['customer', 'Performed by Hostwell Germany', 'not'],
  ['customer', 'Physical security is outsourced to AWS', 'not'],
  ['customer', 'AWS provides tools that the customer configures', 'does'],
  ['customer', 'Third party', 'not'],
  ['customer', 'Fully inherited', 'not'],
  ['customer', 'Nothing in it is done by AWS: check that it is theirs.', 'does'],
  ['vendor', '[Customer to complete]', 'not'],
  ['vendor', 'Hosts and network (guests = customer)', 'does'],
  // What is passed on is so, whatever it is called after.
  ['customer', 'Covered by AWS Artifact', 'not'],
  ['customer', 'Inherited from AWS Config', 'not'],
  ['customer', 'Hardware owned by AWS is disposed of per NIST 800-88', 'unsure'],
  ['customer', 'Physical security (data centers are operated by AWS)', 'not'],
  ['customer', 'AWS, ISO 27001 certified data centers', 'unsure'],
  ['customer', 'Dienstleister wird Updates einspielen', 'unsure'],
  ['vendor', 'Authentication is delegated to the customer IdP', 'not'],
  ['vendor', 'Customer, HR and IT for joiners and leavers', 'unsure'],
  ['vendor', 'Der Kunde wird MFA aktivieren', 'unsure'],
  ['vendor', 'Cliente obligado a configurar MFA', 'unsure'],
] as const)('below the %s: %s', (column, text, says) => expect(saysOfParty(text, column, rename)).toBe(says));

it.each([
  ['Data is encrypted with AWS KMS', 'does'],
  ['Data is encrypted by AWS KMS', 'unsure'],
  ['Access is controlled by AWS IAM', 'unsure'],
  ['The platform is hosted by AWS and patched by us', 'unsure'],
  ['The platform is hosted by AWS and patched by Hostwell', 'unsure'],
  ['Physical security is provided by AWS', 'unsure'],
  ['Inherited from AWS', 'not'],
  ['Inherited from AWS KMS (FIPS 140-3)', 'not'],
  ['Managed by AWS. Evidence in AWS Artifact.', 'unsure'],
  ['Managed by Amazon RDS, not by Hostwell', 'not'],
  ['Covered by AWS SOC 2 report', 'not'],
  ['Operated by AWS Europe', 'not'],
  ['Handled by AWS Inc.', 'not'],
  ['Hardware is maintained by AWS Data Center Operations', 'unsure'],
  ['AWS manages physical access in AWS Regions', 'not'],
  ['AWS is responsible and no control is performed by us', 'not'],
] as const)('below a vendor that builds on a cloud: %s', (text, says) => {
  const onCloud = renamer({ vendor: ['Hostwell'], customer: ['Acme'], other: [] });
  expect(saysOfParty(text, 'vendor', onCloud)).toBe(says);
});

it.each([
  ['Customer: none', 'no'],
  ['Customer - n/a', 'no'],
  ['Customer: X', 'yes'],
  ['Customer: TBD', 'open'],
  ['Acme: patch guests', 'yes'],
  ['Responsible: AWS', null],
  ['None (AWS)', 'no'],
  ['Shared (AWS)', 'both'],
] as const)('behind the name of the party, and of another one behind a mark: %s', (text, mark) => {
  // Among controls as well, where one word says nothing of what is done.
  for (const anyText of [true, false]) {
    const { part } = wordsOf({ words: [] }, rename, { anyText });
    expect(part(text, 'customer')?.mark ?? null).toBe(mark);
  }
});

it.each([
  ['Customers must patch guests', 'no'],
  ['The customer must rotate keys by AWS procedures', 'no'],
  ['Keys must be rotated', 'perhaps'],
  ['Retention to be agreed by AWS', 'no'],
  ['Retention to be enforced by AWS', 'yes'],
] as const)('what a clause behind the first gives to the vendor: %s', (clause, duty) => {
  const { own, others } = PARTIES_OF.vendor ?? {};
  expect(own && others && givesDuty(clause, own, others)).toBe(duty);
});
