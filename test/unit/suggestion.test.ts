import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import type { CatalogueService, Responsibility, ServiceModel } from '../../main/contract/catalogue.ts';
import {
  askedResponsibilities,
  dutyTexts,
  guidanceFor,
  isAsked,
  suggest,
  suggestedOwner,
} from '../../main/domain/duties/suggestion.ts';

const index = indexCatalogue(loadCatalogue());
const service = (id: string): CatalogueService => {
  const entry = index.service(id);
  if (!entry) throw new Error(`no service ${id}`);
  return entry;
};
const duty = (id: string): Responsibility => {
  const entry = index.responsibility(id);
  if (!entry) throw new Error(`no responsibility ${id}`);
  return entry;
};
const proposal = (responsibility: string, id: string | null, model: ServiceModel | null = null) =>
  suggest(duty(responsibility), id === null ? null : service(id), model, index.contested);
const kinds = (responsibility: string, id: string | null, model: ServiceModel | null = null) =>
  proposal(responsibility, id, model).cautions.map((caution) => caution.kind);
const contestedTexts = (responsibility: string, id: string | null, model: ServiceModel | null = null) =>
  proposal(responsibility, id, model)
    .cautions.filter((caution) => caution.kind === 'contested')
    .map((caution) => caution.text);

describe('questions per service', () => {
  it.each([
    ['iaas', 32, 32],
    ['container', 32, 32],
    ['paas', 31, 30],
    ['serverless', 29, 25],
    ['saas', 25, 25],
    ['tool', 20, 18],
  ] as const)(
    '%s: %i by default, %i for the typical one of the services listed',
    (model, byDefault, typical) => {
      const plain: CatalogueService = { ...service('sqs'), model, overrides: [] };
      expect(askedResponsibilities(index.responsibilities, plain)).toHaveLength(byDefault);
      const counts = index.services
        .filter((entry) => entry.model === model)
        .map((entry) => askedResponsibilities(index.responsibilities, entry).length)
        .sort((a, b) => a - b);
      expect(Math.abs((counts[Math.floor(counts.length / 2)] ?? 0) - typical)).toBeLessThanOrEqual(1);
      // Most have equipment of their own on the customer's premises, where the questions about facilities come back.
      expect(counts.at(-1)).toBeLessThanOrEqual(40);
    },
  );

  it('asks the provider once, and again where a service has its own owner', () => {
    expect(isAsked(duty('physical-access'), null)).toBe(true);
    expect(isAsked(duty('physical-access'), service('s3'))).toBe(false);
    expect(isAsked(duty('physical-access'), service('outposts'))).toBe(true);
    // Overridden to "not applicable": nothing to ask.
    expect(isAsked(duty('hypervisor-isolation'), service('iot-greengrass'))).toBe(false);
  });

  it('asks the organisation once and never per service', () => {
    expect(isAsked(duty('change-management'), null)).toBe(true);
    for (const entry of index.services) expect(isAsked(duty('change-management'), entry)).toBe(false);
    expect(isAsked(duty('guest-os-patching'), null)).toBe(false);
  });

  it('gives every service question, default or not, a text for each side that has a part', () => {
    for (const entry of index.services)
      for (const responsibility of askedResponsibilities(index.responsibilities, entry)) {
        const { owner, duties } = suggest(responsibility, entry, null, []);
        const at = `${entry.id}/${responsibility.id}`;
        if (owner !== 'customer') expect(duties.provider, at).toBeTruthy();
        if (owner !== 'aws') expect(duties.customer, at).toBeTruthy();
      }
  });
});

describe('the suggested owner', () => {
  it.each([
    ['guest-os-patching', 'ec2', null, 'customer', 'model'],
    ['guest-os-patching', 'rds', null, 'shared', 'model'],
    ['guest-os-patching', 'lambda', null, 'aws', 'model'],
    ['guest-os-patching', 'emr', null, 'customer', 'service'],
    ['guest-os-patching', 'ebs', null, 'na', 'service'],
    ['physical-access', 'outposts', null, 'customer', 'service'],
    ['physical-access', 's3', null, 'aws', 'general'],
    ['change-management', null, null, 'shared', 'general'],
    // Another model than the entry's: its defaults follow, the service's own overrides stay.
    ['guest-os-patching', 'rds', 'serverless', 'aws', 'model'],
    ['guest-os-patching', 'emr', 'serverless', 'customer', 'service'],
  ] as const)('%s on %s (model %s): %s by %s', (responsibility, id, model, owner, basis) => {
    const { owner: got, basis: from, why } = proposal(responsibility, id, model);
    expect([got, from]).toEqual([owner, basis]);
    expect(why).not.toBe('');
    expect(suggestedOwner(duty(responsibility), id === null ? null : service(id), model)).toBe(owner);
  });
});

