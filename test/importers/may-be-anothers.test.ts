import { describe, expect, it } from 'vitest';
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
        'Must be done by the customer',
        '100 % customer',
        'Customers configure MFA',
        'Customers apply patches',
        'Your responsibility',
        'You',
        'Durch den Kunden',
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
        'Customers determine retention',
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
        'IAM (Acme)',
        'In AWS: IAM roles',
        'Data uploaded to AWS',
        'N/A for RDS, customer for EC2',
        'You are responsible for IAM',
        'Application layer; infrastructure is handled by AWS.',
        'Application security. Physical security is provided by AWS.',
        'Guest OS (AWS: host OS)',
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

it('the name of the party in front of what it does is no part of it, and another one behind a mark leaves it open', () => {
  const { part } = wordsOf({ words: [] }, rename, { anyText: true });
  const marks = (text: string) => part(text, 'customer')?.mark ?? null;
  expect(
    ['Customer: none', 'Customer - n/a', 'Acme: IAM', 'Customer: X', 'Responsible: AWS', 'None (AWS)'].map(
      marks,
    ),
  ).toEqual(['no', 'no', 'yes', 'yes', null, 'no']);
});
