import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { cx } from '../../lib/cx.ts';
import { Icon, type IconName } from '../icon/icon.tsx';
import styles from './button.module.css';

type Base = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'children'>;
export interface ButtonProps extends Base {
  readonly children: ReactNode;
  readonly kind?: 'plain' | 'primary' | 'quiet' | 'danger';
  readonly size?: 'small' | 'medium' | 'large';
  readonly icon?: IconName;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** Class names of a button, for links that look like one. */
export const buttonClass = (
  kind: NonNullable<ButtonProps['kind']> = 'plain',
  size: NonNullable<ButtonProps['size']> = 'medium',
): string => cx(styles.button, kind !== 'plain' && styles[kind], size !== 'medium' && styles[size]);

export function Button({ kind = 'plain', size = 'medium', icon, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={buttonClass(kind, size)}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Base {
  readonly icon: IconName;
  /** Read aloud, and shown as a tip. */
  readonly label: string;
  readonly kind?: 'plain' | 'quiet' | 'danger';
  readonly size?: 'small' | 'medium';
  readonly ref?: Ref<HTMLButtonElement>;
}
export function IconButton({ kind = 'quiet', size = 'medium', icon, label, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      aria-label={label}
      className={cx(buttonClass(kind, size), styles.icon)}
    >
      <Icon name={icon} />
    </button>
  );
}
