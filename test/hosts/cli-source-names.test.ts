import { expect, it } from 'vitest';
import { sourceNames } from '../../main/hosts/cli/source-names.ts';

const alone = (path: string) => ({ path, folder: null });
const of = (folder: string, way: string) => ({ path: `${folder}/${way}`, folder });

it('calls a file by its name, and one of a folder by its way from there', () => {
  expect(sourceNames([alone('/srv/secret/plan.json'), of('/srv/secret/shop', 'infra/main.json')])).toEqual([
    'plan.json',
    'shop/infra/main.json',
  ]);
  expect(sourceNames([of('/', 'plan.json')])).toEqual(['plan.json']);
});

it('tells as much of the folders above as tells two files apart, and of no others', () => {
  expect(
    sourceNames([
      alone('/srv/orders/plan.json'),
      alone('/srv/stock/plan.json'),
      alone('/srv/x/other.json'),
      of('/srv/a/shop', 'main.json'),
      of('/srv/b/shop', 'main.json'),
    ]),
  ).toEqual(['orders/plan.json', 'stock/plan.json', 'other.json', 'a/shop/main.json', 'b/shop/main.json']);
  expect(sourceNames([alone('/plan.json'), alone('/srv/plan.json')])).toEqual([
    '/plan.json',
    'srv/plan.json',
  ]);
});
