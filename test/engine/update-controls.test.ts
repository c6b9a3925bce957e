import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Option } from "../../core/settings/settings";
import { late, prompt, seeded } from "../../simulator/schedules/schedule";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { allEdits } from "../traffic/edits/stacks";
import { judge } from "../traffic/judge";
import { updatesOf } from "../traffic/updates";

/** A fault of the program, as a replacement of text in one of its files. */
interface ProgramFault {
  readonly file: string;
  readonly text: string;
  readonly by: string;
}

const noFault: readonly ProgramFault[] = [];
const noWait: readonly ProgramFault[] = [
  { file: "components/fargate-service.ts", text: "waitForSteadyState: true", by: "" },
];
const integrationsFirst: readonly ProgramFault[] = [
  { file: "components/deployment.ts", text: "...(ecsService === undefined ? [] : [ecsService]), ", by: "" },
];
const listenerLater: readonly ProgramFault[] = [{ file: "components/deployment.ts", text: ", ...before]", by: "]" }];
const portOfContainer: readonly ProgramFault[] = [
  {
    file: "core/load-balancing/task-groups.ts",
    text: "port: taskGroupPort",
    by: "port: service.runtime.task.containerPort",
  },
  { file: "components/target-group.ts", text: `{ ignoreChanges: ["port"] }`, by: "{}" },
];

const schedules = [prompt, late(10), ...[1, 2, 3, 4, 5].map(seeded)];

function plant({ directory }: Workspace, faults: readonly ProgramFault[]): void {
  for (const { file, text, by } of faults) {
    const path = join(directory, file);
    const source = readFileSync(path, "utf8");
    assert.ok(source.includes(text), `${file} has no ${text}`);
    writeFileSync(path, source.replace(text, by));
  }
}

/** Makes an edit with a faulty program. @returns the hops at which requests were lost, and failures */
async function lostBy(kind: string, option: Option, faults: readonly ProgramFault[]): Promise<readonly string[]> {
  const edit = allEdits.find((one) => one.kind === kind);
  assert.ok(edit, kind);
  const workspace = await openWarmWorkspace();
  try {
    plant(workspace, faults);
    await workspace.succeed("stack", "init", "dev");
    const found: string[] = [];
    for await (const update of updatesOf(workspace, { name: "control", edits: [edit] }, option)) {
      assert.equal(update.failure, undefined);
      for (const schedule of schedules) {
        const { lost, failures } = judge(update, schedule);
        found.push(...failures, ...lost.map(({ service, hop }) => `${service} at ${hop}`));
      }
    }
    return [...new Set(found)].sort();
  } finally {
    workspace.close();
  }
}

describe("faults of the program that lose requests are found", () => {
  const controls: readonly (readonly [string, string, Option, readonly ProgramFault[], readonly string[]])[] = [
    ["a new port, without a wait for steady state", "container-port", 1, noWait, ["container-port at security group"]],
    ["a move, without a wait for steady state", "alb-to-nlb", 1, noWait, ["alb-to-nlb at target group"]],
    [
      "a move, whose integration waits for no service",
      "alb-to-nlb",
      5,
      integrationsFirst,
      ["alb-to-nlb at target group"],
    ],
    [
      "a new port that replaces the target group",
      "container-port",
      2,
      portOfContainer,
      ["container-port at target group"],
    ],
    ["a move, whose integration waits for no listener", "into-group", 4, listenerLater, ["into-group at listener"]],
    [
      "another load balancer without a standby",
      "balancer-at-once",
      5,
      noFault,
      ["balancer-at-once at stage", "balancer-at-once at target group"],
    ],
  ];
  for (const [title, kind, option, faults, expected] of controls) {
    it(`option ${option}: ${title}`, async () => {
      assert.deepEqual(await lostBy(kind, option, faults), expected);
    });
  }

  const correct = [
    ["into-group", 4],
    ["container-port", 1],
    ["container-port", 2],
    ["alb-to-nlb", 1],
    ["alb-to-nlb", 5],
  ] as const;
  for (const [kind, option] of correct) {
    it(`option ${option}: without a fault, ${kind} loses none`, async () => {
      assert.deepEqual(await lostBy(kind, option, noFault), []);
    });
  }
});
