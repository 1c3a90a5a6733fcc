import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discoverFiles } from '../../main/importers/discover/discover-files.ts';
import { temporaryFolder } from '../support/temp.ts';
import { index } from './support.ts';

const folder = temporaryFolder();
let written = 0;
const source = (name: string, content: unknown) => {
  written += 1;
  const path = join(folder, `file-${written}`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return { name, path };
};
const template = (type: string, more: object = {}) => ({ Resources: { One: { Type: type }, ...more } });
const manifest = (account: string) => ({
  artifacts: {
    Shop: {
      type: 'aws:cloudformation:stack',
      environment: `aws://${account}/eu-west-1`,
      properties: { templateFile: 'Shop.template.json' },
    },
  },
});
const application = (Location: string) => ({
  App: { Type: 'AWS::Serverless::Application', Properties: { Location } },
});

describe('files of the same name', () => {
  it('in folders of their own are placed by the manifest beside them', async () => {
    const { services } = await discoverFiles(
      [
        source('dev/manifest.json', manifest('111122223333')),
        source('dev/Shop.template.json', template('AWS::SQS::Queue')),
        source('live/manifest.json', manifest('444455556666')),
        source('live/Shop.template.json', template('AWS::SNS::Topic')),
      ],
      index,
      [],
    );
    expect(services.map(({ catalogueId, accounts }) => [catalogueId, ...accounts])).toEqual([
      ['sns', '444455556666'],
      ['sqs', '111122223333'],
    ]);
  });

  it('are placed by none where it cannot be told which of them is meant', async () => {
    const [dev, live] = [manifest('111122223333'), manifest('444455556666')];
    const [queue, topic] = [template('AWS::SQS::Queue'), template('AWS::SNS::Topic')];
    const placed = async (...files: readonly (readonly [name: string, content: object])[]) =>
      (
        await discoverFiles(
          files.map(([name, content]) => source(name, content)),
          index,
          [],
        )
      ).services.map(({ catalogueId, accounts }) => [catalogueId, ...accounts].join(' '));
    const [at, shop] = ['manifest.json', 'Shop.template.json'];
    // Uploads have no folders: those of the second environment get numbers.
    expect(await placed([at, live], [shop, topic], [at, dev], [shop, queue])).toEqual(['sns', 'sqs']);
    expect(await placed([at, live], [shop, topic], [at, dev])).toEqual(['sns']);
    expect(await placed([at, dev], [shop, topic], [shop, queue])).toEqual(['sns', 'sqs']);
    expect(await placed([at, live], [shop, topic], [at, live])).toEqual(['sns 444455556666']);
    // What lies beside no manifest is not that of another folder.
    expect(await placed([`live/${at}`, live], [shop, topic], [`dev/${at}`, dev])).toEqual(['sns']);
    expect(await placed([`dev/${at}`, dev], [`live/${shop}`, topic])).toEqual(['sns']);
  });

  it('are placed by what lies in their own folder, whatever they are called', async () => {
    const lying = (way: string, name: string, content: object) => ({ ...source(name, content), way });
    const placed = async (...files: readonly ReturnType<typeof lying>[]) =>
      (await discoverFiles(files, index, [])).services.map(({ catalogueId, accounts }) =>
        [catalogueId, ...accounts].join(' '),
      );
    const [dev, live] = [manifest('111122223333'), manifest('444455556666')];
    const queue = template('AWS::SQS::Queue');
    const [at, shop] = ['manifest.json', 'Shop.template.json'];
    expect(
      await placed(
        lying('/r/live/cdk.out/manifest.json', 'live/cdk.out/manifest.json', live),
        lying('/r/live/cdk.out/Shop.template.json', shop, queue),
        lying('/r/dev/cdk.out/manifest.json', 'dev/cdk.out/manifest.json', dev),
      ),
    ).toEqual(['sqs 444455556666']);
    expect(
      await placed(lying('/r/live/manifest.json', at, live), lying('/r/dev/Shop.template.json', shop, queue)),
    ).toEqual(['sqs']);
    expect(
      await placed(
        lying('C:\\live\\manifest.json', at, live),
        lying('C:\\live\\Shop.template.json', shop, queue),
      ),
    ).toEqual(['sqs 444455556666']);
  });

  it('are not each other, and not what they point to', async () => {
    const notes = async (location: string, ...names: readonly string[]) =>
      (
        await discoverFiles(
          [
            source('shop/template.yaml', template('AWS::SQS::Queue', application(location))),
            ...names.map((name) => source(name, template('AWS::SNS::Topic'))),
          ],
          index,
          [],
        )
      ).files[0]?.notes.join(' ');
    expect(await notes('./orders/template.yaml')).toMatch(/\(App\)\. Add orders\/template\.yaml/);
    expect(await notes('./orders/template.yaml', 'shop/other/template.yaml')).toMatch(/Add orders/);
    expect(await notes('./orders/template.yaml', 'shop/orders/template.yaml')).toMatch(/read from the files/);
    expect(await notes('../orders/template.yaml', 'orders/template.yaml')).toMatch(/read from the files/);
    // Given by itself, it has no folder.
    expect(await notes('./orders/part.yaml', 'part.yaml')).toMatch(/read from the files/);
    expect(await notes('https://b.s3.amazonaws.com/x/part.yaml', 'far/part.yaml')).toMatch(/read from the/);
  });

  it('from several places are told apart by numbers, and stay what they are', async () => {
    const { files, services } = await discoverFiles(
      [source('list.csv', 'Service\nAmazon S3\n'), source('list.csv', 'Service\nAmazon SQS\n')],
      index,
      [],
    );
    expect(files.map(({ file, format }) => [file, format])).toEqual([
      ['list.csv', 'service-list'],
      ['list (2).csv', 'service-list'],
    ]);
    expect(services.map((service) => [service.catalogueId, service.files])).toEqual([
      ['s3', ['list.csv']],
      ['sqs', ['list (2).csv']],
    ]);
  });
});
