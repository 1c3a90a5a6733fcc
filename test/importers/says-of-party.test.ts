import { describe, expect, it } from 'vitest';
import { leavesNothing } from '../../main/importers/oscal/claims/prose.ts';
import { saysOfParty } from '../../main/importers/vendor-matrix/cells/says-of-party.ts';
import { renamer } from '../../main/importers/vendor-matrix/words.ts';
import { temporaryFolder } from '../support/temp.ts';
import { asText, look } from './tables-in-forms.ts';

const names = { vendor: ['AWS'], customer: ['Acme'], other: ['Hostwell'] };
const rename = renamer(names);

describe('what a text in a party’s own column says of it, further on as well', () => {
  it.each([
    [
      'a duty behind what the other one does',
      'customer',
      'does',
      [
        'AWS provides IAM. Configure roles with least privilege.',
        'AWS provides encryption options; enable them for all volumes.',
        'AWS does not patch the guest OS. Patch it monthly.',
        'AWS will notify; act upon notifications',
        'AWS has no access to data. Encrypt it with own keys.',
        'AWS can only restore what is backed up: configure backups',
        'Provided by AWS, but to be enabled in each account',
        'Implemented by AWS WAF rules configured for each application',
        'Covered by AWS Backup plans, which must be configured',
        'Inherit and document the AWS controls in the SSP',
        'Inherited controls must be documented',
        'This control is inherited, but users must enable MFA',
        'Enabled by default; review settings yearly',
        'On by default. Do not disable.',
        'Depends on AWS for hardware; responsible for guest backups',
        'Customers rely on AWS for physical security and must secure their own offices.',
      ],
    ],
    [
      'what the other one is given',
      'customer',
      'does',
      ['AWS must be informed of penetration tests.', 'AWS is contacted for support cases'],
    ],
    [
      'what the other one is given',
      'vendor',
      'does',
      [
        'Customers are notified of incidents',
        'Customers can download SOC reports',
        'Customers may inherit physical controls',
        'Customers are given tools to manage access',
        'Customers have access to logs',
      ],
    ],
    [
      'a duty behind a denial of one case',
      'customer',
      'does',
      [
        'No action for hosts. Customers patch guests.',
        'No responsibility for hosts. Customers are responsible for guest OS.',
        'No customer action for managed services. For EC2, customers patch.',
        'Not required for RDS. Required for EC2.',
        'Not applicable to infrastructure. Customers secure their offices.',
        'No responsibility for the platform. Responsible for content.',
        'Not responsible for physical security, but responsible for data',
        'None for infrastructure. Customers must configure logging.',
      ],
    ],
    [
      'a denial of all, whatever follows',
      'customer',
      'nothing',
      [
        'No responsibility',
        'No customer action needed',
        'Not applicable to customers',
        'No responsibility for hosts',
        'No action required. The service is serverless.',
        'Not required. Encryption is on by default.',
        'No action. AWS patches hosts.',
        'Not applicable. This is inherited from AWS.',
        'No responsibility. Customers do not see hosts.',
      ],
    ],
    [
      'the same of the vendor',
      'vendor',
      'nothing',
      ['Not applicable. This is the customer’s responsibility.'],
    ],
    [
      'what is denied further on, or only heard of',
      'customer',
      'not',
      [
        'Inherited from AWS. No additional controls need to be implemented.',
        'Inherited from AWS. Nothing has to be done.',
        'AWS manages this control. No further steps must be taken.',
        'Fully managed by AWS; no keys have to be rotated.',
        'AWS manages keys. Keys do not have to be rotated.',
        'AWS manages keys. Rotation is not required to be configured.',
        'Managed by AWS, so nothing must be done.',
        'AWS manages hosts. There is nothing to be done.',
        'Inherited from AWS. Customers need to take no action.',
        'Inherited from AWS. Customers should not need to act.',
        'Inherited from AWS. The customer shall be informed of changes.',
        'Inherited from AWS. Customers should be aware of maintenance.',
        'Inherited from AWS. Customers should expect maintenance windows.',
        'AWS handles this. Customers will be informed.',
        'Gestionado por AWS. No se debe configurar nada.',
        'Géré par AWS. Le client ne doit rien faire.',
        'Inherited from AWS. Test reports are in AWS Artifact.',
        'Inherited. Change records are kept.',
        'Inherited. Monitor screens are locked.',
        'Inherited. Secure areas are locked.',
        'Inherited. Plan tested annually.',
        'Inherited. Document no. 123',
        'Inherited. Test results: no exceptions noted.',
        'Inherited from AWS, run 24x7',
      ],
    ],
    [
      'what must be done by nobody that is named',
      'customer',
      'unsure',
      [
        'AWS patches hosts. Hosts must be patched within 30 days.',
        'Inherited from AWS. Generators must be tested.',
        'Inherited from AWS. No default passwords must be used.',
        'Inherited. Review reports in AWS Artifact.',
        'Inherited. Own data centers.',
        'Inherited. Customers should be aware that backups must be configured.',
      ],
    ],
    [
      'what is ordered behind the other one, or forbidden',
      'customer',
      'does',
      [
        'Inherited from AWS. Test backups.',
        'Inherited from AWS. Document all exceptions.',
        'Inherited. Secure own offices.',
        'Inherited from AWS and own offices.',
        'Inherited. Review annually.',
        'Inherited. Report to AWS.',
        'Inherited from AWS. Customers must not share accounts.',
        'Inherited from AWS. Customers must notify AWS.',
        'Inherited from AWS, but hosts must be patched.',
        'Inherited from AWS. Offices must be guarded by the customer.',
        'AWS patches hosts; must be monitored',
      ],
    ],
    [
      'the other one, in a fragment as well',
      'customer',
      'not',
      [
        'AWS',
        'AWS managed',
        'AWS-managed',
        'AWS-owned',
        'AWS-inherited',
        'AWS provided',
        'Vendor managed',
        'Provider-managed',
        'AWS side',
        'AWS scope',
        'Ref. AWS',
        'See AWS column',
        'Full inheritance',
        '100% inherited',
        'Leveraged from AWS',
        'Reliance on AWS',
        'AWS attestation relied upon',
        'Transparent to the customer',
        'Invisible to customers',
        'Customers cannot configure this',
        'Managed by AWS. AWS has SOC 2 reports.',
        'Inherited from AWS; it is encrypted by default.',
        'This control is inherited from the FedRAMP authorization of AWS GovCloud, dated 5/2/2016',
        'Managed by AWS RDS',
      ],
    ],
    [
      'what leaves it open',
      'customer',
      'unsure',
      [
        '<insert>',
        'Insert text here',
        '[Customer to complete]',
        '<Customer responsibility>',
        'XXX',
        'REPLACE_ME',
        'Covered',
        'Included',
        'Fully covered',
        'Built-in',
        'Exempt',
        'See left',
        'See previous',
        'do.',
        'Depends',
        'Varies by service',
        'Under review',
        'Per contract',
        'If used',
        'Same as AWS for its own facilities',
        'AWS does not manage guest firewalls',
        'AWS provides IAM. Least privilege for roles of the firm.',
        'Managed by AWS IAM policies that administrators write',
        'Managed by AWS except for EC2',
        'No responsibility unless EC2 is used',
        'None for S3',
        'No default passwords may be used',
        'No action for hosts. Guests by the platform team.',
      ],
    ],
    [
      'its own',
      'customer',
      'does',
      [
        'AWS managed policies are reviewed',
        'AWS-managed keys',
        'AWS accounts',
        'AWS WAF',
        'AWS access keys must be rotated every 90 days',
        'Required',
        'Hypervisor',
        'Guest OS, data',
        'Encryption',
        'Notify AWS',
        'IAM policies',
        'As soon as it is known, reports it',
        'Customers cannot log on without a token',
        'Customers configure and review this in their own accounts',
        'Access to the console is reviewed',
        'Included tools are configured',
        '[Optional] Configure MFA',
      ],
    ],
    [
      'its own',
      'vendor',
      'does',
      [
        'By default',
        'Automatic',
        'Fully managed',
        'Encrypted',
        'Managed service',
        'Customer keys are stored in HSMs',
      ],
    ],
  ] as const)('%s, below the %s: %s', (_, column, says, texts) => {
    expect(texts.filter((text) => saysOfParty(text, column, rename) !== says)).toEqual([]);
  });
});

