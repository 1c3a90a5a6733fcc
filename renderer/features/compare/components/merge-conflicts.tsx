import { useId, useRef, useState } from 'react';
import type { ConflictSide, MergeConflict, Resolution } from '../../../../main/contract/merge.ts';
import { GROUP_WORDS } from '../../../../main/domain/merge/group-words.ts';
import { Badge } from '../../../components/badge/badge.tsx';
import { Button } from '../../../components/button/button.tsx';
import { Kbd } from '../../../components/kbd/kbd.tsx';
import { Section } from '../../../components/page/page.tsx';
import { useShortcut } from '../../../components/shortcuts/shortcuts.tsx';
import { cx } from '../../../lib/cx.ts';
import { formatCount } from '../../../lib/format.ts';
import {
  choiceWords,
  markedLines,
  neighbour,
  nextOpen,
  openConflicts,
  type Resolutions,
  saidWords,
} from '../merge-model.ts';
import { targetOf } from '../model.ts';
import styles from './merge.module.css';
import { PlaceLink } from './place-link.tsx';

/** Conflicts at a time. */
const PAGE = 40;
const KINDS = {
  changed: 'Changed on both sides',
  removed: 'Taken away on one side',
  accepted: 'Accepted in review on one side',
} as const;
const GROUP = { group: 'Merge' };

/** What both sides changed: the state before, both present ones side by side, and a choice. */
export function MergeConflicts(props: {
  readonly conflicts: readonly MergeConflict[];
  readonly resolutions: Resolutions;
  readonly names: { readonly mine: string; readonly theirs: string };
  readonly onDecide: (key: string, answer: Resolution) => void;
  readonly onAll: (answer: 'mine' | 'theirs') => void;
}) {
  const { conflicts, resolutions } = props;
  const [current, setCurrent] = useState<string | null>(conflicts[0]?.key ?? null);
  const [shown, setShown] = useState(PAGE);
  const list = useRef<HTMLOListElement>(null);
  const open = openConflicts(conflicts, resolutions);
  const go = (key: string | null) => {
    if (key === null) return;
    const at = conflicts.findIndex((conflict) => conflict.key === key);
    if (at >= shown) setShown(at + PAGE);
    setCurrent(key);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[data-current]')?.focus());
  };
  const choose = (answer: Resolution) => {
    const conflict = conflicts.find(({ key }) => key === current);
    if (!conflict || (answer === 'both' && conflict.both === null)) return;
    props.onDecide(conflict.key, answer);
    go(nextOpen(conflicts, { ...resolutions, [conflict.key]: answer }, conflict.key));
  };
  useShortcut('m', 'Choose mine, and go on', () => choose('mine'), GROUP);
  useShortcut('t', 'Choose theirs, and go on', () => choose('theirs'), GROUP);
  useShortcut('b', 'Keep both texts, and go on', () => choose('both'), GROUP);
  useShortcut('j', 'Next conflict', () => go(neighbour(conflicts, current, 1)), GROUP);
  useShortcut('k', 'Previous conflict', () => go(neighbour(conflicts, current, -1)), GROUP);
  return (
    <Section
      title={`${formatCount(conflicts.length, 'conflict')} to decide`}
      hint={
        <>
          {open.length === 0
            ? 'All are decided.'
            : open.length === conflicts.length
              ? 'None is decided yet.'
              : `${conflicts.length - open.length} decided, ${open.length} to go.`}{' '}
          <span className={styles.keys}>
            <Kbd keys="m" /> mine <Kbd keys="t" /> theirs <Kbd keys="b" /> both <Kbd keys="j" /> next{' '}
            <Kbd keys="k" /> previous
          </span>
        </>
      }
      actions={
        <>
          <Button size="small" onClick={() => props.onAll('mine')}>
            Mine for all
          </Button>
          <Button size="small" onClick={() => props.onAll('theirs')}>
            Theirs for all
          </Button>
        </>
      }
    >
      <ol className={styles.conflicts} ref={list}>
        {conflicts.slice(0, shown).map((conflict) => (
          <Conflict
            key={conflict.key}
            conflict={conflict}
            answer={resolutions[conflict.key] ?? null}
            current={conflict.key === current}
            names={props.names}
            onCurrent={() => setCurrent(conflict.key)}
            onDecide={(answer) => props.onDecide(conflict.key, answer)}
          />
        ))}
      </ol>
      {conflicts.length > shown && (
        <div>
          <Button onClick={() => setShown(shown + PAGE)}>Show more of {conflicts.length - shown}</Button>
        </div>
      )}
    </Section>
  );
}

