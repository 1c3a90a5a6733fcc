import type { RefObject } from 'react';
import type { Party } from '../../../main/contract/parties.ts';
import { markLine, preparedOf } from '../../../main/domain/report/audience.ts';
import { failureOf } from '../../host/call-error.ts';
import { useHost } from '../../host/context.tsx';
import { useDemarcData } from '../../host/queries.ts';
import { useCommand } from '../../host/use-command.ts';
import { Button } from '../button/button.tsx';
import { Menu } from '../menu/menu.tsx';
import { namesByKind } from '../ownership/names-by-kind.ts';
import { useToasts } from '../toast/toasts.tsx';
import { pictureOf, pngOf } from './picture-svg.ts';

/** Saves the drawing inside an element as a file of its own. */
export function SavePicture(props: {
  readonly of: RefObject<HTMLElement | null>;
  /** Heads the picture, and names the file. */
  readonly title: string;
  readonly parties: readonly Pick<Party, 'name' | 'kind'>[];
}) {
  const host = useHost();
  const info = useDemarcData('workbook.info', {});
  const toasts = useToasts();
  const write = useCommand('app.saveFile');
  const save = async (format: 'svg' | 'png') => {
    const drawing = props.of.current?.querySelector('svg');
    if (!drawing) return;
    try {
      const name = `${props.title.replace(/[\\/:*?"<>|]+/g, ' ').trim()}.${format}`;
      const picture = pictureOf(drawing, {
        title: props.title,
        mark: markLine(preparedOf({ audience: 'internal' }, info)),
        names: namesByKind(props.parties),
      });
      const content =
        format === 'svg' ? new Blob([picture.svg], { type: 'image/svg+xml' }) : await pngOf(picture);
      const target = await host.pickTarget({ suggestedName: name, format });
      if (!target) return;
      const [given] = await host.giveFiles([new File([content], name, { type: content.type })]);
      if (!given) return;
      const saved = await write.run({ file: given.handle, target: target.handle });
      if (saved.ok) await host.deliver(target);
    } catch (error) {
      toasts.show({ tone: 'error', text: failureOf(error).message });
    }
  };
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
          { id: 'png', label: 'As PNG', hint: 'Pixels, for slides and mails', run: () => void save('png') },
          { id: 'svg', label: 'As SVG', hint: 'Lines, sharp at any size', run: () => void save('svg') },
        ],
      ]}
    />
  );
}
