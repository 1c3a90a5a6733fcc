import { useState } from 'react';
import { Button } from '../../../components/button/button.tsx';
import { columnsText } from '../../../components/columns-dialog/chosen-columns.ts';
import { ColumnsDialog } from '../../../components/columns-dialog/columns-dialog.tsx';
import type { ListLayout } from '../list-columns.ts';

/** Chooses the columns of the list in view; null brings back those that fit. */
export function ColumnsButton(props: {
  readonly name: string;
  readonly layout: ListLayout;
  readonly onChoose: (columns: string | null) => void;
}) {
  const { name, layout, onChoose } = props;
  const [choosing, setChoosing] = useState(false);
  return (
    <>
      <Button icon="columns" onClick={() => setChoosing(true)}>
        Columns
      </Button>
      {choosing && (
        <ColumnsDialog
          title={`Columns of ${name}`}
          hint="Widths: draw the edge of a column's head, or press Shift with an arrow on it. Documents have every column."
          columns={{
            ...layout,
            all: layout.all.map(({ id }) => ({ id, header: id })),
            choose: (columns) => onChoose(columns === null ? null : columnsText(columns)),
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}
