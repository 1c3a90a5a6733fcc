import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findDataFolder } from '../../main/catalogue/data-folder.ts';
import { readCatalogue } from '../../main/catalogue/load.ts';
import { RULES } from '../../main/catalogue/rules.ts';
import type { Catalogue, CatalogueService, Control, Responsibility } from '../../main/contract/catalogue.ts';

const shipped = readCatalogue(findDataFolder());
type Change<T> = (entry: T) => T;
const withService = (id: string, change: Change<CatalogueService>): Catalogue => ({
  ...shipped,
  services: shipped.services.map((entry) => (entry.id === id ? change(entry) : entry)),
});
const withDuty = (id: string, change: Change<Responsibility>): Catalogue => ({
  ...shipped,
  responsibilities: shipped.responsibilities.map((entry) => (entry.id === id ? change(entry) : entry)),
});
const without =
  (...traits: readonly string[]): Change<CatalogueService> =>
  (entry) => ({ ...entry, traits: entry.traits.filter((trait) => !traits.includes(trait)) });

/** The service without what it says of its own about a duty: owner, texts and guidance. */
const silentOn =
  (duty: string): Change<CatalogueService> =>
  (entry) => ({
    ...entry,
    overrides: entry.overrides.filter(({ responsibility }) => responsibility !== duty),
    duties: entry.duties.filter(({ responsibility }) => responsibility !== duty),
    guidance: entry.guidance.filter(({ responsibility }) => responsibility !== duty),
  });

const withControl = (id: string, change: Change<Control>): Catalogue => ({
  ...shipped,
  frameworks: shipped.frameworks.map((framework) => ({
    ...framework,
    controls: framework.controls.map((control) => (control.id === id ? change(control) : control)),
  })),
});

/** For each rule a catalogue that breaks it, and the words that name the place. */
const BREACHES: Readonly<Record<string, readonly [Catalogue, RegExp]>> = {
  'retention-without-data': [withService('s3', without('content')), /s3, retention-deletion is asked/],
  'recovery-without-backup': [
    withService('ec2', (entry) => ({
      ...entry,
      overrides: [
        ...entry.overrides.filter(({ responsibility }) => responsibility !== 'disaster-recovery'),
        { responsibility: 'backup-configuration', owner: 'na', why: 'No.' },
      ],
      duties: entry.duties.filter(({ responsibility }) => responsibility !== 'disaster-recovery'),
    })),
    /ec2, disaster-recovery is asked of the customer/,
  ],
  'backup-by-itself': [
    withService('memorydb', silentOn('backup-configuration')),
    /memorydb, backup-configuration: shared, in the words of the model only/,
  ],
  'choice-without-a-key': [
    withService('swf', silentOn('encryption-at-rest')),
    /swf, encryption-at-rest: shared, and no key can be chosen/,
  ],
  'integrity-without-content': [
    withService('ivs', silentOn('data-integrity')),
    /ivs, data-integrity is asked, and nothing is kept there/,
  ],
  'window-of-the-customer': [
    withService('glue', (entry) => ({
      ...silentOn('runtime-engine-patching')(entry),
      duties: [
        { responsibility: 'runtime-engine-patching', provider: 'Restarts in the window.', customer: null },
      ],
    })),
    /glue, runtime-engine-patching: AWS alone, in a window/,
  ],
  'agent-of-a-tool': [
    withService('application-discovery', silentOn('runtime-engine-patching')),
    /application-discovery, runtime-engine-patching: AWS alone, and agents run/,
  ],
  'one-control-plane': [
    withService('organizations', silentOn('disaster-recovery')),
    /organizations, disaster-recovery does not name the Region/,
  ],
  'text-of-the-wrong-side': [
    withService('dynamodb', (entry) => ({
      ...entry,
      overrides: [...entry.overrides.filter(({ responsibility }) => responsibility !== 'guest-os-patching')],
      duties: [
        { responsibility: 'guest-os-patching', provider: 'Patches.', customer: 'Patches as well.' },
        ...entry.duties.filter(({ responsibility }) => responsibility !== 'guest-os-patching'),
      ],
    })),
    /dynamodb, guest-os-patching: a text of the customer under AWS/,
  ],
  'instance-words': [
    withDuty('data-classification', (duty) => ({
      ...duty,
      duties: { ...duty.duties, customer: 'Scans all instances.' },
      dutiesByModel: {},
    })),
    /service s3, data-classification: "Scans all instances\."/,
  ],
  'product-in-a-misconception': [
    withDuty('retention-deletion', (duty) => ({
      ...duty,
      misconception: { whenOwner: 'aws', belief: 'GuardDuty does it.', correction: 'No.' },
    })),
    /retention-deletion: its misconception names GuardDuty/,
  ],
  exposure: [withService('s3', without('can-be-public')), /s3, public-exposure is asked, against/],
  floods: [
    withService('cloudfront', without('internet-endpoint')),
    /cloudfront, ddos-web-protection is asked, against/,
  ],
  'passed-dates': [
    withService('s3', (entry) => ({ ...entry, lifecycle: { state: 'active', date: '2026-01-01' } })),
    /s3: 2026-01-01 has passed/,
  ],
  'lifecycle-without-a-page': [
    withService('workmail', (entry) => ({ ...entry, sources: [] })),
    /workmail: https:.* is not among its sources/,
  ],
  'end-in-a-note': [
    withService('kendra', (entry) => ({
      ...entry,
      lifecycle: { ...entry.lifecycle, note: 'Its page ends the console on 2026-12-07.' },
    })),
    /kendra: "Its page ends the console on 2026-12-07\.", and it stands as closed/,
  ],
  'announced-without-a-word': [
    withService('cloud9', (entry) => {
      const { note: _, ...lifecycle } = entry.lifecycle;
      return { ...entry, lifecycle };
    }),
    /cloud9: 2024-07-25 is that of an announcement/,
  ],
  'plain-http': [
    withService('textract', silentOn('encryption-in-transit')),
    /textract, encryption-in-transit: plain HTTP is denied, and its endpoints answer none/,
  ],
  'option-that-is-none': [
    withService('gamelift', silentOn('runtime-engine-patching')),
    /gamelift, runtime-engine-patching: speaks of automatic minor upgrades/,
  ],
  'client-on-own-machines': [
    withService('wickr', silentOn('runtime-engine-patching')),
    /wickr, runtime-engine-patching: AWS alone, and its clients run/,
  ],
  'host-under-a-hypervisor': [
    withService('datasync', silentOn('host-os-patching')),
    /datasync, hypervisor-isolation: its hypervisor is the customer’s/,
  ],
  'inheritable-without-provider': [
    withControl('AC-1', (control) => ({ ...control, inherit: 'wholly' })),
    /nist-800-53-r5, AC-1: inherited wholly, yet policies-procedures is not always the provider’s/,
  ],
  'part-outside-control': [
    withControl('AC-2', (control) => ({ ...control, duties: ['workforce-access'] })),
    /nist-800-53-r5, AC-2\(g\): api-audit-logging bears on it, and not on its control/,
  ],
  'partly-without-a-reason': [
    withControl('AC-18', (control) => {
      const { why: _, ...rest } = control;
      return { ...rest, inherit: 'partly' };
    }),
    /nist-800-53-r5, AC-18: inherited in part, and nobody says what of it is AWS’s/,
  ],
  'policy-is-a-document': [
    withControl('AU-1', (control) => ({ ...control, duties: [...control.duties, 'workload-logging'] })),
    /nist-800-53-r5, AU-1: workload-logging writes no policy/,
  ],
};

