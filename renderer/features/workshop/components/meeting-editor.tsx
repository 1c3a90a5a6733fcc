import { useId } from 'react';
import type { Attendee, Meeting } from '../../../../main/contract/workshop.ts';
import { clockOf } from '../../../../main/domain/meetings.ts';
import { Button, IconButton } from '../../../components/button/button.tsx';
import { DateField, EditArea, EditField } from '../../../components/field/edit-field.tsx';
import { Panel } from '../../../components/page/page.tsx';
import { type PersonChoice, personChoices } from '../../../components/person-field/people.ts';
import { PeopleBox } from '../../../components/person-field/people-box.tsx';
import type { Input } from '../../../host/client.ts';
import { useClient, useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData, useQueryCache } from '../../../host/queries.ts';
import { type Autosave, useAutosave } from '../../../host/use-autosave.ts';
import { useCommand } from '../../../host/use-command.ts';
import { withPending } from '../../../lib/with-pending.ts';
import { givenAttendees } from '../model.ts';
import { useEndMeeting } from '../use-room.ts';
import { MinutesButton } from './minutes-button.tsx';
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
        <Course meeting={meeting} readOnly={readOnly} />
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

/** When it was, its end, and its minutes. */
function Course({ meeting, readOnly }: { readonly meeting: Meeting; readonly readOnly: boolean }) {
  const ending = useEndMeeting();
  const { beganAt, endedAt, lastActivity, running, utcOffset } = meeting;
  const clock = (instant: string) => clockOf(instant, utcOffset);
  const words = [
    beganAt === null ? null : `Began at ${clock(beganAt)}`,
    endedAt !== null
      ? `ended at ${clock(endedAt)}`
      : lastActivity !== null
        ? `nobody ended it; something was recorded last at ${clock(lastActivity)}`
        : null,
  ].filter((part) => part !== null);
  return (
    <div className={styles.course}>
      <span className={styles.soft}>{words.length === 0 ? 'No times were noted' : words.join(', ')}</span>
      <span className={styles.acts}>
        {!readOnly && endedAt === null && (running || lastActivity !== null) && (
          <Button icon="check" disabled={ending.busy} onClick={() => ending.end(meeting)}>
            {running || lastActivity === null ? 'End the meeting' : `End it at ${clock(lastActivity)}`}
          </Button>
        )}
        {running && <MinutesButton meeting={meeting} />}
      </span>
    </div>
  );
}

/** Who is there: people of the workbook, or guests by name. */
function Attendees({ meeting, readOnly }: { readonly meeting: Meeting; readonly readOnly: boolean }) {
  const people = useDemarcData('people.list', {});
  const update = useCommand('workshop.update');
  const id = useId();
  const present = new Set(meeting.attendees.flatMap(({ person }) => person ?? []));
  const save = (attendees: readonly Attendee[]) =>
    update.run({ meeting: meeting.number, attendees: givenAttendees(attendees) });
  const add = async (choice: PersonChoice): Promise<boolean> => {
    const attendee: Attendee =
      choice.kind === 'known'
        ? { person: choice.person.id, name: choice.person.name }
        : { person: null, name: choice.name };
    if (meeting.attendees.some(({ name }) => name === attendee.name)) return true;
    return (await save([...meeting.attendees, attendee])).ok;
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
        <PeopleBox
          label="Add somebody to the room"
          placeholder="Name of somebody who is here"
          disabled={false}
          value=""
          className={styles.box}
          choices={(typed) =>
            personChoices(
              people.filter((person) => !present.has(person.id)),
              '',
              typed,
            )
          }
          newWords={(name) => `Add “${name}” as a guest`}
          onChoice={add}
        />
      )}
    </div>
  );
}
