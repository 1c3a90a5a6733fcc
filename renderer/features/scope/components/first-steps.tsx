import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Icon } from '../../../components/icon/icon.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { cx } from '../../../lib/cx.ts';
import styles from './scope.module.css';

/** From an empty workbook to its first answer, in four steps. Nothing is left of it once something is answered. */
export function FirstSteps(props: { readonly people: number; readonly frameworks: number }) {
  const workbook = useWorkbookId();
  const { data: progress } = useDemarcQuery('workbook.progress', {});
  if (!progress || progress.answered > 0) return null;
  const params = { workbook };
  return (
    <Section title="Four steps to the first answer">
      <Panel padded>
        <ol className={styles.steps}>
          <Step at={1} done={props.people > 0}>
            Name who takes part, under <em>People</em> below.
          </Step>
          <Step at={2} done={props.frameworks > 0}>
            Tick the frameworks that it will be read against, if there are any.
          </Step>
          <Step at={3} done={progress.services > 0}>
            <Link to="/w/$workbook/services" params={params}>
              Add the services in use
            </Link>
            , from the catalogue or out of files.
          </Step>
          <Step at={4} done={false}>
            <Link to="/w/$workbook/walk/{-$subject}" params={params} search={{}}>
              Answer the first duty
            </Link>{' '}
            in the walk-through.
          </Step>
        </ol>
      </Panel>
    </Section>
  );
}

function Step(props: { readonly at: number; readonly done: boolean; readonly children: ReactNode }) {
  return (
    <li className={styles.step}>
      <span className={cx(styles.number, props.done && styles.done)}>
        {props.done ? <Icon name="check" size={14} /> : <span aria-hidden="true">{props.at}</span>}
      </span>
      <span>
        {props.done && <span className="visually-hidden">Done: </span>}
        {props.children}
      </span>
    </li>
  );
}
