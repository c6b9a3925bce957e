import assert from "node:assert/strict";
import fc from "fast-check";
import { planStack } from "../../core/planner";
import { parseSettings } from "../../core/settings/parse";
import type { Settings } from "../../core/settings/settings";
import { billing } from "../support/endpoint-services";
import { articleVpcs, everyOption, existingVpc, service } from "../support/scenario";
import type { Entry } from "../support/scenario";

const vpcs = [...articleVpcs, existingVpc(3)];
const vpcNames = vpcs.map(({ name }) => name);

/** A service behind one of two listeners of an existing ALB or NLB, whose name a load balancer of the stack may have. */
const existing = fc
  .record({
    kind: fc.constantFrom("app", "net"),
    name: fc.constantFrom("v3-nlb-1", "v3-front-1", "s0-nlb", "ledger"),
    port: fc.constantFrom(80, 1080),
  })
  .map(({ kind, name, port }): Entry => ({
    name: "",
    vpc: "v3",
    existing: {
      arn: `arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/${kind}/${name}/50dc6c495c0c9188`,
      listenerArn: `arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/${kind}/${name}/50dc6c495c0c9188/0467ef3c${port + 1000}aaaa`,
      dnsName: `${name}.example.com`,
      port,
      protocol: kind === "app" ? "HTTP" : "TCP",
      ...(kind === "app" ? { securityGroupId: "sg-0a1b2c3d" } : {}),
    },
  }));

/** Places that the services of one group agree on. */
const places: readonly Record<string, string>[] = [
  {},
  { balancer: "nlb" },
  { group: "web" },
  { group: "fast", balancer: "nlb" },
];

const secondPlaces = [{ group: "web" }, { balancer: "nlb" }, { containerTls: true, containerPort: 8443 }];

const running = fc
  .record({
    vpc: fc.constantFrom(...vpcNames),
    keys: fc.constantFrom(...places),
    standby: fc.option(fc.constantFrom(...secondPlaces), { freq: 8, nil: undefined }),
    more: fc.record(
      {
        stripPrefix: fc.boolean(),
        wait: fc.boolean(),
        drainSeconds: fc.integer({ min: 0, max: 300 }),
        formerly: fc.constant(["old"]),
        timeoutSeconds: fc.integer({ min: 1, max: 29 }),
        pins: fc.record(
          { port: fc.integer({ min: 2000, max: 2005 }), priority: fc.integer({ min: 900, max: 905 }) },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ vpc, keys, standby, more }): Entry => {
    // A group is in one VPC.
    const own = "group" in keys && vpc !== "sales" ? {} : keys;
    return service("", vpc, { ...own, ...(standby === undefined ? {} : { standby }), ...more });
  });

const connected = fc.constant<Entry>({ ...billing(), vpc: "sales" });

const services = fc
  .array(fc.oneof({ weight: 5, arbitrary: running }, { weight: 2, arbitrary: existing }, connected), {
    minLength: 1,
    maxLength: 6,
  })
  .map((entries) =>
    entries.map((entry, index): Entry => {
      const { formerly, ...others } = entry;
      return {
        ...others,
        name: `s${index}`,
        path: `/s${index}`,
        ...(formerly === undefined ? {} : { formerly: [`old${index}`] }),
      };
    }),
  );

const tls = { serverName: "internal.example.com", certificate: "arn:aws:acm:us-east-1:111122223333:certificate/a1" };

const stacks = fc
  .record({
    services,
    isTls: fc.boolean(),
    crossZoneToAlbs: fc.boolean(),
    pair: fc.constantFrom(
      ...everyOption.flatMap((one) => everyOption.filter((two) => two > one).map((two) => [one, two])),
    ),
  })
  .map(({ services: all, isTls, crossZoneToAlbs, pair: [option, standby] }) => {
    // Existing listeners have another protocol with tls.
    const kept = isTls ? all.filter((entry) => entry["existing"] === undefined) : all;
    return {
      services: kept,
      crossZoneToAlbs,
      option,
      standby,
      vpcs: vpcs.filter(({ name }) => kept.some(({ vpc }) => vpc === name)),
      ...(isTls ? { tls } : {}),
    };
  });

/** Settings of a stack; undefined if they are refused. */
function accepted(raw: Record<string, unknown>): Settings | undefined {
  const parsed = parseSettings(raw, "us-east-1");
  return "settings" in parsed ? parsed.settings : undefined;
}

describe("any stack with a standby", () => {
  it("is planned the same way whichever of its topologies serves, but for its APIs", () => {
    let planned = 0;
    fc.assert(
      fc.property(stacks, (raw) => {
        const [settings, exchanged] = [accepted(raw), accepted({ ...raw, option: raw.standby, standby: raw.option })];
        assert.equal(settings === undefined, exchanged === undefined);
        if (settings === undefined || exchanged === undefined) return;
        planned += 1;
        const [one, other] = [planStack(settings), planStack(exchanged)];
        assert.deepEqual({ ...one.plan, apis: [] }, { ...other.plan, apis: [] });
        assert.deepEqual(one.plan.apis, [...other.plan.apis].reverse());
      }),
      { numRuns: 300 },
    );

    assert.ok(planned > 20, String(planned));
  });
});
