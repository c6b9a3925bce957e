import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { followedWithEngine } from "../support/command-runners";
import { create } from "../support/deployed";
import { projectDirectory } from "../support/run";
import { editStack, own, stackFile } from "../support/stack-file";
import { changes, documentSuite } from "./document-suite";

const services = own("services");
const image = "public.ecr.aws/nginx/nginx";
const logGroup = "aws:cloudwatch/logGroup:LogGroup";
const ecsService = "aws:ecs/service:Service";

/** The ECS service is updated and its task definition replaced. */
const oneRollout = { updated: 1, replaced: 1 };

describe("documents of day two followed with the real engine", () => {
  const live = documentSuite();

  /** Name of the cluster and of the ECS service with this logical name. */
  const namesOf = (service: string) => {
    const found = live.workspace.aws.account.of(ecsService).find(({ urn }) => urn.endsWith(`::${service}`));
    return { name: String(found?.inputs["name"]), cluster: String(found?.inputs["cluster"]).split("/").at(-1) };
  };
  const wait = ({ name, cluster }: ReturnType<typeof namesOf>) =>
    `aws [ecs] [wait] [services-stable] [--cluster] [${String(cluster)}] [--services] [${name}]`;

  it("docs/day-two/new-image.md: a new image changes the task definition and the ECS service only", async () => {
    await live.reader.start(1);
    live.reader.set(0, { image: `${image}:1.30` });
    const [update] = await live.reader.follow("docs/day-two/new-image.md");
    assert.deepEqual(changes(update), oneRollout);
  });

  it("docs/day-two/watching.md: the commands name the cluster and the ECS service", async () => {
    await live.reader.start(1);
    await live.reader.follow("docs/day-two/watching.md");
    const { name, cluster } = namesOf("orders");
    const calls = live.reader.recorded();
    assert.equal(calls[0], wait(namesOf("orders")));
    assert.ok(
      calls.filter((call) => call.includes("[ecs]")).every((call) => call.includes(`[--cluster] [${String(cluster)}]`)),
    );
    assert.ok(calls.some((call) => call.includes(`[--service-name] [${name}]`)));
  });

  it("docs/day-two/permissions.md: the policy is created alone, and the command names the task role", async () => {
    await live.reader.start(1);
    live.reader.set(0, { permissions: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop-orders/*"] }] });
    const [update] = await live.reader.follow("docs/day-two/permissions.md");
    assert.deepEqual(changes(update), { created: 1 });
    const role = live.workspace.aws.account.of("aws:iam/role:Role").find(({ urn }) => urn.endsWith("::orders-task"));
    const [call = ""] = live.reader.recorded();
    assert.ok(
      call.startsWith(`aws [iam] [simulate-principal-policy] [--policy-source-arn] [${String(role?.outputs["arn"])}]`),
      call,
    );
  });

  it("docs/day-two/logs.md: the commands name the log group", async () => {
    await live.reader.start(1);
    await live.reader.follow("docs/day-two/logs.md");
    const calls = live.reader.recorded();
    const groups = calls.map((call) => /^aws \[logs\] \[tail\] \[(.*?)\]/.exec(call)?.[1]);
    const [service, api] = [
      "/ecs/private-integrations/dev/orders",
      "/aws/vendedlogs/private-integrations/dev/option-1",
    ];
    assert.deepEqual(groups, [service, service, api, api, api, service]);
    assert.ok(calls[4]?.endsWith('[--filter-pattern] [{ $.requestId = "JKJaXmPLvHcESHA=" }]'), calls[4]);
  });

  it("docs/day-two/commands-in-containers.md: the tasks are replaced, and a command names one of them", async () => {
    await live.reader.start(1);
    live.reader.set(0, { exec: true });
    const [update] = await live.reader.follow("docs/day-two/commands-in-containers.md");
    assert.deepEqual(changes(update), { ...oneRollout, created: 1 });
    const [begin, end] = [`[--cluster] [${String(namesOf("orders").cluster)}] [--task]`, "[--container] [orders]"];
    const command = live.reader.recorded().at(-1) ?? "";
    assert.ok(command.startsWith(`aws [ecs] [execute-command] ${begin}`) && command.includes(end), command);
  });

  it("docs/day-two/capacity.md: the service is changed in place", async () => {
    await live.reader.start(1);
    live.reader.set(0, { capacity: "spot" });
    const [update] = await live.reader.follow("docs/day-two/capacity.md");
    assert.deepEqual(changes(update), { updated: 1, created: 1 });
  });

  it("docs/day-two/rolling-back.md: the stack file of the commit before restores the image", async () => {
    await live.reader.start(1);
    const git = (...args: readonly string[]) => {
      const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
      execFileSync("git", [...identity, ...args], { cwd: live.workspace.directory });
    };
    git("init", "--quiet");
    git("add", "Pulumi.dev.yaml");
    git("commit", "--quiet", "--message", "before");
    const before = readFileSync(stackFile(live.workspace), "utf8");
    live.reader.set(0, { image: `${image}:broken` });
    git("commit", "--quiet", "--all", "--message", "a broken image");
    await live.workspace.succeed("up", "--yes", "--skip-preview", "--stack", "dev");

    const [update, refreshed] = await live.reader.follow("docs/day-two/rolling-back.md");
    assert.equal(readFileSync(stackFile(live.workspace), "utf8"), before);
    assert.deepEqual(changes(update), oneRollout);
    assert.deepEqual(changes(refreshed), {});
    const { name, cluster } = namesOf("orders");
    const calls = live.reader.recorded();
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
      await live.reader.start(option);
      const remove = () => {
        editStack(live.workspace, [[[services, 0], undefined]]);
      };
      const rename = () => {
        live.reader.set(1, { name: "clients", formerly: "customers" });
      };
      const again = () => {
        live.reader.set(1, { name: "buyers", formerly: ["customers", "clients"] });
      };
      const add = () => {
        const place = { name: "purchases", vpc: "sales", path: "/purchases", stripPrefix: true };
        live.reader.set(4, { ...place, image: `${image}:1.29`, containerPort: 80 });
      };
      const exchange = () => {
        live.reader.set(0, { path: "/purchases" });
        live.reader.set(4, { path: "/orders" });
      };
      const last =
        option === 1
          ? remove
          : () => {
              live.reader.set(0, { retired: true });
            };
      const [renamed, renamedAgain, , exchanged] = await live.reader.follow("docs/day-two/renaming.md", {
        beforeUpdates: [rename, again, add, exchange, last],
      });
      assert.deepEqual([changes(renamed), changes(renamedAgain)], [{}, {}]);
      assert.deepEqual(changes(exchanged), option === 1 ? { updated: 4 } : { updated: 5, replaced: 1 });
      if (option !== 1) {
        remove();
        await live.workspace.succeed("up", "--yes", "--skip-preview", "--stack", "dev");
      }
      assert.deepEqual(
        live.workspace.aws.account.of(ecsService).filter(({ urn }) => urn.endsWith("::orders")),
        [],
      );
    });
  }

  it("docs/day-two/splitting.md: a second stack uses the VPC of the first, which keeps it", async () => {
    await live.reader.start(1);
    const document = readFileSync(join(projectDirectory, "docs", "day-two", "splitting.md"), "utf8");
    const [, stack] = /```yaml\n# Pulumi\.supply\.yaml\n([^`]*)```/.exec(document) ?? [];
    assert.ok(stack);
    writeFileSync(stackFile(live.workspace, "supply"), stack);
    await live.reader.follow("docs/day-two/splitting.md");
    const [subnets] = live.reader.recorded();
    assert.match(subnets ?? "", /\[--subnet-ids\] \[subnet-\w+\] \[subnet-\w+\] \[--query\]/);

    const vpcs = () => live.workspace.aws.account.of("aws:ec2/vpc:Vpc").map(({ id }) => id);
    const before = vpcs();
    editStack(
      live.workspace,
      [3, 2].map((index) => [[services, index], undefined] as const),
    );
    await live.workspace.succeed("up", "--yes", "--skip-preview", "--stack", "dev");
    assert.deepEqual(vpcs(), before);
    assert.equal(live.workspace.aws.account.of(ecsService).length, 3);
  });

  it("docs/day-two/importing.md: an import of a log group that exists ends the error", async () => {
    await create(live.workspace);
    await live.workspace.succeed("stack", "select", "dev");
    const parent = "private-integrations:index:FargateService";
    live.workspace.aws.account.create(`urn:pulumi:dev::private-integrations::${parent}$${logGroup}::orders`, {
      name: "/ecs/private-integrations/dev/orders",
      retentionInDays: 30,
    });
    const { output } = await live.workspace.pulumi("up", "--yes", "--skip-preview", "--stack", "dev");
    assert.match(output, /ResourceAlreadyExistsException: The specified log group already exists/);
    await live.reader.follow("docs/day-two/importing.md");
    assert.equal(live.workspace.aws.account.of(logGroup).length, 4);
    await live.workspace.succeed("preview", "--stack", "dev", "--expect-no-changes");
  });

  it("every document of the list was followed", () => {
    const listed = followedWithEngine.filter((file) => file.startsWith("docs/day-two/"));
    assert.deepEqual(live.reader.followed, listed.sort());
  });
});
