import { type ReactNode, useId } from 'react';
import styles from './tabs.module.css';

export interface Tab<V extends string> {
  readonly value: V;
  readonly label: string;
}
interface TabsProps<V extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<V>[];
  readonly value: V;
  readonly onValue: (value: V) => void;
  /** Given the props of the panel; without it the tabs only choose and the screen draws the rest. */
  readonly children?: (panel: { id: string; role: 'tabpanel'; 'aria-labelledby': string }) => ReactNode;
}

/** A row of tabs: arrows move and choose. */
export function Tabs<V extends string>(props: TabsProps<V>) {
  const id = useId();
  const at = props.tabs.findIndex((tab) => tab.value === props.value);
  const move = (event: React.KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = props.tabs.at((at + step) % props.tabs.length);
    if (!next) return;
    props.onValue(next.value);
    document.getElementById(`${id}-${next.value}`)?.focus();
  };
  return (
    <>
      <div role="tablist" aria-label={props.label} className={styles.tabs}>
        {props.tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={`${id}-${tab.value}`}
            aria-selected={tab.value === props.value}
            aria-controls={props.children ? `${id}-panel` : undefined}
            tabIndex={tab.value === props.value ? 0 : -1}
            className={styles.tab}
            onClick={() => props.onValue(tab.value)}
            onKeyDown={move}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {props.children?.({ id: `${id}-panel`, role: 'tabpanel', 'aria-labelledby': `${id}-${props.value}` })}
    </>
  );
}
