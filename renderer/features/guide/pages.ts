import * as commandLine from '../../../docs/command-line.md';
import * as dataSources from '../../../docs/data-sources.md';
import * as fileFormat from '../../../docs/file-format.md';
import * as firstAssessment from '../../../docs/first-assessment.md';
import * as handingOver from '../../../docs/handing-over.md';
import * as houseRules from '../../../docs/house-rules.md';
import * as privacy from '../../../docs/privacy.md';
import * as room from '../../../docs/room.md';
import * as sheets from '../../../docs/sheets.md';
import * as whatLeaves from '../../../docs/what-leaves.md';
import * as workshop from '../../../docs/workshop.md';
import * as yearAfter from '../../../docs/year-after.md';

export interface GuidePage {
  /** The name of its file. */
  readonly id: string;
  readonly title: string;
  readonly html: string;
}

/** In the order of docs/README.md. */
export const GUIDE_PAGES: readonly GuidePage[] = [
  { id: 'first-assessment', ...firstAssessment },
  { id: 'workshop', ...workshop },
  { id: 'room', ...room },
  { id: 'handing-over', ...handingOver },
  { id: 'sheets', ...sheets },
  { id: 'year-after', ...yearAfter },
  { id: 'data-sources', ...dataSources },
  { id: 'house-rules', ...houseRules },
  { id: 'command-line', ...commandLine },
  { id: 'file-format', ...fileFormat },
  { id: 'what-leaves', ...whatLeaves },
  { id: 'privacy', ...privacy },
];
