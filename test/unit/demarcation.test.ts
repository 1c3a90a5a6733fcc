import { describe, expect, it } from 'vitest';
import type { Ownership } from '../../main/contract/assignments.ts';
import type { Matrix } from '../../main/contract/matrix.ts';
import {
  type Duty,
  describeStack,
  type StackInput,
  stackInputs,
  stackPicture,
  summariseStack,
  workbookPicture,
} from '../../main/domain/pictures/demarcation.ts';

const parties = [
  { id: 'aws', name: 'AWS', kind: 'provider' as const },
  { id: 'acme', name: 'Acme', kind: 'organisation' as const },
  { id: 'platform', name: 'Platform team', kind: 'internal-provider' as const },
  { id: 'msp', name: 'Night watch', kind: 'third-party' as const },
  { id: 'guests', name: 'Guests', kind: 'client' as const },
];
const domains = [
  { id: 'facilities-hardware', name: 'Facilities and hardware' },
  { id: 'network', name: 'Network' },
  { id: 'patching', name: 'Patching' },
  { id: 'data-governance', name: 'Data governance' },
];
const owner = (code: string): Ownership =>
  code === ''
    ? { kind: 'unanswered' }
    : code === '-'
      ? { kind: 'not-applicable' }
      : code.includes('+')
        ? { kind: 'shared', parties: code.split('+') }
        : { kind: 'single', party: code };
const duties = (domain: string, codes: readonly string[], suggested?: Duty['suggested']): Duty[] =>
  codes.map((code, index) => ({
    domain,
    responsibility: `${domain}-${index}`,
    ownership: owner(code),
    ...(suggested === undefined ? {} : { suggested }),
  }));
const stack = (...lists: Duty[][]): StackInput => ({
  ref: 'orders-db',
  label: 'Orders database',
  duties: lists.flat(),
  parties,
  domains,
});
const round = (n: number) => Math.round(n * 1000) / 1000;

describe('one band', () => {
  const cases: [name: string, codes: string[], drawn: [key: string, width: number][], edge: number][] = [
    ['all the provider', ['aws', 'aws'], [['provider', 100]], 100],
    ['all the customer', ['acme'], [['organisation', 100]], 0],
    [
      'one each',
      ['acme', 'aws'],
      [
        ['provider', 50],
        ['organisation', 50],
      ],
      50,
    ],
    [
      'shared in equal parts',
      ['aws+acme'],
      [
        ['provider', 50],
        ['organisation', 50],
      ],
      50,
    ],
    [
      'others between the two',
      ['acme', 'guests', 'msp', 'platform', 'aws'],
      [
        ['provider', 20],
        ['internal-provider', 20],
        ['third-party', 20],
        ['client', 20],
        ['organisation', 20],
      ],
      20,
    ],
    [
      'unanswered stays blank between them',
      ['aws', '', 'acme', '-'],
      [
        ['provider', 25],
        ['not-applicable', 25],
        ['unanswered', 25],
        ['organisation', 25],
      ],
      25,
    ],
    [
      'three parties share one of two duties',
      ['aws', 'aws+platform+acme'],
      [
        ['provider', 66.667],
        ['internal-provider', 16.667],
        ['organisation', 16.667],
      ],
      66.667,
    ],
  ];
  it.each(cases)('%s', (_, codes, drawn, edge) => {
    const picture = stackPicture(stack(duties('network', codes)), { width: 100, height: 10 });
    expect(picture.shapes.map((shape) => [shape.key, round(shape.w)])).toEqual(drawn);
    expect(round(picture.line[0]?.points[0]?.x ?? -1)).toBe(edge);
  });

  it('draws suggestions as ghosts and keeps the line uncertain', () => {
    const picture = stackPicture(
      stack(duties('network', ['aws', ''], 'shared'), duties('patching', [''], 'na')),
      {
        width: 100,
        height: 20,
      },
    );
    expect(picture.shapes.map((shape) => [shape.key, shape.w, shape.ghost])).toEqual([
      ['provider', 50, false],
      ['provider', 25, true],
      ['organisation', 25, true],
      ['unanswered', 100, false],
    ]);
    expect(picture.line.map((piece) => piece.certain)).toEqual([false]);
  });

  it('fills the band without overlap, whatever the answers', () => {
    const picture = stackPicture(
      stack(duties('network', ['aws+acme', 'msp+acme', '', '-', 'aws+platform+guests'])),
      { width: 300, height: 10, gutter: 60 },
    );
    let x = 60;
    for (const shape of picture.shapes) {
      expect(round(shape.x)).toBe(round(x));
      x += shape.w;
    }
    expect(round(x)).toBe(300);
  });
});

