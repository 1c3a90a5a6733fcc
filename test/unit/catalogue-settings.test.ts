import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findDataFolder } from '../../main/catalogue/data-folder.ts';
import { readCatalogue } from '../../main/catalogue/load.ts';
import type { Catalogue, CatalogueService, Responsibility } from '../../main/contract/catalogue.ts';
import { dutyTexts, suggestedOwner } from '../../main/domain/duties/suggestion.ts';

// AWS's description of CloudFormation says what a customer can set on a resource. Who sets a thing has a duty in it, whatever a
// guide says or leaves out; so each entry is held against what its own resources take.

type Setting = 'security-group' | 'own-key' | 'maintenance-window' | 'subnet';
const { takes, except } = JSON.parse(
  readFileSync(new URL('catalogue-settings.json', import.meta.url), 'utf8'),
) as {
  /** Types of resources that have an entry, by what one of their properties names. */
  takes: Readonly<Record<Setting, readonly string[]>>;
  /** By setting: type -> why the setting is no duty of its entry. */
  except: Readonly<Record<Setting, Readonly<Record<string, string>>>>;
};

const shipped = readCatalogue(findDataFolder());

/** The entries that a type belongs to: those with the narrowest namespace that holds it. */
function entriesOf(type: string, services: readonly CatalogueService[]): readonly CatalogueService[] {
  const width = ({ cfnNamespaces }: CatalogueService) =>
    Math.max(
      0,
      ...cfnNamespaces
        .filter((space) => type === space || type.startsWith(`${space}::`))
        .map(({ length }) => length),
    );
  const widest = Math.max(...services.map(width));
  return widest === 0 ? [] : services.filter((service) => width(service) === widest);
}

/** Whether the entry knows of the setting. */
const KNOWS: Readonly<
  Record<
    Setting,
    { why: string; holds: (service: CatalogueService, duty: (id: string) => Responsibility) => boolean }
  >
> = {
  'security-group': {
    why: 'whoever names the security groups filters the traffic',
    holds: (service, duty) => suggestedOwner(duty('traffic-filtering'), service) !== 'na',
  },
  'own-key': {
    why: 'where a key can be chosen, the choice and the chosen key are the customer’s',
    holds: (service, duty) =>
      ['customer', 'shared'].includes(suggestedOwner(duty('key-management'), service)),
  },
  'maintenance-window': {
    why: 'where a window can be set, no text says that there is none, and whoever sets it has a part in patching',
    holds: (service, duty) =>
      !/without a customer window/.test(dutyTexts(duty('runtime-engine-patching'), service).provider ?? '') &&
      ['guest-os-patching', 'runtime-engine-patching'].some((id) =>
        ['customer', 'shared'].includes(suggestedOwner(duty(id), service)),
      ),
  },
  subnet: {
    why: 'what stands in subnets has only their zones, and who names them decides on those',
    holds: (service, duty) =>
      ['customer', 'shared'].includes(suggestedOwner(duty('availability-design'), service)),
  },
};

function breaches({ services, responsibilities }: Catalogue, setting: Setting): readonly string[] {
  const duties = new Map(responsibilities.map((entry) => [entry.id, entry]));
  const duty = (id: string) => {
    const found = duties.get(id);
    if (!found) throw new Error(`There is no ${id}.`);
    return found;
  };
  return takes[setting].flatMap((type) =>
    entriesOf(type, services)
      .filter((service) => !KNOWS[setting].holds(service, duty))
      .map(({ id }) => `${type}: ${id}`),
  );
}

const without = (service: string, responsibility: string): Catalogue => ({
  ...shipped,
  services: shipped.services.map((entry) =>
    entry.id === service
      ? {
          ...entry,
          overrides: entry.overrides.filter((own) => own.responsibility !== responsibility),
          duties: entry.duties.filter((own) => own.responsibility !== responsibility),
        }
      : entry,
  ),
});

describe('what CloudFormation lets one set', () => {
  const settings = Object.keys(KNOWS) as Setting[];
  const isOf = (type: string, found: string) => found.startsWith(`${type}: `);

  it.each(settings)('%s: every entry knows of it', (setting) => {
    expect(
      breaches(shipped, setting).filter(
        (found) => !Object.keys(except[setting]).some((type) => isOf(type, found)),
      ),
      KNOWS[setting].why,
    ).toEqual([]);
  });
  it.each([
    ['security-group', 'traffic-filtering', 'quick', 'AWS::QuickSight::VPCConnection: quick'],
    ['own-key', 'key-management', 'resilience-hub', 'AWS::ResilienceHubV2::Service: resilience-hub'],
    ['maintenance-window', 'runtime-engine-patching', 'glue', 'AWS::Glue::Job: glue'],
    ['subnet', 'availability-design', 'codebuild', 'AWS::CodeBuild::Project: codebuild'],
  ] as const)('%s: an entry without %s is found', (setting, responsibility, service, found) => {
    expect(breaches(without(service, responsibility), setting)).toContain(found);
  });
  it('has an entry for every type, and excuses none that needs no excuse', () => {
    const types = Object.values(takes).flat();
    expect(types.filter((type) => entriesOf(type, shipped.services).length === 0)).toEqual([]);
    const needless = settings.flatMap((setting) => {
      const found = breaches(shipped, setting);
      return Object.keys(except[setting]).filter((type) => !found.some((each) => isOf(type, each)));
    });
    expect(needless).toEqual([]);
  });
});
