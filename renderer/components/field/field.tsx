import {
  type InputHTMLAttributes,
  type PointerEvent,
  type ReactNode,
  type Ref,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { cx } from '../../lib/cx.ts';
import { bringIntoSight } from '../../lib/scroll-within.ts';
import { Icon } from '../icon/icon.tsx';
import styles from './field.module.css';

export interface FieldProps {
  readonly label: string;
  /** Keeps the label for screen readers only; for table cells whose column says it. */
  readonly hideLabel?: boolean;
  readonly hint?: ReactNode;
  readonly error?: string | null | undefined;
  readonly optional?: boolean;
}
interface Wiring {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** Label, hint and error around one control; `children` gets the ids that tie them together. */
export function Field(props: FieldProps & { readonly children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const hint = props.hint ? `${id}-hint` : null;
  const error = props.error ? `${id}-error` : null;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={props.hideLabel ? 'visually-hidden' : styles.label}>
        {props.label}
        {props.optional && <span className={styles.optional}> (optional)</span>}
      </label>
      {props.children({
        id,
        'aria-describedby': [hint, error].filter(Boolean).join(' ') || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {hint && (
        <div id={hint} className={styles.hint}>
          {props.hint}
        </div>
      )}
      {error && (
        <div ref={bringIntoSight} id={error} className={styles.error} role="alert">
          <Icon name="warning" size={14} />
          {props.error}
        </div>
      )}
    </div>
  );
}

interface Text extends FieldProps {
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** Looks like plain text until it is pointed at or focused. */
  readonly cell?: boolean;
}
type InputRest = Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'className' | 'id'>;
export function TextField(props: Text & InputRest & { readonly ref?: Ref<HTMLInputElement> }) {
  const { label, hideLabel, hint, error, optional, value, onValue, onChange, cell, ...rest } = props;
  return (
    <Field {...fieldOf(props)}>
      {(wiring) => (
        <input
          type="text"
          dir="auto"
          autoComplete="off"
          {...(cell ? { onPointerEnter: tipWhereCut } : {})}
          {...rest}
          {...wiring}
          className={cx(styles.control, cell && styles.cell)}
          value={value}
          onChange={(event) => {
            onValue(event.target.value);
            onChange?.(event);
          }}
        />
      )}
    </Field>
  );
}

/** A text that its cell cuts off is told whole by a tip. */
function tipWhereCut({ currentTarget: field }: PointerEvent<HTMLInputElement>): void {
  field.title = field.scrollWidth > field.clientWidth ? field.value : '';
}

type AreaRest = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'className' | 'id'>;
/** Grows with its text. */
export function TextArea(props: Text & AreaRest & { readonly ref?: Ref<HTMLTextAreaElement> }) {
  const { label, hideLabel, hint, error, optional, value, onValue, cell, ...rest } = props;
  return (
    <Field {...fieldOf(props)}>
      {(wiring) => (
        <textarea
          rows={3}
          dir="auto"
          {...rest}
          {...wiring}
          className={cx(styles.control, cell && styles.cell)}
          value={value}
          onChange={(event) => onValue(event.target.value)}
        />
      )}
    </Field>
  );
}

export interface Option<V extends string = string> {
  readonly value: V;
  readonly label: string;
  readonly disabled?: boolean;
  /** Options of one group stand together, under its name. */
  readonly group?: string;
}
interface SelectProps<V extends string> extends FieldProps {
  readonly value: V;
  readonly options: readonly Option<V>[];
  readonly onValue: (value: V) => void;
  readonly disabled?: boolean;
  readonly cell?: boolean;
  readonly onBlur?: () => void;
  readonly ref?: Ref<HTMLSelectElement>;
}
export function Select<V extends string>(props: SelectProps<V>) {
  const groups = new Map<string, Option<V>[]>();
  for (const option of props.options) {
    const group = option.group ?? '';
    groups.set(group, [...(groups.get(group) ?? []), option]);
  }
  return (
    <Field {...fieldOf(props)}>
      {(wiring) => (
        <span className={styles.select}>
          <select
            {...wiring}
            ref={props.ref}
            className={cx(styles.control, props.cell && styles.cell)}
            value={props.value}
            disabled={props.disabled}
            onBlur={props.onBlur}
            onChange={(event) => props.onValue(event.target.value as V)}
          >
            {[...groups].map(([group, options]) =>
              group === '' ? (
                <OptionList key="" options={options} />
              ) : (
                <optgroup key={group} label={group}>
                  <OptionList options={options} />
                </optgroup>
              ),
            )}
          </select>
          <Icon name="chevron" size={14} />
        </span>
      )}
    </Field>
  );
}
function OptionList<V extends string>(props: { readonly options: readonly Option<V>[] }) {
  return props.options.map((option) => (
    <option key={option.value} value={option.value} disabled={option.disabled}>
      {option.label}
    </option>
  ));
}

/** Narrows a list as one types; Escape empties it. */
export function SearchField(props: {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly placeholder?: string;
  readonly ref?: Ref<HTMLInputElement>;
  readonly onKeyDown?: (event: React.KeyboardEvent<HTMLInputElement>) => void;
}) {
  const id = useId();
  return (
    <span className={styles.search}>
      <label htmlFor={id} className="visually-hidden">
        {props.label}
      </label>
      <Icon name="search" size={14} />
      <input
        id={id}
        ref={props.ref}
        type="search"
        autoComplete="off"
        spellCheck={false}
        className={styles.control}
        value={props.value}
        placeholder={props.placeholder ?? props.label}
        onChange={(event) => props.onValue(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && props.value !== '') {
            event.stopPropagation();
            event.preventDefault();
            props.onValue('');
          }
          props.onKeyDown?.(event);
        }}
      />
    </span>
  );
}

export function Checkbox(props: {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly checked: boolean;
  readonly onChecked: (checked: boolean) => void;
  readonly disabled?: boolean;
}) {
  const id = useId();
  return (
    <label className={styles.check}>
      <input
        type="checkbox"
        checked={props.checked}
        disabled={props.disabled}
        aria-describedby={props.hint ? id : undefined}
        onChange={(event) => props.onChecked(event.target.checked)}
      />
      <span className={styles.checkText}>
        <span>{props.label}</span>
        {props.hint && (
          <span id={id} className={styles.hint}>
            {props.hint}
          </span>
        )}
      </span>
    </label>
  );
}

const fieldOf = (props: FieldProps): FieldProps => ({
  label: props.label,
  hideLabel: props.hideLabel ?? false,
  hint: props.hint,
  error: props.error,
  optional: props.optional ?? false,
});
