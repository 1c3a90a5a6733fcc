import { type Query, QueryClient } from '@tanstack/react-query';

/**
 * A reply that was on its way when its query went stale may say what was so before, and the cache would take it for fresh. Where
 * nothing asks again at once (no screen shows it, or there is no earlier reply to show meanwhile) it is stale when it comes.
 */
export class FreshQueryClient extends QueryClient {
  readonly #overtaken = new WeakSet<Query>();

  constructor(...options: ConstructorParameters<typeof QueryClient>) {
    super(...options);
    this.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return;
      const { query } = event;
      if (this.#overtaken.delete(query))
        void this.invalidateQueries({ queryKey: query.queryKey, exact: true });
    });
  }

  override invalidateQueries: QueryClient['invalidateQueries'] = (filters, options) => {
    for (const query of this.getQueryCache().findAll(filters))
      if (query.state.fetchStatus === 'fetching' && !(query.isActive() && query.state.data !== undefined))
        this.#overtaken.add(query);
    return super.invalidateQueries(filters, options);
  };
}
