import type { ReactNode } from 'react';
import { Kbd } from '../../components/kbd/kbd.tsx';
import { rankActions } from '../../components/shortcuts/rank.ts';
import { useActions } from '../../components/shortcuts/shortcuts.tsx';
import { useDemarcQuery } from '../../host/queries.ts';
import { formatNumber } from '../../lib/format.ts';
import { FoundText } from './found-text.tsx';
import styles from './palette.module.css';
import { KIND_WORDS, useGoToFound } from './places.ts';

export interface PaletteOption {
  readonly id: string;
  readonly content: ReactNode;
  readonly run: () => void;
}
export interface PaletteSection {
  readonly title: string;
  readonly options: readonly PaletteOption[];
}

const OF_EACH_KIND = 6;
/** One letter finds half the workbook; one character of a script without letters may be a whole word. */
const worthFinding = (text: string): boolean => text.length > 1 || /[^\p{ASCII}]/u.test(text);

/** Commands whose names have the words, as one section. */
export function useCommands(text: string): PaletteSection {
  const actions = useActions();
  return {
    title: 'Commands',
    options: rankActions(actions, text).map((action) => ({
      id: action.id,
      run: action.run,
      content: (
        <>
          <span>
            {action.label} <span className={styles.where}>{action.group}</span>
          </span>
          {action.keys[0] && <Kbd keys={action.keys[0]} />}
        </>
      ),
    })),
  };
}

/** What the workbook has under these words, a section for each kind; `pending` while they are looked up. */
export function useFound(
  workbook: string,
  typed: string,
): { readonly sections: readonly PaletteSection[]; readonly pending: boolean } {
  const text = typed.trim();
  const enabled = worthFinding(text);
  const found = useDemarcQuery(
    'find.everything',
    { text, limit: OF_EACH_KIND },
    { enabled, keepPrevious: true },
  );
  const places = useGoToFound(workbook);
  const groups = (enabled ? found.data : null) ?? [];
  const sections = groups.map((group): PaletteSection => {
    const all = group.total > group.hits.length ? places.all(group, text) : null;
    const options = group.hits.map((hit) => ({
      id: `${hit.kind}-${hit.id}`,
      run: () => places.go(hit, text),
      content: (
        <span className={styles.hit}>
          <span className={styles.name} dir="auto">
            <FoundText text={hit.title} words={text} />
          </span>
          <span className={styles.where} dir="auto">
            <FoundText text={hit.detail} words={text} />
          </span>
          {hit.parked && (
            <span className={styles.excerpt} dir="auto">
              <FoundText text={hit.parked} words={text} />
            </span>
          )}
          {hit.matched && hit.matched.field !== 'Waits for' && (
            <span className={styles.excerpt} dir="auto">
              {hit.matched.field}: <FoundText text={hit.matched.text} words={text} />
            </span>
          )}
        </span>
      ),
    }));
    return {
      title: `${KIND_WORDS[group.kind]} (${formatNumber(group.total)})`,
      options: all
        ? [
            ...options,
            {
              id: `${group.kind}-all`,
              run: all,
              content: <span className={styles.all}>Show all {formatNumber(group.total)} as a list</span>,
            },
          ]
        : options,
    };
  });
  return { sections, pending: enabled && (found.isPending || found.isPlaceholderData) };
}
