import { Checkbox } from '../../../components/field/field.tsx';
import type { NamingOf } from '../use-naming.ts';
import { Naming } from './naming.tsx';

/** What the columns of a form take, and whether that is kept for the next one. */
export function FormNaming(props: {
  readonly named: NamingOf;
  readonly open: NonNullable<NamingOf['open']>;
  readonly disabled: boolean;
  readonly choosing: <T>(choose: (value: T) => void) => (value: T) => void;
}) {
  const { named, open, disabled, choosing } = props;
  return (
    <>
      <Naming {...open} disabled={disabled} onNaming={choosing(named.name)} />
      {named.remember !== null && (
        <Checkbox
          label="Remember this for forms with the same headings"
          checked={named.remember}
          disabled={disabled}
          onChecked={choosing(named.setRemember)}
        />
      )}
    </>
  );
}
