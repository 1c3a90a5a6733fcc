import type { Party, PartyKind } from '../../../../main/contract/parties.ts';
import { Button } from '../../../components/button/button.tsx';
import { Dialog } from '../../../components/dialog/dialog.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { useDemarcQuery } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { PARTY_KIND_WORDS } from '../../../lib/words.ts';

/** Says what another kind of a party means for what is recorded, before it is changed. */
export function PartyKindDialog(props: {
  readonly party: Party;
  readonly kind: PartyKind;
  readonly onClose: () => void;
}) {
  const { party, kind, onClose } = props;
  const { data } = useDemarcQuery('parties.kindChange', { id: party.id, kind });
  const { run, busy } = useCommand('parties.update');
  const change = async () => {
    if ((await run({ id: party.id, kind })).ok) onClose();
  };
  const words = `${PARTY_KIND_WORDS[party.kind]} to ${PARTY_KIND_WORDS[kind]}`;
  return (
    <Dialog
      title={`${party.name}: ${words}`}
      onClose={onClose}
      onSubmit={() => data?.refused === null && void change()}
      footer={
        <>
          <Button onClick={onClose}>{data?.refused ? 'Close' : 'Cancel'}</Button>
          {!data?.refused && (
            <Button kind="primary" type="submit" disabled={busy} data-autofocus>
              Change the kind
            </Button>
          )}
        </>
      }
    >
      {data?.refused ? (
        <Notice tone="bad">{data.refused}</Notice>
      ) : (
        <ul>
          {data?.means.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
