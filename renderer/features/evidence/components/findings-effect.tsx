import type { FindingsEffect as Effect } from '../../../../main/contract/findings.ts';
import { replacedWithoutAccountWords } from '../../../../main/domain/evidence/without-account.ts';
import { Checkbox } from '../../../components/field/field.tsx';
import { Notice } from '../../../components/notice/notice.tsx';
import { formatCount } from '../../../lib/format.ts';

/** What of the recorded findings an import would end, and the choice about those that the files do not hold. */
export function FindingsEffect(props: {
  readonly effect: Effect;
  readonly complete: boolean;
  readonly onComplete: (complete: boolean) => void;
}) {
  const { closed, replaced, replacedWithoutAccount, missing } = props.effect;
  if (closed + replaced + missing === 0) return null;
  return (
    <Notice title="What was recorded before">
      {closed > 0 && (
        <p>{`${formatCount(closed, 'finding')} closed by these files: archived, resolved or not applicable any more.`}</p>
      )}
      {replaced > 0 && (
        <p>{`${formatCount(replaced, 'finding')} not found any more by this later scan: counted no longer.`}</p>
      )}
      {replacedWithoutAccount > 0 && <p>{replacedWithoutAccountWords(replacedWithoutAccount)}</p>}
      {missing > 0 && (
        <>
          <p>
            {`${formatCount(missing, 'finding')} of the same checks, accounts and Regions not in these files, which may be pages of one answer: kept, unless you say otherwise.`}
          </p>
          <Checkbox
            label="These files hold every page: close what they do not hold"
            checked={props.complete}
            onChecked={props.onComplete}
          />
        </>
      )}
    </Notice>
  );
}
