import { z } from "zod";

const option = z.literal([1, 2, 3, 4, 5]);

/** What one kind of edit did to requests under one option, over all its updates and all schedules. */
const editResult = z.strictObject({
  /** Id of the kind of edit. */
  kind: z.string(),
  /** The edit in Markdown. */
  title: z.string(),
  option,
  /** Requests that were sent. */
  asked: z.int().min(1),
  /** Requests that were lost. */
  lost: z.int().min(0),
  /** Requests that are lost only if a change propagates later than the update deletes what it replaces. */
  assumed: z.int().min(0),
});

/** The results of `npm run test:traffic -- --all`. */
const updateResults = z.strictObject({
  /** Names of the schedules under which each edit ran. */
  schedules: z.array(z.string()).min(1),
  edits: z.array(editResult).min(1),
});

export type EditResult = z.infer<typeof editResult>;
export type UpdateResults = z.infer<typeof updateResults>;

/** Parses the results file. @throws ZodError if it has another form */
export const readUpdateResults = (text: string): UpdateResults => updateResults.parse(JSON.parse(text));
