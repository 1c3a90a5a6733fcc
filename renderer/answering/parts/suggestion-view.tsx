import type { Card, Suggestion } from '../../../main/contract/assignments.ts';
import { IconButton } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { type Sides, suggestionWords } from '../../components/ownership/answers.ts';
import { OwnershipParts, suggestedKeys } from '../../components/ownership/ownership-chip.tsx';
import { useToasts } from '../../components/toast/toasts.tsx';
import { firstSentence } from '../../lib/first-sentence.ts';
import { formatDate } from '../../lib/format.ts';
import styles from './suggestion.module.css';

const BASIS = {
  service: 'the entry of this service',
  model: 'the default of its service model',
  general: 'the general default',
} as const;

const CAUTION_WORDS: Readonly<Record<Caution['kind'], string>> = {
  contested: 'This can be argued. ',
  partition: 'Otherwise in this part of AWS. ',
  'unread-source': 'Nobody has yet checked this against the AWS page. ',
  inferred: '',
};

/** That AWS does not name a control holds for most duties: it stands in the help, not on every card. */
type Caution = Suggestion['cautions'][number];
export const mattersInTheRoom = (caution: Caution): boolean => caution.kind !== 'inferred';

/** What the catalogue proposes: outlined, with its reason, and what to ask in the room before trusting it. */
export function SuggestionView(props: { readonly card: Card; readonly sides: Sides }) {
  const { suggestion } = props.card;
  return (
    <section className={styles.suggestion} aria-label="Suggestion">
      <div className={styles.suggested}>
        <OwnershipParts keys={suggestedKeys(suggestion.owner)} ghost large />
        <p>
          <strong>Suggested: {suggestionWords(suggestion, props.sides)}.</strong> {suggestion.why}
          {suggestion.rule && <span className={styles.basis}> ({suggestion.rule})</span>}
        </p>
      </div>
      {suggestion.cautions.filter(mattersInTheRoom).map((caution) => (
        <CautionView key={caution.text} caution={caution} />
      ))}
    </section>
  );
}

/** What else is known of the suggestion: what to know of the service, where it comes from, which pages were read for it. */
export function AboutSuggestion({ card: { suggestion } }: { readonly card: Card }) {
  return (
    <section className={styles.suggestion} aria-label="About the suggestion">
      {suggestion.guidance && (
        <p className={styles.guidance}>
          <Icon name="info" size={14} />
          <span>{suggestion.guidance}</span>
        </p>
      )}
      <p className={styles.basis}>
        {!suggestion.rule && `Suggested by ${BASIS[suggestion.basis]}. `}
        <Sources sources={suggestion.sources} />
      </p>
    </section>
  );
}

/** One line that says what to ask in the room; the argument behind it opens below. */
function CautionView({ caution }: { readonly caution: Caution }) {
  const { first, rest } = firstSentence(caution.text);
  const more = caution.ask ? caution.text : rest;
  return (
    <details className={styles.caution}>
      <summary>
        <Icon name="warning" size={14} />
        <span>
          {CAUTION_WORDS[caution.kind]}
          <strong className={styles.ask}>{caution.ask ? `Ask: ${caution.ask}` : first}</strong>
        </span>
      </summary>
      {more && <p>{more}</p>}
    </details>
  );
}

/** The pages that were read for the service. Demarc opens no connection, so addresses are shown and copied, not followed. */
function Sources({ sources }: Pick<Suggestion, 'sources'>) {
  const toasts = useToasts();
  const [first, ...more] = sources;
  if (!first) return null;
  const lines = sources.map(({ title, url, readOn }) => `${title} (read ${formatDate(readOn)})\n${url}`);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(lines.join('\n'));
      toasts.show({ text: more.length === 0 ? 'Address copied.' : `${sources.length} addresses copied.` });
    } catch {
      toasts.show({ text: lines.join(' '), lasts: 20_000 });
    }
  };
  return (
    <span className={styles.source} title={lines.join('\n')}>
      {more.length === 0 ? 'Page read' : `${sources.length} pages read`}
      <span className={styles.sourceTitle}>
        : {first.title}
        {more.length > 0 && ' ...'}
      </span>
      <IconButton
        icon="copy"
        size="small"
        label={`Copy the addresses of the pages read: ${sources.map(({ title }) => title).join(', ')}`}
        onClick={() => void copy()}
      />
    </span>
  );
}
