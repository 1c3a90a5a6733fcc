import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { findCatalogueProblems } from '../../main/catalogue/check.ts';
import { findDataFolder } from '../../main/catalogue/data-folder.ts';
import { loadCatalogue, readCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue, withCustom } from '../../main/catalogue/lookup.ts';
import { catalogueSchema, manifestSchema } from '../../main/catalogue/schema.ts';
import type { Catalogue, CatalogueService, Responsibility } from '../../main/contract/catalogue.ts';
import { unreadSubjects } from '../../main/domain/duties/suggestion.ts';

const folder = findDataFolder();
type Writable<T> = { -readonly [K in keyof T]: T[K] extends object ? Writable<T[K]> : T[K] };
const copy = () => structuredClone(readCatalogue(folder)) as Writable<Catalogue>;
const get = <T extends { id: string }>(list: T[], id: string): T => {
  const entry = list.find((candidate) => candidate.id === id);
  if (!entry) throw new Error(`no ${id}`);
  return entry;
};

describe('the shipped data', () => {
  it('passes its schema and its cross-checks', () => {
    const catalogue = catalogueSchema.parse(readCatalogue(folder));
    expect(findCatalogueProblems(catalogue)).toEqual([]);
    manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  });

  it('is complete', () => {
    const catalogue = loadCatalogue();
    expect(catalogue.services).toHaveLength(232);
    expect(catalogue.responsibilities).toHaveLength(84);
    expect(catalogue.domains).toHaveLength(13);
    expect(catalogue.frameworks).toHaveLength(17);
    expect(catalogue.frameworks.reduce((sum, framework) => sum + framework.controls.length, 0)).toBe(2367);
    expect(catalogue.services.flatMap((service) => service.overrides)).toHaveLength(1575);
    expect(catalogue.services.flatMap((service) => service.guidance)).toHaveLength(754);
    expect(catalogue.services.flatMap((service) => service.duties)).toHaveLength(1312);
    expect(catalogue.services.filter((service) => service.lifecycle.state !== 'active')).toHaveLength(39);
    expect(catalogue.responsibilities.filter((entry) => entry.misconception)).toHaveLength(57);
    const scopes = catalogue.responsibilities.map((entry) => entry.scope);
    expect(scopes.filter((scope) => scope === 'provider')).toHaveLength(10);
    expect(scopes.filter((scope) => scope === 'organisation')).toHaveLength(38);
  });

  it('rests, entry by entry, on AWS’s pages on security, data protection and resilience, or says that there is none', () => {
    const unread = loadCatalogue().services.filter((service) => unreadSubjects(service).length > 0);
    expect(unread.map(({ id }) => id)).toEqual([]);
  });

  it('says of the controls that the AI Controls Matrix takes from CCM 4.1 what it says of them there', () => {
    const index = indexCatalogue(loadCatalogue());
    const said = (framework: string) =>
      new Map(
        index.framework(framework)?.controls.map(({ questions: _, ...control }) => [control.id, control]),
      );
    const aicm = said('csa-aicm-1.1');
    expect(aicm.size).toBe(247);
    const ccm = said('csa-ccm-4.1');
    expect(ccm.size).toBe(207);
    for (const [id, control] of ccm) expect(aicm.get(id)).toEqual(control);
  });

  it('lists every framework text that may not be shipped as a paraphrase', () => {
    for (const framework of loadCatalogue().frameworks)
      if (!framework.licence.mayShipText) {
        expect(framework.titleKind, framework.id).toBe('own paraphrase');
        for (const control of framework.controls)
          expect(control.title.split(/\s+/).length, `${framework.id} ${control.id}`).toBeLessThanOrEqual(10);
      }
  });
});

