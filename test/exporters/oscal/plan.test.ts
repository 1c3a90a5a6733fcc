import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/core.ts';
import {
  byComponents,
  type Node,
  node,
  nodes,
  propsOf,
  schemaProblems,
  writeOscal,
} from '../../support/oscal.ts';
import {
  evidenceOf,
  framework,
  type SmallRow,
  share,
  smallInput,
  smallReport,
} from '../../support/small-report.ts';

const NIST = (duties: readonly string[]) =>
  framework(
    'nist-800-53-r5',
    duties.map((duty, index) => [`AC-${index + 2}(1)`, `ac-${index + 2}.1`, [duty]] as const),
  );

/** The one by-component that each of the rows comes to, in their order. */
async function partsOf(rows: readonly SmallRow[], evidence = [evidenceOf(1)]) {
  const input = smallInput(smallReport(rows, evidence), [NIST(rows.map(({ duty }) => duty))]);
  const written = await writeOscal(input, temporaryFolder(), 'oscal-ssp');
  expect(written.reconciliation.problems).toEqual([]);
  return { written, parts: byComponents(written.body).map(({ part }) => part) };
}
const state = (part: Node | undefined) => node(part?.['implementation-status']).state;
const remarks = (part: Node | undefined) => node(part?.['implementation-status']).remarks;
const texts = (value: unknown) => nodes(value).map(({ description }) => description);
const roles = (part: Node) => nodes(part['responsible-roles']).map((role) => role['role-id']);

test('each ownership has its form: inherited, satisfied, own words, passed on, not applicable, undecided', async () => {
  const { parts } = await partsOf([
    { duty: 'a', shares: [share('aws')] },
    { duty: 'b', shares: [share('aws'), share('organisation', 'We rotate keys.', 'maya-lindqvist')] },
    { duty: 'c', shares: [share('organisation', 'We train people.')], status: 'in-progress' },
    { duty: 'd', shares: [share('landing-zone-team'), share('organisation')], status: 'not-started' },
    { duty: 'e', shares: [share('organisation'), share('marketplace-sellers', 'Sellers check.')] },
    { duty: 'f', notApplicable: 'No data is kept here.' },
    { duty: 'g' },
    { duty: 'h', shares: [share('organisation')], status: 'risk-accepted' },
  ]);
  const [aws, both, own, inside, team, passed, none, open, risk] = parts;
  expect(parts).toHaveLength(9);
  if (!aws || !both || !own || !inside || !team || !passed || !none || !open || !risk)
    throw new Error('parts');

  expect([state(aws), roles(aws), propsOf(aws, 'owner'), propsOf(aws, 'status')]).toEqual([
    'implemented',
    ['provider'],
    ['provider'],
    ['inherited'],
  ]);
  expect(texts(aws.inherited)).toEqual(['Duty a: What aws does.']);
  expect(aws.satisfied).toBeUndefined();
  expect(propsOf(aws, 'control-origination')).toEqual(['inherited']);

  expect(texts(both.inherited)).toEqual(['Duty b: What aws does.']);
  expect(texts(both.satisfied)).toEqual(['Duty b: We rotate keys.']);
  expect(nodes(both.satisfied)[0]?.remarks).toBeUndefined();
  expect(propsOf(both, 'control-origination')).toEqual(['customer-configured', 'inherited']);
  expect(roles(both)).toEqual(['provider', 'customer', 'asset-owner']);

  expect(own.description).toBe('Duty c: owned by Kalliope Retail. We train people.');
  expect([own.inherited, own.satisfied, state(own)]).toEqual([undefined, undefined, 'partial']);
  expect(propsOf(own, 'control-origination')).toEqual(['system-specific']);

  // A platform team has a component of its own: the system inherits from it, not from itself.
  expect([inside.inherited, inside.satisfied, roles(inside), state(inside)]).toEqual([
    undefined,
    undefined,
    ['customer'],
    'planned',
  ]);
  expect(inside.description).toContain('What organisation does.');
  expect([texts(team.inherited), roles(team), team['implementation-status']]).toEqual([
    [expect.stringMatching(/, Duty d: What landing-zone-team does\.$/)],
    ['internal-provider'],
    undefined,
  ]);

  const exported = node(passed.export);
  expect(texts(exported.responsibilities)).toEqual(['Duty e: Sellers check.']);
  expect(nodes(exported.responsibilities)[0]?.['provided-uuid']).toBe(nodes(exported.provided)[0]?.uuid);

  expect([state(none), remarks(none)]).toEqual(['not-applicable', 'Duty f: No data is kept here.']);
  // What nobody decided is not planned, and neither is a risk that was accepted.
  expect([open['implementation-status'], propsOf(open, 'owner')]).toEqual([undefined, ['undecided']]);
  expect(open.remarks).toMatch(/nobody has answered/);
  expect([risk['implementation-status'], propsOf(risk, 'status')]).toEqual([undefined, ['risk-accepted']]);
  expect(risk.remarks).toMatch(/risk is accepted/);
});

