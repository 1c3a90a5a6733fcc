/** One of the three families of beliefs that leave a duty with nobody, in our own words, for the page and for the room. */
export interface MisconceptionFamily {
  readonly family: 1 | 2 | 3;
  readonly title: string;
  readonly belief: string;
  readonly correction: string;
  /** Sentences to say aloud when the belief comes up, from the gentle to the concrete. */
  readonly words: readonly string[];
  /** A question that brings the room from the belief to a name. */
  readonly question: string;
}

export const MISCONCEPTION_FAMILIES: readonly MisconceptionFamily[] = [
  {
    family: 1,
    title: 'AWS looks after all of it',
    belief: 'We moved to AWS, so AWS keeps us secure.',
    correction:
      'AWS secures the cloud itself: buildings, hardware, the virtualisation below, the services it runs. What you put there stays yours: who may reach it, how it is set up, whether it is encrypted, what is recorded, and the data.',
    words: [
      'AWS keeps the building and its locks in order. Which doors we leave open inside, it neither knows nor decides.',
      'The more AWS runs for us, the shorter our list becomes. It never becomes empty: access, settings and data stay with us for every service.',
      'If this setting were wrong tomorrow, AWS would carry it out faithfully. Who of us would notice?',
    ],
    question: 'Which one thing could somebody here change today that would make this public?',
  },
  {
    family: 2,
    title: 'No security knowledge needed',
    belief: 'The service is managed, so we need nobody who knows about security.',
    correction:
      'A managed service takes away work, not judgement. Somebody still has to decide who gets in, read what the logs and the checks say, know which alarm matters, and act when it rings. Those decisions need people who have learnt to make them and have the time for it.',
    words: [
      'AWS gives us the instruments. Somebody still has to be able to read them, and to have it as their job.',
      'A tool that finds a problem at night has done its half. Who looks at it in the morning?',
      'Safe defaults are where we start. Each exception that we make is a decision, and a decision needs a name and a reason.',
    ],
    question: 'Who is told when a check fails, and what would they do next?',
  },
  {
    family: 3,
    title: 'Backups are AWS’s',
    belief: 'AWS keeps copies of everything, so nothing can be lost.',
    correction:
      'AWS keeps its storage durable: a failing disk loses nothing. It does not guard against what you do yourself. A deletion, a faulty release or ransomware is copied just as faithfully. What is backed up, how long it is kept, where the copy lies and whether it can be brought back is for you to set, and to try.',
    words: [
      'Durable means that AWS does not lose it. It does not mean that we cannot delete it.',
      'A copy that changes along with the original is not a backup.',
      'Until we have brought one back, we do not have a backup: we have a hope.',
    ],
    question: 'When was the last time that somebody restored this, and how long did it take?',
  },
];

/** The family of that number; null where a misconception belongs to none. */
export const misconceptionFamily = (family: 1 | 2 | 3 | null): MisconceptionFamily | null =>
  MISCONCEPTION_FAMILIES.find((entry) => entry.family === family) ?? null;
