import type { Outcome, Part } from './part.ts';

/** What was tried of one part, and how it went. */
export class Tally {
  readonly #part: Part;
  readonly #classes = new Map<string, number>();
  tried = 0;
  fell = 0;

  constructor(part: Part) {
    this.#part = part;
  }

  count({ as, fell, tried = 1 }: Outcome): void {
    this.tried += tried;
    this.#classes.set(as, (this.#classes.get(as) ?? 0) + tried);
    if (fell !== undefined) this.fell += 1;
  }

  line(elapsedMs: number): string {
    return `${(elapsedMs / 60_000).toFixed(1)} min  ${this.#part.name}: ${this.tried} tried, ${this.fell} fell short`;
  }

  cells(): string[] {
    const classes = [...this.#classes].sort(([, a], [, b]) => b - a).map(([as, n]) => `${as} ${n}`);
    return [
      this.#part.title,
      String(this.tried),
      String(this.tried - this.fell),
      String(this.fell),
      classes.join(', '),
    ];
  }
}

/** The table at the end: what was tried, what held, what fell short, and of which kinds the outcomes were. */
export function formatTable(tallies: readonly Tally[]): string {
  const lines = [
    ['campaign', 'tried', 'held', 'fell short', 'outcomes'],
    ...tallies.map((tally) => tally.cells()),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .join('\n');
}
