import type { UnplacedCell } from '../../../../main/contract/sheets.ts';
import { Button } from '../../../components/button/button.tsx';
import { type Option, Select } from '../../../components/field/field.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { formatCount } from '../../../lib/format.ts';
import { type Answers, answerKey, byName, type OpenName, openNames } from './model.ts';
import styles from './returned-sheet.module.css';

/** Names that nobody and nothing here bears: whoever reads the sheet says what each means. */
export function NamesToSettle(props: {
  readonly unplaced: readonly UnplacedCell[];
  readonly answers: Answers;
  readonly onSettle: (name: OpenName, means: string) => void;
}) {
  const people = useDemarcQuery('people.list', {}).data ?? [];
  const parties = useDemarcQuery('parties.list', {}).data ?? [];
  const evidence = useDemarcQuery('evidence.list', {}).data ?? [];
  const settled = [...props.answers.values()].filter(({ means }) => means !== '');
  const open = openNames(props.unplaced).filter(
    (name) => !settled.some((answer) => answerKey(answer.name) === answerKey(name)),
  );
  if (open.length === 0 && settled.length === 0) return null;

  const optionsFor = (name: OpenName): readonly Option[] => {
    const first: Option = { value: '', label: 'Leave these cells out' };
    const near = name.suggestion;
    if (name.kind === 'evidence') {
      const pieces = evidence
        .filter(({ replacedBy }) => replacedBy === null)
        .map(({ number, title }) => ({
          value: `E-${number}`,
          label: `E-${number} ${title}`,
          group: 'Evidence',
        }));
      return [first, ...nearFirst(pieces, near)];
    }
    const partyName = parties.find(({ id }) => id === name.party)?.name ?? '';
    const own = people
      .filter(({ party }) => party === name.party)
      .map(({ id, name: label }) => ({ value: id, label, group: `People of ${partyName}` }));
    return [
      first,
      ...nearFirst(own, near),
      {
        value: `+${name.party ?? ''}`,
        label: `Add “${name.written}” to ${partyName}`,
        group: 'Somebody new',
      },
    ];
  };
  const names = [...settled, ...open.map((name) => ({ name, means: '' }))].sort((a, b) =>
    byName(a.name, b.name),
  );
  return (
    <section className={styles.names} aria-label="Names to settle">
      <h3>Names that are not known here</h3>
      <ul>
        {names.map(({ name, means }) => {
          const options = optionsFor(name);
          const near = options.find(({ value }) => value !== '' && value === name.suggestion);
          return (
            <li key={answerKey(name)}>
              <span className={styles.name}>
                <strong>{name.written}</strong>{' '}
                <span className={styles.soft}>
                  {name.kind === 'person' ? 'named in' : 'cited in'} {formatCount(name.cells, 'cell')}
                </span>
                {means === '' && near && (
                  <Button
                    size="small"
                    aria-label={`It is ${near.label}, where the sheet says “${name.written}”`}
                    onClick={() => props.onSettle(name, near.value)}
                  >
                    It is {near.label}
                  </Button>
                )}
              </span>
              <Select
                label={`What “${name.written}” means`}
                hideLabel
                value={means}
                options={options}
                onValue={(value) => props.onSettle(name, value)}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** A near miss stands at the top, in a group of its own. */
const nearFirst = (options: readonly Option[], near: string | null): readonly Option[] =>
  options
    .map((option) => (option.value === near ? { ...option, group: 'Perhaps meant' } : option))
    .sort((a, b) => Number(b.value === near) - Number(a.value === near));
