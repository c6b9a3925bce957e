import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { editStack, own } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWorkspace } from "../support/workspace";

const groupType = "aws:lb/targetGroup:TargetGroup";
const definitionType = "aws:ecs/taskDefinition:TaskDefinition";
const serviceType = "aws:ecs/service:Service";

/** What an earlier version had instead, by file. */
const earlier: readonly (readonly [file: string, now: string, then: string])[] = [
  ["core/load-balancing/task-groups.ts", "port: taskGroupPort,", "port: service.runtime.task.containerPort,"],
  ["components/fargate-service.ts", `deploymentController: { type: "ECS" },`, ""],
  ["components/service-deployment.ts", `strategy: "ROLLING"`, ""],
  ["components/fargate-service.ts", "...(service.wait ? { waitForSteadyState: true } : {}),", ""],
  ["components/target-group.ts", "deregistrationDelay: drainSeconds", ""],
  ["components/task-definition.ts", "skipDestroy: true,", ""],
  ["components/container-definitions.ts", "stopTimeout: stopSeconds", ""],
];

describe("updates of a running stack", () => {
  let workspace: Workspace;
  const up = () => workspace.succeed("up", "--yes", "--skip-preview", "--stack", "dev");
  const idsOf = (type: string) =>
    workspace.aws.account
      .of(type)
      .map(({ id }) => id)
      .sort();
  /** Ids of everything but task definitions. */
  const keptIds = () =>
    workspace.aws.account.all
      .filter(({ type }) => type !== definitionType)
      .map(({ type, id }) => `${type} ${id}`)
      .sort();
  const revisionsNow = () => workspace.aws.account.of(definitionType).map(({ outputs }) => outputs["arn"]);
  const portsOf = () => workspace.aws.account.of(groupType).map(({ inputs }) => inputs["port"]);

  before(async () => {
    workspace = await openWorkspace();
    await workspace.succeed("stack", "init", "dev");
    const files = [...new Set(earlier.map(([file]) => join(workspace.directory, file)))];
    const sources = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));
    for (const [name, now, then] of earlier) {
      const file = join(workspace.directory, name);
      const source = readFileSync(file, "utf8");
      assert.ok(source.includes(now), `${name} has no ${now}`);
      writeFileSync(file, source.replace(now, then));
    }
    editStack(workspace, [[[own("services"), 0, "containerPort"], 8080]]);
    await up();
    for (const [file, source] of sources) writeFileSync(file, source);
  });
  after(() => {
    workspace.close();
  });

  it("from an earlier version: target groups keep their port, and only task definitions are replaced", async () => {
    const before = keptIds();
    assert.deepEqual(portsOf().sort(), [80, 80, 80, 8080]);
    const revisions = revisionsNow();
    await up();
    assert.deepEqual(keptIds(), before);
    assert.ok(revisionsNow().every((revision) => !revisions.includes(revision)));
    assert.deepEqual(portsOf().sort(), [80, 80, 80, 8080]);
    const delays = workspace.aws.account.of(groupType).map(({ inputs }) => inputs["deregistrationDelay"]);
    assert.deepEqual(delays.map(Number), [35, 35, 35, 35]);
    await workspace.succeed("preview", "--stack", "dev", "--expect-no-changes");
  });

  it("another container port updates the service in place and keeps its target group", async () => {
    const before = [idsOf(groupType), idsOf(serviceType)];
    editStack(workspace, [[[own("services"), 0, "containerPort"], 9090]]);
    await up();
    assert.deepEqual([idsOf(groupType), idsOf(serviceType)], before);
    assert.deepEqual(portsOf().sort(), [80, 80, 80, 8080]);
    const ports = workspace.aws.account
      .of(serviceType)
      .flatMap(({ inputs }) => inputs["loadBalancers"] as { containerPort: number }[])
      .map(({ containerPort }) => containerPort);
    assert.deepEqual(ports.sort(), [80, 80, 80, 9090]);
    const groups = workspace.aws.account.of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    assert.ok(groups.some(({ inputs }) => inputs["fromPort"] === 9090));
    assert.ok(!groups.some(({ inputs }) => inputs["fromPort"] === 8080));
  });
});