test('duties of one component that bear on one control are told together', async () => {
  const rows: readonly SmallRow[] = [
    { duty: 'a', shares: [share('aws')], evidence: [1] },
    {
      duty: 'b',
      shares: [share('organisation')],
      status: 'not-started',
      note: ' Who pays? ',
      evidence: [1, 2],
    },
    { duty: 'c', notApplicable: '' },
  ];
  const evidence = [evidenceOf(1), evidenceOf(2)];
  const input = smallInput(smallReport(rows, evidence), [
    framework('iso-27001-2022', [['A.5.1', 'A.5.1', ['a', 'b', 'c']]]),
  ]);
  const { body, reconciliation } = await writeOscal(input, temporaryFolder(), 'oscal-ssp');
  expect(reconciliation.problems).toEqual([]);
  const [only, ...more] = byComponents(body);
  expect(more).toEqual([]);
  const part = node(only?.part);
  expect(propsOf(part, 'responsibility')).toEqual(['a', 'b', 'c']);
  expect(state(part)).toBe('partial');
  expect(nodes(part.links)).toHaveLength(2);
  expect(part.remarks).toContain('Note: Who pays?');
  // No published catalogue gives this control a statement with an id.
  expect(
    nodes(node(body['control-implementation'])['implemented-requirements'])[0]?.statements,
  ).toBeUndefined();
});

test('a report on a provider is linked to what it covers; no date of an authorisation is made up', async () => {
  const rows: readonly SmallRow[] = [{ duty: 'a', subject: 'aws', shares: [share('aws')] }];
  const report = evidenceOf(1, {
    coversFrom: '2026-01-01',
    providerReport: { party: 'aws', kind: 'soc-2', services: null },
  });
  const { written } = await partsOf(rows, [report]);
  const system = node(written.body['system-implementation']);
  expect(system['leveraged-authorizations']).toBeUndefined();
  const provider = node(nodes(system.components).find((component) => component.type === 'system'));
  expect(nodes(provider.links).map(({ rel }) => rel)).toEqual(['evidence']);
  expect(propsOf(provider, 'implementation-point')).toEqual(['external']);

  const without = await partsOf(rows, [{ ...report, replacedBy: 2 }]);
  expect(without.written.leftOut.join(' ')).toContain('What proves the part of AWS');
});

test('no system inherits from itself, a vendor is a component, and a provider is told of once', async () => {
  const rows: readonly SmallRow[] = [
    { duty: 'a', subject: 'workbook', shares: [share('aws'), share('organisation')] },
    { duty: 'a', subject: 'aws', shares: [share('aws')] },
    { duty: 'a', shares: [share('norddata'), share('aws')] },
  ];
  const { parts, written } = await partsOf(rows);
  const components = new Map(
    nodes(node(written.body['system-implementation']).components).map((each) => [each.uuid, each]),
  );
  const inheriting = parts.filter(({ inherited }) => inherited !== undefined);
  expect(inheriting.length).toBeGreaterThan(2);
  for (const part of inheriting)
    expect(node(components.get(part['component-uuid'])).type).not.toBe('this-system');
  // Each of the three controls has the same four components, each once.
  expect(parts).toHaveLength(12);
  expect(new Set(parts.map((part) => part['component-uuid'])).size).toBe(4);
  expect([...components.values()].map(({ title }) => title)).toContain('Norddata GmbH');
});

test('a control that cannot be inherited whole is not implemented by its providers alone', async () => {
  const said = async (
    inherit: 'wholly' | 'partly',
    layout: 'oscal-ssp' | 'oscal-provider-ssp',
    shares: NonNullable<SmallRow['shares']>,
  ) => {
    const input = smallInput(smallReport([{ duty: 'a', shares, status: 'implemented' }]), [
      framework('iso-27001-2022', [['A.7.1', 'A.7.1', ['a']]], null, inherit),
    ]);
    const { body } = await writeOscal(input, temporaryFolder(), layout);
    return state(byComponents(body)[0]?.part);
  };
  expect(await said('wholly', 'oscal-ssp', [share('aws')])).toBe('implemented');
  expect(await said('partly', 'oscal-ssp', [share('aws')])).toBe('partial');
  expect(await said('partly', 'oscal-ssp', [share('aws'), share('organisation')])).toBe('implemented');
  expect(await said('partly', 'oscal-provider-ssp', [share('aws'), share('organisation')])).toBe('partial');
});

