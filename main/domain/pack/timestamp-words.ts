import type { PackTimestamp } from '../../contract/packs.ts';
import { toTheSecond } from '../words/date-words.ts';

/** What a timestamp attests, and what was not judged of it, as sentences. */
export const timestampWords = ({ time, signer }: PackTimestamp): string =>
  `A timestamp attests that the manifest was there at ${toTheSecond(time)}. ` +
  (signer === null
    ? 'It holds no certificate, so whose signature it bears was not judged.'
    : `Its signature fits the certificate of ${signer}, whose chain was not judged.`);
