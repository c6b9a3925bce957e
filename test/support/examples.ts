import type { RunResult } from "../../simulator/run";
import { runStack } from "./run";

/** A run of an example stack. */
interface ExampleRun {
  readonly title: string;
  readonly run: () => Promise<RunResult>;
}

const options = {
  dev: [1, 2, 3, 4, 5],
  shared: [1, 2, 3, 4, 5],
  existing: [1, 2, 3, 4, 5],
  company: [1, 2, 3, 4, 5],
  mixed: [1],
} as const;

/** Every example stack with every option that it supports, in both passes. */
export const exampleRuns: readonly ExampleRun[] = Object.entries(options).flatMap(([stack, all]) =>
  all.flatMap((option) =>
    (["preview", "apply"] as const).map((pass) => ({
      title: `${stack}, option ${option}, ${pass}`,
      run: () => runStack(stack, pass, { option }),
    })),
  ),
);