describe('the rules of the catalogue', () => {
  it('hold for the data that is shipped', () => {
    for (const rule of RULES) expect(rule.find(shipped), rule.why).toEqual([]);
  });
  it.each(RULES.map(({ id }) => id))('%s: a breach is found and named', (id) => {
    const breach = BREACHES[id];
    if (!breach) throw new Error(`No breach of ${id} is tried.`);
    const found = RULES.find((rule) => rule.id === id)
      ?.find(breach[0])
      .join('\n');
    expect(found).toMatch(breach[1]);
  });
});

describe('the maps of resource types', () => {
  const { namespaces } = JSON.parse(
    readFileSync(new URL('../fixtures/cloudformation-namespaces.json', import.meta.url), 'utf8'),
  ) as { namespaces: Readonly<Record<string, string | null>> };
  const ofService = (type: string) => type.split('::').slice(0, 2).join('::');
  const known = new Set([
    ...shipped.services.flatMap(({ cfnNamespaces }) => cfnNamespaces.map(ofService)),
    ...Object.keys(shipped.matching.cloudFormation).map(ofService),
  ]);

  it('lead from every service that CloudFormation has to an entry, or say why there is none', () => {
    expect(
      Object.entries(namespaces).flatMap(([name, why]) => (known.has(name) || why ? [] : [name])),
    ).toEqual([]);
  });
  it('give no reason for what has an entry', () => {
    expect(
      Object.entries(namespaces).flatMap(([name, why]) => (known.has(name) && why ? [name] : [])),
    ).toEqual([]);
  });
  it('name no service that CloudFormation does not have', () => {
    expect([...known].filter((name) => !(name in namespaces) && name !== 'AWS::Serverless')).toEqual([]);
  });
  it('give every Terraform prefix to one entry', () => {
    const owners = Map.groupBy(
      shipped.services.flatMap(({ id, terraformPrefixes }) =>
        terraformPrefixes.map((prefix) => ({ id, prefix })),
      ),
      ({ prefix }) => prefix,
    );
    expect([...owners].filter(([, list]) => list.length > 1).map(([prefix]) => prefix)).toEqual([]);
  });
});
