import { useState } from 'react';
import type { MergeChange, MergePreview, Renamed } from '../../../../main/contract/merge.ts';
import { GROUP_WORDS } from '../../../../main/domain/merge/group-words.ts';
import { Badge } from '../../../components/badge/badge.tsx';
import { Button } from '../../../components/button/button.tsx';
import { Icon } from '../../../components/icon/icon.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import table from '../../../components/table/table.module.css';
import { cx } from '../../../lib/cx.ts';
import { formatBytes, formatCount, formatNumber } from '../../../lib/format.ts';
import { type ChangeGroupView, groupChanges, saidWords } from '../merge-model.ts';
import { targetOf } from '../model.ts';
import { Text } from './changes.tsx';
import compare from './compare.module.css';
import styles from './merge.module.css';
import { PlaceLink } from './place-link.tsx';

const TONES = { added: 'good', gone: 'bad', changed: 'note' } as const;
const KINDS = { added: 'Added', gone: 'Gone', changed: 'Changed' } as const;
const PAGE = 100;

/** What comes in without asking, group by group. */
export function MergeIncoming({ preview }: { readonly preview: MergePreview }) {
  const { changes, renamed, bytes } = preview;
  return (
    <Section
      title={
        changes.length === 0
          ? 'Nothing comes in by itself'
          : `${formatCount(changes.length, 'change')} without asking`
      }
      hint={
        changes.length === 0
          ? undefined
          : `Only the copy changed these, or both changed them in the same way.${bytes > 0 ? ` ${formatBytes(bytes)} of files come with them.` : ''}`
      }
    >
      {renamed.length > 0 && <Renames renamed={renamed} />}
      {changes.length > 0 && <ChangeGroups changes={changes} />}
    </Section>
  );
}

export function ChangeGroups({ changes }: { readonly changes: readonly MergeChange[] }) {
  return (
    <Panel>
      {groupChanges(changes).map((view) => (
        <Group key={view.group} {...view} />
      ))}
    </Panel>
  );
}

export function Renames({ renamed }: { readonly renamed: readonly Renamed[] }) {
  return (
    <Notice title={`${formatCount(renamed.length, 'record')} under another number or name`}>
      <p>Both copies gave the same one to different things. Links to them follow.</p>
      <ul className={styles.renames}>
        {renamed.slice(0, PAGE).map(({ side, what, from, to, title }) => (
          <li key={`${side} ${what} ${from}`}>
            {side === 'mine' ? 'Mine' : 'Theirs'}: {what} {from} becomes <strong>{to}</strong>
            {title !== '' && title !== from && `, ${title}`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Group({ group, changes }: ChangeGroupView) {
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState(PAGE);
  const rest = changes.length - shown;
  const kinds = (['added', 'changed', 'gone'] as const).flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [`${formatNumber(count)} ${kind}`];
  });
  return (
    <details className={styles.group} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="next" />
        <strong>{GROUP_WORDS[group]}</strong>
        <span className={styles.count}>{formatNumber(changes.length)}</span>
        <span className={styles.hint}>{kinds.join(', ')}</span>
      </summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className={table.scroll} tabIndex={0} aria-label={`What comes in: ${GROUP_WORDS[group]}`}>
          <table className={cx(table.table, compare.changes, styles.incoming)}>
            <thead>
              <tr>
                <th scope="col">How</th>
                <th scope="col">Where</th>
                <th scope="col">Field</th>
                <th scope="col">Here now</th>
                <th scope="col">After the merge</th>
                <th scope="col">By</th>
              </tr>
            </thead>
            <tbody>
              {changes.slice(0, shown).map((change, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
                <tr key={at}>
                  <td>
                    <Badge tone={TONES[change.kind]}>{KINDS[change.kind]}</Badge>
                  </td>
                  <td className={compare.place}>
                    <PlaceLink
                      target={
                        change.before === null
                          ? null
                          : targetOf({ ...change, group: 'ownership', kind: 'changed' })
                      }
                    >
                      {change.place}
                    </PlaceLink>
                  </td>
                  <td>{change.field}</td>
                  <Text text={change.before} />
                  <Text text={change.after} />
                  <td className={styles.said}>{saidWords(change.said)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {rest > 0 && (
            <div className={compare.more}>
              <Button onClick={() => setShown(shown + PAGE)}>
                Show {formatNumber(Math.min(rest, PAGE))} more of {formatNumber(rest)}
              </Button>
            </div>
          )}
        </section>
      )}
    </details>
  );
}
