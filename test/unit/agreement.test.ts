import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { indexCatalogue } from '../../main/catalogue/lookup.ts';
import { compareMatrix } from '../agreement/compare.ts';
import { readMatrices } from '../agreement/matrix.ts';
import { disputedIn, scoreOf } from '../agreement/score.ts';

const catalogue = indexCatalogue(loadCatalogue());
const matrices = new Map(readMatrices().map((matrix) => [matrix.file, matrix]));
const compared = (file: string) => {
  const matrix = matrices.get(file);
  if (!matrix) throw new Error(`no matrix ${file}`);
  return compareMatrix(matrix, catalogue);
};

describe('what the catalogue suggests, beside published matrices', () => {
  it('CMMC: all 110 are filled, the inheritable and the customer’s alone by name', () => {
    const rows = compared('aws-cmmc-level2');
    expect(rows).toHaveLength(110);
    expect(rows.filter(({ verdict }) => verdict !== 'same')).toEqual([]);
  });
  it('AWS’s own 800-53 matrix: every row covered, nine of ten alike, nothing called AWS’s that it calls the customer’s', () => {
    const rows = compared('aws-quick-start-800-53-r4');
    const score = scoreOf(rows);
    expect(score.covered).toBe(350);
    expect(score.same / score.rows).toBeGreaterThanOrEqual(0.9);
    expect(rows.filter(({ we, they }) => we === 'aws' && they === 'customer')).toEqual([]);
  });
  it('where no other matrix says otherwise, 95 of 100 controls of AWS’s own matrix and of cloud.gov’s agree', () => {
    const disputed = disputedIn([...matrices.keys()].map(compared));
    for (const file of ['aws-quick-start-800-53-r4', 'cloudgov-cis-aws-r4', 'cloudgov-crm-paas-r4']) {
      const { undisputed, undisputedSame } = scoreOf(compared(file), disputed);
      expect(undisputed, file).toBeGreaterThan(150);
      expect(undisputedSame / undisputed, file).toBeGreaterThanOrEqual(0.95);
    }
  });
  it('two matrices dispute a control that they give to different owners; rows of one matrix do not', () => {
    const row = (matrix: string, control: string, they: 'aws' | 'customer') => ({
      ...(compared('aws-cmmc-level2')[0] ?? expect.fail('cmmc')),
      matrix,
      control,
      they,
    });
    const one = [row('a', 'x 1', 'aws'), row('a', 'x 2', 'aws'), row('a', 'x 2', 'customer')];
    expect([...disputedIn([one])]).toEqual([]);
    expect([...disputedIn([one, [row('b', 'x 1', 'aws')]])]).toEqual([]);
    expect([...disputedIn([one, [row('b', 'x 1', 'customer')]])]).toEqual(['x 1']);
    expect([...disputedIn([one, [row('b', 'x 2', 'aws')]])]).toEqual(['x 2']);
  });
  it('cloud.gov: nothing that it does not inherit is wholly AWS’s', () => {
    const rows = compared('cloudgov-cis-aws-r4');
    expect(rows.filter(({ we, they }) => we === 'aws' && they !== 'aws')).toEqual([]);
  });
  it('CSA: what only works hand in hand is shared, and nothing is the opposite', () => {
    const matrix = matrices.get('csa-ccm-4.0.13');
    if (!matrix) throw new Error('csa');
    const dependent = { ...matrix, rows: matrix.rows.filter(({ kind }) => kind === 'dependent') };
    expect(scoreOf(compareMatrix(dependent, catalogue))).toMatchObject({ rows: 116, same: 116 });
    expect(scoreOf(compared('csa-ccm-4.0.13')).opposite).toBe(0);
  });
  it('AWS’s own pages, service by service and duty by duty: 95 of 100 alike, also where the catalogue does not rest on them', () => {
    const onDuties = [...matrices.values()].filter(({ rows }) => rows.some(({ duty }) => duty));
    for (const some of [onDuties, onDuties.filter(({ independent }) => independent !== 'no')]) {
      const { rows, same, opposite } = scoreOf(some.flatMap(({ file }) => compared(file)));
      expect(same / rows).toBeGreaterThanOrEqual(0.95);
      expect(opposite).toBe(0);
    }
  });
  it('a row on a part of a duty names its part, and our half says it in the words given', () => {
    const named = [...matrices.values()].flatMap(({ file, rows }) =>
      rows.filter(({ inHalf }) => inHalf).map((row) => ({ file, row })),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(({ row }) => !row.part)).toEqual([]);
    const unsaid = [...new Set(named.map(({ file }) => file))].filter((file) => {
      const cells = new Set(
        named
          .filter((one) => one.file === file)
          .map(({ row }) => `${row.service ?? 'any'} / ${row.duty ?? ''}`),
      );
      return compared(file).filter(({ inHalf }) => inHalf).length !== cells.size;
    });
    expect(unsaid).toEqual([]);
  });
  it('a part that our half does not say, or that the other side would have to say, stays a half', () => {
    const part = {
      service: 'rds',
      duty: 'backup-configuration',
      says: 'customer',
      part: 'retention',
      inHalf: 'Sets retention',
    } as const;
    const verdict = (row: object) => {
      const matrix = matrices.get('aws-ams-advanced');
      if (!matrix) throw new Error('ams');
      return compareMatrix({ ...matrix, rows: [{ ...part, ...row }] }, catalogue).map(
        ({ verdict }) => verdict,
      );
    };
    expect(verdict({})).toEqual(['same']);
    expect(verdict({ inHalf: 'Sets the moon' })).toEqual(['half']);
    expect(verdict({ says: 'aws' })).toEqual(['half']);
    expect(verdict({ inHalf: undefined })).toEqual(['half']);
    expect(verdict({ service: 's3', says: 'aws', inHalf: 'Keeps' })).toEqual(['opposite']);
  });
  it('no row is seen otherwise without a word why', () => {
    const silent = [...matrices.keys()].flatMap((file) =>
      compared(file).filter(
        ({ verdict, why }) => (verdict === 'half' || verdict === 'opposite') && why === null,
      ),
    );
    expect(silent).toEqual([]);
  });
});

describe('every control of every framework', () => {
  it.each(catalogue.catalogue.frameworks.map((framework) => [framework.id, framework] as const))(
    '%s has duties or a reason why there are none, for each of its parts as well',
    (_, { controls }) => {
      for (const control of controls)
        for (const part of [control, ...(control.parts ?? [])]) {
          const { duties, without } = { ...control, ...part };
          expect([part.id, duties.length > 0]).toEqual([part.id, without === undefined]);
        }
    },
  );
  it('is listed: as many as each standard has', () => {
    const count = (id: string) => catalogue.framework(id)?.controls.length;
    const questions = (id: string) =>
      catalogue.framework(id)?.controls.reduce((sum, control) => sum + (control.questions?.length ?? 0), 0);
    expect(['csa-ccm-4.0', 'csa-ccm-4.1', 'csa-aicm-1.1'].map((id) => [count(id), questions(id)])).toEqual([
      [197, 261],
      [207, 283],
      [247, 320],
    ]);
    expect(
      ['nist-800-171-r2', 'iso-27001-2022', 'soc2-tsc-2017', 'pci-dss-4.0.1', 'fedramp-moderate-r5'].map(
        count,
      ),
    ).toEqual([110, 93, 61, 280, 323]);
  });
});
