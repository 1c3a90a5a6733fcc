// A worker that keeps ever more, as a reader without bounds would.
const kept: object[] = [];
for (;;) kept.push(Array.from({ length: 100_000 }));
