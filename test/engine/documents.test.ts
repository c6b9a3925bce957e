import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { followedWithEngine } from "../support/command-runners";
import { create } from "../support/deployed";
import { DocumentReader } from "../support/document-reader";
import { withDomain } from "../support/front";
import { projectDirectory } from "../support/run";
import { serveAccount } from "../support/served-account";
import { editStack, ofKeys, own, stackFile } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { counts } from "./live-stack";

const services = own("services");
const image = "public.ecr.aws/nginx/nginx";
const logGroup = "aws:cloudwatch/logGroup:LogGroup";
const ecsService = "aws:ecs/service:Service";

/** The ECS service is updated and its task definition replaced. */
const oneRollout = { updated: 1, replaced: 1 };

/** Numbers of changed resources at the end of an update's output. */
const changes = (output = "") =>
  Object.fromEntries(Object.entries(counts(output)).filter(([what]) => what !== "unchanged"));

describe("documents followed with the real engine", () => {
  let workspace: Workspace;
  let reader: DocumentReader;
  let served: Awaited<ReturnType<typeof serveAccount>> | undefined;

  before(async () => {
    workspace = await openWarmWorkspace();
    served = await serveAccount(workspace.aws.account);
    reader = new DocumentReader(workspace, served.env);
  });
  beforeEach(() => {
    reader.recorded();
  });
  after(() => {
    served?.close();
    workspace.close();
  });

  /** Name of the cluster and of the ECS service with this logical name. */
  const namesOf = (service: string) => {
    const found = workspace.aws.account.of(ecsService).find(({ urn }) => urn.endsWith(`::${service}`));
    return { name: String(found?.inputs["name"]), cluster: String(found?.inputs["cluster"]).split("/").at(-1) };
  };
  const wait = ({ name, cluster }: ReturnType<typeof namesOf>) =>
    `aws [ecs] [wait] [services-stable] [--cluster] [${String(cluster)}] [--services] [${name}]`;

  it("policies/README.md: both previews with the pack work", async () => {
    await create(workspace);
    await reader.follow("policies/README.md");
  });

  it("docs/operating.md: after a removal in one update, its last two commands delete what was left", async () => {
    await reader.start(2);
    editStack(workspace, [[[services, 0], undefined]]);
    await workspace.pulumi("up", "--yes", "--skip-preview", "--stack", "dev");
    await reader.follow("docs/operating.md", { failing: /--refresh|--continue-on-error/ });
    assert.equal(workspace.aws.account.of(ecsService).length, 3);
    await workspace.succeed("preview", "--stack", "dev", "--expect-no-changes");
  });

  it("docs/day-two/new-image.md: a new image changes the task definition and the ECS service only", async () => {
    await reader.start(1);
    reader.set(0, { image: `${image}:1.30` });
    const [update] = await reader.follow("docs/day-two/new-image.md");
    assert.deepEqual(changes(update), oneRollout);
  });

  it("docs/day-two/watching.md: the commands name the cluster and the ECS service", async () => {
    await reader.start(1);
    await reader.follow("docs/day-two/watching.md");
    const { name, cluster } = namesOf("orders");
    const calls = reader.recorded();
    assert.equal(calls[0], wait(namesOf("orders")));
    assert.ok(
      calls.filter((call) => call.includes("[ecs]")).every((call) => call.includes(`[--cluster] [${String(cluster)}]`)),
    );
    assert.ok(calls.some((call) => call.includes(`[--service-name] [${name}]`)));
  });

  it("docs/day-two/permissions.md: the policy is created alone, and the command names the task role", async () => {
    await reader.start(1);
    reader.set(0, { permissions: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop-orders/*"] }] });
    const [update] = await reader.follow("docs/day-two/permissions.md");
    assert.deepEqual(changes(update), { created: 1 });
    const role = workspace.aws.account.of("aws:iam/role:Role").find(({ urn }) => urn.endsWith("::orders-task"));
    const [call = ""] = reader.recorded();
    assert.ok(
      call.startsWith(`aws [iam] [simulate-principal-policy] [--policy-source-arn] [${String(role?.outputs["arn"])}]`),
      call,
    );
  });

  it("docs/day-two/logs.md: the commands name the log group", async () => {
    await reader.start(1);
    await reader.follow("docs/day-two/logs.md");
    const calls = reader.recorded();
    const groups = calls.map((call) => /^aws \[logs\] \[tail\] \[(.*?)\]/.exec(call)?.[1]);
    const [service, api] = [
      "/ecs/private-integrations/dev/orders",
      "/aws/vendedlogs/private-integrations/dev/option-1",
    ];
    assert.deepEqual(groups, [service, service, api, api, api, service]);
    assert.ok(calls[4]?.endsWith('[--filter-pattern] [{ $.requestId = "JKJaXmPLvHcESHA=" }]'), calls[4]);
  });

  it("docs/day-two/commands-in-containers.md: the tasks are replaced, and a command names one of them", async () => {
    await reader.start(1);
    reader.set(0, { exec: true });
    const [update] = await reader.follow("docs/day-two/commands-in-containers.md");
    assert.deepEqual(changes(update), { ...oneRollout, created: 1 });
    const [begin, end] = [`[--cluster] [${String(namesOf("orders").cluster)}] [--task]`, "[--container] [orders]"];
    const command = reader.recorded().at(-1) ?? "";
    assert.ok(command.startsWith(`aws [ecs] [execute-command] ${begin}`) && command.includes(end), command);
  });

  it("docs/day-two/capacity.md: the service is changed in place", async () => {
    await reader.start(1);
    reader.set(0, { capacity: "spot" });
    const [update] = await reader.follow("docs/day-two/capacity.md");
    assert.deepEqual(changes(update), { updated: 1, created: 1 });
  });

  it("docs/day-two/rolling-back.md: the stack file of the commit before restores the image", async () => {
    await reader.start(1);
    const git = (...args: readonly string[]) => {
      const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
      execFileSync("git", [...identity, ...args], { cwd: workspace.directory });
    };
    git("init", "--quiet");
    git("add", "Pulumi.dev.yaml");
    git("commit", "--quiet", "--message", "before");
    const before = readFileSync(stackFile(workspace), "utf8");
    reader.set(0, { image: `${image}:broken` });
    git("commit", "--quiet", "--all", "--message", "a broken image");
    await workspace.succeed("up", "--yes", "--skip-preview", "--stack", "dev");

    const [update, refreshed] = await reader.follow("docs/day-two/rolling-back.md");
    assert.equal(readFileSync(stackFile(workspace), "utf8"), before);
    assert.deepEqual(changes(update), oneRollout);
    assert.deepEqual(changes(refreshed), {});
    const { name, cluster } = namesOf("orders");
    const calls = reader.recorded();
    assert.ok(
      calls.includes(
        "aws [ecs] [stop-service-deployment] [--service-deployment-arn] [answer] [--stop-type] [ROLLBACK]",
      ),
    );
    assert.equal(
      calls.at(-1),
      `aws [ecs] [update-service] [--cluster] [${String(cluster)}] [--service] [${name}] [--task-definition] [REVISION]`,
    );
  });

  for (const option of [1, 3, 5]) {
    it(`docs/day-two/renaming.md, option ${option}: formerly changes nothing, and exchanging the paths routes only`, async () => {
      await reader.start(option);
      const remove = () => {
        editStack(workspace, [[[services, 0], undefined]]);
      };
      const rename = () => {
        reader.set(1, { name: "clients", formerly: "customers" });
      };
      const again = () => {
        reader.set(1, { name: "buyers", formerly: ["customers", "clients"] });
      };
      const add = () => {
        const place = { name: "purchases", vpc: "sales", path: "/purchases", stripPrefix: true };
        reader.set(4, { ...place, image: `${image}:1.29`, containerPort: 80 });
      };
      const exchange = () => {
        reader.set(0, { path: "/purchases" });
        reader.set(4, { path: "/orders" });
      };
      const last =
        option === 1
          ? remove
          : () => {
              reader.set(0, { retired: true });
            };
      const [renamed, renamedAgain, , exchanged] = await reader.follow("docs/day-two/renaming.md", {
        beforeUpdates: [rename, again, add, exchange, last],
      });
      assert.deepEqual([changes(renamed), changes(renamedAgain)], [{}, {}]);
      assert.deepEqual(changes(exchanged), option === 1 ? { updated: 4 } : { updated: 5, replaced: 1 });
      if (option !== 1) {
        remove();
        await workspace.succeed("up", "--yes", "--skip-preview", "--stack", "dev");
      }
      assert.deepEqual(
        workspace.aws.account.of(ecsService).filter(({ urn }) => urn.endsWith("::orders")),
        [],
      );
    });
  }

  it("docs/day-two/splitting.md: a second stack uses the VPC of the first, which keeps it", async () => {
    await reader.start(1);
    const document = readFileSync(join(projectDirectory, "docs", "day-two", "splitting.md"), "utf8");
    const [, stack] = /```yaml\n# Pulumi\.supply\.yaml\n([^`]*)```/.exec(document) ?? [];
    assert.ok(stack);
    writeFileSync(stackFile(workspace, "supply"), stack);
    await reader.follow("docs/day-two/splitting.md");
    const [subnets] = reader.recorded();
    assert.match(subnets ?? "", /\[--subnet-ids\] \[subnet-\w+\] \[subnet-\w+\] \[--query\]/);

    const vpcs = () => workspace.aws.account.of("aws:ec2/vpc:Vpc").map(({ id }) => id);
    const before = vpcs();
    editStack(
      workspace,
      [3, 2].map((index) => [[services, index], undefined] as const),
    );
    await workspace.succeed("up", "--yes", "--skip-preview", "--stack", "dev");
    assert.deepEqual(vpcs(), before);
    assert.equal(workspace.aws.account.of(ecsService).length, 3);
  });

  it("docs/day-two/importing.md: an import of a log group that exists ends the error", async () => {
    await create(workspace);
    await workspace.succeed("stack", "select", "dev");
    const parent = "private-integrations:index:FargateService";
    workspace.aws.account.create(`urn:pulumi:dev::private-integrations::${parent}$${logGroup}::orders`, {
      name: "/ecs/private-integrations/dev/orders",
      retentionInDays: 30,
    });
    const { output } = await workspace.pulumi("up", "--yes", "--skip-preview", "--stack", "dev");
    assert.match(output, /ResourceAlreadyExistsException: The specified log group already exists/);
    await reader.follow("docs/day-two/importing.md");
    assert.equal(workspace.aws.account.of(logGroup).length, 4);
    await workspace.succeed("preview", "--stack", "dev", "--expect-no-changes");
  });

  it("docs/upgrading.md: a preview and an update with the new version", async () => {
    await reader.start(1);
    await reader.follow("docs/upgrading.md");
  });

  it("docs/switching.md: each step does what the page says, and the probe prints its sample", async () => {
    await reader.start(1);
    editStack(workspace, ofKeys(withDomain()));
    await workspace.succeed("up", "--yes", "--skip-preview", "--stack", "dev");
    const document = readFileSync(join(projectDirectory, "docs", "switching.md"), "utf8");
    const [, probed = ""] = [...document.matchAll(/```text\n([^`]*)```/g)].map(([, sample]) => sample);
    /** Ids and times differ in each run. */
    const steady = (text: string) => text.replaceAll(/https:\/\/\w+\.execute|\d+ \/ \d+ ms/g, "...");
    const updates = await reader.follow("docs/switching.md", {
      ran: (command, output) => {
        if (command.startsWith("npm run probe")) assert.ok(steady(output).includes(steady(probed)), output);
      },
    });
    assert.deepEqual(updates.map(changes), [
      { created: 66, updated: 1 },
      { updated: 1 },
      { deleted: 34, updated: 2, replaced: 1 },
    ]);
    assert.notEqual(probed, "");
    editStack(workspace, ofKeys({ option: 1, standby: undefined }));
    await workspace.pulumi("destroy", "--yes", "--skip-preview", "--stack", "dev");
  });

  it("every document of the list was followed", () => {
    assert.deepEqual(reader.followed, [...followedWithEngine].sort());
  });
});