test('the profile inside a plan resolves: its catalogue is published, or stands in it with every id', async () => {
  const input = smallInput(smallReport([{ duty: 'a', shares: [share('aws')] }]), [
    framework('iso-27001-2022', [['A.7.1', 'A.7.1', ['a']]]),
    framework('nist-800-53-r5', [['PE-3', 'pe-3', ['a']]]),
  ]);
  const { body } = await writeOscal(input, temporaryFolder(), 'oscal-ssp');
  const inside = (resource: Node) =>
    node(JSON.parse(Buffer.from(String(node(resource.base64).value), 'base64').toString('utf8')));
  const href = String(node(body['import-profile']).href).slice(1);
  const resource = nodes(node(body['back-matter']).resources).find(({ uuid }) => uuid === href);
  const profile = node(inside(node(resource)).profile);
  const found = nodes(profile.imports).map((each) => {
    const target = String(each.href);
    const ids = nodes(each['include-controls']).flatMap((group) => group['with-ids'] as string[]);
    if (target.startsWith('https://')) return { target: 'published', ids };
    const held = nodes(node(profile['back-matter']).resources).find(({ uuid }) => `#${uuid}` === target);
    const catalogue = inside(node(held));
    expect(schemaProblems(catalogue, 'catalog', '1.2.1')).toEqual([]);
    expect(nodes(node(catalogue.catalog).controls).map(({ id }) => id)).toEqual(ids);
    return { target: 'inside', ids };
  });
  expect(found).toEqual([
    { target: 'inside', ids: ['A.7.1'] },
    { target: 'published', ids: ['pe-3'] },
  ]);
});

test('only what a report has in its scope is linked to it; the rest is said', async () => {
  const sample = smallReport([]);
  const [covered = '', other = ''] = sample.services.map(({ ref }) => ref);
  const rows: readonly SmallRow[] = [
    { duty: 'a', subject: 'aws', shares: [share('aws')] },
    { duty: 'b', subject: covered, shares: [share('aws')] },
    { duty: 'c', subject: other, shares: [share('aws'), share('organisation')] },
  ];
  const authorised = async (evidence: ReturnType<typeof evidenceOf>) => {
    const input = {
      ...smallInput(smallReport(rows, [evidence]), [NIST(['a', 'b', 'c'])]),
      catalogueIds: new Map([
        [covered, 's3'],
        [other, 'rds'],
      ]),
    };
    const { body, leftOut } = await writeOscal(input, temporaryFolder(), 'oscal-ssp');
    const system = node(body['system-implementation']);
    const subjects = nodes(system.components).flatMap((component) =>
      nodes(component.links).some(({ rel }) => rel === 'evidence') ? propsOf(component, 'subject') : [],
    );
    return {
      subjects,
      said: leftOut.filter((sentence) => sentence.startsWith('What proves the part')),
    };
  };
  const report = (services: readonly string[] | null) =>
    evidenceOf(1, { providerReport: { party: 'aws', kind: 'soc-2', services } });
  expect(await authorised(report(null))).toEqual({ subjects: ['aws', covered, other], said: [] });
  const partly = await authorised(report(['s3']));
  expect(partly.subjects).toEqual([covered]);
  expect(partly.said).toEqual([expect.stringMatching(/for .*: no report on it has these in its scope\.$/)]);
  expect(partly.said[0]).toContain(other);
  expect((await authorised(evidenceOf(1, { links: ['aws/a'] }))).subjects).toEqual(['aws']);
  expect((await authorised(evidenceOf(1, { links: ['aws/aws-compliance-reports'] }))).subjects).toHaveLength(
    3,
  );
});

test('a plan for clients calls the client the customer, and names no party without a part in it', async () => {
  const rows: readonly SmallRow[] = [
    { duty: 'a', shares: [share('aws'), share('organisation')] },
    { duty: 'b', shares: [share('aws'), share('organisation'), share('marketplace-sellers')] },
    { duty: 'c', shares: [share('marketplace-sellers')] },
  ];
  const report = smallReport(rows);
  const strangers = [{ id: 'another-client', name: 'Another client', kind: 'client', order: 9 } as const];
  const input = smallInput({ ...report, parties: [...report.parties, ...strangers] }, [
    NIST(['a', 'b', 'c']),
  ]);
  const written = await writeOscal(input, temporaryFolder(), 'oscal-provider-ssp');
  expect(written.reconciliation.problems).toEqual([]);
  expect(byComponents(written.body).map(({ part }) => propsOf(part, 'control-origination'))).toEqual([
    ['inherited', 'system-specific'],
    ['customer-configured', 'inherited', 'system-specific'],
    ['customer-provided'],
  ]);
  expect(written.text).not.toContain('Another client');
  expect(written.leftOut.join(' ')).toMatch(/part(y|ies) that ha(s|ve) no part in what clients are told/);
  const own = await writeOscal(input, temporaryFolder(), 'oscal-ssp');
  expect(own.text).toContain('Another client');

  // Its report is recorded, though not told to clients: nobody is sent to enter it.
  const soc = evidenceOf(1, { providerReport: { party: 'aws', kind: 'soc-2', services: null } });
  const again = { ...input, report: { ...input.report, evidence: [soc] } };
  const { leftOut } = await writeOscal(again, temporaryFolder(), 'oscal-provider-ssp');
  expect(leftOut).toContain('What proves the part of AWS: its evidence supports nothing told to clients.');
});

