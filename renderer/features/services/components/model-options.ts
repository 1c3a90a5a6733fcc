import type { ServiceModel } from '../../../../main/contract/catalogue.ts';
import type { Option } from '../../../components/field/field.tsx';
import { MODEL_WORDS } from '../../../lib/words.ts';

/** Service models from most to least left to the customer. */
const ORDER: readonly ServiceModel[] = ['iaas', 'container', 'paas', 'serverless', 'saas', 'tool'];
export const MODEL_OPTIONS: readonly Option<ServiceModel>[] = ORDER.map((value) => ({
  value,
  label: MODEL_WORDS[value],
}));