describe('a stack', () => {
  const input = stack(
    duties('data-governance', ['acme', 'acme']),
    duties('facilities-hardware', ['aws', 'aws']),
    duties('network', ['aws', '']),
    duties('patching', ['aws+acme']),
  );
  const picture = stackPicture(input, { width: 200, height: 400, gutter: 100 });

  it('stands on the facilities, with data on top', () => {
    expect(picture.bands.map((band) => [band.domain, band.y])).toEqual([
      ['facilities-hardware', 300],
      ['network', 200],
      ['patching', 100],
      ['data-governance', 0],
    ]);
    expect(picture.labels[0]).toMatchObject({ text: 'Facilities and hardware', x: 100, y: 350 });
  });
  it('draws one line from bottom to top, broken where answers are missing', () => {
    expect(picture.line).toEqual([
      {
        certain: true,
        points: [
          { x: 200, y: 400 },
          { x: 200, y: 300 },
        ],
      },
      {
        certain: false,
        points: [
          { x: 200, y: 300 },
          { x: 150, y: 300 },
          { x: 150, y: 200 },
        ],
      },
      {
        certain: true,
        points: [
          { x: 150, y: 200 },
          { x: 150, y: 200 },
          { x: 150, y: 100 },
          { x: 100, y: 100 },
          { x: 100, y: 0 },
        ],
      },
    ]);
  });
  it('says the same in words', () => {
    expect(describeStack(input)).toBe(
      'Orders database: 6 of 7 duties answered. From the bottom to the top. Facilities and hardware: AWS 2 of 2. ' +
        'Network: AWS 1 of 2, Unanswered 1 of 2. Patching: AWS 0.5 of 1, Acme 0.5 of 1. Data governance: Acme 2 of 2.',
    );
    expect(summariseStack(input)).toBe(
      'Orders database: 6 of 7 duties answered. AWS 3.5 of 7, Acme 2.5 of 7, Unanswered 1 of 7.',
    );
    expect(summariseStack(stack())).toBe('Orders database: no duties are asked.');
    // For those who are not told how far the work is.
    expect(summariseStack(input, false)).toMatch(/^Orders database: who owns what is decided, /);
    expect(summariseStack(input, false)).not.toMatch(/answered/i);
    expect(picture.shapes.find((shape) => shape.domain === 'patching')?.title).toBe(
      'Patching, AWS: 0.5 of 1 duty',
    );
  });
  it('is empty, not broken, when nothing is asked', () => {
    expect(stackPicture(stack(), { width: 10, height: 10 })).toMatchObject({
      shapes: [],
      line: [],
      bands: [],
    });
    expect(describeStack(stack())).toBe('Orders database: no duties are asked.');
  });
  it('puts a domain it does not know on top', () => {
    const custom = stack(duties('quantum', ['acme']), duties('data-governance', ['acme']));
    expect(stackPicture(custom, { width: 1, height: 2 }).bands.map((band) => band.domain)).toEqual([
      'data-governance',
      'quantum',
    ]);
  });
});

describe('the whole workbook', () => {
  const low = {
    ...stack(
      duties('facilities-hardware', ['aws']),
      duties('network', ['aws', 'acme']),
      duties('patching', ['acme']),
      duties('data-governance', ['acme']),
    ),
    ref: 'vm',
    label: 'Machine',
  };
  const high = {
    ...stack(
      duties('facilities-hardware', ['aws']),
      duties('network', ['acme']),
      duties('patching', ['aws']),
      duties('data-governance', ['aws', 'acme']),
    ),
    ref: 'fn',
    label: 'Function',
  };
  const picture = workbookPicture([low, high], { width: 220, height: 440, gutter: 20, head: 40 });

  it('runs the line where it leaves least on the wrong side', () => {
    expect(picture.line).toEqual([
      {
        certain: true,
        points: [
          { x: 20, y: 290 },
          { x: 120, y: 290 },
          { x: 120, y: 90 },
          { x: 220, y: 90 },
        ],
      },
    ]);
  });
  it('marks what stays on the wrong side of the line', () => {
    expect(picture.shapes.filter((shape) => shape.beyond).map((s) => [s.ref, s.domain, s.key])).toEqual([
      ['fn', 'network', 'organisation'],
    ]);
  });
  it('keeps the provider below and the customer above in a band', () => {
    const network = picture.shapes.filter((shape) => shape.ref === 'vm' && shape.domain === 'network');
    expect(network.map((shape) => [shape.key, shape.y, shape.h])).toEqual([
      ['provider', 290, 50],
      ['organisation', 240, 50],
    ]);
  });
  it('breaks the line at a service of which nothing is asked', () => {
    const empty = { ...stack(), ref: 'none' };
    const broken = workbookPicture([low, empty, high], { width: 300, height: 400 });
    expect(broken.line.map((piece) => [piece.points[0]?.x, piece.points.at(-1)?.x])).toEqual([
      [0, 100],
      [200, 300],
    ]);
  });
  it('takes the duties from the matrix, the provider’s in every column', () => {
    const matrix: Matrix = {
      rev: 1,
      parties,
      subjects: [
        { ref: 'workbook', kind: 'organisation', label: 'Workbook', detail: '' },
        { ref: 'aws', kind: 'provider', label: 'AWS', detail: '' },
        { ref: 'vm', kind: 'service', label: 'Machine', detail: '' },
      ],
      domains: domains.map((domain, order) => ({ ...domain, order, summary: '' })),
      responsibilities: [
        { id: 'doors', name: 'Doors', domain: 'facilities-hardware', scope: 'provider' },
        { id: 'rules', name: 'Rules', domain: 'network', scope: 'service' },
        { id: 'policy', name: 'Policy', domain: 'data-governance', scope: 'organisation' },
      ],
      cells: [
        [0, 2, 'acme', 0],
        [1, 0, 'aws', 0],
        [2, 1, 'aws+acme', 0],
      ],
    };
    const inputs = stackInputs(matrix);
    expect(inputs.map((input) => [input.kind, input.ref, input.duties.map((d) => d.responsibility)])).toEqual(
      [
        ['service', 'vm', ['doors', 'rules']],
        ['workbook', 'workbook', ['policy']],
      ],
    );
  });
});
