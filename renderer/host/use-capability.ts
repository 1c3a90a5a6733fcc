import type { Capabilities } from '../../main/contract/capabilities.ts';
import { useHost } from './context.tsx';

/** Whether this host can do something. Screens ask by feature, never by the host's name. */
export const useCapability = (feature: keyof Capabilities): boolean => useHost().capabilities[feature];
