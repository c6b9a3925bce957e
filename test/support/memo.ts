/** A function that computes its answer once for each JSON of its arguments. Nobody may change an answer. */
export function memo<Args extends readonly unknown[], Answer>(
  compute: (...args: Args) => Answer,
): (...args: Args) => Answer {
  const answers = new Map<string, { readonly answer: Answer }>();
  return (...args) => {
    const key = JSON.stringify(args);
    const known = answers.get(key) ?? { answer: compute(...args) };
    answers.set(key, known);
    return known.answer;
  };
}
