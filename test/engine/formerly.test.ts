import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Entry } from "../support/scenario";
import { create } from "../support/deployed";
import { billing } from "../support/endpoint-services";
import { folderProject, nodeProject } from "../support/folder-project";
import { own } from "../support/stack-file";
import { counts, liveSuite } from "./live-stack";

const task = { vpc: "sales", image: "public.ecr.aws/nginx/nginx:1.29", containerPort: 80 };

/** A service of each kind of place, with everything that has its name. */
const before: readonly Entry[] = [
  {
    ...{
      name: "orders",
      ...task,
      reaches: [{ service: "prices" }],
      readonlyRootFilesystem: true,
      writablePaths: ["/tmp"],
    },
    ...{ autoscaling: { minCount: 1, maxCount: 3, memoryPercent: 60 }, cpu: 512, memoryMiB: 1024 },
    permissions: [{ actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:us-east-1:123456789012:orders"] }],
  },
  { name: "prices", ...task, balancer: "nlb", stripPrefix: true },
  { name: "news", ...task, balancer: "cloudMap", healthCheck: { command: ["CMD", "true"] } },
  { name: "baskets", ...task, group: "shop", stripPrefix: true },
  { name: "wishes", ...task, group: "shop" },
  { name: "quotes", ...task, group: "desk", balancer: "nlb" },
  { name: "stays", ...task, vpc: "supply" },
];

/** The same services with other names, some of them longer than what a target group takes. */
const once: Readonly<Record<string, string>> = {
  orders: "purchases",
  prices: "price-lists",
  news: "headlines",
  baskets: "things-to-be-bought",
  wishes: "dreams-of-customers",
  quotes: "quotations",
};
const twice: Readonly<Record<string, string>> = { ...once, orders: "acquisitions", baskets: "carts" };

/** What an option takes of the services: Cloud Map is of option 1. */
const under = (option: number, services: readonly Entry[]) =>
  services.map((service) =>
    service["balancer"] === "cloudMap" && option !== 1 ? { ...service, balancer: "alb" } : service,
  );

/** The services with the names of each generation. */
function renamed(services: readonly Entry[], ...generations: readonly Readonly<Record<string, string>>[]): Entry[] {
  const latest = generations.at(-1) ?? {};
  return services.map((service) => {
    const { name } = service;
    const names = new Set([name, ...generations.slice(0, -1).map((names) => names[name] ?? name)]);
    const formerly = [...names].filter((one) => one !== latest[name]);
    const reaches = service["reaches"] as { service: string }[] | undefined;
    return {
      ...service,
      ...(latest[name] === undefined ? {} : { name: latest[name], formerly }),
      ...(reaches === undefined
        ? {}
        : { reaches: reaches.map((one) => ({ service: latest[one.service] ?? one.service })) }),
    };
  });
}

/** Services behind existing load balancers, which are targets of load balancers of the stack under options 2 to 4. */
const existing = (["app", "net"] as const).map((kind): Entry => {
  const name = kind === "app" ? "billing" : "ledger";
  const arn = (type: string) => `arn:aws:elasticloadbalancing:us-east-1:111122223333:${type}/${kind}/elsewhere`;
  return {
    name,
    vpc: "legacy",
    existing: {
      arn: `${arn("loadbalancer")}/50dc6c495c0c9188`,
      dnsName: `${name}-1234567890.us-east-1.elb.amazonaws.com`,
      listenerArn: `${arn("listener")}/50dc6c495c0c9188/f2f7dc8efc522ab2`,
      port: 8080,
      protocol: kind === "app" ? "HTTP" : "TCP",
      ...(kind === "app" ? { securityGroupId: "sg-0c1b2c3d4e5f60718" } : {}),
    },
  };
});
/** Services of another account, alone and in a group: the latter has its endpoint in one zone. */
const ofOthers: readonly Entry[] = [
  billing({}, { name: "refunds", vpc: "legacy" }),
  billing({ zones: ["use1-az2"] }, { name: "credits", vpc: "legacy", group: "money", stripPrefix: true }),
];
const legacy = {
  name: "legacy",
  existing: {
    id: "vpc-0a1b2c3d4e5f60718",
    subnets: [
      { id: "subnet-0a1b2c3d4e5f60718", zone: "use1-az1", cidr: "10.30.0.0/20" },
      { id: "subnet-0b1b2c3d4e5f60718", zone: "use1-az2", cidr: "10.30.16.0/20" },
    ],
  },
};

/** Services whose containers take TLS, alone and in a group. */
const withTls: readonly Entry[] = [
  { name: "vault", ...task, containerTls: true, containerPort: 8443 },
  { name: "safe", ...task, group: "bank", containerTls: true, containerPort: 8443 },
  { name: "desk", ...task, group: "bank" },
];
/** A program with one instance of the component, whose settings are in a file next to it. */
const instanceProgram = `
import { readFileSync } from "node:fs";
import { PrivateIntegrations } from "../components/private-integrations";

new PrivateIntegrations("shop", JSON.parse(readFileSync("settings.json", "utf8")));
`;
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
const tls = {
  serverName: "internal.example.com",
  certificate: "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d-0000-0000-0000-000000000000",
};

describe("renamed services in the real engine", () => {
  const live = liveSuite();

  /** Deploys services, renames them in one update for each generation, and expects nothing but other names in the state. */
  async function keeps(
    option: number,
    services: readonly Entry[],
    ...generations: readonly Readonly<Record<string, string>>[]
  ): Promise<void> {
    live.stack.set([own("services")], services);
    await live.stack.up(option);
    const resources = JSON.stringify(live.workspace.aws.account.all);
    for (const index of generations.keys()) {
      live.stack.set([own("services")], renamed(services, ...generations.slice(0, index + 1)));
      const output = await live.stack.up(option);
      assert.deepEqual(Object.keys(counts(output)), ["unchanged"], output.slice(-3000));
      assert.equal(JSON.stringify(live.workspace.aws.account.all), resources);
      const names = live.workspace.state("dev").resources.map(({ urn }) => urn.split("::").at(-1) ?? "");
      // The routes have the names of their paths, which stay.
      const others = names.filter((name) => !name.startsWith(`option-${option}/`));
      const old = Object.keys(generations[index] ?? {}).filter((name) =>
        others.some((one) => one.split("-").includes(name)),
      );
      assert.deepEqual(old, [], "old names in the state");
    }
  }

  for (const option of [1, 2, 3, 4, 5]) {
    it(`option ${option}: two new names change no resource, and the state has the new names`, async () => {
      await create(live.workspace);
      await keeps(option, under(option, before), once, twice);
      assert.deepEqual(Object.keys(counts(await live.stack.up(option))), ["unchanged"]);
      await live.stack.destroy();
      assert.deepEqual(live.workspace.aws.account.all, []);
    });

    it(`option ${option}: nor do those of services behind existing load balancers or of other accounts`, async () => {
      await create(live.workspace);
      live.stack.set([own("vpcs")], [legacy]);
      const next = { billing: "invoices", ledger: "accounts", refunds: "money-back-to-buyers", credits: "loans" };
      await keeps(option, [...existing, ...ofOthers], next);
    });

    it(`option ${option}: nor do those of services whose containers take TLS`, async () => {
      await create(live.workspace);
      live.stack.set([own("tls")], tls);
      await keeps(option, withTls, { vault: "strong-box-long-name", safe: "strongroom-with-door", desk: "counter" });
    });
  }

  for (const option of [1, 4]) {
    it(`option ${option}: alarms and the dashboard are updated in place`, async () => {
      await create(live.workspace);
      live.stack.set([own("alarms")], { topic: "arn:aws:sns:us-east-1:111122223333:on-call" });
      live.stack.set([own("dashboard")], true);
      live.stack.set([own("services")], under(option, before));
      await live.stack.up(option);
      const ids = live.stack.allIds();
      const alarms = live.workspace.state("dev").resources.flatMap(({ urn }) => urn.split(`${alarmType}::`).slice(1));
      const renamedOnes = alarms.filter((name) => name.split("-").some((part) => part in once));
      for (const generation of [[once], [once, twice]]) {
        live.stack.set([own("services")], renamed(under(option, before), ...generation));
        const output = await live.stack.up(option);
        assert.deepEqual(live.stack.allIds(), ids);
        const { updated = 0 } = counts(output);
        assert.deepEqual(Object.keys(counts(output)), ["updated", "unchanged"], output.slice(-3000));
        // The descriptions of alarms, and the labels of the dashboard.
        if (generation.length === 1) assert.equal(updated, renamedOnes.length + 1);
      }
      assert.deepEqual(Object.keys(counts(await live.stack.up(option))), ["unchanged"]);
    });
  }

  it("a switch to another option after a rename creates that option's resources, and the tasks stay", async () => {
    await create(live.workspace);
    await keeps(1, under(1, before), once);
    const services = live.stack.idsOf(["aws:ecs/service:Service"]);
    live.stack.set([own("services")], renamed(under(4, before), once));
    await live.stack.up(4);
    assert.deepEqual(live.stack.idsOf(["aws:ecs/service:Service"]), services);
    assert.deepEqual(Object.keys(counts(await live.stack.up(4))), ["unchanged"]);
  });

  it("an instance of the component: nor do those of its services", async () => {
    const { workspace } = live;
    await create(workspace);
    const files = { "Pulumi.yaml": nodeProject("one"), "index.ts": instanceProgram };
    const project = folderProject(workspace, "one", files);
    const write = (services: readonly Entry[]) => {
      const vpcs = ["sales", "supply"].map((name, index) => ({
        ...{ name, cidr: `10.${index + 1}.0.0/16`, zones: ["use1-az1", "use1-az2"] },
      }));
      const settings = { option: 5, vpcs, services };
      writeFileSync(join(project.directory, "settings.json"), JSON.stringify(settings));
    };
    const services = [...under(5, before), billing({}, { name: "refunds" })];
    const names = [once, twice].map((generation) => ({ ...generation, refunds: "money-back-to-buyers" }));
    await project.succeed("stack", "init", "dev");
    await project.succeed("config", "set", "aws:region", "us-east-1");
    write(services);
    await project.succeed("up", "--yes", "--skip-preview");
    const resources = JSON.stringify(workspace.aws.account.all);
    for (const index of names.keys()) {
      write(renamed(services, ...names.slice(0, index + 1)));
      const output = await project.succeed("up", "--yes", "--skip-preview");
      // The component itself, whose settings are in the state.
      const { unchanged = 0, ...others } = counts(output);
      assert.deepEqual([others, unchanged > 200], [{ updated: 1 }, true], output.slice(-3000));
      assert.equal(JSON.stringify(workspace.aws.account.all), resources);
      const registered = await project.registered();
      for (const [old, name] of Object.entries(names[index] ?? {})) {
        const of = (one: string) => registered.filter((resource) => resource.split(/[ -]shop-/)[1]?.startsWith(one));
        assert.deepEqual([of(old), of(name).length > 0], [[], true], `${old}, now ${name}`);
      }
    }
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual(workspace.aws.account.all, []);
  });
});
