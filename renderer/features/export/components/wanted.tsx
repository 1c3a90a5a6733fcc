import { Notice } from '../../../components/notice/notice.tsx';
import { Section } from '../../../components/page/page.tsx';
import { PreparedFor } from '../../../components/prepared/prepared-for.tsx';
import type { Wanted } from '../use-wanted.ts';
import { Counts } from './counts.tsx';
import styles from './export.module.css';
import { ExtractNote } from './extract-note.tsx';
import { ForWhom, JudgedAsOf } from './formats.tsx';

/** Whose rows go out, as of which day and for whom, and what that comes to. `onChange` hears that something else is wanted now. */
export function WhatWillBeInIt(props: {
  readonly wanted: Wanted;
  readonly disabled: boolean;
  readonly onChange: () => void;
}) {
  const { wanted, disabled, onChange } = props;
  const { people, person, rows, asOf, audience, marks, refused, counts } = wanted;
  const hearing =
    <T,>(then: (value: T) => void) =>
    (value: T) => {
      onChange();
      then(value);
    };
  const limitTo = hearing(wanted.limitTo);
  return (
    <Section
      title="What will be in it"
      hint={
        person &&
        `A hand-out: only the rows in which ${person.name} is named, and the open rows of services that ${person.name} leads, with their evidence and gaps. Everything else stays out.`
      }
    >
      <div className={styles.whom}>
        {people.length > 0 && (
          <ForWhom
            people={people}
            person={person?.id ?? ''}
            inView={rows !== undefined}
            disabled={disabled}
            onPerson={(id) => limitTo({ ...(rows ? { rows } : {}), ...(id === '' ? {} : { person: id }) })}
          />
        )}
        <JudgedAsOf day={asOf} disabled={disabled} onDay={hearing(wanted.judgeAsOf)} />
      </div>
      {rows && counts.extract && (
        <ExtractNote
          counts={counts}
          filter={rows}
          disabled={disabled}
          onEverything={() => limitTo(person ? { person: person.id } : {})}
        />
      )}
      <PreparedFor
        audience={audience}
        marks={marks}
        disabled={disabled}
        onAudience={hearing(wanted.prepareFor)}
        onMarks={hearing(wanted.setMarks)}
      />
      {refused !== null && (
        <Notice tone="warn" title="This cannot be prepared so">
          {refused}
        </Notice>
      )}
      <Counts counts={counts} audience={audience} />
    </Section>
  );
}
