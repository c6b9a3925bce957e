import { z } from "zod";

const findingSchema = z.strictObject({
  assumption: z.string(),
  outcome: z.enum(["holds", "does not hold", "measured", "not seen"]),
  seen: z.string(),
});

const stepSchema = z.strictObject({
  scene: z.string(),
  step: z.string(),
  /** `skipped`: it cannot run; `left`: it could, in another run. */
  state: z.enum(["done", "failed", "skipped", "left"]),
  /** Why it is not done. */
  reason: z.string().optional(),
  minutes: z.number(),
  findings: z.array(findingSchema),
});

export const reportSchema = z.strictObject({
  version: z.literal(1),
  runId: z.string(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  region: z.string(),
  /** Version of this package. */
  programVersion: z.string(),
  minutes: z.number(),
  /** Why the run ended before its last step; absent if it did not. */
  ended: z.string().optional(),
  steps: z.array(stepSchema),
  /** Stacks that could not be destroyed, each with the reason. */
  notDestroyed: z.array(z.strictObject({ stack: z.string(), reason: z.string() })),
  /** ARNs that AWS listed with the tag of the run when it had ended. */
  tagged: z.array(z.string()),
});

/** What a run saw. It names no account. */
export type Report = z.infer<typeof reportSchema>;
export type StepReport = z.infer<typeof stepSchema>;

/** Ids of accounts have twelve digits; ids of keys and tokens never belong into a report. */
const redact = (text: string) =>
  text
    .replaceAll(/(?<![0-9A-Za-z])\d{12}(?![0-9A-Za-z])/g, "<account>")
    .replaceAll(/\b(AKIA|ASIA)[A-Z0-9]{12,}\b/g, "<key>");

/** A report without ids of accounts and keys, which messages of AWS contain. */
export const redacted = (report: Report): Report => reportSchema.parse(JSON.parse(redact(JSON.stringify(report))));

/** Whether every chosen step was made, no assumption is wrong, and nothing is left. */
export const isGood = ({ steps, notDestroyed, tagged }: Report): boolean =>
  notDestroyed.length === 0 &&
  tagged.length === 0 &&
  steps.every(
    ({ state, findings }) =>
      state === "skipped" || (state === "done" && findings.every(({ outcome }) => outcome !== "does not hold")),
  );
