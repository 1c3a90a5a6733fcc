import { SERVICE_MODELS, type ServiceModel } from '../../../main/contract/catalogue.ts';

/** Search part of the Learn pages: `?model=paas` shows the stack of that service model first. */
export const learnSearch = (search: Record<string, unknown>): { readonly model?: ServiceModel } => {
  const model = SERVICE_MODELS.find((known) => known === search.model);
  return model === undefined ? {} : { model };
};
