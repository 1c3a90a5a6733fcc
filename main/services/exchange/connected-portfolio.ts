import { notFound } from '../../contract/errors.ts';
import type { PortfolioConnection } from '../../contract/portfolio.ts';
import type { Ids } from '../../platform/ids.ts';
import type { KeptPasswords } from '../../platform/kept-passwords.ts';
import type { PortfolioTarget } from '../../portfolio/target.ts';

interface Connected {
  readonly target: PortfolioTarget;
  readonly connection: PortfolioConnection;
}
/** The portfolio that somebody connected beside their own, for as long as the program runs: in memory alone, with its password. */
export interface ConnectedPortfolio {
  /** Passwords of servers that the operating system's key store keeps. */
  readonly passwords: KeptPasswords;
  current(): PortfolioConnection | null;
  /** The target behind a handle. NOT_FOUND once it is not connected any more. */
  find(handle: string): Connected;
  connect(target: PortfolioTarget, facts: Pick<PortfolioConnection, 'name' | 'copy'>): PortfolioConnection;
  disconnect(): void;
}

export function createConnectedPortfolio(ids: Ids, passwords: KeptPasswords): ConnectedPortfolio {
  let connected: Connected | null = null;
  return {
    passwords,
    current: () => connected?.connection ?? null,
    find(handle) {
      if (connected?.connection.handle === handle) return connected;
      throw notFound(
        'portfolio connected by that handle any more',
        'Connect it again on the Portfolio screen.',
      );
    },
    connect(target, facts) {
      const connection = { handle: ids.handle(), kind: target.kind, ...facts };
      connected = { target, connection };
      return connection;
    },
    disconnect() {
      connected = null;
    },
  };
}
