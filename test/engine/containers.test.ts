import assert from "node:assert/strict";
import { deploy } from "../support/deployed";
import { editStack, own } from "../support/stack-file";
import { counts, liveSuite, services } from "./live-stack";

type Inputs = Readonly<Record<string, unknown>>;
type Keys = Readonly<Record<string, unknown>>;

const image = "public.ecr.aws/nginx/nginx:1.29";
const proxy = { name: "proxy", image, memoryReservationMiB: 32, startsBefore: true };
const readOnly = { readonlyRootFilesystem: true };
const bounds = { minCount: 2, maxCount: 6 };

/** Keys of each of the four services, as they are added and as they are changed: one key or one kind of keys each. */
const added: readonly Keys[] = [
  { command: ["nginx"], entryPoint: ["/entry.sh"], user: "1000", workingDirectory: "/srv", ephemeralStorageGiB: 21 },
  { sidecars: [{ ...proxy, ...readOnly, writablePaths: ["/tmp"] }] },
  { exec: true, autoscaling: { ...bounds, memoryPercent: 60 } },
  { ...readOnly, writablePaths: ["/var/run"], capacity: "spot" },
];
const changed: readonly Keys[] = [
  { command: ["sh"], entryPoint: ["/other.sh"], user: "web:web", workingDirectory: "/tmp", ephemeralStorageGiB: 100 },
  {
    sidecars: [
      { ...proxy, essential: false },
      { name: "agent", image },
    ],
  },
  { exec: true, autoscaling: { ...bounds, cpuPercent: 40, memoryPercent: 70 } },
  { ...readOnly, writablePaths: ["/var/run", "/var/cache/nginx"], capacity: "onDemand" },
];

describe("containers of a live stack in the real engine", () => {
  const live = liveSuite();
  /** Sets keys of the services; every other key of the lists above is removed. */
  const set = (keys: readonly Keys[]) => {
    const all = added.map((own) => Object.keys(own));
    editStack(
      live.workspace,
      all.flatMap((names, index) =>
        names.map((name) => [[own("services"), index, name], keys[index]?.[name]] as const),
      ),
    );
  };
  const ofService = (name: string): Inputs =>
    live.workspace.aws.account.of(...services).find(({ urn }) => urn.endsWith(`::${name}`))?.inputs ?? {};

  for (const option of [1, 2, 3, 4, 5]) {
    it(`option ${option}: every key is added, changed and removed, and no service is replaced`, async () => {
      await deploy(live.workspace, option);
      const run = live.stack.idsOf(services);
      const everything = live.stack.size;
      const requests = [1, 4, 5].includes(option) ? { requestsPerTarget: 100 } : {};

      set(added);
      // New revisions of all four task definitions replace the old ones, and nothing else is replaced.
      assert.equal(counts(await live.stack.up(option))["replaced"], 4);
      assert.deepEqual(live.stack.idsOf(services), run);
      assert.equal(ofService("stock")["enableExecuteCommand"], true);
      assert.equal((ofService("shipping")["capacityProviderStrategies"] as unknown[]).length, 2);

      set(
        changed.map((keys) =>
          "exec" in keys ? { ...keys, autoscaling: { ...bounds, cpuPercent: 40, ...requests } } : keys,
        ),
      );
      assert.equal(counts(await live.stack.up(option))["replaced"], 3);
      assert.deepEqual(live.stack.idsOf(services), run);
      assert.deepEqual(ofService("shipping")["capacityProviderStrategies"], [
        { capacityProvider: "FARGATE", weight: 1 },
      ]);

      // `capacity` stays: the provider would not go back to a launch type.
      const onDemand = [{}, {}, {}, { capacity: "onDemand" }];
      set(onDemand);
      assert.equal(counts(await live.stack.up(option))["replaced"], 4);
      assert.deepEqual(live.stack.idsOf(services), run);
      // All that is left is the capacity providers of the cluster.
      assert.equal(live.stack.size, everything + 1);

      set([]);
      const { code, output } = await live.workspace.pulumi("up", "--yes", "--skip-preview", "--stack", "dev");
      assert.notEqual(code, 0);
      assert.match(output, /force_new_deployment should be true when capacity_provider_strategy is being updated/);
      assert.deepEqual(live.stack.idsOf(services), run);

      // As docs/day-two/capacity.md says.
      set(onDemand);
      await live.stack.up(option);
      assert.deepEqual(Object.keys(counts(await live.stack.up(option))), ["unchanged"]);
      await live.stack.destroy();
      assert.deepEqual(live.workspace.aws.account.all, []);
    });
  }
});
