import { expect, test } from 'vitest';
import { isBuiltZip, isWorthReading } from '../../main/domain/services/worth-reading.ts';

test.each([
  'plan.json',
  'infra/inventory.zip',
  'distribution/list.zip',
  'cdk.out/Shop.template.json',
  '.serverless/cloudformation-template-update-stack.json',
  '.aws-sam/build/template.yaml',
  'botocore.json',
  'boto3/services.csv',
  'build/inventory.csv',
])('%s is looked into', (path) => {
  expect(isWorthReading(path)).toBe(true);
  expect(isWorthReading(path.replaceAll('/', '\\'))).toBe(true);
});

test.each([
  'readme.md',
  'node_modules/x/template.json',
  'cdk.out/asset.0f3a.zip',
  'asset.0f3a.zip',
  'cdk.out/asset.0f3a/package.json',
  '.serverless/fn.zip',
  '.aws-sam/build/Orders/botocore/data/s3/2006-03-01/service-2.json',
  'layer/python/lib/python3.13/site-packages/x/services.csv',
  'boto3/data/sqs/2012-11-05/resources-1.json',
])('%s is what a tool built or brought along', (path) => {
  expect(isWorthReading(path)).toBe(false);
  expect(isBuiltZip(path)).toBe(false);
  expect(isWorthReading(path.replaceAll('/', '\\'))).toBe(false);
});

test.each(['shop/dist/shop.zip', 'shop/build/libs/shop.zip', 'target/export.zip'])(
  '%s is not looked into, and named',
  (path) => {
    for (const way of [path, path.replaceAll('/', '\\')])
      expect([isWorthReading(way), isBuiltZip(way)]).toEqual([false, true]);
    expect(isBuiltZip(`node_modules/${path}`)).toBe(false);
  },
);