describe('a party is the only owner where it is known what the others do', () => {
  const folder = temporaryFolder();
  const rows = async (text: string) => {
    const { claims, unread } = await look(asText(folder, text), names);
    return {
      owned: claims.map(({ control, owners }) => `${control}: ${owners.join('+')}`),
      told: unread.flatMap(({ outside, value, why }) =>
        outside ? [] : [`${value}${why.endsWith('Until it is known, its row has no owner.') ? ' !' : ''}`],
      ),
    };
  };
  it.each([
    [
      'what cannot be read',
      'AC-2,Depends,X\nPE-3,EC2 only,X\nAC-3,X,Supports\n',
      ['', '', ''],
      ['Depends !', 'EC2 only !', 'Supports !'],
    ],
    [
      'what is another’s, or who is only told',
      'AC-2,See customer,X\nPE-3,X,AWS managed\nAC-3,Informed,X\n',
      ['customer', 'vendor', 'customer'],
      ['See customer', 'AWS managed', 'Informed'],
    ],
    [
      'a name below its own heading, and the other’s',
      'AC-2,AWS,X\nPE-3,X,Acme\nAC-3,,Customer.\nAC-4,AWS,-\nAC-5,X,AWS\nAC-6,Customer,X\nAC-7,X,Hostwell\n',
      ['vendor+customer', 'vendor+customer', 'customer', 'vendor', 'vendor', 'customer', 'vendor'],
      ['AWS', 'Customer', 'Hostwell'],
    ],
    [
      'what several have',
      'AC-2,X,X,Depends\nPE-3,X,,Depends\n',
      ['vendor+customer', ''],
      ['Depends', 'Depends !'],
    ],
    [
      'marks for no',
      'AC-2,X,nil\nPE-3,NULL,X\nAC-3,X,❌ None\nAC-4,/,X\n',
      ['vendor', 'customer', 'vendor', 'customer'],
      [],
    ],
    [
      'a no that is taken back',
      'AC-2,X,None (except for EC2 instances)\nPE-3,X,"No, unless EC2 is used"\nAC-3,X,"N/A for hosts; customers patch EC2"\nAC-4,X,None - AWS does it\n',
      ['', '', 'vendor+customer', 'vendor'],
      ['None (except for EC2 instances) !', 'No, unless EC2 is used !'],
    ],
  ])('%s', async (_, table, owners, told) => {
    const { owned, told: left } = await rows(`Control ID,AWS,Customer,Hostwell\n${table}`);
    expect(owned.map((each) => each.split(': ')[1])).toEqual(owners);
    expect(left).toEqual(told);
  });
  it('a word for the owner of the row says it, whatever stands beside', async () => {
    expect(
      await rows('Control ID,Owner,AWS,Customer\nAC-2,Customer,Depends,X\nPE-3,AWS,X,\nAC-3,Shared,X,X\n'),
    ).toEqual({ owned: ['AC-2: customer', 'PE-3: vendor', 'AC-3: vendor+customer'], told: ['Depends'] });
  });
  it('letters that a legend beside the table explains are known', async () => {
    expect(
      await rows('Control ID,AWS,Customer,,Legend,\nAC-2,R,S,,R,Responsible\nPE-3,S,R,,S,Supports\n'),
    ).toMatchObject({ owned: ['AC-2: vendor', 'PE-3: customer'] });
  });
});

