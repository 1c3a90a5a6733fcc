import { useMemo } from 'react';
import {
  MISCONCEPTION_FAMILIES,
  type MisconceptionFamily,
} from '../../../../main/domain/duties/misconception-families.ts';
import { Panel } from '../../../components/page/page.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { formatCount } from '../../../lib/format.ts';
import styles from '../gaps.module.css';
import { PlaceLink } from './place-link.tsx';
import { useGaps } from './use-gaps.ts';

/** What to say aloud, and the question that brings the room to a name. */
export function FamilyWords({ family }: { readonly family: MisconceptionFamily }) {
  return (
    <>
      <ul className={styles.words} aria-label="Words to use in the room">
        {family.words.map((sentence) => (
          <li key={sentence}>
            <q>{sentence}</q>
          </li>
        ))}
      </ul>
      <p>
        <strong>Then ask:</strong> {family.question}
      </p>
    </>
  );
}

/** The beliefs that leave duties with nobody: the three families, and every single one that the catalogue knows. */
export function Misconceptions() {
  const { responsibilities } = useDemarcData('catalogue.responsibilities', {});
  const { gaps } = useGaps();
  const found = useMemo(() => gaps.filter((gap) => gap.rule === 'misconception'), [gaps]);
  const known = useMemo(
    () =>
      responsibilities.flatMap((duty) =>
        duty.misconception ? [{ id: duty.id, name: duty.name, ...duty.misconception }] : [],
      ),
    [responsibilities],
  );
  const here = (family: number | null) =>
    found.filter((gap) =>
      known.some((entry) => entry.id === gap.responsibility && (entry.family ?? null) === family),
    );
  return (
    <div className={styles.families}>
      {[...MISCONCEPTION_FAMILIES, null].map((family) => {
        const own = known.filter((entry) => (entry.family ?? null) === (family?.family ?? null));
        const answers = here(family?.family ?? null);
        if (own.length === 0) return null;
        return (
          <section key={family?.family ?? 0} aria-labelledby={`family-${family?.family ?? 0}`}>
            <Panel padded>
              <div className={styles.family}>
                <h2 id={`family-${family?.family ?? 0}`}>
                  {family?.title ?? 'Others that the catalogue knows'}
                </h2>
                {family && (
                  <>
                    <dl className={styles.facts}>
                      <dt>Belief</dt>
                      <dd>
                        <q>{family.belief}</q>
                      </dd>
                      <dt>Correction</dt>
                      <dd>{family.correction}</dd>
                    </dl>
                    <h3>Words to use in the room</h3>
                    <FamilyWords family={family} />
                  </>
                )}
                {answers.length > 0 && (
                  <>
                    <h3>{`In this workbook: ${formatCount(answers.length, 'answer')}`}</h3>
                    <ul className={styles.answers}>
                      {answers.map((gap) => (
                        <li key={gap.ref}>
                          <PlaceLink subject={gap.subject} responsibility={gap.responsibility}>
                            {gap.sentence}
                          </PlaceLink>
                        </li>
                      ))}
                    </ul>
                  </>
                )}
                <details>
                  <summary>{`${formatCount(own.length, 'duty', 'duties')} about which it is heard`}</summary>
                  <dl className={styles.heard}>
                    {own.map((entry) => (
                      <div key={entry.id}>
                        <dt>{entry.name}</dt>
                        <dd>
                          <q>{entry.belief}</q> {entry.correction}
                        </dd>
                      </div>
                    ))}
                  </dl>
                </details>
              </div>
            </Panel>
          </section>
        );
      })}
    </div>
  );
}
