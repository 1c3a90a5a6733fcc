import styles from '../learn.module.css';

const OF = [
  [
    'Buildings',
    'Data centres with guards, power, cooling and fire protection, in places that no visitor finds.',
  ],
  ['Hardware', 'Servers, disks and network devices, from delivery to the shredder.'],
  ['Virtualisation', 'The layer that keeps one customer’s machine apart from the next one’s.'],
  ['Global infrastructure', 'Regions, Availability Zones, edge locations and the network between them.'],
  ['Foundational services', 'The software of compute, storage, databases and networking itself.'],
] as const;
const IN = [
  ['Data', 'What is stored, how sensitive it is, where it may lie and when it must go.'],
  ['Access', 'Who may do what: people, roles, keys, and everybody who has left.'],
  ['Operating systems', 'On machines of your own: patches, hardening, what is installed.'],
  ['Applications', 'Code that you wrote or bought, its libraries and its faults.'],
  ['Network controls', 'Which doors are open to whom: security groups, routes, public addresses.'],
] as const;

/** Security of the cloud, security in the cloud. */
export function OfAndIn() {
  return (
    <>
      <p>
        AWS calls its side security <strong>of</strong> the cloud: it protects whatever all its customers
        stand on. Your side is security <strong>in</strong> the cloud: whatever you put there and how you set
        it up. Neither side can do the other’s part. AWS cannot know whether a bucket is meant to be public;
        you cannot change a disk in its data centre.
      </p>
      <div className={styles.pair}>
        <Side title="AWS: of the cloud" entries={OF} />
        <Side title="You: in the cloud" entries={IN} />
      </div>
      <h2>Three ways in which a duty can lie</h2>
      <dl className={styles.terms}>
        <div>
          <dt>Inherited</dt>
          <dd>
            AWS does it alone, and you rely on it. A lock on the data centre’s door is one. Your part is to
            hold the proof: an audit report that covers the service and the period.
          </dd>
        </div>
        <div>
          <dt>Shared</dt>
          <dd>
            Both have a half. AWS patches the hosts, you patch the machines that run on them. Halves are where
            things fall through, so both are written down.
          </dd>
        </div>
        <div>
          <dt>Yours</dt>
          <dd>Nobody but you can do it, since it depends on what your application and your data are.</dd>
        </div>
      </dl>
      <h2>A building of flats</h2>
      <p>
        Think of AWS as the owner of an apartment building. The owner keeps the foundations, the roof, the
        front door and the pipes in order, for all tenants. What happens behind your own door is yours: who
        has a key, whether the window is shut, what lies on the table. An owner who keeps a perfect building
        cannot help a tenant who leaves the door open.
      </p>
      <p>
        Accountability does not move with the work. Your customers and your regulator ask you, also about the
        part that AWS does; you answer with its reports.
      </p>
    </>
  );
}

function Side(props: { readonly title: string; readonly entries: readonly (readonly [string, string])[] }) {
  return (
    <section>
      <h2>{props.title}</h2>
      <dl className={styles.terms}>
        {props.entries.map(([term, words]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
