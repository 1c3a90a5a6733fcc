import type { OverviewLine, PortfolioOverview } from '../../contract/portfolio.ts';
import { groupBy } from '../group-by.ts';

/** What the workbooks of a unit come to. */
export interface UnitLine
  extends Pick<
    OverviewLine,
    'unit' | 'asked' | 'answered' | 'implemented' | 'gaps' | 'expired' | 'expiring' | 'actionsOpen'
  > {
  readonly workbooks: number;
  /** Published copies that are signed as they are. */
  readonly signed: number;
}

/** The workbooks of an overview added up by their units, which stand in their order; copies of a workbook that went different ways are one workbook, and all of them are counted. */
export const unitLines = ({ workbooks }: PortfolioOverview): readonly UnitLine[] =>
  [...groupBy(workbooks, ({ unit }) => unit)].map(([unit, lines]) => {
    const sum = (of: (line: OverviewLine) => number) => lines.reduce((total, line) => total + of(line), 0);
    return {
      unit,
      workbooks: new Set(lines.map(({ workbook }) => workbook)).size,
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
  });
