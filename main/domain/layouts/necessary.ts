import type { FrameworkAnnex } from '../report/report.ts';
import { fewNames } from '../words/few-names.ts';
import type { Gathered } from './gather.ts';

/** What speaks for a duty of the user entity being a control that is necessary for the criteria, and what does not. */
export interface Necessity {
  /** Ids of the criteria that the provider's side meets only together with it. */
  readonly criteria: readonly string[];
  /** Why it is necessary for none; null where it is for some. */
  readonly why: string | null;
}

/**
 * Which duties of the user entity are controls that are *necessary* for the criteria (CUECs), and which are only its responsibilities
 * in using the service. A duty is necessary for a criterion that it bears on where the provider's side of the seat has a part of that criterion,
 * and some of the criterion can be inherited at all: what each organisation does for itself, such as its own governance, completes
 * nobody else's control.
 */
export function necessities(annex: FrameworkAnnex, gathered: Gathered): (duty: string) => Necessity {
  const hasPart = (duty: string) =>
    gathered.duties.get(duty)?.rows.some(
      // What is believed of the provider and is not so completes nothing.
      ({ misconception, shares }) =>
        !misconception && shares.some(({ party }) => gathered.sideOf(party) !== 'downstream'),
    ) === true;
  const criteria = annex.controls.map((control) => {
    const theirs = control.responsibilities.some(hasPart);
    return { control, theirs, complements: theirs && control.inherit !== 'not' };
  });
  return (duty) => {
    const bearing = criteria.filter(({ control }) => control.responsibilities.includes(duty));
    const idsOf = (some: typeof bearing) => some.map(({ control }) => control.id);
    const needed = idsOf(bearing.filter(({ complements }) => complements));
    if (needed.length > 0) return { criteria: needed, why: null };
    if (bearing.length === 0) return { criteria: [], why: 'No criterion is listed that it bears on.' };
    const alone = bearing.filter(({ theirs }) => !theirs);
    const own = bearing.filter(({ theirs }) => theirs);
    return {
      criteria: [],
      why: [
        ...(own.length === 0
          ? []
          : [
              `${fewNames(idsOf(own))}: each organisation meets this for itself, so it completes no control of the service.`,
            ]),
        ...(alone.length === 0
          ? []
          : [`${fewNames(idsOf(alone))}: no part of the service in it is recorded that it could complete.`]),
      ].join(' '),
    };
  };
}
