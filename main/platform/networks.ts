import { networkInterfaces } from 'node:os';

export interface Network {
  readonly address: string;
  readonly name: string;
}

/** The networks by which other devices can reach this machine, as the system lists them; loopback and link-local addresses are none. */
export const networks = (): readonly Network[] =>
  Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
    (addresses ?? []).flatMap(({ address, family, internal }) =>
      family === 'IPv4' && !internal && !address.startsWith('169.254.') ? [{ address, name }] : [],
    ),
  );

/** Every address of this machine, loopback included. */
export const ownAddresses = (): readonly string[] =>
  Object.values(networkInterfaces()).flatMap((addresses) => (addresses ?? []).map(({ address }) => address));
