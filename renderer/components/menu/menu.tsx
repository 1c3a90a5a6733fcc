import { Fragment, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { cx } from '../../lib/cx.ts';
import { Icon, type IconName } from '../icon/icon.tsx';
import styles from './menu.module.css';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly icon?: IconName;
  readonly checked?: boolean;
  readonly disabled?: boolean;
  readonly run: () => void;
}
interface TriggerProps {
  readonly id: string;
  readonly 'aria-haspopup': 'menu';
  readonly 'aria-expanded': boolean;
  readonly onClick: () => void;
  readonly onKeyDown: (event: React.KeyboardEvent) => void;
}
interface MenuProps {
  readonly trigger: (props: TriggerProps) => ReactNode;
  /** Groups are parted by a line. */
  readonly groups: readonly (readonly MenuItem[])[];
  readonly align?: 'start' | 'end';
}

/** A button with a list of acts below it: arrows, Home, End, first letters, Escape. */
export function Menu(props: MenuProps) {
  const [open, setOpen] = useState(false);
  const wrap = useRef<HTMLSpanElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const triggerId = useId();

  useEffect(() => {
    if (!open) return;
    const items = list.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]');
    const current = list.current?.querySelector<HTMLElement>('[aria-checked="true"]');
    (current ?? items?.[0])?.focus();
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !wrap.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  const leave = () => {
    setOpen(false);
    document.getElementById(triggerId)?.focus();
  };
  const move = (event: React.KeyboardEvent) => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    const go = (index: number) => {
      event.preventDefault();
      items.at(index % items.length)?.focus();
    };
    // Keys of the menu are not shortcuts of the screen behind it.
    event.stopPropagation();
    if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(-1);
    else if (event.key === 'Escape') leave();
    else if (event.key === 'Tab') setOpen(false);
    else if (event.key.length === 1) {
      const letter = event.key.toLowerCase();
      const order = [...items.slice(at + 1), ...items.slice(0, at + 1)];
      order.find((item) => item.textContent?.trim().toLowerCase().startsWith(letter))?.focus();
    }
  };

  return (
    <span ref={wrap} className={styles.wrap}>
      {props.trigger({
        id: triggerId,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        onClick: () => setOpen((now) => !now),
        onKeyDown: (event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(true);
        },
      })}
      {open && (
        <div
          ref={list}
          role="menu"
          tabIndex={-1}
          aria-labelledby={triggerId}
          className={cx(styles.menu, props.align === 'end' ? styles.end : styles.start)}
          onKeyDown={move}
        >
          {props.groups
            .filter((group) => group.length > 0)
            .map((group, index) => (
              <Fragment key={group[0]?.id}>
                {index > 0 && <hr className={styles.line} />}
                {group.map((item) => (
                  <Entry key={item.id} item={item} leave={leave} />
                ))}
              </Fragment>
            ))}
        </div>
      )}
    </span>
  );
}

function Entry({ item, leave }: { readonly item: MenuItem; readonly leave: () => void }) {
  return (
    <button
      type="button"
      {...(item.checked === undefined
        ? { role: 'menuitem' }
        : { role: 'menuitemradio', 'aria-checked': item.checked })}
      aria-disabled={item.disabled}
      tabIndex={-1}
      className={styles.item}
      onClick={() => {
        if (item.disabled) return;
        leave();
        item.run();
      }}
    >
      {item.checked === true ? (
        <Icon name="check" />
      ) : item.checked === false ? (
        <span className={styles.blank} />
      ) : null}
      {item.icon && <Icon name={item.icon} />}
      <span className={styles.text}>{item.label}</span>
      {item.hint && <span className={styles.hint}>{item.hint}</span>}
    </button>
  );
}
