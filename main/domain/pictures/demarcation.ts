import type { Matrix } from '../../contract/matrix.ts';
import { decodeOwnership, OWNERSHIP_STYLES, type OwnershipKey } from '../duties/ownership.ts';
import {
  amount,
  type Duty,
  domainsBottomUp,
  type Measured,
  measure,
  ownCounts,
  type Part,
  type StackInput,
} from './demarcation-bands.ts';
import { matrixTable } from './matrix.ts';

export { DEMARCATION_ORDER, type Duty, ownCounts, type StackInput } from './demarcation-bands.ts';

/** In any unit; `gutter` is the width kept at the left for the bands' names (default: none). */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
  readonly gutter?: number;
  /** Pictures beside each other have the bands of all of these, so that each band is at one height. */
  readonly among?: readonly StackInput[];
  /** Height kept at the top for the columns' names; only the workbook picture has them. */
  readonly head?: number;
}
export interface Shape {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly key: OwnershipKey;
  readonly pattern: (typeof OWNERSHIP_STYLES)[OwnershipKey]['pattern'];
  readonly letter: string;
  /** A sentence for a tooltip or an alternative text: `Network, AWS: 2.5 of 4 duties`. */
  readonly title: string;
  readonly domain: string;
  readonly ref: string;
  /** Suggested, not answered. */
  readonly ghost: boolean;
  /** On the other party's side of the line: customer's duty below it, provider's above it. Never set in a stack. */
  readonly beyond: boolean;
}
export interface Band {
  readonly domain: string;
  readonly name: string;
  readonly y: number;
  readonly h: number;
  readonly asked: number;
  readonly answered: number;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}
/** A piece of the line. Not certain (draw it broken) where unanswered duties could still move it. */
export interface LinePiece {
  readonly points: readonly Point[];
  readonly certain: boolean;
}
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly of: 'band' | 'column';
  /** Band labels end at x, centred on y; column labels start at x and run upwards from y. */
  readonly anchor: 'end' | 'start';
  readonly rotated: boolean;
}
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly bands: readonly Band[];
  readonly shapes: readonly Shape[];
  readonly line: readonly LinePiece[];
  readonly labels: readonly Label[];
}

function shape(part: Part, band: Measured, ref: string, box: Point & { w: number; h: number }): Shape {
  const style = OWNERSHIP_STYLES[part.key];
  return {
    ...box,
    key: part.key,
    pattern: style.pattern,
    letter: style.letter,
    title: `${band.name}, ${part.name}: ${amount(part, band.asked)} ${band.asked === 1 ? 'duty' : 'duties'}`,
    domain: band.domain,
    ref,
    ghost: part.ghost,
    beyond: false,
  };
}

const place = (band: Measured, y: number, h: number): Band => ({
  domain: band.domain,
  name: band.name,
  y,
  h,
  asked: band.asked,
  answered: band.answered,
});
const bandLabel = (name: string, x: number, y: number): Label => ({
  x,
  y,
  text: name,
  of: 'band',
  anchor: 'end',
  rotated: false,
});

/**
 * Joins steps of one certainty. Where one of the other certainty begins both share the point, so the line has no
 * hole; a null step (nothing asked there) leaves one.
 */
function piecesOf(steps: readonly (LinePiece | null)[]): LinePiece[] {
  const pieces: { points: Point[]; certain: boolean }[] = [];
  for (const [index, step] of steps.entries()) {
    if (!step) continue;
    const last = steps[index - 1] ? pieces.at(-1) : undefined;
    const end = last?.points.at(-1);
    if (last && last.certain === step.certain) last.points.push(...step.points);
    else pieces.push({ points: end ? [end, ...step.points] : [...step.points], certain: step.certain });
  }
  return pieces;
}

/**
 * One service: domains stacked from the facilities at the bottom to data at the top, each band filled from the
 * provider at the left to the customer at the right, and the line where the provider's duty ends. y grows downwards.
 */
