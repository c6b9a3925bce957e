import { z } from "zod";
import type { Option } from "../../core/settings/settings";
import type { Topologies } from "../../core/switch-step";

/** The part of `pulumi stack history --json` that says what updates asked for, the newest first. */
export const historySchema = z.array(
  z.object({
    kind: z.string(),
    result: z.string(),
    config: z.record(z.string(), z.object({ value: z.string().optional() })).default({}),
  }),
);

const option = z.coerce.number().pipe(z.literal([1, 2, 3, 4, 5] satisfies Option[]));

/**
 * The topologies that updates asked for which failed, or still run, after the last one that succeeded, the newest first.
 * One whose program sets its topologies itself is left out.
 *
 * @param project - namespace of the keys
 */
export function failedTopologies(history: z.output<typeof historySchema>, project: string): readonly Topologies[] {
  const updates = history.filter(({ kind }) => kind === "update");
  const succeeded = updates.findIndex(({ result }) => result === "succeeded");
  const failed = succeeded === -1 ? updates : updates.slice(0, succeeded);
  return failed.flatMap(({ config }): readonly Topologies[] => {
    const serves = option.safeParse(config[`${project}:option`]?.value);
    const standby = option.safeParse(config[`${project}:standby`]?.value);
    if (!serves.success) return [];
    return [standby.success ? { option: serves.data, standby: standby.data } : { option: serves.data }];
  });
}
