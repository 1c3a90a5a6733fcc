import matrix from '../../../../docs/pictures/matrix.png';
import overview from '../../../../docs/pictures/overview.png';
import walk from '../../../../docs/pictures/walk-through.png';
import styles from '../learn.module.css';

const STEPS = [
  {
    name: 'Write the matrix down',
    why: 'A model on a slide names no one. A matrix says for each service and each duty who does which half, and who answers for it by name.',
    here: 'The walk-through asks it, the workshop asks it of the whole room, and the matrix shows it. An answer without a name is a gap.',
    picture: {
      src: matrix,
      alt: 'The matrix of the example: services across, responsibilities down, each cell with the letter of its owner',
    },
  },
  {
    name: 'Hold it against the Well-Architected Framework',
    why: 'Its security pillar is a list of good practice that somebody else thought through. It finds the question that nobody in the room asked.',
    here: 'Choose it among the frameworks under Scope: each duty then shows the practices that it helps to meet.',
    picture: {
      src: walk,
      alt: 'A card of the walk-through: the question, the two halves of the duty with the line between them, and the picture of the service',
    },
  },
  {
    name: 'Look again, regularly',
    why: 'Services are added, AWS changes what it takes on, people leave. A matrix that was right last year is a story about last year.',
    here: 'Evidence has a period and an expiry, and a comparison with an earlier state shows what moved, so that only that needs asking again.',
    picture: {
      src: overview,
      alt: 'The overview of the example: how much is answered, what is open, and where the line runs for each service',
    },
  },
  {
    name: 'Let machines watch',
    why: 'People forget to look; a rule does not. AWS Config, Security Hub, GuardDuty and Inspector see a change within minutes, as long as somebody is told.',
    picture: null,
    here: 'Each duty names the services that help with it. Their reports are evidence as good as a screenshot, and less work.',
  },
  {
    name: 'Teach those who own a part',
    why: 'A duty is only done by someone who knows that it is theirs and how it is done. New colleagues and new teams start without either.',
    picture: null,
    here: 'Give each owner the hand-out with their own rows, and these pages to whoever is new to the idea.',
  },
] as const;

/** Practical steps from the model to a habit. */
export function Steps() {
  return (
    <ol className={styles.steps}>
      {STEPS.map((step) => (
        <li key={step.name}>
          <h2>{step.name}</h2>
          <p>{step.why}</p>
          <p className={styles.soft}>In Demarc: {step.here}</p>
          {step.picture && (
            <img className={styles.screenshot} src={step.picture.src} alt={step.picture.alt} loading="lazy" />
          )}
        </li>
      ))}
    </ol>
  );
}
