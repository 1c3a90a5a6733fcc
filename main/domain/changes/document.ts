import type { Gap } from '../../contract/gaps.ts';
import type { ComparedState } from '../../contract/snapshots.ts';
import { NOT_COMPARED } from '../compare/words.ts';
import { GAP_RULES } from '../gaps/gaps.ts';
import { SEVERITY_WORDS } from '../gaps/severity-words.ts';
import { markedBlocks, markOf, sourceMark } from '../report/audience.ts';
import {
  type Block,
  type BlockColumn,
  below,
  type DocumentModel,
  heading,
  quiet,
  said,
} from '../report/document.ts';
import { counted, numeral } from '../words/counted.ts';
import { dayAndTime, shortDate } from '../words/date-words.ts';
import { dutyBlocks, leaves, listed, namesAuthors } from './change-tables.ts';
import { controlChanges, type GapChanges, gapChanges } from './judged.ts';
import {
  type ChangeFigures,
  type ChangeReport,
  type ChangeSide,
  changeFigures,
  partsOfChanges,
} from './report.ts';

/** A change report as a document: the two sides, figures, every change with who made it, and what they do to gaps and controls. */
export function changeDocument(report: ChangeReport): DocumentModel {
  const { comparison, from, to, catalogueVersion, appVersion, prepared } = report;
  const { title, organisation } = to.state;
  const parts = partsOfChanges(comparison);
  return {
    title: `What changed: ${title}`,
    subtitle: `${organisation}. From ${comparison.from.name} to ${comparison.to.name}`,
    subject: 'Changes between two states of an assessment of AWS shared responsibility',
    wide: true,
    mark: markOf(prepared),
    blocks: [
      ...markedBlocks(prepared),
      ...sides(report),
      ...figures(report),
      ...listed('Rules', 'Where', parts.rules, report, [
        'Rules by which the workbook itself is judged: house rules, two pairs of eyes, times between reviews, and what is kept.',
      ]),
      ...listed('Services in use', 'Service', parts.services, report, [
        'The answers of a service that came or went are counted with it and not listed one by one.',
      ]),
      ...dutyBlocks(parts.duties, report),
      ...listed('Evidence', 'Evidence', parts.evidence, report, []),
      ...listed('People, parties and scope', 'Where', parts.scope, report, []),
      ...(leaves(report, 'gaps') ? [] : gapBlocks(from, to)),
      ...(leaves(report, 'status') ? [] : controlBlocks(from, to)),
      ...method(report),
    ],
    source: `${sourceMark(prepared)}Written by Demarc ${appVersion} with catalogue ${catalogueVersion}. After: ${sourceWords(to)}.`,
  };
}

const sourceWords = ({ revision, head, snapshot }: ChangeSide): string =>
  revision === null || head === null
    ? `a snapshot with the digest ${(snapshot ?? '').slice(0, 16)}`
    : `revision ${revision}, change log ${head.slice(0, 16)}`;

const SIDES: readonly BlockColumn[] = [
  { title: '', width: 20 },
  { title: 'Before', width: 40, composed: true },
  { title: 'After', width: 40, composed: true },
];
function sides(report: ChangeReport): readonly Block[] {
  const { comparison, from, to } = report;
  const both = (
    name: string,
    words: (side: ChangeSide, compared: ComparedState) => string,
  ): readonly string[] => [name, words(from, comparison.from), words(to, comparison.to)];
  const gaps = ({ judged }: ChangeSide) => (judged === null ? 'Not known' : numeral(judged.gaps.length));
  return [
    heading('The two sides'),
    {
      kind: 'table',
      name: 'The two sides',
      columns: SIDES,
      rows: [
        both('State', (_, { name }) => name),
        both('Last change, or taken', (_, { at }) => dayAndTime(at)),
        both('Judged as of', (_, { judgedAsOf }) => shortDate(judgedAsOf)),
        both('Revision', ({ revision }) => (revision === null ? 'Of another copy' : numeral(revision))),
        both('Head of the change log', ({ head }) => head ?? 'Of another copy'),
        both('Digest of the state', ({ digest }) => digest ?? 'Not recorded'),
        ...(from.snapshot === null && to.snapshot === null
          ? []
          : [both('Digest of the snapshot', ({ snapshot }) => snapshot ?? 'None was taken')]),
        both('Services in use', (_, { services }) => numeral(services)),
        ...(leaves(report, 'status') ? [] : [both('Answers', (_, { answered }) => numeral(answered))]),
        ...(leaves(report, 'evidence')
          ? []
          : [both('Pieces of evidence', (_, { evidence }) => numeral(evidence))]),
        ...(leaves(report, 'gaps') ? [] : [both('Gaps', gaps)]),
      ],
    },
    ...[...comparison.from.notices, ...comparison.to.notices].map(said),
  ];
}

