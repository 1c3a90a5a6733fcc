import { useState } from 'react';
import type { MatrixPreview, UnreadCell } from '../../../../main/contract/claims.ts';
import type { GivenMapping } from '../../../../main/contract/methods/claims.ts';
import { Button } from '../../../components/button/button.tsx';
import { Select } from '../../../components/field/field.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { Table } from '../../../components/table/table.tsx';
import { formatCount } from '../../../lib/format.ts';
import { openWords, WORD_MEANINGS, type WordMeaning, withWord } from './model.ts';
import styles from './vendor-matrix.module.css';

const STEP = 50;

/** Every cell that was not read, with the reason; words that a person can give a meaning to come first. */
export function UnreadCells(props: {
  readonly preview: MatrixPreview;
  readonly mapping: GivenMapping;
  readonly onMapping: (mapping: GivenMapping) => void;
}) {
  const { preview, mapping, onMapping } = props;
  const words = openWords(preview.unread);
  const inside = preview.unread.filter(({ outside }) => !outside);
  const outside = preview.unread.filter((cell) => cell.outside);
  const said = preview.mapping.flatMap((sheet) => sheet.words.map((word) => ({ sheet, ...word })));
  if (preview.unread.length === 0 && said.length === 0) return null;
  return (
    <Section
      title="What was not read"
      hint="Nothing is guessed: what is not understood is named here and does not count."
    >
      {(words.length > 0 || said.length > 0) && (
        <Panel padded>
          <h3 className={styles.small}>Words that somebody can explain</h3>
          <ul className={styles.words}>
            {said.map(({ sheet, word, means }) => (
              <li key={`${sheet.sheet} ${word}`}>
                <span className={styles.word}>{word}</span>
                <span className={styles.soft}>{`means ${meaningLabel(means)} on ${sheet.sheet}`}</span>
                <Button size="small" onClick={() => onMapping(withWord(mapping, sheet, word, null))}>
                  Take back
                </Button>
              </li>
            ))}
            {words.map(({ sheet, word, cells, first }) => {
              const entry = preview.mapping.find((each) => each.sheet === sheet);
              return (
                <li key={`${sheet} ${word}`}>
                  <span className={styles.word}>{word}</span>
                  <span className={styles.soft}>
                    {`${formatCount(cells, 'cell')} of ${sheet}, the first ${first}`}
                  </span>
                  <Select<WordMeaning | ''>
                    label={`What "${word.slice(0, 60)}" means`}
                    hideLabel
                    value=""
                    onValue={(value) => {
                      if (entry && value !== '')
                        onMapping(withWord(mapping, entry, word, WORD_MEANINGS[value].means));
                    }}
                    options={[
                      { value: '', label: 'Not known' },
                      ...(Object.keys(WORD_MEANINGS) as WordMeaning[]).map((value) => ({
                        value,
                        label: WORD_MEANINGS[value].label,
                      })),
                    ]}
                  />
                </li>
              );
            })}
          </ul>
        </Panel>
      )}
      {inside.length > 0 && (
        <CellList title={`${formatCount(inside.length, 'cell')} of the matrix`} cells={inside} open />
      )}
      {outside.length > 0 && (
        <CellList
          title={`${formatCount(outside.length, 'cell')} outside the matrix: titles, remarks, other sheets`}
          cells={outside}
        />
      )}
    </Section>
  );
}

const meaningLabel = (means: (typeof WORD_MEANINGS)[WordMeaning]['means'] | readonly string[]): string => {
  const found = Object.values(WORD_MEANINGS).find(
    (entry) => JSON.stringify(entry.means) === JSON.stringify(means),
  );
  return (found?.label ?? 'something else').toLowerCase();
};

function CellList(props: {
  readonly title: string;
  readonly cells: readonly UnreadCell[];
  readonly open?: boolean;
}) {
  const [shown, setShown] = useState(STEP);
  return (
    <details className={styles.cells} open={props.open}>
      <summary>{props.title}</summary>
      <Table heads={['Cell', 'What it holds', 'Why it was not read']}>
        {props.cells.slice(0, shown).map(({ sheet, cell, value, why }) => (
          <tr key={`${sheet}!${cell}`}>
            <td className={styles.address}>{`${sheet}!${cell}`}</td>
            <td>
              <span className={styles.cellText}>{value.slice(0, 300)}</span>
            </td>
            <td>{why}</td>
          </tr>
        ))}
      </Table>
      {shown < props.cells.length && (
        <div className={styles.moreCells}>
          <Button size="small" onClick={() => setShown(shown + STEP * 4)}>
            {`Show more of ${formatCount(props.cells.length, 'cell')}`}
          </Button>
        </div>
      )}
    </details>
  );
}
