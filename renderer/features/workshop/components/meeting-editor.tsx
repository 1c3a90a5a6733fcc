import { useId, useState } from 'react';
import type { Attendee, Meeting } from '../../../../main/contract/workshop.ts';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { DateField, EditArea, EditField } from '../../../components/field/edit-field.tsx';
import { TextField } from '../../../components/field/field.tsx';
import { Panel } from '../../../components/page/page.tsx';
import type { Input } from '../../../host/client.ts';
import { useClient, useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData, useQueryCache } from '../../../host/queries.ts';
import { type Autosave, useAutosave } from '../../../host/use-autosave.ts';
import { useCommand } from '../../../host/use-command.ts';
import { withPending } from '../../../lib/with-pending.ts';
import { givenAttendees } from '../model.ts';
import styles from './workshop.module.css';

type MeetingPatch = Pick<Input<'workshop.update'>, 'title' | 'heldOn' | 'note'>;

function useMeetingAutosave(meeting: Meeting): Autosave<MeetingPatch> {
  const client = useClient();
  const workbook = useWorkbookId();
  const cache = useQueryCache();
  return useAutosave<MeetingPatch>({
    key: `meeting:${workbook}:${meeting.number}`,
    label: meeting.title,
    save: async (patch) => {
      const saved = await client.call('workshop.update', { meeting: meeting.number, ...patch }, workbook);
      cache.patch('workshop.meetings', {}, (list) =>
        list.map((entry) => (entry.number === saved.number ? saved : entry)),
      );
      return undefined;
    },
  });
}

/** Title, day, note and attendees of one meeting; all save themselves. */
export function MeetingEditor(props: { readonly meeting: Meeting; readonly readOnly: boolean }) {
  const { meeting, readOnly } = props;
  const { pending, edit, flush } = useMeetingAutosave(meeting);
  const shown = withPending(meeting, pending);
  return (
    <Panel padded>
      <div className={styles.editor}>
        <div className={styles.line}>
          <div className={styles.grow}>
            <EditField
              label="Meeting"
              value={shown.title}
              readOnly={readOnly}
              maxLength={200}
              check={(text) => (text.trim() === '' ? 'A meeting needs a title.' : null)}
              onEdit={(title) => edit({ title })}
              onLeave={flush}
            />
          </div>
          <DateField
            label="Held on"
            value={shown.heldOn}
            disabled={readOnly}
            onEdit={(heldOn) => heldOn !== null && edit({ heldOn })}
            onLeave={flush}
          />
        </div>
        <Attendees meeting={meeting} readOnly={readOnly} />
        <EditArea
          label="Note"
          optional
          rows={2}
          value={shown.note ?? ''}
          readOnly={readOnly}
          maxLength={10_000}
          onEdit={(note) => edit({ note })}
          onLeave={flush}
        />
      </div>
    </Panel>
  );
}

/** Who is there: people of the workbook, or names. */
function Attendees({ meeting, readOnly }: { readonly meeting: Meeting; readonly readOnly: boolean }) {
  const people = useDemarcData('people.list', {});
  const update = useCommand('workshop.update');
  const [typed, setTyped] = useState('');
  const id = useId();
  const here = new Set(meeting.attendees.map((attendee) => attendee.name));
  const save = (attendees: readonly Attendee[]) =>
    update.run({ meeting: meeting.number, attendees: givenAttendees(attendees) });
  const add = async () => {
    const name = typed.trim();
    if (name === '' || update.busy) return;
    const person = people.find((entry) => entry.name.toLowerCase() === name.toLowerCase());
    const attendee: Attendee = { person: person?.id ?? null, name: person?.name ?? name };
    if (here.has(attendee.name) || (await save([...meeting.attendees, attendee])).ok) setTyped('');
  };
  return (
    <div className={styles.room}>
      <h3 id={id} className={styles.label}>
        Who is in the room
      </h3>
      {meeting.attendees.length > 0 && (
        <ul aria-labelledby={id} className={styles.attendees}>
          {meeting.attendees.map((attendee) => (
            <li key={attendee.person ?? attendee.name} className={styles.attendee}>
              {attendee.name}
              {!readOnly && (
                <IconButton
                  size="small"
                  icon="close"
                  label={`${attendee.name} is not in the room`}
                  onClick={() => void save(meeting.attendees.filter((other) => other !== attendee))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {!readOnly && (
        <form
          className={styles.line}
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          <div className={styles.grow}>
            <TextField
              label="Add somebody to the room"
              hideLabel
              list={`${id}-people`}
              placeholder="Name of somebody who is here"
              value={typed}
              onValue={setTyped}
              maxLength={200}
            />
          </div>
          <datalist id={`${id}-people`}>
            {people
              .filter((person) => !here.has(person.name))
              .map((person) => (
                <option key={person.id} value={person.name} />
              ))}
          </datalist>
          <Button type="submit" disabled={typed.trim() === '' || update.busy}>
            Add
          </Button>
        </form>
      )}
    </div>
  );
}
