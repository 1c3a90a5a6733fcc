import { type ReactNode, useId, useState } from 'react';
import { SERVICE_MODELS, type ServiceModel } from '../../../../main/contract/catalogue.ts';
import { DemarcationStack } from '../../../components/demarcation/demarcation-stack.tsx';
import { useDemarcData } from '../../../host/queries.ts';
import { formatCount } from '../../../lib/format.ts';
import { MODEL_HINTS, MODEL_WORDS } from '../../../lib/words.ts';
import styles from '../learn.module.css';
import { countOwners, type MovedDuty, modelStack, movedDuties, OWNER_WORDS } from '../model.ts';

/** Services that everybody has heard of, for each model. */
const EXAMPLES: Readonly<Record<ServiceModel, string>> = {
  iaas: 'Amazon EC2, Amazon EBS, Amazon VPC',
  container: 'Amazon ECS, Amazon EKS',
  paas: 'Amazon RDS, AWS Elastic Beanstalk, Amazon EMR',
  serverless: 'AWS Lambda, Amazon S3, Amazon API Gateway',
  saas: 'Amazon WorkMail, Amazon Chime',
  tool: 'AWS KMS, AWS CloudTrail, AWS WAF',
};

/** The stack of one service model; choosing another moves the line and says what changed hands. */
export function ServiceModels({ model: first }: { readonly model: ServiceModel | undefined }) {
  const catalogue = useDemarcData('catalogue.responsibilities', {});
  const [shown, setShown] = useState<{ now: ServiceModel; before: ServiceModel | null }>({
    now: first ?? 'iaas',
    before: null,
  });
  const id = useId();
  const { now, before } = shown;
  const counts = countOwners(catalogue.responsibilities, now);
  const moved = before === null ? [] : movedDuties(catalogue.responsibilities, before, now);
  return (
    <>
      <p>
        A kitchen can be fitted by you, by the landlord, or you can dine out: someone cooks in each case, and
        someone else each time. The same holds for a database on a machine of your own, a managed one, and one
        behind an application that you only log in to.
      </p>
      <div className={styles.stack}>
        <fieldset className={styles.models}>
          <legend>Kind of service</legend>
          {SERVICE_MODELS.map((model) => (
            <label key={model} className={styles.model}>
              <input
                type="radio"
                name={id}
                checked={model === now}
                onChange={() => setShown({ now: model, before: now })}
              />
              <span className={styles.modelText}>
                <strong>{MODEL_WORDS[model]}</strong>
                <span className={styles.soft}>{EXAMPLES[model]}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <div className={styles.picture}>
          <h2>{MODEL_WORDS[now]}</h2>
          <p>{MODEL_HINTS[now]}</p>
          <DemarcationStack
            input={modelStack(catalogue, now, MODEL_WORDS[now])}
            provider="AWS"
            customer="You"
          />
          <p role="status" className={styles.counts}>
            {MODEL_WORDS[now]}: {formatCount(counts.aws, 'duty', 'duties')} for AWS alone, {counts.shared}{' '}
            shared, {counts.customer} for you alone.
            {before !== null &&
              ` Compared with ${MODEL_WORDS[before].toLowerCase()}, ${formatCount(moved.length, 'duty changes', 'duties change')} hands.`}
          </p>
        </div>
      </div>
      {before !== null && moved.length > 0 && (
        <Moved
          title={`From ${MODEL_WORDS[before].toLowerCase()} to ${MODEL_WORDS[now].toLowerCase()}`}
          moved={moved}
        />
      )}
      <p className={styles.soft}>
        This is what the catalogue suggests for an average service of each kind. A single service may differ,
        and says so where it does; the line of your own workbook is drawn from your own answers.
      </p>
    </>
  );
}

function Moved(props: { readonly title: ReactNode; readonly moved: readonly MovedDuty[] }) {
  return (
    <section>
      <h2>{props.title}</h2>
      <ul className={styles.moved}>
        {props.moved.map((duty) => (
          <li key={duty.id}>
            <span>
              <strong>{duty.name}</strong>: {OWNER_WORDS[duty.from]} <span aria-hidden="true">→</span>
              <span className="visually-hidden">, now</span> {OWNER_WORDS[duty.to]}
            </span>
            <span className={styles.soft}>{duty.why}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
