import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import type { OwnerClass, Responsibility } from '../../main/contract/catalogue.ts';
import { misconceptionFor } from '../../main/domain/duties/misconceptions.ts';
import { suggestedOwner } from '../../main/domain/duties/suggestion.ts';
import { onceEach } from '../../main/domain/once-each.ts';

const index = indexCatalogue(loadCatalogue());
const duty = (id: string): Responsibility => {
  const entry = index.responsibility(id);
  if (!entry) throw new Error(`no responsibility ${id}`);
  return entry;
};
const warn = (responsibility: string, service: string | null, answer: OwnerClass | null) =>
  misconceptionFor(
    duty(responsibility),
    suggestedOwner(duty(responsibility), service === null ? null : (index.service(service) ?? null)),
    answer,
  );

describe('a misconception', () => {
  it.each([
    // Right on Lambda, wrong on EC2.
    ['guest-os-patching', 'lambda', 'aws', false],
    ['guest-os-patching', 'ec2', 'aws', true],
    ['guest-os-patching', 'rds', 'aws', true],
    ['guest-os-patching', 'ec2', 'customer', false],
    ['guest-os-patching', 'ec2', 'shared', false],
    ['guest-os-patching', 'ec2', 'na', false],
    ['guest-os-patching', 'ec2', null, false],
    // "Backups are AWS's": everywhere, on RDS too.
    ['backup-configuration', 'rds', 'aws', true],
    ['backup-configuration', 's3', 'aws', true],
    // The provider's own duties, given to the customer.
    ['physical-access', null, 'customer', true],
    ['physical-access', null, 'aws', false],
    ['physical-access', null, 'shared', false],
    ['physical-access', 'outposts', 'customer', false],
  ] as const)('%s on %s answered %s warns: %s', (responsibility, service, answer, expected) => {
    expect(warn(responsibility, service, answer) !== null).toBe(expected);
  });

  it('written for "shared" is raised by "aws" as well, and not by "customer"', () => {
    const shared = index.responsibilities.filter((entry) => entry.misconception?.whenOwner === 'shared');
    expect(shared.length).toBeGreaterThan(0);
    for (const entry of shared) {
      expect(misconceptionFor(entry, 'customer', 'shared')).not.toBeNull();
      expect(misconceptionFor(entry, 'customer', 'aws')).not.toBeNull();
      expect(misconceptionFor(entry, 'customer', 'customer')).toBeNull();
    }
  });

  it('names a product only where its case lists the service that it is told of', () => {
    // Names as they are spoken, without the maker; IAM is asked of every service.
    const spoken = index.services
      .flatMap(({ id, name, aliases }) =>
        [name, ...aliases].map((word) => ({
          id,
          word: word.replace(/^(Amazon|AWS) /, '').replace(/ \(.*/, ''),
        })),
      )
      .filter(({ word }) => !/^(IAM|Backup|Config|Support|Health)$/i.test(word));
    const more = [
      'EC2',
      'AMI',
      'Amazon Machine Image',
      'EKS',
      'bucket',
      'Shield',
      'KMS',
      'ACM',
      'Lambda',
      'Inspector',
    ];
    const products = [...new Set([...more, ...spoken.map(({ word }) => word)])].map(
      (word) => new RegExp(`\\b${word.replace(/[^\w ]/g, '\\$&')}s?\\b`),
    );
    // Many services are told the same.
    const namesOne = onceEach((said: string) => products.some((product) => product.test(said)));
    let told = 0;
    for (const entry of index.responsibilities.filter(({ scope }) => scope === 'service'))
      for (const service of index.services)
        for (const model of [service.model, 'iaas', 'saas'] as const)
          for (const answer of ['aws', 'customer', 'shared'] as const) {
            const suggested = suggestedOwner(entry, service, model);
            const at = { catalogueId: service.id, model };
            const warning = misconceptionFor(entry, suggested, answer, at);
            // What is told does not decide whether it is told.
            expect(warning === null).toBe(misconceptionFor(entry, suggested, answer) === null);
            if (!warning) continue;
            told += 1;
            const said = `${warning.belief} ${warning.correction}`;
            const cases = entry.misconception?.cases ?? [];
            const own = cases.find(({ belief, services }) => belief === warning.belief && services);
            if (namesOne(said))
              expect(own?.services, `${entry.id} of ${service.id}: ${said}`).toContain(service.id);
          }
    expect(told).toBeGreaterThan(1000);
  });

  it('lists only services and duties that there are, each case with words of its own', () => {
    for (const { misconception, id } of index.responsibilities)
      for (const { services = [], belief, correction } of misconception?.cases ?? []) {
        for (const service of services) expect(index.service(service), service).toBeDefined();
        expect(`${belief} ${correction}`, id).not.toBe(
          `${misconception?.belief} ${misconception?.correction}`,
        );
      }
    const code = duty('application-code-security');
    const at = (catalogueId: string) =>
      misconceptionFor(code, 'customer', 'aws', { catalogueId, model: 'serverless' })?.belief;
    expect(at('lambda')).toMatch(/Lambda/);
    expect(at('ec2')).toMatch(/our code/);
  });

  it('never contradicts the suggestion, for any service and duty', () => {
    for (const service of index.services)
      for (const entry of index.responsibilities) {
        const suggested = suggestedOwner(entry, service);
        expect(misconceptionFor(entry, suggested, suggested)).toBeNull();
      }
  });

  it('says what is believed, what is so, and which family it belongs to', () => {
    const warning = warn('backup-configuration', 'rds', 'aws');
    expect(warning?.family).toBe(3);
    expect(warning?.suggested).toBe('shared');
    expect(warning?.belief).not.toBe('');
    expect(warning?.correction).not.toBe('');
    const own = index.responsibilities.find((entry) => entry.misconception && !entry.misconception.family);
    if (!own?.misconception) throw new Error('expected one without a family');
    expect(misconceptionFor(own, 'na', own.misconception.whenOwner)?.family).toBeNull();
  });
});
