import type { RefObject } from 'react';
import type { Party } from '../../../main/contract/parties.ts';
import { markLine, preparedOf } from '../../../main/domain/report/audience.ts';
import { useDemarcData } from '../../host/queries.ts';
import { Button } from '../button/button.tsx';
import { Menu } from '../menu/menu.tsx';
import { namesByKind } from '../ownership/names-by-kind.ts';
import { useSaveFile } from '../save-file/use-save-file.ts';
import { pictureOf, pngOf } from './picture-svg.ts';

/** Saves the drawing inside an element as a file of its own. */
export function SavePicture(props: {
  readonly of: RefObject<HTMLElement | null>;
  /** Heads the picture, and names the file. */
  readonly title: string;
  readonly parties: readonly Pick<Party, 'name' | 'kind'>[];
}) {
  const info = useDemarcData('workbook.info', {});
  const { save } = useSaveFile();
  const write = (format: 'svg' | 'png') =>
    void save(props.title, format, () => {
      const drawing = props.of.current?.querySelector('svg');
      if (!drawing) return null;
      const picture = pictureOf(drawing, {
        title: props.title,
        mark: markLine(preparedOf({ audience: 'internal' }, info)),
        names: namesByKind(props.parties),
      });
      return format === 'svg' ? new Blob([picture.svg], { type: 'image/svg+xml' }) : pngOf(picture);
    });
  return (
    <Menu
      align="end"
      trigger={(trigger) => (
        <Button
          {...trigger}
          size="small"
          kind="quiet"
          icon="download"
          aria-label={`Save as a picture: ${props.title}`}
        >
          Save
        </Button>
      )}
      groups={[
        [
          { id: 'png', label: 'As PNG', hint: 'Pixels, for slides and mails', run: () => write('png') },
          { id: 'svg', label: 'As SVG', hint: 'Lines, sharp at any size', run: () => write('svg') },
        ],
      ]}
    />
  );
}
