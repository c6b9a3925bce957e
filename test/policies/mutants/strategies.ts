import type { SnapshotResource } from "../../../policies/graph/snapshot";
import type { Operator } from "./edit";
import { copy, eachOf, ofType, rewire, setInputs, setPlain } from "./edit";

type Inputs = Readonly<Record<string, unknown>>;

const entryOf = ({ inputs }: SnapshotResource) => ((inputs["loadBalancers"] ?? []) as Inputs[])[0];

/** Whether ECS shifts the traffic of a service. */
export const isShifted = (one: SnapshotResource) => entryOf(one)?.["advancedConfiguration"] !== undefined;

/** Changes each ECS service whose traffic ECS shifts. */
const eachShifted = (kind: string, caughtBy: string, change: (one: SnapshotResource) => SnapshotResource) =>
  eachOf(kind, caughtBy, "ecs/service:Service", (one) => (isShifted(one) ? change(one) : undefined));

const advanced =
  (changes: Inputs) =>
  (one: SnapshotResource): SnapshotResource => {
    const entry = entryOf(one);
    const before = entry?.["advancedConfiguration"] as Inputs;
    const set = Object.keys(changes).map((name) => `loadBalancers[0].advancedConfiguration.${name}`);
    return {
      ...one,
      inputs: { ...one.inputs, loadBalancers: [{ ...entry, advancedConfiguration: { ...before, ...changes } }] },
      unknown: (one.unknown ?? []).filter((path) => !set.includes(path)),
    };
  };

function withoutAlternate(one: SnapshotResource): SnapshotResource {
  const entry = Object.fromEntries(
    Object.entries(entryOf(one) ?? {}).filter(([name]) => name !== "advancedConfiguration"),
  );
  return { ...one, inputs: { ...one.inputs, loadBalancers: [entry] } };
}

const deployment = (settings: Inputs) => (one: SnapshotResource) =>
  setInputs({ deploymentConfiguration: { ...(one.inputs["deploymentConfiguration"] as Inputs), ...settings } })(one);

const isTrafficRole = ({ name }: SnapshotResource) => name.endsWith("-traffic");

const policyDocument = (...actions: readonly string[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] });

const trust = (service: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });

const prefix = "arn:aws:elasticloadbalancing:us-east-1:111122223333";
const albListener = `${prefix}:listener/app/web/0123456789abcdef/0123456789abcdef`;
const nlbRule = `${prefix}:listener-rule/net/web/0123456789abcdef/0123456789abcdef/0123456789abcdef`;

const governed = "governed-listener-ignores-weights";

/** Changes the options of each listener or listener rule of a type that ignores changes of its actions. */
const ignoring = (kind: string, type: string, ignoreChanges: readonly string[]) =>
  eachOf(kind, governed, type, (one) =>
    (one.options?.ignoreChanges ?? []).length > 0 ? { ...one, options: { ...one.options, ignoreChanges } } : undefined,
  );

interface Forward {
  readonly forward: { readonly targetGroups: readonly Inputs[] };
}

/** Changes the target groups of each action that deployments govern; the alternate is the second. */
const governedGroups = (kind: string, type: string, change: (groups: readonly Inputs[]) => readonly Inputs[]) =>
  eachOf(kind, "governed-action-names-both-groups", type, (one) => {
    const [property = ""] = one.options?.ignoreChanges ?? [];
    const [action] = (one.inputs[property] ?? []) as Forward[];
    if (action === undefined) return undefined;
    const targetGroups = change(action.forward.targetGroups);
    const wires = one.propertyDependencies[property] ?? [];
    const kept = targetGroups.length > 1 ? wires : wires.filter((urn) => !urn.endsWith("-alt"));
    const at = `${property}[0].forward.targetGroups`;
    const changed = { ...one, inputs: { ...one.inputs, [property]: [{ ...action, forward: { targetGroups } }] } };
    const unknown = (one.unknown ?? []).filter((path) => targetGroups.length > 1 || !path.startsWith(`${at}[1]`));
    return rewire(property, kept)({ ...changed, unknown });
  });

const withFirstOnly = (groups: readonly Inputs[]) => groups.slice(0, 1);
const withHalves = (groups: readonly Inputs[]) => groups.map((group) => ({ ...group, weight: 50 }));

const secondService: Operator = {
  kind: "alternate that another service uses",
  caughtBy: "alternate-is-a-twin",
  mutants: (snapshot) =>
    ofType(snapshot, "ecs/service:Service")
      .filter(isShifted)
      .map((one) => ({ title: `copy of ${one.name}`, snapshot: [...snapshot, copy(one, "again")] })),
};

/** Faults of services whose traffic ECS shifts. */
export const strategies: readonly Operator[] = [
  eachShifted("strategy without an alternate", "strategy-names-alternates", withoutAlternate),
  eachOf("role of a strategy for tasks", "ecs-may-shift-traffic", "iam/role:Role", (one) =>
    isTrafficRole(one) ? setInputs({ assumeRolePolicy: trust("ecs-tasks.amazonaws.com") })(one) : undefined,
  ),
  eachOf("role of a strategy that changes nothing", "ecs-may-shift-traffic", "iam/rolePolicy:RolePolicy", (one) =>
    isTrafficRole(one) ? setPlain({ policy: policyDocument("elasticloadbalancing:Describe*") })(one) : undefined,
  ),
  eachOf("alternate of another protocol", "alternate-is-a-twin", "targetGroup:TargetGroup", (one) =>
    one.name.endsWith("-alt")
      ? setInputs({ protocol: one.inputs["protocol"] === "HTTP" ? "HTTPS" : "TLS" })(one)
      : undefined,
  ),
  secondService,
  eachShifted(
    "listener of an ALB as production rule",
    "production-rule-fits-service",
    advanced({ productionListenerRule: albListener }),
  ),
  eachShifted(
    "rule of an NLB as production rule",
    "production-rule-fits-service",
    advanced({ productionListenerRule: nlbRule }),
  ),
  eachShifted("bake time of two days", "deployment-strategy-settings", deployment({ bakeTimeInMinutes: "2880" })),
  eachShifted("strategy without its steps", "deployment-strategy-settings", deployment({ strategy: "LINEAR" })),
  eachShifted(
    "strategy of a Cloud Map service",
    "cloud-map-service-rolls",
    setInputs({
      serviceRegistries: {
        registryArn: "arn:aws:servicediscovery:us-east-1:111122223333:service/srv-1",
        containerName: "app",
        containerPort: 80,
      },
    }),
  ),
  governedGroups("governed rule without the alternate", "listenerRule:ListenerRule", withFirstOnly),
  governedGroups("governed listener without the alternate", "lb/listener:Listener", withFirstOnly),
  governedGroups("governed rule whose target groups both serve", "listenerRule:ListenerRule", withHalves),
  governedGroups("governed listener whose target groups both serve", "lb/listener:Listener", withHalves),
  ignoring("governed rule that the program resets", "listenerRule:ListenerRule", []),
  ignoring("governed listener that the program resets", "lb/listener:Listener", []),
  ignoring("governed rule that ignores everything", "listenerRule:ListenerRule", ["*"]),
  ignoring("governed listener that ignores everything", "lb/listener:Listener", ["*"]),
];
