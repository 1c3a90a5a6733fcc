import { useEffect, useState } from 'react';
import type { Meeting } from '../../../../main/contract/workshop.ts';
import { durationWords } from '../../../../main/domain/meetings.ts';
import { Button } from '../../../components/button/button.tsx';
import { TextField } from '../../../components/field/field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { Section } from '../../../components/page/page.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { useCommand } from '../../../host/use-command.ts';
import { formatCount, formatDate, formatMoment, today } from '../../../lib/format.ts';
import { RoomPanel } from '../room/room-panel.tsx';
import { useOpenRoom } from '../room/use-open-room.ts';
import { MeetingEditor } from './meeting-editor.tsx';
import { MinutesButton } from './minutes-button.tsx';
import styles from './workshop.module.css';

/** The meeting that runs, or a way to begin one; earlier ones below. */
export function Meetings({
  readOnly,
  wanted,
}: {
  readonly readOnly: boolean;
  /** The entry that the address leads to, `meeting-3`: it opens. */
  readonly wanted: string | undefined;
}) {
  const meetings = useDemarcData('workshop.meetings', {});
  const room = useOpenRoom();
  const running = meetings.find((meeting) => meeting.running);
  const others = meetings.filter((meeting) => meeting !== running);
  const forgotten = others.find((meeting) => meeting.lastActivity !== null);
  return (
    <Section
      title="In the room"
      hint={
        running
          ? 'Answers, decisions and the time spent in the presenter view go to this meeting until it ends, or its day is over, at six the next morning at the latest.'
          : 'Begin a meeting to keep who was there, what was decided and how long each service took.'
      }
    >
      {forgotten && !readOnly && (
        <Notice tone="warn" title={`Nobody ended ${forgotten.title}`}>
          Something was recorded in it last on {formatMoment(forgotten.lastActivity ?? '')}. End it then under
          the other meetings below, so that its minutes say so.
        </Notice>
      )}
      {running && (
        <div data-entry={entryOf(running)} tabIndex={-1}>
          <MeetingEditor key={running.number} meeting={running} readOnly={readOnly} />
        </div>
      )}
      {(room !== null || (running && !readOnly)) && <RoomPanel room={room} meeting={running} />}
      {!readOnly && <Begin again={running !== undefined} />}
      {others.length > 0 && (
        <details
          className={styles.earlier}
          open={forgotten !== undefined || others[0]?.heldOn === today() || undefined}
        >
          <summary>{formatCount(others.length, 'other meeting')}</summary>
          <ul className={styles.meetings}>
            {others.map((meeting) => (
              <Other
                key={meeting.number}
                meeting={meeting}
                readOnly={readOnly}
                wanted={wanted === entryOf(meeting)}
              />
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

const entryOf = ({ number }: Meeting): string => `meeting-${number}`;

function Begin({ again }: { readonly again: boolean }) {
  const [title, setTitle] = useState('');
  const start = useCommand('workshop.start');
  return (
    <form
      className={styles.line}
      onSubmit={async (event) => {
        event.preventDefault();
        if (start.busy) return;
        const attempt = await start.run(title.trim() === '' ? {} : { title: title.trim() });
        if (attempt.ok) setTitle('');
      }}
    >
      <div className={styles.grow}>
        <TextField
          label={again ? 'Begin another meeting' : 'Title of the meeting'}
          placeholder="Workshop"
          value={title}
          onValue={setTitle}
          maxLength={200}
        />
      </div>
      <Button type="submit" icon="add" disabled={start.busy}>
        {again ? 'Begin another' : 'Begin the meeting'}
      </Button>
    </form>
  );
}

function Other(props: { readonly meeting: Meeting; readonly wanted: boolean; readonly readOnly: boolean }) {
  const { meeting } = props;
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (props.wanted) setOpen(true);
  }, [props.wanted]);
  const facts = [
    formatDate(meeting.heldOn),
    meeting.attendees.map((attendee) => attendee.name).join(', '),
    meeting.decisions > 0 && formatCount(meeting.decisions, 'decision'),
    meeting.proposals > 0 && formatCount(meeting.proposals, 'proposal'),
    durationWords(meeting.seconds),
  ].filter(Boolean);
  return (
    <li className={styles.meeting} data-entry={entryOf(meeting)} tabIndex={-1}>
      <div className={styles.meetingLine}>
        <span>
          <strong>{meeting.title}</strong> <span className={styles.soft}>{facts.join(' · ')}</span>
        </span>
        <span className={styles.acts}>
          <MinutesButton meeting={meeting} />
          <Button
            kind="quiet"
            aria-expanded={open}
            aria-label={`${open ? 'Close' : props.readOnly ? 'Show' : 'Change'} ${meeting.title}`}
            onClick={() => setOpen(!open)}
          >
            {open ? 'Close' : props.readOnly ? 'Show' : 'Change'}
          </Button>
        </span>
      </div>
      {open && <MeetingEditor meeting={meeting} readOnly={props.readOnly} />}
    </li>
  );
}