const FIGURES: readonly BlockColumn[] = [
  { title: 'What', width: 80 },
  { title: 'Number', width: 20 },
];

function figures(report: ChangeReport): readonly Block[] {
  const { comparison, from, to } = report;
  const found = changeFigures(report);
  const gaps = from.judged && to.judged && gapChanges(from.judged.gaps, to.judged.gaps);
  const controls =
    from.judged && to.judged && controlChanges(from.judged.controls, to.judged.controls).length;
  return [
    heading('In figures'),
    said(
      comparison.total === 0
        ? sameSentence(report)
        : `${counted(comparison.total, 'change')} of rules, services, answers, texts, people, environments and evidence, each listed below. A duty answered for the first time, or no more, is one change with its texts, which the register has. Actions, decisions and sign-offs are not compared${leaves(report, 'history') ? '' : '; the history tells of them'}.`,
    ),
    {
      kind: 'table',
      name: 'In figures',
      columns: FIGURES,
      rows: [
        ...figureRows(found, report),
        ...(gaps === null || leaves(report, 'gaps')
          ? []
          : [
              ['Gaps that opened', numeral(gaps.opened.length)],
              ['Gaps that closed', numeral(gaps.closed.length)],
            ]),
        ...(controls === null || leaves(report, 'status')
          ? []
          : [['Controls that stand otherwise', numeral(controls)]]),
      ],
    },
  ];
}

/** That nothing was found: the whole of what is recorded is only vouched for by one digest that both sides have. */
function sameSentence(report: ChangeReport): string {
  const { comparison, from, to } = report;
  const between = `between ${comparison.from.name} and ${comparison.to.name}`;
  return from.digest !== null && from.digest === to.digest
    ? `Nothing that is recorded is different ${between}: both have the same digest.`
    : `Nothing that is compared here is different ${between}. Not compared: ${NOT_COMPARED}${leaves(report, 'names') ? ', and the marks of the workbook' : ''}. In these the two may differ.`;
}

const figureRows = (
  { rules, services, duties, evidence }: ChangeFigures,
  report: ChangeReport,
): readonly (readonly string[])[] =>
  (
    [
      ['Rules that changed', rules],
      ['Services added', services.added],
      ['Services removed', services.gone],
      ['Services run or described in another way', services.changed],
      ['Duties of which anything changed', duties.any],
      // Where nothing is told of open duties, one that was answered or lost its answer comes or goes.
      ...(leaves(report, 'open')
        ? ([
            ['Duties told of that were not before', duties.answered],
            ['Duties told of no longer', duties.unanswered],
          ] as const)
        : ([
            ['Duties answered that had no answer', duties.answered],
            ['Duties without an answer that had one', duties.unanswered],
          ] as const)),
      ['Duties with other owners', duties.owners],
      ['Duties with another status', duties.status, 'status'],
      ['Duties with other evidence', duties.evidence, 'evidence'],
      ['Pieces of evidence added', evidence.added, 'evidence'],
      ['Pieces of evidence removed', evidence.gone, 'evidence'],
      ['Pieces of evidence changed', evidence.changed, 'evidence'],
      ['Pieces of evidence that expired, or count again, between the two days', evidence.expired, 'evidence'],
    ] as const
  ).flatMap(([what, count, part]) =>
    part !== undefined && leaves(report, part) ? [] : [[what, numeral(count)]],
  );

const GAPS: readonly BlockColumn[] = [
  { title: 'Severity', width: 9 },
  { title: 'Rule', width: 22 },
  { title: 'Gap', width: 49, composed: true },
  { title: 'Where', width: 20 },
];
const RULES: ReadonlyMap<string, string> = new Map(GAP_RULES.map(({ id, title }) => [id, title]));
const gapRow = (
  { severity, rule, sentence, ref, subject }: Gap,
  words: string = SEVERITY_WORDS[severity],
) => [words, RULES.get(rule) ?? rule, sentence, ref ?? subject];
const gapTable = (name: string, rows: readonly (readonly string[])[], none: string): readonly Block[] => [
  below(name),
  rows.length === 0 ? quiet(none) : { kind: 'table', name, columns: GAPS, rows },
];