describe('loading', () => {
  const made: string[] = [];
  afterEach(() => {
    for (const path of made.splice(0)) rmSync(path, { recursive: true });
  });
  const copyOfData = () => {
    const path = mkdtempSync(join(tmpdir(), 'demarc-catalogue-'));
    made.push(path);
    cpSync(folder, path, { recursive: true });
    return path;
  };

  it('finds the data from any depth of the build folder', () => {
    const built = join(folder, '..', '..', '..', 'out', 'main', 'chunks', 'core.js');
    expect(findDataFolder(pathToFileURL(built).href)).toBe(folder);
    expect(() => findDataFolder('file:///nowhere/at/all.js')).toThrow(/data.*is missing/);
  });

  it('freezes every part and reads once', () => {
    const catalogue = loadCatalogue();
    expect(loadCatalogue()).toBe(catalogue);
    expect(Object.isFrozen(catalogue.services[0]?.overrides)).toBe(true);
    expect(Object.isFrozen(catalogue.responsibilities[3]?.defaults.saas)).toBe(true);
    expect(Object.isFrozen(catalogue.matching.billing)).toBe(true);
  });

  it('refuses a file that is not the one listed, and names it', () => {
    const path = copyOfData();
    const file = join(path, 'services', 'compute.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"customer"', '"aws"'));
    expect(() => readCatalogue(path)).toThrow(/services\/compute\.json is not the one/);
  });

  it('refuses a folder with a file missing', () => {
    const path = copyOfData();
    rmSync(join(path, 'matching.json'));
    expect(() => readCatalogue(path)).toThrow(/matching\.json/);
  });
});

describe('the checks', () => {
  const broken: readonly (readonly [string, (catalogue: Writable<Catalogue>) => void, RegExp])[] = [
    [
      'an override of a duty that is asked once',
      (c) => get(c.services, 's3').overrides.push({ responsibility: 'privacy', owner: 'aws', why: 'No.' }),
      /service s3: overrides privacy/,
    ],
    [
      'an override that repeats the default',
      (c) =>
        get(c.services, 's3').overrides.push({
          responsibility: 'permissions-policies',
          owner: 'customer',
          why: 'Same.',
        }),
      /repeats the default/,
    ],
    [
      'an unknown responsibility',
      (c) => get(c.services, 's3').guidance.push({ responsibility: 'nonsense', text: 'x' }),
      /no responsibility nonsense/,
    ],
    [
      'an unknown tool',
      (c) => get(c.responsibilities, 'privacy').tools.push('nonsense'),
      /no service nonsense/,
    ],
    [
      'a part without a text',
      (c) => {
        get(c.responsibilities, 'change-management').duties.provider = null;
      },
      /change-management: no text for AWS's part/,
    ],
    [
      'a duty asked once whose owner depends on the model',
      (c) => {
        get(c.responsibilities, 'privacy').defaults.saas.owner = 'shared';
      },
      /privacy: needs one owner/,
    ],
    [
      'a service listed twice',
      (c) => {
        c.services.push(get(c.services, 's3'));
      },
      /service s3 is listed twice/,
    ],
    [
      'a control with a duty that is none',
      (c) => get(get(c.frameworks, 'iso-27001-2022').controls, 'A.5.1').duties.push('nonsense'),
      /iso-27001-2022, A\.5\.1: there is no responsibility nonsense/,
    ],
    [
      'a control without a duty and without a reason',
      (c) => {
        get(get(c.frameworks, 'iso-27001-2022').controls, 'A.5.1').duties = [];
      },
      /A\.5\.1: either duties or a reason/,
    ],
    [
      'the words of a control whose licence keeps them out',
      (c) => {
        get(get(c.frameworks, 'iso-27001-2022').controls, 'A.5.1').text = 'Words';
      },
      /A\.5\.1: its words may not be passed on/,
    ],
    [
      'a control that rests on nothing',
      (c) => {
        get(get(c.frameworks, 'iso-27001-2022').controls, 'A.5.1').basis = 'nonsense';
      },
      /A\.5\.1: there is no basis nonsense/,
    ],
    [
      'a part of another control',
      (c) => {
        get(get(c.frameworks, 'nist-800-53-r5').controls, 'AC-1').parts = [{ id: 'AC-2(a)' }];
      },
      /AC-1: AC-2\(a\) is not a part of it/,
    ],
    [
      'a selection with a control that its parent lacks',
      (c) => {
        get(get(c.frameworks, 'fedramp-moderate-r5').controls, 'AC-1').id = 'AC-99';
      },
      /AC-99 is not in nist-800-53-r5/,
    ],
    [
      'a duty that no control of a wide framework asks for, without a word why',
      (c) => {
        for (const control of get(c.frameworks, 'iso-27001-2022').controls)
          control.duties = control.duties.filter((id) => id !== 'privacy');
      },
      /privacy: neither a control of iso-27001-2022 nor a note/,
    ],
    [
      'a lifecycle without a source',
      (c) => {
        get(c.services, 's3').lifecycle = { state: 'end-of-support' };
      },
      /s3: a lifecycle/,
    ],
    [
      'a contested choice about nothing',
      (c) => c.contested[0]?.responsibilities.push('nonsense'),
      /contested choice .*nonsense/,
    ],
    [
      'a match that leads nowhere',
      (c) => {
        c.matching.billing.Fancy = 'nonsense';
      },
      /matching, billing: there is no service nonsense/,
    ],
    [
      'a prefix of several services without a word of which it is by itself',
      (c) => {
        delete c.matching.servicePrefixes.elasticache;
      },
      /servicePrefixes: elasticache is the prefix of elasticache, elasticache-serverless/,
    ],
  ];
  it.each(broken)('find %s', (_what, damage, message) => {
    const catalogue = copy();
    damage(catalogue);
    expect(findCatalogueProblems(catalogue as Catalogue).join('\n')).toMatch(message);
  });

  it('refuse a question without a question mark and a key that is not known', () => {
    const first = copy();
    get(first.responsibilities, 'privacy').question = 'Tell us.';
    expect(catalogueSchema.safeParse(first).success).toBe(false);
    const second = copy();
    Object.assign(get(second.services, 's3'), { colour: 'red' });
    expect(catalogueSchema.safeParse(second).success).toBe(false);
  });
});

