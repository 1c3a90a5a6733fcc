/** Asks for each value once and keeps the answer, for whoever asks for the same few again and again. */
export function onceEach<Value, Answer extends {}>(ask: (of: Value) => Answer): (of: Value) => Answer {
  const known = new Map<Value, Answer>();
  return (of) => {
    const answer = known.get(of) ?? ask(of);
    known.set(of, answer);
    return answer;
  };
}