test('a plan for clients tells what they inherit and have to do, and nothing of people, evidence and notes elsewhere', async () => {
  const rows: readonly SmallRow[] = [
    { duty: 'a', shares: [share('aws', 'AWS guards the doors.')], evidence: [1], note: 'ours alone' },
    {
      duty: 'b',
      shares: [share('organisation'), share('marketplace-sellers', 'Sellers check.')],
      evidence: [2],
      note: 'a secret note',
      deviationReason: 'a secret reason',
    },
  ];
  const input = smallInput(smallReport(rows, [evidenceOf(1), evidenceOf(2)]), [NIST(['a', 'b'])]);
  const written = await writeOscal(input, temporaryFolder(), 'oscal-provider-ssp');
  expect(written.reconciliation).toMatchObject({ ok: true });
  expect(written.rows).toBe(2);
  expect(written.text).not.toMatch(/secret|ours alone|file%201/);
  const parts = byComponents(written.body).map(({ part }) => part);
  expect(parts.flatMap((part) => texts(node(part.export).provided))).toContain(
    'Duty a: AWS guards the doors.',
  );
  expect(parts.flatMap((part) => texts(node(part.export).responsibilities))).toEqual([
    'Duty b: Sellers check.',
  ]);
  for (const part of parts) expect([part.inherited, part.satisfied]).toEqual([undefined, undefined]);
  expect(written.leftOut.join(' ')).toMatch(/People and evidence of 1 row: no client has a part/);
});

test('a plan for clients of whom nothing is asked says what they inherit', async () => {
  const rows: readonly SmallRow[] = [{ duty: 'a', shares: [share('aws')] }, { duty: 'b' }];
  const written = await writeOscal(
    smallInput(smallReport(rows), [NIST(['a', 'b'])]),
    temporaryFolder(),
    'oscal-provider-ssp',
  );
  expect(written.reconciliation).toMatchObject({ ok: true });
  const exported = byComponents(written.body).filter(({ part }) => part.export !== undefined);
  expect(exported.flatMap(({ part }) => texts(node(part.export).provided))).toHaveLength(1);
  expect(written.leftOut.join(' ')).toContain('no client has a part in any of them');
});

test('frameworks that share controls are told once; editions that number alike are told apart', async () => {
  const input = smallInput(smallReport([{ duty: 'a', shares: [share('aws')] }, { duty: 'own-duty' }]), [
    framework('nist-800-53-r5', [
      ['AC-2', 'ac-2', ['a']],
      ['AC-3', 'ac-3', []],
    ]),
    framework('fedramp-moderate-r5', [['AC-2', 'ac-2', ['a']]], 'nist-800-53-r5'),
    framework('cis-aws-3.0', [['1.1', 'cis-aws-1.1', ['a']]]),
    framework('cis-aws-5.0', [['1.1', 'cis-aws-1.1', ['a']]]),
  ]);
  const { body, leftOut, rows } = await writeOscal(input, temporaryFolder(), 'oscal-ssp');
  const requirements = nodes(node(body['control-implementation'])['implemented-requirements']);
  expect(requirements.map((requirement) => requirement['control-id'])).toEqual([
    'ac-2',
    'cis-aws-1.1',
    'cis-aws-5.0_cis-aws-1.1',
  ]);
  expect(requirements.map((requirement) => propsOf(requirement, 'control'))).toEqual([
    ['AC-2', 'AC-2'],
    ['1.1'],
    ['1.1'],
  ]);
  expect(nodes(requirements[0]?.statements)[0]?.['statement-id']).toBe('ac-2_smt');
  expect(rows).toBe(1);
  const said = leftOut.join('\n');
  expect(said).toContain('1 of 2 controls, on which no duty told here bears');
  expect(said).toContain('ids such as 1.1 cannot stand in OSCAL');
  expect(said).toContain('written with cis-aws-5.0_ in front');
  expect(said).toContain('1 of 2 rows, because they bear on no control of the frameworks: ');
  expect(said).toContain('/own-duty');
});

test('a plan without any control is refused with what to do', async () => {
  const input = smallInput(smallReport([{ duty: 'a' }]), [
    framework('nist-800-53-r5', [['AC-2', 'ac-2', []]]),
  ]);
  await expect(writeOscal(input, temporaryFolder(), 'oscal-ssp')).rejects.toThrow(/Choose other frameworks/);
});