export function stackPicture(input: StackInput, size: PictureSize): Picture {
  const gutter = size.gutter ?? 0;
  const width = size.width - gutter;
  const bands = measure(input, domainsBottomUp(size.among ?? [input]));
  const h = bands.length === 0 ? 0 : size.height / bands.length;
  const shapes: Shape[] = [];
  const steps: (LinePiece | null)[] = [];
  const placed: Band[] = [];
  for (const [index, band] of bands.entries()) {
    const y = size.height - (index + 1) * h;
    placed.push(place(band, y, h));
    let x = gutter;
    for (const part of band.parts) {
      const w = (part.duties / band.asked) * width;
      shapes.push(shape(part, band, input.ref, { x, y, w, h }));
      x += w;
    }
    const edge = gutter + band.edge * width;
    const points = [
      { x: edge, y: y + h },
      { x: edge, y },
    ];
    steps.push(band.asked === 0 ? null : { points, certain: band.certain });
  }
  return {
    width: size.width,
    height: size.height,
    bands: placed,
    shapes,
    line: piecesOf(steps),
    labels: gutter > 0 ? placed.map((band) => bandLabel(band.name, gutter, band.y + band.h / 2)) : [],
  };
}

/** On which side duties count that nobody has decided. */
type Undecided = 'neither' | 'provider' | 'customer';

const share = (band: Measured, keys: readonly OwnershipKey[]): number =>
  band.parts.reduce((sum, part) => sum + (keys.includes(part.key) ? part.duties : 0), 0) / band.asked;

/** Share of the duties that a cut through band `at` leaves on the wrong side: others' below it, the provider's above. */
function misplaced(bands: readonly Measured[], at: number, undecided: Undecided): number {
  return bands.reduce((sum, band, index) => {
    if (band.asked === 0 || index === at) return sum;
    const open = share(band, ['unanswered']);
    const above = band.edge + (undecided === 'provider' ? open : 0);
    const below = 1 - band.edge - share(band, ['not-applicable']) - (undecided === 'customer' ? 0 : open);
    return sum + (index < at ? below : above);
  }, 0);
}

/** The band through which a column's line runs: the lowest of those that misplace the least; -1 where nothing is asked. */
function cutOf(bands: readonly Measured[], undecided: Undecided = 'neither'): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, band] of bands.entries()) {
    if (band.asked === 0) continue;
    const wrong = misplaced(bands, index, undecided);
    if (wrong < least - 1e-9) {
      best = index;
      least = wrong;
    }
  }
  return best;
}

/** Whether the line stays where it is, whoever gets the duties that are still open. */
const isSettled = (bands: readonly Measured[], cut: number): boolean =>
  bands[cut]?.certain === true && cutOf(bands, 'provider') === cut && cutOf(bands, 'customer') === cut;

/**
 * The whole workbook: one column per service, bands as in a stack, in each band the provider below and the customer
 * above. A column's line stands where it leaves the least on the wrong side; what remains there is marked `beyond`:
 * that is where the line is broken.
 */
export function workbookPicture(inputs: readonly StackInput[], size: PictureSize): Picture {
  const gutter = size.gutter ?? 0;
  const head = size.head ?? 0;
  const domains = domainsBottomUp(inputs);
  const columnWidth = inputs.length === 0 ? 0 : (size.width - gutter) / inputs.length;
  const h = domains.length === 0 ? 0 : (size.height - head) / domains.length;
  const space = columnWidth * 0.12;
  const shapes: Shape[] = [];
  const steps: (LinePiece | null)[] = [];
  const labels: Label[] = [];
  const totals = domains.map(() => ({ asked: 0, answered: 0 }));
  for (const [column, input] of inputs.entries()) {
    const left = gutter + column * columnWidth;
    const bands = measure(input, domains);
    const cut = cutOf(bands);
    for (const [index, band] of bands.entries()) {
      const total = totals[index];
      if (total) {
        total.asked += band.asked;
        total.answered += band.answered;
      }
      let y = size.height - index * h;
      for (const part of band.parts) {
        const height = (part.duties / band.asked) * h;
        y -= height;
        const box = { x: left + space / 2, y, w: columnWidth - space, h: height };
        const owned = part.key !== 'unanswered' && part.key !== 'not-applicable';
        const beyond = owned && (part.key === 'provider' ? index > cut : index < cut);
        shapes.push({ ...shape(part, band, input.ref, box), beyond });
      }
    }
    const at = bands[cut];
    const lineY = size.height - (cut + (at?.edge ?? 0)) * h;
    const ends = [
      { x: left, y: lineY },
      { x: left + columnWidth, y: lineY },
    ];
    steps.push(at ? { points: ends, certain: isSettled(bands, cut) } : null);
    labels.push({
      x: left + columnWidth / 2,
      y: head,
      text: input.label,
      of: 'column',
      anchor: 'start',
      rotated: true,
    });
  }
  const bands = domains.map(({ id, name }, index): Band => {
    const total = totals[index] ?? { asked: 0, answered: 0 };
    return { domain: id, name, y: size.height - (index + 1) * h, h, ...total };
  });
  if (gutter > 0) labels.push(...bands.map((band) => bandLabel(band.name, gutter, band.y + band.h / 2)));
  return { width: size.width, height: size.height, bands, shapes, line: piecesOf(steps), labels };
}

