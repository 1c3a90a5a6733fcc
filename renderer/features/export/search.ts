import { AUDIENCE_IDS, type AudienceId } from '../../../main/contract/audience.ts';
import { type AddressFilter, readFilter } from '../../lib/register-filter.ts';

export interface ExportSearch {
  /** Whose hand-out it is. */
  readonly person?: string;
  /** The filter of the register, where only the rows in view are wanted. */
  readonly rows?: AddressFilter;
  /** ISO date as of which the documents are judged; today where it is left out. */
  readonly asOf?: string;
  /** For whom the documents are prepared; internal use where it is left out. */
  readonly audience?: AudienceId;
}

/** Search part of the export screen: `?person=zoe-muller` for a hand-out, `?rows={"domain":"backups"}` for the rows in view. */
export function exportSearch(search: Record<string, unknown>): ExportSearch {
  const { person, rows, asOf } = search;
  const audience = AUDIENCE_IDS.find((id) => id === search.audience && id !== 'internal');
  const filter = typeof rows === 'object' && rows !== null ? readFilter({ ...rows }) : {};
  return {
    ...(typeof person === 'string' && person !== '' ? { person } : {}),
    ...(Object.keys(filter).length > 0 ? { rows: filter } : {}),
    ...(typeof asOf === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(asOf) ? { asOf } : {}),
    ...(audience === undefined ? {} : { audience }),
  };
}
