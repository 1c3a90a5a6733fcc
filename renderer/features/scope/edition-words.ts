import type { Origin } from '../../../main/contract/providers.ts';
import { editionWords, originWords } from '../../../main/domain/providers/origin-words.ts';
import { formatDate } from '../../lib/format.ts';

type State = Pick<Origin, 'title' | 'rev' | 'day'>;
const shown = <S extends State>(state: S): S => ({ ...state, day: formatDate(state.day) });

/** A state of another workbook, and the way down to a row, with days as the screen writes them. */
export const shownEdition = (state: State): string => editionWords(shown(state));
export const shownOrigins = (origins: readonly Origin[]): string => originWords(origins.map(shown));
