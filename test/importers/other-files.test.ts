import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discoverFiles } from '../../main/importers/discover/discover-files.ts';
import { MAX_RESOURCES } from '../../main/importers/discover/limits.ts';
import { recogniseFile } from '../../main/importers/recognise.ts';
import { temporaryFolder } from '../support/temp.ts';
import { makeZip } from '../support/zip.ts';
import { index } from './support.ts';

const folder = temporaryFolder();
const discovered = async (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return discoverFiles([{ name, path }], index, []);
};

describe('a file that has nothing to do with services of AWS', () => {
  it.each([
    ['requirements.txt', 'boto3==1.40.1\nredis==5.0\nlambda\nrequests\n'],
    ['robots.txt', 'User-agent: *\nDisallow: /\n'],
    ['tsconfig.json', '{\n  // Comments are usual here.\n  "strict": true,\n}'],
    ['chart.yaml', 'service: {{ .Values.name }}\nresources:\n  {{- toYaml . | nindent 2 }}\n'],
    ['stack.yml', 'provider:\n  name: openfaas\nfunctions:\n  hello:\n    handler: ./hello\n'],
    [
      'serverless.yml',
      'service: hello\nprovider:\n  name: google\nfunctions:\n  first:\n    handler: http\n',
    ],
  ])('%s is of no kind that is read', async (name, content) => {
    const { files, services } = await discovered(name, content);
    expect(files).toMatchObject([{ file: name, format: null, unknown: true }]);
    expect(services).toEqual([]);
  });

  it('is nothing to be told of one by one in a ZIP', async () => {
    const { files } = await discovered(
      'shop.zip',
      await makeZip({
        'tsconfig.json': '{ // Strict\n}',
        'requirements.txt': 'boto3==1.40.1\n',
        'list.txt': 'Amazon S3\nAmazon SQS\nOurs\n',
        'old/inventory.zip': await makeZip({ 'a.json': '{}' }),
      }),
    );
    expect(files.map(({ file, refused }) => [file, refused])).toEqual([
      ['shop.zip', null],
      ['shop.zip/list.txt', null],
    ]);
    expect(files[0]?.notes.join(' ')).toMatch(
      /nothing was recognised: tsconfig\.json, requirements\.txt\..*not opened: old\/inv/,
    );
  });

  it('is all that a ZIP holds: that is of no kind that is read either', async () => {
    const zip = await makeZip({ 'requirements.txt': 'boto3==1.40.1\nredis==5.0\n' });
    expect((await discovered('lists.zip', zip)).files).toMatchObject([{ unknown: true, format: null }]);
  });

  it('is told of where it could be one that is broken', async () => {
    for (const [name, content] of [
      ['cut.json', '{"Resources": {'],
      ['cut.yaml', 'AWSTemplateFormatVersion: "2010-09-09"\nResources: {'],
    ] as const)
      expect((await discovered(name, content)).files).toMatchObject([{ unknown: false, format: null }]);
    const filler = { Groups: [{ Keys: ['EUW1-Requests'], Metrics: { UsageQuantity: { Amount: '1' } } }] };
    const costs = JSON.stringify({ ResultsByTime: [filler, filler] });
    const lines = `${JSON.stringify(filler)}\n`.repeat(3);
    for (const [name, content, why] of [
      ['latin.csv', Buffer.from('Dienst;Konto\nPr\u00fcfung;1\n', 'latin1'), /not text in UTF-8/],
      ...[3, 20, 40, 60, costs.length - 1].map(
        (length) => ['costs.json', costs.slice(0, length), /not JSON/] as const,
      ),
      ['lines.jsonl', lines.slice(0, -9), /not JSON in line 3/],
      ['open.csv', 'Dienst;Konto\n"Queue;1\n', /not a CSV/],
      ['many.csv', `Dienst;Konto\n${'a;1\n'.repeat(MAX_RESOURCES + 1)}`, /more than .* rows/],
      ['locked.xlsx', Buffer.from('d0cf11e0a1b11ae100000000', 'hex'), /protected with a password, or of the/],
    ] as const) {
      const { files } = await discovered(name, content);
      expect(files).toMatchObject([{ unknown: false, refused: { message: expect.stringMatching(why) } }]);
    }
    const utf16 = Buffer.from('\ufeff{"Resources": {', 'utf16le');
    expect((await discovered('wide.json', utf16)).files).toMatchObject([{ unknown: false }]);
  });
});

it('a service of the Serverless Framework whose provider is put in from elsewhere is taken for one of AWS', async () => {
  const { services } = await discovered(
    'serverless.yml',
    'service: a\nprovider: \u0024{file(provider.yml)}\nfunctions:\n  first:\n    handler: a.b\n',
  );
  expect(services.map(({ catalogueId }) => catalogueId)).toEqual(['lambda']);
});

const ODF = 'application/vnd.oasis.opendocument.';
describe('a document that is no workbook', () => {
  const rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>';
  it.each([
    [
      'minutes.docx',
      { '_rels/.rels': rels, 'word/document.xml': '<w/>' },
      /is a Word document\. Put its table/,
    ],
    // As Word on the web names it.
    ['web.docx', { '_rels/.rels': rels, 'word/document2.xml': '<w/>' }, /is a Word document\. Put its table/],
    [
      'slides.pptx',
      { '_rels/.rels': rels, 'ppt/presentation.xml': '<p/>' },
      /is a PowerPoint presentation\. Put/,
    ],
    [
      'minutes.odt',
      { mimetype: `${ODF}text`, 'content.xml': '<w/>' },
      /is a text document \(OpenDocument\)\. Put/,
    ],
    [
      'matrix.ods',
      { mimetype: `${ODF}spreadsheet`, 'content.xml': '<w/>' },
      /is a sheet of LibreOffice .*Save it as an Excel workbook/,
    ],
    [
      'matrix.numbers',
      { 'Index/Document.iwa': 'x', 'preview.jpg': 'x' },
      /is a document of Numbers.*Export it as/,
    ],
    ['old.zip', { 'photo.bmp': 'x' }, /is a ZIP file without a workbook in it/],
  ] as const)('%s is called what it is, and what to give instead', async (name, parts, said) => {
    const path = join(folder, name);
    writeFileSync(path, await makeZip(parts));
    await expect(recogniseFile(path, name)).rejects.toThrow(said);
    if (name === 'old.zip') return;
    const { files } = await discoverFiles([{ name, path }], index, []);
    expect(files[0]?.refused?.message).toMatch(said);
  });
});
