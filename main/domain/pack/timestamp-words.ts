import type { PackTimestamp } from '../../contract/packs.ts';

/** What a timestamp attests, and what was not judged of it, as sentences. */
export const timestampWords = ({ time, signer }: PackTimestamp): string =>
  `A timestamp attests that the manifest was there at ${time.slice(0, 10)} ${time.slice(11, 19)} UTC. ` +
  (signer === null
    ? 'It holds no certificate, so whose signature it bears was not judged.'
    : `Its signature fits the certificate of ${signer}, whose chain was not judged.`);