function gapBlocks(from: ChangeSide, to: ChangeSide): readonly Block[] {
  if (from.judged === null || to.judged === null)
    return [
      heading('Gaps'),
      said(
        'Gaps and controls cannot be compared: the snapshot came with a merge from another copy, and holds the answers alone.',
      ),
    ];
  const found = gapChanges(from.judged.gaps, to.judged.gaps);
  return [
    heading('Gaps'),
    said(`${gapSentence(found)}${regroupedWords(found)}`),
    ...gapTable(
      'Opened',
      found.opened.map((gap) => gapRow(gap)),
      'No gap opened.',
    ),
    ...gapTable(
      'Closed',
      found.closed.map((gap) => gapRow(gap)),
      'No gap closed.',
    ),
    ...(found.moved.length === 0
      ? []
      : gapTable(
          'Graver or milder',
          found.moved.map(({ before, after }) =>
            gapRow(
              after,
              `${SEVERITY_WORDS[before.severity]}, now ${SEVERITY_WORDS[after.severity].toLowerCase()}`,
            ),
          ),
          '',
        )),
  ];
}

const gapSentence = ({ opened, closed, stayed }: GapChanges): string =>
  `${counted(opened.length, 'gap')} opened, ${counted(closed.length, 'gap')} closed, ${counted(stayed, 'gap')} stayed.`;
const regroupedWords = ({ regrouped: { before, after } }: GapChanges): string =>
  before + after === 0
    ? ''
    : ' A service of which nothing is answered is one gap; as soon as one of its duties is answered, each of the others is one. Here such a service counts once on both sides: ' +
      `the figures of the two sides above hold ${numeral(before)} more before and ${numeral(after)} more after.`;

const CONTROLS: readonly BlockColumn[] = [
  { title: 'Control', width: 14 },
  { title: 'Title', width: 36 },
  { title: 'Before', width: 25 },
  { title: 'After', width: 25 },
];

function controlBlocks(from: ChangeSide, to: ChangeSide): readonly Block[] {
  if (from.judged === null || to.judged === null) return [];
  const { controls } = to.judged;
  const frameworks = [...new Set(controls.map(({ framework }) => framework))];
  if (frameworks.length === 0)
    return [
      heading('Controls'),
      quiet('No framework was chosen for the workbook, so no control is looked at.'),
    ];
  const changes = controlChanges(from.judged.controls, controls);
  return [
    heading('Controls'),
    quiet(
      'With whom a control lies, and how far it is, follow from the duties that bear on it. Whether it is met is for the assessor to say.',
    ),
    ...frameworks.flatMap((framework): readonly Block[] => {
      const own = changes.filter((change) => change.framework === framework);
      const all = controls.filter((control) => control.framework === framework).length;
      return [
        below(framework),
        own.length === 0
          ? quiet(`None of its ${counted(all, 'control')} stands otherwise.`)
          : {
              kind: 'table',
              name: framework,
              columns: CONTROLS,
              rows: own.map(({ id, title, before, after }) => [id, title, before, after]),
            },
      ];
    }),
  ];
}

const TOLD: Readonly<Record<ChangeReport['told'], string>> = {
  forward:
    'Who changed what, when and why is read from the change log between the two: the last entry with a part in a change is named first.',
  backward:
    'The side named After is the older one, so who and when tell of the changes that led from it to the side named Before.',
  apart:
    'The two went apart: both were changed after they were last the same. Who changed what is read from the change log of the side named After; a change that stands there without a name was made on the side named Before.',
  not: 'The two have no change log in common, so who changed what cannot be told.',
};

function method(report: ChangeReport): readonly Block[] {
  const { told, comparison, catalogueVersion } = report;
  const { from, to } = comparison;
  const judges = !leaves(report, 'gaps') || !leaves(report, 'status');
  if (!judges && !namesAuthors(report)) return [];
  return [
    heading('How this was worked out'),
    ...(namesAuthors(report) ? [quiet(TOLD[told])] : []),
    ...(judges
      ? [
          quiet(
            `Gaps and controls of both sides are judged by the rules and the catalogue (${catalogueVersion}) of the Demarc that wrote this, before as of ${shortDate(from.judgedAsOf)}, after as of ${shortDate(to.judgedAsOf)}, each by the rules that stood in its own workbook.${
              partsOfChanges(comparison).rules.length === 0
                ? ''
                : ' Some of these changed, as listed under Rules, so a gap may have opened, closed or become another in severity by that alone.'
            }`,
          ),
        ]
      : []),
  ];
}
