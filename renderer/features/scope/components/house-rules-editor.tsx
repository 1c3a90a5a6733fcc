import { useRef, useState } from 'react';
import {
  HOUSE_RULES_LIMITS,
  type HouseRulesProblem,
  type HouseRulesReading,
} from '../../../../main/contract/house-rules.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { TextArea } from '../../../components/field/field.tsx';
import { Notice, Refusal } from '../../../components/notice/notice.tsx';
import { useToasts } from '../../../components/toast/toasts.tsx';
import { failureOf } from '../../../host/call-error.ts';
import { useClient, useWorkbookId } from '../../../host/context.tsx';
import { useCommand } from '../../../host/use-command.ts';
import { bringIntoSight } from '../../../lib/scroll-within.ts';
import styles from './house-rules.module.css';
import { ProblemList } from './house-rules-problems.tsx';

const FIRST = `house-rules: 1
name: Our house rules
edition: 1

parties:
  - id: platform
    name: Platform team
    kind: internal-provider

defaults:
  - duties: [guest-os-patching]
    customer: platform
    why: The platform team patches guests from its images.
`;

/** The text of house rules, to be written or taken from a file, checked, and taken in. */
export function HouseRulesEditor(props: { readonly text: string | null; readonly onClose: () => void }) {
  const { text, edit, reading, problem, check, take, busy } = useRules(props.text ?? FIRST, props.onClose);
  const area = useRef<HTMLTextAreaElement>(null);
  return (
    <Dialog
      title="House rules"
      onClose={props.onClose}
      wide
      footer={
        <>
          <FromFile onText={edit} />
          <Button onClick={props.onClose}>Cancel</Button>
          <Button onClick={() => void check()}>Check</Button>
          <Button kind="primary" disabled={busy} onClick={() => void take()}>
            Take in
          </Button>
        </>
      }
    >
      <div className={styles.editor}>
        <TextArea
          label="Text of the house rules"
          hint="YAML. The guide has a page on it."
          ref={area}
          value={text}
          onValue={edit}
          spellCheck={false}
          wrap="off"
        />
        {problem !== null && <Refusal title="Nothing was changed.">{problem}</Refusal>}
        {reading !== null && (
          <div ref={bringIntoSight}>
            <Said reading={reading} onGo={(at) => goTo(area.current, at)} />
          </div>
        )}
      </div>
    </Dialog>
  );
}

/** The text while it is edited, with what the last check said of it. */
function useRules(start: string, onTaken: () => void) {
  const [text, setText] = useState(start);
  const [reading, setReading] = useState<HouseRulesReading | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const client = useClient();
  const workbook = useWorkbookId();
  const toasts = useToasts();
  const { run, busy } = useCommand('houseRules.take', { quiet: true });
  const edit = (next: string) => {
    setText(next);
    setReading(null);
    setProblem(null);
  };
  const check = async (): Promise<HouseRulesReading | null> => {
    try {
      const said = await client.call('catalogue.check', { text }, workbook);
      setReading(said);
      setProblem(null);
      return said;
    } catch (error) {
      setProblem(failureOf(error).message);
      return null;
    }
  };
  const take = async () => {
    const said = await check();
    if (said === null || said.problems.length > 0) return;
    const taken = await run({ text });
    if (!taken.ok) {
      setProblem(taken.failure.message);
      return;
    }
    toasts.show({ text: `House rules "${said.name}", edition ${said.edition}, taken in` });
    onTaken();
  };
  return { text, edit, reading, problem, check, take, busy };
}

function Said({
  reading,
  onGo,
}: {
  readonly reading: HouseRulesReading;
  readonly onGo: (problem: HouseRulesProblem) => void;
}) {
  if (reading.problems.length > 0)
    return (
      <Notice tone="bad" title="These cannot be taken in as they are.">
        <ProblemList problems={reading.problems} onGo={onGo} />
      </Notice>
    );
  return (
    <Notice tone="good" title="Nothing is wrong with them. They do this:">
      <ul className={styles.does}>
        {reading.does.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** Marks the line of a problem, and scrolls to it. */
function goTo(area: HTMLTextAreaElement | null, { line }: HouseRulesProblem): void {
  if (!area) return;
  const lines = area.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((at, each) => at + each.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  area.scrollTop = (area.scrollHeight / Math.max(1, lines.length)) * Math.max(0, line - 4);
}

function FromFile({ onText }: { readonly onText: (text: string) => void }) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={chooser}
        type="file"
        accept=".yaml,.yml,.txt"
        aria-label="File of house rules"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file can be chosen again after it was changed.
          event.target.value = '';
          // A file that is too long is refused by its length: no more of it is read than shows that.
          if (file)
            void file
              .slice(0, HOUSE_RULES_LIMITS.text * 2)
              .text()
              .then(onText);
        }}
      />
      <Button kind="quiet" onClick={() => chooser.current?.click()}>
        Choose a file…
      </Button>
    </>
  );
}
