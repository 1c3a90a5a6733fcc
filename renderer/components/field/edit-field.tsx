import { type InputHTMLAttributes, type Ref, type TextareaHTMLAttributes, useState } from 'react';
import { type FieldProps, TextArea, TextField } from './field.tsx';

interface Edit extends FieldProps {
  readonly value: string;
  /** Called as one types, with texts that pass the check only. */
  readonly onEdit: (text: string) => void;
  /** The field was left: send what is pending. */
  readonly onLeave?: () => void;
  /** A sentence about what is wrong, or null. */
  readonly check?: (text: string) => string | null;
  readonly cell?: boolean;
}
type InputRest = Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'className' | 'id' | 'onChange'>;
type AreaRest = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'className' | 'id' | 'onChange'>;

/**
 * Keeps what is typed as it is typed until the field is left: a save that comes back meanwhile, trimmed, must not take
 * the space before the next word away. A text that fails the check stays visible with its error and is not sent.
 */
function useDraft({ value, onEdit, onLeave, check }: Edit) {
  const [draft, setDraft] = useState<string | null>(null);
  const problem = draft === null ? null : (check?.(draft) ?? null);
  return {
    shown: draft ?? value,
    problem,
    type: (text: string) => {
      setDraft(text);
      if (!check?.(text)) onEdit(text);
    },
    leave: () => {
      if (!problem) setDraft(null);
      onLeave?.();
    },
  };
}

/** A line of text that saves itself. */
export function EditField(props: Edit & InputRest & { readonly ref?: Ref<HTMLInputElement> }) {
  const { value, onEdit, onLeave, check, error, onBlur, ...rest } = props;
  const draft = useDraft(props);
  return (
    <TextField
      {...rest}
      error={draft.problem ?? error}
      value={draft.shown}
      onValue={draft.type}
      onBlur={(event) => {
        draft.leave();
        onBlur?.(event);
      }}
    />
  );
}

/** Several lines of text that save themselves. */
export function EditArea(props: Edit & AreaRest & { readonly ref?: Ref<HTMLTextAreaElement> }) {
  const { value, onEdit, onLeave, check, error, onBlur, ...rest } = props;
  const draft = useDraft(props);
  return (
    <TextArea
      {...rest}
      error={draft.problem ?? error}
      value={draft.shown}
      onValue={draft.type}
      onBlur={(event) => {
        draft.leave();
        onBlur?.(event);
      }}
    />
  );
}

/** A calendar date, or none. Half-typed dates and years before 2000 are not passed on. */
export function DateField(
  props: FieldProps & {
    readonly value: string | null;
    readonly onEdit: (date: string | null) => void;
    readonly onLeave?: () => void;
    readonly disabled?: boolean;
  },
) {
  const { value, onEdit, onLeave, ...rest } = props;
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <TextField
      {...rest}
      type="date"
      min="2000-01-01"
      max="2199-12-31"
      value={draft ?? value ?? ''}
      onValue={() => undefined}
      onChange={(event) => {
        const { value: text, validity } = event.target;
        setDraft(text);
        if (validity.valid) onEdit(text === '' ? null : text);
      }}
      onBlur={() => {
        setDraft(null);
        onLeave?.();
      }}
    />
  );
}
