import type { NameKind } from '../../../domain/recognise.ts';

/** Words beside the name of a service that say what of it there is, or which engine or system it has. */
const BESIDE = new Set(
  [
    'a an and the of on in for with by via as my our managed hosted aws amazon service services',
    'instance instances bucket buckets function functions cluster clusters database databases db dbs table tables queue queues',
    'topic topics stack stacks server servers volume volumes container containers node nodes key keys task tasks stream streams',
    'standard edition compatible',
    'mysql postgres postgresql mariadb oracle sql sqlserver mssql db2 redis memcached valkey linux windows ubuntu',
  ].flatMap((words) => words.split(' ')),
);
/** What people call a kind of load balancer, or a part of a service, by itself. */
const CALLED: ReadonlyMap<string, string> = new Map([
  ['alb', 'Elastic Load Balancing'],
  ['nlb', 'Elastic Load Balancing'],
  ['elb', 'Elastic Load Balancing'],
  ['load balancer', 'Elastic Load Balancing'],
  ['application load balancer', 'Elastic Load Balancing'],
  ['network load balancer', 'Elastic Load Balancing'],
  ['gateway load balancer', 'Elastic Load Balancing'],
  ['elastic ip', 'Amazon EC2'],
  ['elastic ips', 'Amazon EC2'],
]);
const LONGEST = 200;

/** A name with its abbreviation, as AWS writes it at length: `Amazon Simple Storage Service (S3)`. */
const ABBREVIATED = /^(\S.{0,120}\S) ?\(([A-Z][A-Za-z0-9]{1,8})\)$/;

/** A name as people write it, also by one of its types or by its abbreviation; then what is left of `MySQL on RDS` or `S3 bucket` without the words beside the service. */
export function recogniseAsWritten(
  written: string,
  recognise: (kind: NameKind, name: string) => string | null,
): string | null {
  const [, name, short] = ABBREVIATED.exec(written.trim()) ?? [];
  for (const each of [written, name, short]) {
    const [whole] = each === undefined ? [] : KINDS.flatMap((kind) => recognise(kind, each) ?? []);
    if (whole !== undefined) return whole;
  }
  if (written.length > LONGEST) return null;
  const words = written.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const rest = words.filter((word) => !BESIDE.has(word)).join(' ');
  const called = CALLED.get(rest) ?? CALLED.get(words.join(' ')) ?? rest;
  return called === '' ? null : recognise('billing', called);
}
/** What stands between several services in one cell, and within the names of some. */
const BETWEEN = / ?[/&] ?| (?:and|und|et|y|e|en|i|with|mit) /;
const MOST_IN_CELL = 12;

/** The services of a cell that names several: `S3 & RDS`, `Lambda/API Gateway`; none unless each part is one by itself. */
export function recogniseSeveral(
  written: string,
  recognise: (kind: NameKind, name: string) => string | null,
): readonly string[] {
  const parts = written.length > LONGEST ? [] : written.split(BETWEEN, MOST_IN_CELL + 1);
  if (parts.length < 2 || parts.length > MOST_IN_CELL) return [];
  const each = parts.map((part) => recogniseAsWritten(part.trim(), recognise));
  return each.includes(null) ? [] : [...new Set(each.flatMap((id) => id ?? []))];
}
const KINDS: readonly NameKind[] = ['billing', 'cloudformation', 'terraform', 'resource-type'];
