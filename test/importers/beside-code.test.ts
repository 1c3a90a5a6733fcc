import { expect, it } from 'vitest';
import { readSource } from '../../main/importers/discover/read-source.ts';
import { printedIn, splitFenced } from '../../main/importers/text/fenced.ts';

// Blocks of code in Markdown.

const read = (text: string, name = 'notes.md') => readSource(name, Buffer.from(text));
const fence = (info: string, text: string) => `\`\`\`${info}\n${text}\n\`\`\`\n\n`;
const TABLE = '| Service | Region |\n|---|---|\n| Amazon S3 | eu-west-1 |\n';
const ARN = 'arn:aws:s3:::orders';

it.each<[string, string, readonly string[]]>([
  ['ARNs', fence('', `${ARN}\narn:aws:sqs:eu-west-1:111122223333:jobs`), ['s3:bucket', 'sqs']],
  [
    'ARNs in two blocks',
    fence('', ARN) + fence('text', 'arn:aws:sqs:eu-west-1:111122223333:jobs'),
    ['s3:bucket', 'sqs'],
  ],
  [
    'ARNs below the command',
    fence('console', `$ aws resourcegroupstaggingapi get-resources \\\n    --query x\n${ARN}`),
    ['s3:bucket'],
  ],
  ['a table', fence('', TABLE), ['Amazon S3']],
  ['a CSV', fence('csv', 'Service,Region\nAmazon S3,eu-west-1'), ['Amazon S3']],
  ['JSON', fence('json', '{"Buckets":[{"Name":"orders"}]}'), ['s3']],
  ['a list', `# Services we use\n\n${fence('', 'Amazon S3\nAmazon RDS')}`, ['Amazon S3', 'Amazon RDS']],
  ['steps around it', `1. Run:\n${fence('bash', 'aws s3 ls')}2. Result:\n${fence('', ARN)}`, ['s3:bucket']],
  ['what is not closed', `\`\`\`\n${ARN}\n`, ['s3:bucket']],
])('what a program printed is read where nothing around it is an inventory: %s', (_, text, types) => {
  const found = read(`Some words before.\n\n${text}`);
  expect([...found.types.keys()]).toEqual(types);
  expect(found.notes.join()).toMatch(/Read from \d blocks? of code \(lines? [\d, ]+\)/);
});

it.each<[string, string]>([
  ['commands', fence('bash', `aws s3 ls\naws lambda invoke --function-name ${ARN}`)],
  ['commands without a name', fence('', `aws s3api get-bucket-policy --bucket ${ARN}`)],
  ['a program', `~~~python\nboto3.client('s3')\nARN = '${ARN}'\n~~~\n`],
  ['a policy', fence('json', `{"Statement":[{"Effect":"Allow","Resource":"${ARN}"}]}`)],
  ['a template', fence('yaml', 'Resources:\n  B:\n    Type: AWS::S3::Bucket')],
  ['a module', fence('hcl', `module "db" {\n  arn = "${ARN}"\n}`)],
  ['how a table may look', fence('markdown', TABLE)],
])('but %s are no inventory', (_, text) =>
  expect(() => read(`# How to\n\n${text}Then wait.\n`)).toThrow(/outside its blocks of code/),
);

it('beside an inventory no block is read, and that is told', () => {
  for (const block of [fence('sh', '| Amazon EC2 | us-east-1 |'), fence('', 'Amazon RDS'), fence('', ARN)]) {
    const { types, notes } = read(`# Inventory\n\n${TABLE}\nMade by:\n\n${block}`);
    expect([...types.keys()]).toEqual(['Amazon S3']);
    expect(notes.join()).toContain('1 block of code not read (line 9).');
  }
  // An ARN that somebody wrote in a sentence is named by them.
  const prose = read(
    `Use ${ARN} for it.\n\n${fence('json', '{"Effect":"Allow","Resource":"arn:aws:sqs:::x"}')}`,
  );
  expect([...prose.types.keys()]).toEqual(['s3:bucket']);
});

it('fences are told by the rules of CommonMark, and what is typed by its prompt', () => {
  const text = 'a\n````md\n```\nb\n```\n````\n> ~~~ sh\n> c\n> ~~~\nInline ```x``` here.\n';
  expect(splitFenced(text)).toEqual({
    outside: 'a\n\n\n\n\n\n\n\n\nInline ```x``` here.\n',
    blocks: [
      { info: 'md', text: '```\nb\n```', line: 2 },
      { info: 'sh', text: '> c', line: 7 },
    ],
  });
  expect(splitFenced('no code')).toBeNull();
  const of = (info: string, text: string) => printedIn({ info, text, line: 1 });
  expect(of('console', 'kim@host:~$ aws s3 ls\norders\n')).toBe('\norders\n');
  expect(of('', 'terraform apply\n')).toBeNull();
  expect(of('', '\n')).toBeNull();
  expect(of('bash', 'orders')).toBeNull();
});
