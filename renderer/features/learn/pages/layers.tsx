import { DEMARCATION_ORDER } from '../../../../main/domain/pictures/demarcation.ts';
import { useDemarcData } from '../../../host/queries.ts';
import { formatCount } from '../../../lib/format.ts';
import styles from '../learn.module.css';

/** Who usually stands where; the line itself depends on the service. */
const USUALLY: Readonly<Record<(typeof DEMARCATION_ORDER)[number], string>> = {
  'facilities-hardware': 'Always AWS. You hold its reports.',
  'platform-foundation': 'Nearly always AWS. You choose Regions and how far apart things stand.',
  network: 'AWS runs the backbone; you draw your network on it and decide which doors are open.',
  patching: 'The band that moves most: yours on a virtual machine, AWS’s in a serverless service.',
  'application-change': 'Yours, for whatever code and settings you bring.',
  resilience: 'AWS keeps the service up; you decide how many copies there are and whether they come back.',
  detection: 'AWS offers the records; you switch them on, keep them and read them.',
  response: 'AWS acts on its side and helps; what happens to your workload is yours to notice and to handle.',
  governance: 'Yours: policies, suppliers, people, proof. AWS brings reports for its own part.',
  identity: 'Yours for every service, without exception.',
  'encryption-keys': 'AWS brings the tools; whether, with whose keys and for whom is your choice.',
  'data-governance': 'Yours, always: only you know what the data means.',
};

/** The twelve domains from the top to the bottom of the picture, as the catalogue has them. */
export function Layers() {
  const { domains, responsibilities } = useDemarcData('catalogue.responsibilities', {});
  const order: readonly string[] = DEMARCATION_ORDER;
  const topDown = [...domains].sort((a, b) => order.indexOf(b.id) - order.indexOf(a.id));
  return (
    <>
      <p>
        Demarc sorts every duty into one of twelve domains and stacks them as they build on each other. What
        you alone can know is at the top, what AWS runs out of sight is at the bottom. Somewhere between runs
        the line.
      </p>
      <ol className={styles.layers}>
        {topDown.map((domain) => (
          <li key={domain.id}>
            <h2>{domain.name}</h2>
            <p>{domain.summary}</p>
            <p className={styles.soft}>
              {USUALLY[domain.id as keyof typeof USUALLY] ?? 'Who owns it depends on the service.'}{' '}
              {formatCount(
                responsibilities.filter((duty) => duty.domain === domain.id).length,
                'duty',
                'duties',
              )}
              .
            </p>
          </li>
        ))}
      </ol>
      <p>
        Some duties are asked for each service in use, some once for AWS as a whole (nobody asks twelve times
        who guards the data centre), and some once for your organisation, such as the training of its people.
      </p>
    </>
  );
}
