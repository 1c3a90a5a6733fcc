import { useParams } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState } from 'react';
import { Dialog } from '../../components/dialog/dialog.tsx';
import { WorkbookScope } from '../../host/context.tsx';
import { cx } from '../../lib/cx.ts';
import styles from './palette.module.css';
import { type PaletteSection, useCommands, useFound } from './use-options.tsx';

/** Ctrl/Cmd+K: everything that can be done here by its name and, in a workbook, everything that it holds by any word. */
export function Palette(props: { readonly onClose: () => void }) {
  const { workbook } = useParams({ strict: false });
  const [text, setText] = useState('');
  const commands = useCommands(text);
  const view = { text, onText: setText, onClose: props.onClose };
  return (
    <Dialog title="Find" onClose={props.onClose}>
      {workbook === undefined ? (
        <Options {...view} sections={[commands]} pending={false} label="Find a command" />
      ) : (
        <WorkbookScope id={workbook}>
          <WithFound {...view} workbook={workbook} commands={commands} />
        </WorkbookScope>
      )}
    </Dialog>
  );
}

interface View {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
}

function WithFound(props: View & { readonly workbook: string; readonly commands: PaletteSection }) {
  const { workbook, commands, ...view } = props;
  const found = useFound(workbook, view.text);
  return (
    <Options
      {...view}
      sections={[commands, ...found.sections]}
      pending={found.pending}
      label="Find a command or anything in this workbook"
    />
  );
}

function Options(
  props: View & {
    readonly sections: readonly PaletteSection[];
    readonly pending: boolean;
    readonly label: string;
  },
) {
  const { text, pending, onClose } = props;
  const id = useId();
  const [at, setAt] = useState(0);
  const sections = props.sections.filter(({ options }) => options.length > 0);
  const options = sections.flatMap((section) => section.options);
  const chosen = options[Math.min(at, options.length - 1)];
  /** Enter came before what it is to open was found. */
  const early = useRef(false);
  const run = (option = chosen) => {
    if (!option) return;
    onClose();
    // After the dialog has given the focus back, so that the action can move it.
    setTimeout(option.run);
  };
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!pending && early.current) latest.current();
    if (!pending) early.current = false;
  }, [pending]);
  const move = (step: number) => {
    const next = options.length === 0 ? 0 : (at + step + options.length) % options.length;
    setAt(next);
    document.getElementById(`${id}-${options[next]?.id}`)?.scrollIntoView({ block: 'nearest' });
  };
  const enter = () => {
    // What stands there is of the words before, unless it is a command.
    const command = props.sections[0]?.options.some((option) => option === chosen);
    if (pending && !command) early.current = true;
    else run();
  };
  return (
    <>
      <input
        type="text"
        role="combobox"
        aria-label={props.label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        className={styles.find}
        placeholder="Type what you want to do or find"
        value={text}
        onChange={(event) => {
          props.onText(event.target.value);
          setAt(0);
          early.current = false;
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') move(1);
          else if (event.key === 'ArrowUp') move(-1);
          else if (event.key === 'Enter') enter();
          else return;
          event.preventDefault();
        }}
      />
      <Found id={id} sections={sections} chosen={chosen} onRun={run} />
      {options.length === 0 && (
        <p role="status" className={styles.none}>
          {pending ? 'Looking…' : 'Nothing here has these words.'}
        </p>
      )}
    </>
  );
}

function Found(props: {
  readonly id: string;
  readonly sections: readonly PaletteSection[];
  readonly chosen: PaletteSection['options'][number] | undefined;
  readonly onRun: (option: PaletteSection['options'][number]) => void;
}) {
  const { id, sections, chosen } = props;
  return (
    <div role="listbox" id={`${id}-list`} aria-label="Found" className={styles.found}>
      {sections.map((section) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options in a list box
        <div key={section.title} role="group" aria-label={section.title} className={styles.section}>
          {sections.length > 1 && (
            <div className={styles.kind} aria-hidden="true">
              {section.title}
            </div>
          )}
          {section.options.map((option) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys
            <div
              key={option.id}
              id={`${id}-${option.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={option === chosen}
              className={cx(styles.option, option === chosen && styles.chosen)}
              onClick={() => props.onRun(option)}
            >
              {option.content}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
