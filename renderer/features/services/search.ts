export interface ServicesSearch {
  /** The service whose details are open. */
  readonly edit?: string;
  /** What is being added: from the catalogue, from files, or one of our own. */
  readonly add?: 'catalogue' | 'files' | 'custom';
}

const ADD = ['catalogue', 'files', 'custom'] as const;

export function servicesSearch(raw: Record<string, unknown>): ServicesSearch {
  const add = ADD.find((value) => value === raw.add);
  return {
    ...(typeof raw.edit === 'string' ? { edit: raw.edit } : {}),
    ...(add ? { add } : {}),
  };
}
