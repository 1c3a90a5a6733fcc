import { counted } from '../../../domain/words/counted.ts';
import type { Found } from '../found.ts';
import { clustersGuessed, withDatabaseParts } from './databases.ts';
import { isLaunchGuessed } from './launch-types.ts';

/** What a file holds, with what stands beside its databases, and with a note wherever it does not say which of several services its types are of. */
export function withWaysToRun(read: Found): Found {
  const found = withDatabaseParts(read);
  const clusters = clustersGuessed(found);
  const notes = [
    ...(isLaunchGuessed(found)
      ? [
          'It does not say on what the containers of Amazon ECS run: they are taken to run on instances of your own (Amazon ECS on EC2). Where they do not, choose Amazon ECS on AWS Fargate or another of its ways.',
        ]
      : []),
    ...(clusters > 0
      ? [
          `It does not say of which engine ${counted(clusters, 'database cluster')} ${clusters === 1 ? 'is' : 'are'}: Amazon Aurora is proposed. Clusters of Amazon DocumentDB and Amazon Neptune and Multi-AZ clusters of Amazon RDS have the same type. Where ${clusters === 1 ? 'it is one' : 'they are such'}, leave Aurora out and add that by hand.`,
        ]
      : []),
  ];
  return notes.length === 0 ? found : { ...found, notes: [...found.notes, ...notes] };
}
