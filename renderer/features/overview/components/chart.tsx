import { type ReactNode, useId, useRef, useState } from 'react';
import { Button } from '../../../components/button/button.tsx';
import { Panel, Section } from '../../../components/page/page.tsx';
import { SavePicture } from '../../../components/save-picture/save-picture.tsx';
import table from '../../../components/table/table.module.css';
import { useDemarcData } from '../../../host/queries.ts';
import { cx } from '../../../lib/cx.ts';
import styles from '../overview.module.css';

/** A chart that is also a table: the drawing for the eye, the table on request and always for screen readers. */
export function Chart(props: {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly head: readonly string[];
  /** First cell of each is its heading. */
  readonly rows: readonly (readonly string[])[];
  readonly children: ReactNode;
}) {
  const id = useId();
  const drawing = useRef<HTMLDivElement>(null);
  const parties = useDemarcData('parties.list', {});
  const [asTable, setAsTable] = useState(false);
  return (
    <Section
      title={props.title}
      hint={props.hint}
      actions={
        <>
          {!asTable && <SavePicture of={drawing} title={props.title} parties={parties} />}
          <Button
            size="small"
            kind="quiet"
            aria-label={`As a table: ${props.title}`}
            aria-pressed={asTable}
            aria-controls={id}
            onClick={() => setAsTable((now) => !now)}
          >
            As a table
          </Button>
        </>
      }
    >
      <Panel padded={!asTable}>
        {!asTable && <div ref={drawing}>{props.children}</div>}
        <div id={id} className={cx(asTable ? table.scroll : 'visually-hidden')}>
          <table className={cx(table.table, styles.figures)}>
            <caption className="visually-hidden">{props.title}</caption>
            <thead>
              <tr>
                {props.head.map((cell, column) => (
                  <th key={cell} scope="col" className={column === 0 ? undefined : table.end}>
                    {cell}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {props.rows.map(([first, ...rest]) => (
                <tr key={first}>
                  <th scope="row">{first}</th>
                  {rest.map((cell, column) => (
                    <td key={props.head[column + 1]} className={table.end}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </Section>
  );
}
