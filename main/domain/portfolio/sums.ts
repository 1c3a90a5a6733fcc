import type { OverviewLine, PortfolioOverview } from '../../contract/portfolio.ts';
import { groupBy } from '../group-by.ts';

/** What is added up over workbooks; copies of one that went different ways are one workbook, and all of them are counted. */
export type Sums = Omit<PortfolioOverview['totals'], 'units'>;

/** What the workbooks of a unit come to. */
export interface UnitLine extends Sums {
  readonly unit: string;
}

/** The lines of an overview added up. */
export function sumsOf(lines: readonly OverviewLine[]): Sums {
  const sum = (of: (line: OverviewLine) => number) => lines.reduce((total, line) => total + of(line), 0);
  return {
    workbooks: new Set(lines.map(({ workbook }) => workbook)).size,
    copies: lines.length,
    asked: sum(({ asked }) => asked),
    answered: sum(({ answered }) => answered),
    implemented: sum(({ implemented }) => implemented),
    gaps: {
      high: sum(({ gaps }) => gaps.high),
      medium: sum(({ gaps }) => gaps.medium),
      low: sum(({ gaps }) => gaps.low),
    },
    expired: sum(({ expired }) => expired),
    expiring: sum(({ expiring }) => expiring),
    actionsOpen: sum(({ actionsOpen }) => actionsOpen),
    signed: lines.filter(({ signed }) => signed === 'current').length,
  };
}

/** The workbooks of an overview added up by their units, which stand in their order. */
export const unitLines = ({ workbooks }: PortfolioOverview): readonly UnitLine[] =>
  [...groupBy(workbooks, ({ unit }) => unit)].map(([unit, lines]) => ({ unit, ...sumsOf(lines) }));