function Conflict(props: {
  readonly conflict: MergeConflict;
  readonly answer: Resolution | null;
  readonly current: boolean;
  readonly names: { readonly mine: string; readonly theirs: string };
  readonly onCurrent: () => void;
  readonly onDecide: (answer: Resolution) => void;
}) {
  const { conflict, answer, current } = props;
  const id = useId();
  const side = (choice: 'mine' | 'theirs', { text, ...said }: ConflictSide) => (
    <Choice
      group={id}
      title={choice === 'mine' ? 'Mine' : 'Theirs'}
      hint={props.names[choice]}
      chosen={answer === choice}
      faint={text === null}
      text={choiceWords(conflict, text)}
      before={conflict.base}
      said={saidWords(said)}
      onChoose={() => props.onDecide(choice)}
    />
  );
  return (
    <li
      className={cx(styles.conflict, current && styles.current, answer !== null && styles.decided)}
      onFocus={props.onCurrent}
      // Keys lead here, so that what is read aloud is the conflict and not only its first choice.
      tabIndex={-1}
      data-current={current ? '' : undefined}
      aria-labelledby={`${id}-title`}
    >
      <div className={styles.conflictHead}>
        <h3 id={`${id}-title`}>
          <PlaceLink target={targetOf({ ref: conflict.ref, group: 'ownership', kind: 'changed' })}>
            {conflict.place}
          </PlaceLink>
          <span className={styles.field}>{conflict.field}</span>
        </h3>
        <span className={styles.badges}>
          <Badge tone={conflict.kind === 'changed' ? 'plain' : 'warn'}>{KINDS[conflict.kind]}</Badge>
          <Badge>{GROUP_WORDS[conflict.group]}</Badge>
          {answer !== null && (
            <Badge tone="good">
              {answer === 'both' ? 'Both kept' : answer === 'mine' ? 'Mine' : 'Theirs'}
            </Badge>
          )}
        </span>
      </div>
      <div className={styles.before}>
        <span className={styles.label}>Before both</span>
        <span className={cx(styles.words, conflict.base === null && styles.faint)}>
          {conflict.base ?? 'Nothing'}
        </span>
      </div>
      <fieldset className={styles.choices}>
        <legend className="visually-hidden">
          {conflict.place}, {conflict.field}
        </legend>
        {side('mine', conflict.mine)}
        {side('theirs', conflict.theirs)}
        {conflict.both !== null && (
          <Choice
            wide
            group={id}
            title="Both"
            hint="one after the other"
            chosen={answer === 'both'}
            faint={false}
            text={conflict.both}
            before={null}
            said=""
            onChoose={() => props.onDecide('both')}
          />
        )}
      </fieldset>
    </li>
  );
}

function Choice(props: {
  readonly group: string;
  readonly title: string;
  readonly hint: string;
  readonly chosen: boolean;
  readonly faint: boolean;
  readonly wide?: boolean;
  readonly text: string;
  /** What stood there before: lines that it did not have are marked. */
  readonly before: string | null;
  readonly said: string;
  readonly onChoose: () => void;
}) {
  return (
    <label className={cx(styles.choice, props.chosen && styles.chosen, props.wide && styles.wide)}>
      <span className={styles.choiceHead}>
        <input type="radio" name={props.group} checked={props.chosen} onChange={props.onChoose} />
        <strong>{props.title}</strong>
        <span className={styles.hint}>{props.hint}</span>
      </span>
      <span className={cx(styles.words, props.faint && styles.faint)}>
        {markedLines(props.text, props.before).map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place
          <span key={at} className={styles.line}>
            {line.isNew ? <mark className={styles.mark}>{line.text}</mark> : line.text}
          </span>
        ))}
      </span>
      {props.said !== '' && <span className={styles.said}>{props.said}</span>}
    </label>
  );
}