describe('the index', () => {
  const index = indexCatalogue(loadCatalogue());
  const base = index.service('sqs');
  const custom: CatalogueService = {
    ...(base as CatalogueService),
    id: 'custom-mail-relay',
    name: 'Mail relay',
    custom: true,
  };
  const duty: Responsibility = {
    ...(index.responsibility('privacy') as Responsibility),
    id: 'custom-cold-storage',
    domain: 'facilities-hardware',
    custom: true,
  };

  it('finds by id and walks by domain', () => {
    expect(index.service('s3')?.name).toBe('Amazon S3');
    expect(index.service('nonsense')).toBeUndefined();
    expect(index.framework('nist-csf-2.0')?.controls).toHaveLength(106);
    expect(index.domainOrder('facilities-hardware')).toBe(0);
    const order = index.responsibilities.map((entry) => index.domainOrder(entry.domain));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('names the other ways to run a service', () => {
    expect(index.variantsOf('ecs-ec2').map((entry) => entry.id)).toEqual([
      'ecs-fargate',
      'ecs-managed-instances',
      'ecs-anywhere',
    ]);
    expect(index.variantsOf('ecs-fargate').map((entry) => entry.id)).toEqual([
      'ecs-ec2',
      'ecs-managed-instances',
      'ecs-anywhere',
    ]);
    expect(index.variantsOf('sqs')).toEqual([]);
  });

  it("takes a workbook's own entries, in their domain, without touching the shipped ones", () => {
    const own = withCustom(index, { services: [custom], responsibilities: [duty] });
    expect(own.service('custom-mail-relay')?.name).toBe('Mail relay');
    expect(own.responsibilities.map((entry) => entry.id).indexOf('custom-cold-storage')).toBe(3);
    expect(own.responsibilityOrder('custom-cold-storage')).toBe(3);
    expect(index.service('custom-mail-relay')).toBeUndefined();
    expect(own.recognise).toBe(index.recognise);
    expect(withCustom(index, { services: [], responsibilities: [] })).toBe(index);
  });
});
