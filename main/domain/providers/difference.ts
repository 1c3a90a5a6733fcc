import type { Party } from '../../contract/parties.ts';
import type { EditionDifference, EditionLine } from '../../contract/providers.ts';
import { STATUS_LABELS } from '../sheets/cell-words.ts';
import { REVIEW_WORDS } from '../sheets/register-cells.ts';
import { counted } from '../words/counted.ts';
import { listed } from '../words/listed.ts';
import { type EditionRow, editionKey } from './edition.ts';
import { leftTexts } from './inherit.ts';

/** Compares what an edition gives with what the one before it gave, duty by duty; `nameOf` says what a duty is called. */
export function differenceOf(
  before: readonly EditionRow[],
  after: readonly EditionRow[],
  provider: Pick<Party, 'kind'>,
  nameOf: (duty: string) => string,
): EditionDifference {
  const was = new Map(before.map((row) => [editionKey(row), row]));
  const is = new Set(after.map(editionKey));
  const added: EditionLine[] = [];
  const changed: EditionLine[] = [];
  let same = 0;
  const line = ({ duty, party, foundation }: EditionRow, what: readonly string[]): EditionLine => ({
    duty,
    dutyName: foundation ? `${nameOf(duty)}, foundation of ${party}` : nameOf(duty),
    what,
  });
  for (const row of after) {
    const old = was.get(editionKey(row));
    if (!old) added.push(line(row, saying(row, provider)));
    else if (JSON.stringify(old) === JSON.stringify(row)) same += 1;
    else changed.push(line(row, changes(old, row, provider)));
  }
  const gone = before
    .filter((row) => !is.has(editionKey(row)))
    .map((row) => line(row, saying(row, provider)));
  return { added, changed, gone, same };
}

const ownersOf = ({ shares, notApplicable }: EditionRow): string =>
  notApplicable === null ? listed(shares.map(({ party }) => party)) : 'Not applicable';

/** What a row says, in short. */
const saying = (row: EditionRow, provider: Pick<Party, 'kind'>): readonly string[] => [
  `${ownersOf(row)}, ${STATUS_LABELS[row.status].toLowerCase()}`,
  ...(leftTexts(row, provider).length > 0 ? ['Leaves a part to its customers'] : []),
];

const dated = (day: string | null | undefined): string => day ?? 'none';
const reachOf = ({ reach }: EditionRow): string =>
  reach.everywhere
    ? 'every service'
    : listed([
        ...reach.environments.map((name) => `services of ${name}`),
        ...reach.tags.map((tag) => `services tagged ${tag}`),
      ]);

/** Each thing that two rows of one duty say otherwise. */
function changes(before: EditionRow, after: EditionRow, provider: Pick<Party, 'kind'>): readonly string[] {
  const what: string[] = [];
  const turned = (name: string, was: string, now: string) => {
    if (was !== now) what.push(`${name}: ${was}, now ${now}`);
  };
  turned('Owner', ownersOf(before), ownersOf(after));
  turned('Answered by', before.party, after.party);
  turned('Status', STATUS_LABELS[before.status], STATUS_LABELS[after.status]);
  turned('Risk accepted until', dated(before.acceptedUntil), dated(after.acceptedUntil));
  turned('Review', REVIEW_WORDS[before.review], REVIEW_WORDS[after.review]);
  turned('Due', dated(before.dueOn), dated(after.dueOn));
  turned('Holds in', reachOf(before), reachOf(after));
  const left = (row: EditionRow) => JSON.stringify(leftTexts(row, provider));
  if (left(before) !== left(after)) what.push('What it leaves to its customers');
  const said = (row: EditionRow) =>
    JSON.stringify([row.shares.map(({ text }) => text), row.notApplicable, row.deviationReason]);
  if (said(before) !== said(after) && left(before) === left(after)) what.push('What is said of it');
  const proofs = (row: EditionRow) => JSON.stringify(row.evidence);
  if (proofs(before) !== proofs(after))
    what.push(
      `Evidence: ${counted(before.evidence.length, 'piece')}, now ${counted(after.evidence.length, 'piece')}`,
    );
  const above = (row: EditionRow) => row.above.map(({ title, rev }) => `${title} ${rev}`).join(', ');
  if (above(before) !== above(after))
    what.push(
      after.above.length === 0
        ? 'Its own answer now'
        : `Inherited from ${listed(after.above.map(({ title, day }) => `${title} of ${day}`))}`,
    );
  if (what.length === 0) what.push('Said again');
  return what;
}
