import assert from "node:assert/strict";
import type { ListenerNode, OwnBalancer, TargetGroupNode } from "../../../core/plan";
import type { BackendNode } from "../../../core/plan-api";
import { securityGroupRules } from "../../../core/security-group-rules";
import type { Option } from "../../../core/settings/settings";
import { alb, albNlb, byName, nlb, portNlb } from "../../support/expected";
import { article, articleServices, articleVpcOf as vpcOf, everyOption, planOf, service } from "../../support/scenario";

const serverName = "internal.example.com";
const front = { tls: { serverName }, hostedZone: { id: "Z0123456789ABCDEFGHIJ", name: "example.com" } };

/** Both ports of each service, so that the plan has the second one. */
const ports: Readonly<Record<string, number>> = { orders: 20001, customers: 20002, stock: 20003, shipping: 20004 };
const tlsPorts: Readonly<Record<string, number>> = { orders: 30001, customers: 30002, stock: 30003, shipping: 30004 };
const services = articleServices.map((entry) => ({
  ...entry,
  pins: { port: ports[entry.name], tlsPort: tlsPorts[entry.name] },
}));
const names = Object.keys(vpcOf);
/** TLS ports of a VPC, in the order of the names, in which services get their places on shared NLBs. */
const pinsOf = (vpc: string) =>
  Object.fromEntries([...names].sort().flatMap((name) => (vpcOf[name] === vpc ? [[name, tlsPorts[name] ?? 0]] : [])));

/** Expected listener for TLS, written by hand. */
const listener = (balancer: string, port: number, protocol: "HTTPS" | "TLS", targetGroup: string): ListenerNode => ({
  name: `${balancer}-${port}`,
  port,
  protocol,
  certificate: serverName,
  defaultAction: { kind: "forward", targetGroup },
  rules: [],
});

const tlsAlb = (name: string): OwnBalancer => ({
  ...alb(name, vpcOf[name] ?? ""),
  listeners: [listener(`${name}-alb`, 443, "HTTPS", `${name}-alb`)],
});
const tlsNlb = (name: string): OwnBalancer => ({
  ...nlb(name, vpcOf[name] ?? ""),
  listeners: [listener(`${name}-nlb`, 443, "TLS", `${name}-nlb`)],
});
const tlsPortNlb = (name: string, vpc: string): OwnBalancer => ({
  ...portNlb(name, vpc, pinsOf(vpc)),
  listeners: Object.entries(pinsOf(vpc)).map(([owner, port]) => listener(name, port, "TLS", `${name}-${owner}`)),
});
/** TCP listeners on ports for TLS, before target groups of other names that check the HTTPS listener of their ALB. */
const tlsAlbNlb = (name: string, vpc: string, groups: Readonly<Record<string, string>>): OwnBalancer => {
  const expected = albNlb(name, vpc, pinsOf(vpc));
  return {
    ...expected,
    listeners: Object.entries(pinsOf(vpc)).map(([owner, port]) => ({
      name: `${name}-${port}`,
      port,
      protocol: "TCP",
      defaultAction: { kind: "forward", targetGroup: groups[owner] ?? "" },
      rules: [],
    })),
    targetGroups: expected.targetGroups.map((group): TargetGroupNode => ({
      ...group,
      name: groups[group.target.kind === "alb" ? group.target.balancer.replace("-alb", "") : ""] ?? "",
      port: 443,
      healthCheckProtocol: "HTTPS",
    })),
  };
};

const backend = (name: string, link: string, balancer: string, port: number): BackendNode => ({
  service: name,
  link,
  endpoint: { kind: "listener", balancer, port, serverName },
});
const shared = (suffix: string) =>
  names.map((name) => {
    const nlbName = `${vpcOf[name] ?? ""}-${suffix}-1`;
    return backend(name, nlbName, nlbName, tlsPorts[name] ?? 0);
  });
const direct = names.map((name) => backend(name, vpcOf[name] ?? "", `${name}-alb`, 443));

const expected: Record<Option, { readonly balancers: OwnBalancer[]; readonly backends: BackendNode[] }> = {
  1: { balancers: names.map(tlsAlb), backends: direct },
  2: { balancers: names.map(tlsNlb), backends: names.map((name) => backend(name, `${name}-nlb`, `${name}-nlb`, 443)) },
  3: {
    balancers: [tlsPortNlb("sales-nlb-1", "sales"), tlsPortNlb("supply-nlb-1", "supply")],
    backends: shared("nlb"),
  },
  4: {
    balancers: [
      ...names.map(tlsAlb),
      // Names longer than 24 characters end in a hash.
      tlsAlbNlb("sales-front-1", "sales", {
        orders: "sales-front-1-443-orders",
        customers: "sales-front-1-443-4rg6w",
      }),
      tlsAlbNlb("supply-front-1", "supply", {
        stock: "supply-front-1-443-stock",
        shipping: "supply-front-1-443-54rxq",
      }),
    ],
    backends: shared("front"),
  },
  5: { balancers: names.map(tlsAlb), backends: direct },
};

