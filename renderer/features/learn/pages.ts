import type { ComponentType } from 'react';
import type { ServiceModel } from '../../../main/contract/catalogue.ts';
import { Layers } from './pages/layers.tsx';
import { Misconceptions } from './pages/misconceptions.tsx';
import { OfAndIn } from './pages/of-and-in.tsx';
import { ServiceModels } from './pages/service-models.tsx';
import { Steps } from './pages/steps.tsx';

export interface LearnPage {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly Content: ComponentType<{ readonly model: ServiceModel | undefined }>;
}

/** In the order in which one would tell it. */
export const LEARN_PAGES: readonly LearnPage[] = [
  {
    id: 'of-and-in',
    title: 'Of the cloud, in the cloud',
    lead: 'Two parties look after everything that runs on AWS. Each has a list of its own.',
    Content: OfAndIn,
  },
  {
    id: 'layers',
    title: 'The layers',
    lead: 'From the concrete floor to the customer’s name in a table: what there is to look after.',
    Content: Layers,
  },
  {
    id: 'service-models',
    title: 'Where the line runs',
    lead: 'The more of a service AWS runs, the higher its part reaches. Change the kind of service and watch the line.',
    Content: ServiceModels,
  },
  {
    id: 'misconceptions',
    title: 'Three misconceptions',
    lead: 'Beliefs that leave a duty with nobody, and what to say when they come up in the room.',
    Content: Misconceptions,
  },
  {
    id: 'steps',
    title: 'Five practical steps',
    lead: 'What turns a drawing of the model into something that holds next year, too.',
    Content: Steps,
  },
];
