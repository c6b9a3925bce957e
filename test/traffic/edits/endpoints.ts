import type { Outside } from "../../../simulator/aws/existing";
import type { Entry } from "../../support/scenario";
import { everyOption } from "../../support/scenario";
import type { Edit } from "./edit";
import { service, vpc } from "./edit";

type Keys = Readonly<Record<string, unknown>>;

const nameOf = (digit: number) => `com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f6071${String(digit)}`;
const listens = { 8080: "plain", 8443: "TLS", 9090: "plain" } as const;

/** Two endpoint services of other accounts, with the ports of their listeners. */
export const outside: Outside = {
  ...{ zones: {}, certificates: {} },
  endpointServices: { [nameOf(1)]: { listens }, [nameOf(2)]: { listens } },
};

/** A service of another account. */
export const connected = (name: string, endpoint: Keys = {}, more: Keys = {}): Entry => ({
  ...{ name, vpc: "main" },
  existing: { endpointService: { name: nameOf(1), port: 8080, ...endpoint } },
  ...more,
});

/** An edit of one service of another account, which has the name of the kind: keys of its endpoint, and of the service. */
const ofEndpoint = (
  kind: string,
  title: string,
  states: readonly (readonly [endpoint: Keys, more?: Keys])[],
  options: Edit["options"] = everyOption,
): Edit => ({
  ...{ kind, title, options },
  contents: states.map(([endpoint, more]) => ({
    services: [connected(kind, endpoint, more)],
  })) as unknown as Edit["contents"],
});

/** The documented steps: a second service takes the path of the first when its targets are healthy. */
const replacedBy = (kind: string, title: string, old: Entry, next: Entry): Edit => {
  const [path, other] = [`/${kind}`, `/${kind}-next`];
  return {
    ...{ kind, title, options: everyOption },
    contents: [
      { services: [{ ...old, path }] },
      {
        services: [
          { ...old, path },
          { ...next, path: other },
        ],
      },
      {
        services: [
          { ...old, path: other },
          { ...next, path },
        ],
      },
      {
        services: [
          { ...old, path: other, retired: true },
          { ...next, path },
        ],
      },
      { services: [{ ...next, path }] },
    ],
  };
};

const [choosing, grouping] = [[1, 5] as const, [1, 4, 5] as const];
const [one, two, three] = [["use1-az1"], ["use1-az1", "use1-az2"], ["use1-az1", "use1-az2", "use1-az4"]];

/** Edits that keep the targets of a service of another account, or add some. */
const keeping: readonly Edit[] = [
  {
    kind: "endpoint-added",
    title: "a service with `existing.endpointService` added, `retired`, removed",
    options: everyOption,
    contents: [
      {},
      { services: [connected("endpoint-added")] },
      { services: [connected("endpoint-added", {}, { retired: true })] },
      {},
    ],
  },
  ofEndpoint("endpoint-zone-added", "`existing.endpointService.zones`, one more", [[{ zones: one }], [{ zones: two }]]),
  ofEndpoint("endpoint-path", "`path` and `healthCheck`, with `existing.endpointService`", [
    [{}],
    [{}, { path: "/far", healthCheck: { path: "/health" } }],
  ]),
  {
    kind: "endpoint-renamed",
    title: "`name` with `formerly`, with `existing.endpointService`",
    options: everyOption,
    contents: [
      { services: [connected("far-first")] },
      { services: [connected("far-second", {}, { formerly: "far-first" })] },
    ],
  },
  {
    kind: "endpoint-vpc-zone",
    title: "a zone added, with `existing.endpointService`",
    options: everyOption,
    contents: [two, three].map((zones) => ({
      services: [connected("far-zones", {}, { vpc: "more-zones" })],
      vpcs: [vpc("more-zones", 20, { zones })],
    })) as unknown as Edit["contents"],
  },
];

/** Edits that register other targets. Nothing waits for their first health check. */
const registering: readonly Edit[] = [
  ofEndpoint("endpoint-name", "`existing.endpointService.name` in one update", [[{}], [{ name: nameOf(2) }]]),
  ofEndpoint("endpoint-port", "`existing.endpointService.port` in one update", [[{}], [{ port: 9090 }]]),
  ofEndpoint("endpoint-zone-gone", "`existing.endpointService.zones`, one less", [[{ zones: two }], [{ zones: one }]]),
  {
    kind: "endpoint-for-tasks",
    title: "`existing.endpointService` for a service of the stack, in one update",
    options: everyOption,
    contents: [{ services: [service("outsourced")] }, { services: [connected("outsourced")] }],
  },
  ofEndpoint(
    "endpoint-standby",
    "`balancer`, with `standby` to the old place and `existing.endpointService`",
    [[{}], [{}, { balancer: "nlb", standby: { balancer: "alb" } }], [{}, { balancer: "nlb" }]],
    choosing,
  ),
  ofEndpoint(
    "endpoint-grouped",
    "`group`, with `standby` to the old place and `existing.endpointService`",
    [[{}], [{}, { group: "far", standby: { group: null } }], [{}, { group: "far" }]],
    grouping,
  ),
];

/** The documented steps that lose no request. */
const inSteps: readonly Edit[] = [
  replacedBy(
    "endpoint-exchange",
    "`path` exchanged with a second service, which has another `existing.endpointService`",
    connected("far-old"),
    connected("far-new", { name: nameOf(2), port: 9090, zones: one }),
  ),
  replacedBy(
    "tasks-exchange",
    "`path` exchanged with a second service, which has `existing.endpointService`",
    service("near-old"),
    connected("near-new"),
  ),
  ofEndpoint(
    "endpoint-balancer",
    "`balancer`, with `standby` to the new place first and `existing.endpointService`",
    [
      [{}],
      [{}, { standby: { balancer: "nlb" } }],
      [{}, { balancer: "nlb", standby: { balancer: "alb" } }],
      [{}, { balancer: "nlb" }],
    ],
    choosing,
  ),
  ofEndpoint(
    "endpoint-group",
    "`group`, with `standby` to the new place first and `existing.endpointService`",
    [
      [{}],
      [{}, { standby: { group: "afar" } }],
      [{}, { group: "afar", standby: { group: null } }],
      [{}, { group: "afar" }],
    ],
    grouping,
  ),
];

/** Edits of services of other accounts. */
export const endpointEdits: readonly Edit[] = [...keeping, ...registering, ...inSteps];