for (const option of everyOption) {
  describe(`tls under option ${option}`, () => {
    const plan = () => planOf(article({ ...front, option, services }));
    const clear = () => planOf(article({ option, services }));

    it("the plan has the listeners, target groups and endpoints written by hand", () => {
      assert.deepEqual(byName(plan().balancers), byName(expected[option].balancers));
      assert.deepEqual(plan().apis[0]?.backends, expected[option].backends);
      assert.deepEqual(plan().certificates, [
        { kind: "issued", name: serverName, domainName: serverName, hostedZone: "Z0123456789ABCDEFGHIJ" },
      ]);
    });

    it("tasks, links and target groups of tasks are those without tls", () => {
      const own = (all: typeof plan) => byName(all().balancers).filter((node) => node.kind === "own");
      const ofTasks = (all: typeof plan) =>
        own(all).flatMap(({ targetGroups }) => targetGroups.filter(({ target }) => target.kind === "service"));
      const identity = ({ kind, type, name, vpc, owner, number, crossZone }: OwnBalancer) => ({
        ...{ kind, type, name, vpc, owner, number, crossZone },
      });
      assert.deepEqual(ofTasks(plan), ofTasks(clear));
      assert.deepEqual(own(plan).map(identity), own(clear).map(identity));
      for (const key of ["vpcs", "services", "links", "namespaces"] as const)
        assert.deepEqual(plan()[key], clear()[key]);
      assert.deepEqual(plan().apis[0]?.routes, clear().apis[0]?.routes);
    });

    it("no listener, target group of an ALB or security group rule to one has the name of one without tls", () => {
      const own = (all: typeof plan) => all().balancers.flatMap((node) => (node.kind === "own" ? [node] : []));
      const listenersOf = (all: typeof plan) => own(all).flatMap(({ listeners }) => listeners.map(({ name }) => name));
      const groupsOf = (all: typeof plan) =>
        own(all).flatMap(({ targetGroups }) => targetGroups.filter(({ target }) => target.kind === "alb"));
      const rulesOf = (all: typeof plan) =>
        securityGroupRules(all()).filter(({ peer, group }) => [peer, group].some(({ kind }) => kind === "balancer"));
      const common = (left: readonly string[], right: readonly string[]) => left.filter((name) => right.includes(name));
      assert.deepEqual(common(listenersOf(plan), listenersOf(clear)), []);
      assert.deepEqual(
        common(
          groupsOf(plan).map(({ name }) => name),
          groupsOf(clear).map(({ name }) => name),
        ),
        [],
      );
      const toBalancers = (all: typeof plan) =>
        rulesOf(all)
          .filter(({ group, peer }) => group.kind !== "service" && peer.kind !== "service")
          .map(({ name }) => name);
      assert.deepEqual(common(toBalancers(plan), toBalancers(clear)), []);
      // Options with a security group before the load balancer of the tasks.
      assert.equal(toBalancers(plan).length, { 1: 8, 2: 0, 3: 0, 4: 16, 5: 8 }[option]);
    });
  });
}

describe("tls on shared load balancers", () => {
  const grouped = (option: Option, more: Record<string, unknown> = {}) =>
    planOf(
      article({
        ...front,
        option,
        services: ["catalog", "search"].map((name) => service(name, "sales", { group: "web", ...more })),
      }),
    );
  const own = (plan: ReturnType<typeof grouped>, name: string) =>
    plan.balancers.flatMap((node) => (node.kind === "own" && node.name === name ? [node] : []))[0];

  it("the ALB of a group has an HTTPS listener with the rules of its services", () => {
    for (const option of [1, 4, 5] as const) {
      const [https, ...others] = own(grouped(option), "web-alb")?.listeners ?? [];
      assert.deepEqual(others, []);
      assert.deepEqual(
        [https?.name, https?.port, https?.protocol, https?.certificate],
        ["web-alb-443", 443, "HTTPS", serverName],
      );
      assert.deepEqual(https?.rules.map(({ name }) => name).sort(), [
        "web-alb-443-catalog",
        "web-alb-443-health",
        "web-alb-443-search",
      ]);
    }
  });

  it("option 4: the NLB checks the health path of the group's ALB over HTTPS", () => {
    const [group] = own(grouped(4), "sales-front-1")?.targetGroups ?? [];
    assert.deepEqual(
      [group?.name, group?.port, group?.healthCheck.path, group?.healthCheckProtocol],
      ["sales-front-1-443-web", 443, "/.alb-health", "HTTPS"],
    );
  });

  it("the NLB of a group has a TLS listener for each service", () => {
    const plan = planOf(
      article({
        ...front,
        services: [
          service("catalog", "sales", { group: "fast", balancer: "nlb", pins: { tlsPort: 30_001 } }),
          service("search", "sales", { group: "fast", balancer: "nlb", pins: { tlsPort: 30_002 } }),
        ],
      }),
    );
    assert.deepEqual(own(plan, "fast-nlb")?.listeners, [
      listener("fast-nlb", 30_001, "TLS", "fast-nlb-catalog"),
      listener("fast-nlb", 30_002, "TLS", "fast-nlb-search"),
    ]);
  });

  it("a standby has a TLS listener too, and its endpoint is verified", () => {
    const plan = planOf(
      article({ ...front, services: [service("orders", "sales", { standby: { balancer: "nlb" } })] }),
    );
    assert.deepEqual(plan.apis[0]?.standbys, [backend("orders", "sales", "orders-nlb", 443)]);
    assert.deepEqual(own(plan, "orders-nlb")?.listeners, [listener("orders-nlb", 443, "TLS", "orders-nlb")]);
  });

  it("an existing certificate is not issued", () => {
    const certificate = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000000";
    const plan = planOf(article({ tls: { serverName: "internal.example.org", certificate } }));
    assert.deepEqual(plan.certificates, [
      { kind: "existing", name: "internal.example.org", domainName: "internal.example.org", arn: certificate },
    ]);
  });
});
