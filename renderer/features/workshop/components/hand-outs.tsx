import { Link } from '@tanstack/react-router';
import { Section } from '../../../components/page/page.tsx';
import { useWorkbookId } from '../../../host/context.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { formatCount } from '../../../lib/format.ts';
import styles from './workshop.module.css';

/** A file for everybody who is named: their rows and nothing else. */
export function HandOuts() {
  const people = useDemarcData('people.list', {});
  const workbook = useWorkbookId();
  const named = people.filter((person) => person.assignments > 0);
  return (
    <Section
      title="Hand-outs"
      hint="For whoever leaves the room with duties: an Excel or PDF file with only the rows in which they are named."
    >
      {named.length === 0 ? (
        <p className={styles.soft}>Nobody is named for a duty yet. O names somebody in the presenter view.</p>
      ) : (
        <ul className={styles.people}>
          {named.map((person) => (
            <li key={person.id}>
              <Link to="/w/$workbook/export" params={{ workbook }} search={{ person: person.id }}>
                {person.name}
              </Link>
              <span className={styles.soft}> {formatCount(person.assignments, 'duty', 'duties')}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