it('a row that is an example claims nothing', async () => {
  const { claims, unread } = await look(
    asText(temporaryFolder(), 'Control ID,AWS,Customer\nAC-1 (example),X,\nAC-2,X,\nPE-3,,X\n'),
    names,
  );
  expect(claims.map(({ control }) => control)).toEqual(['AC-2', 'PE-3']);
  expect(unread[0]?.why).toBe('Its row is an example, which claims nothing.');
});

it('what a vendor has of the cloud beneath it is the cloud’s', () => {
  const onCloud = renamer({ vendor: ['Hostwell'], customer: ['Acme'], other: ['AWS'] });
  const of = (text: string) => saysOfParty(text, 'vendor', onCloud);
  expect(
    ['Hostwell inherits this control from AWS.', 'AWS is responsible.', 'Inherited from AWS'].map(of),
  ).toEqual(['not', 'not', 'not']);
  expect(
    [
      'AWS hosts are patched by Hostwell',
      'AWS KMS is used',
      'AWS is used for hosting',
      'AWS manages hosts; Hostwell manages guests',
    ].map(of),
  ).toEqual(['does', 'does', 'does', 'does']);
});

it('what is left to whoever inherits is nothing, but for a duty behind the denial', () => {
  expect(leavesNothing('No responsibility for hosts. Customers are responsible for guests.')).toBe(false);
  expect(leavesNothing('No customer responsibility. This is inherited.')).toBe(true);
  expect(leavesNothing('None. Customers do nothing.')).toBe(true);
});
