import type { Evidence } from '../../../../main/contract/evidence.ts';
import { IconButton } from '../../../components/button/button.tsx';
import { Menu } from '../../../components/menu/menu.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import type { Destroying } from './destroy-dialog.tsx';

/** Why a piece may not be destroyed; null when it may. */
export function useHold(number: number): string | null {
  const { holds } = useDemarcData('erasure.removed', {});
  return holds.find((one) => one.number === number)?.reason ?? null;
}

/** One piece, as it is destroyed: by typing its number. */
export const destroyingOf = (number: number): Destroying => ({
  numbers: [number],
  title: `Destroy E-${number} for good`,
  word: `E-${number}`,
});

/** What keeps the content of a piece, and what ends it. */
export function KeepingMenu(props: {
  readonly piece: Evidence;
  readonly onHold: () => void;
  readonly onDestroy: () => void;
}) {
  const hold = useHold(props.piece.number);
  return (
    <Menu
      align="end"
      trigger={(trigger) => <IconButton {...trigger} icon="more" label="Hold or destroy" />}
      groups={[
        [
          {
            id: 'hold',
            icon: 'lock',
            label: hold === null ? 'Put under a hold…' : 'Lift the hold…',
            run: props.onHold,
          },
          {
            id: 'destroy',
            icon: 'remove',
            label: 'Destroy for good…',
            disabled: hold !== null,
            run: props.onDestroy,
          },
        ],
      ]}
    />
  );
}