describe('texts', () => {
  it("are the service's own first, then those of the model, then the general ones", () => {
    const responsibility = duty('guest-os-patching');
    expect(dutyTexts(responsibility, service('ec2')).customer).toMatch(/Systems Manager/);
    const plain: CatalogueService = { ...service('ec2'), duties: [] };
    const byModel = Object.keys(responsibility.dutiesByModel)[0] as ServiceModel | undefined;
    if (!byModel) throw new Error('expected texts by model');
    expect(dutyTexts(responsibility, plain, byModel)).toEqual(responsibility.dutiesByModel[byModel]);
    expect(dutyTexts(responsibility, null)).toEqual(responsibility.duties);
  });

  it('carry guidance of the service, also where the duty is not applicable', () => {
    expect(guidanceFor(duty('guest-os-patching'), service('ec2'))).toMatch(/Patch/);
    expect(guidanceFor(duty('guest-os-patching'), null)).toBeNull();
  });
});

describe('cautions', () => {
  it('say which of the pages that an entry must rest on were not read', () => {
    const s3 = service('s3');
    const cautionsOf = (entry: CatalogueService) =>
      suggest(duty('service-configuration'), entry, null, index.contested)
        .cautions.filter(({ kind }) => kind === 'unread-source')
        .map(({ text }) => text);
    const without = (...subjects: readonly string[]) => ({
      ...s3,
      sources: s3.sources.filter(({ about }) => !subjects.includes(about)),
    });
    expect(cautionsOf(s3)).toEqual([]);
    expect(cautionsOf(without('resilience'))[0]).toMatch(
      /^AWS's pages on resilience of Amazon S3.* were not read\. .* in part from its service model/,
    );
    expect(cautionsOf({ ...s3, sources: [] })[0]).toMatch(
      /on security, data protection,? and resilience of .* follows from its service model/,
    );
    // That AWS has no such page was found by looking for it.
    const noPage = [{ about: 'resilience', why: 'The guide has none.' }] as const;
    expect(cautionsOf({ ...without('resilience'), noPage })).toEqual([]);
    expect(proposal('service-configuration', 's3').sources).toEqual(s3.sources);
  });

  it('say when the class is ours', () => {
    expect(kinds('public-exposure', 's3')).toContain('inferred');
    expect(kinds('guest-os-patching', 's3')).not.toContain('inferred');
  });

  it('show a dispute about a model only where the model decides', () => {
    expect(contestedTexts('guest-os-patching', 'documentdb').join()).toMatch(/managed platforms: shared/);
    // CloudHSM has its own owner, and its own dispute.
    expect(contestedTexts('guest-os-patching', 'cloudhsm').join()).not.toMatch(/managed platforms: shared/);
    expect(contestedTexts('guest-os-patching', 'cloudhsm').join()).toMatch(/CloudHSM/);
    // RDS run as serverless leaves the dispute about managed platforms behind.
    expect(contestedTexts('runtime-engine-patching', 'documentdb', 'serverless')).toEqual([]);
  });

  it('show a dispute about a service on that service alone', () => {
    expect(contestedTexts('guest-os-patching', 'emr').join()).toMatch(/EMR on EC2/);
    expect(contestedTexts('guest-os-patching', 'glue').join()).not.toMatch(/EMR on EC2/);
  });

  it('show disputes about what is answered once, with what to ask', () => {
    const cautions = proposal('data-residency', null).cautions.filter((entry) => entry.kind === 'contested');
    expect(cautions).toHaveLength(1);
    expect(cautions[0]?.ask).toMatch(/outside the chosen Regions\?$/);
  });

  it("are none for a workbook's own entries", () => {
    const own: CatalogueService = { ...service('sqs'), id: 'custom-queue', custom: true };
    const ownDuty: Responsibility = { ...duty('public-exposure'), id: 'custom-duty', custom: true };
    expect(suggest(ownDuty, own, null, index.contested).cautions).toEqual([]);
  });
});