function answeredWords(input: StackInput): string {
  const { asked, answered } = ownCounts(input);
  const everywhere = input.duties.length - asked;
  const beside = everywhere === 0 ? '' : `; drawn with ${everywhere} that are answered once for all`;
  return `${input.label}: ${answered} of ${asked} duties answered${beside}.`;
}

/** The stack in words, band by band, for screen readers. */
export function describeStack(input: StackInput): string {
  const bands = measure(input, domainsBottomUp([input]));
  if (input.duties.length === 0) return `${input.label}: no duties are asked.`;
  const lines = bands.map((band) => {
    const parts = band.parts.map((part) => `${part.name} ${amount(part, band.asked)}`);
    return `${band.name}: ${parts.join(', ')}.`;
  });
  return `${answeredWords(input)} From the bottom to the top. ${lines.join(' ')}`;
}

/** The stack in one sentence, where its bands are told elsewhere: who has how much of what is drawn, the most first; without `progress`, nothing of what is open. */
export function summariseStack(input: StackInput, progress = true): string {
  if (input.duties.length === 0) return describeStack(input);
  const totals = new Map<string, Part>();
  for (const part of measure(input, domainsBottomUp([input])).flatMap((band) => band.parts)) {
    const total = totals.get(part.name) ?? { ...part, duties: 0 };
    totals.set(part.name, { ...total, duties: total.duties + part.duties });
  }
  const told = [...totals.values()].filter(({ key }) => progress || key !== 'unanswered');
  const whole = told.reduce((sum, { duties }) => sum + duties, 0);
  const parts = told.sort((a, b) => b.duties - a.duties);
  const words = parts.map(
    (part) => `${part.name} ${amount(part, progress ? input.duties.length : Number(whole.toFixed(1)))}`,
  );
  return progress
    ? `${answeredWords(input)} ${words.join(', ')}.`
    : `${[`${input.label}: who owns what is decided`, ...words].join(', ')}.`;
}

/** One input per column of the matrix, with the provider's own duties in every service's; the workbook's column last. */
export function stackInputs(
  matrix: Matrix,
): readonly (StackInput & { readonly kind: 'service' | 'workbook' })[] {
  const table = matrixTable(matrix);
  const services = new Set(
    matrix.subjects.filter((subject) => subject.kind === 'service').map((subject) => subject.ref),
  );
  const inputs = table.columns.map((column, index) => ({
    ref: column.ref,
    label: column.label,
    kind: services.has(column.ref) ? ('service' as const) : ('workbook' as const),
    parties: matrix.parties,
    domains: matrix.domains,
    duties: table.rows.flatMap((row, at): Duty[] => {
      const code = table.ownership(index, at);
      return code === undefined
        ? []
        : [
            {
              domain: row.domain,
              responsibility: row.id,
              ownership: decodeOwnership(code),
              ...(table.isEverywhere(index, at) ? { everywhere: true } : {}),
            },
          ];
    }),
  }));
  return [
    ...inputs.filter((input) => input.kind === 'service'),
    ...inputs.filter((input) => input.kind === 'workbook'),
  ];
}
