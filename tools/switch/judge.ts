import type { Configuration } from "../../components/configuration";
import { fixedCost } from "../../core/cost";
import type { Accepted } from "../../core/decide";
import { decide } from "../../core/decide";
import { strategySteps } from "../../core/deployment-steps";
import type { DeployedShape } from "../../core/other-edits";
import { otherEdits, shapeOf } from "../../core/other-edits";
import { headroom } from "../../core/quotas/headroom";
import { askedServices, askedUrl, renamedFrom, withPresentNames } from "../../core/switch-inputs";
import { usualMinutes } from "../../core/switch-minutes";
import type { SwitchStep, Topologies } from "../../core/switch-step";
import { switchStep } from "../../core/switch-step";
import { unwaitedServices } from "../../core/unwaited";
import { urlStep } from "../../core/url-step";
import { waitsOf } from "../../core/waits";
import type { ResourceChanges } from "../../report/resource-changes";
import type { SwitchResult } from "../../report/switch";
import { redeployedServices, switchVersion } from "../../report/switch";
import { switchProblems, unneeded } from "../../report/switch-refusals";
import type { For } from "./commands";
import { backCommands, endCommands, nextCommands } from "./commands";
import type { DeployedStack } from "./deployed";

/** The topologies of a stack from its outputs. */
export const topologiesOf = ({ option, standby }: DeployedStack): Topologies =>
  standby === undefined ? { option } : { option, standby: standby.option };

function deployedShape({ routes, loadBalancers }: DeployedStack): DeployedShape {
  const entries = Object.entries(loadBalancers).flatMap(([name, { listeners }]) =>
    listeners.flatMap(({ services }) => services.map((service) => [service, name] as const)),
  );
  const byService = new Map<string, string[]>();
  for (const [service, name] of entries)
    byService.set(service, [...new Set([...(byService.get(service) ?? []), name])]);
  return { routes: new Map(routes.map(({ path, service }) => [path, service])), loadBalancers: byService };
}

/** Plans of the stack file with other topologies than it asks for. */
const planner =
  ({ values, region, withheld }: Configuration) =>
  ({ option, standby }: Topologies): Accepted | undefined => {
    const decision = decide({ ...values, option, standby }, region, withheld);
    return "problems" in decision ? undefined : decision;
  };

/** The topologies that exist while the update runs: those before and those after, as far as they are two. */
function meanwhile({ from, to }: SwitchStep): Topologies {
  if (from === undefined || to.standby !== undefined) return to;
  return from.option === to.option ? from : { option: to.option, standby: from.option };
}

/** The topologies when the switch that the stack file has begun is over; undefined if no other one comes. */
function finished({ kind, to }: SwitchStep): Topologies | undefined {
  if (to.standby === undefined || kind === "none" || kind === "first") return undefined;
  return { option: kind === "create" || kind === "other-standby" ? to.standby : to.option };
}

/** What is known of a stack and of its file. */
export interface SwitchInput {
  readonly stack: string;
  readonly deployed: DeployedStack | undefined;
  readonly configuration: Configuration;
  readonly decision: Accepted;
  /** Changes between the file with the deployed topologies and the file as it is. */
  readonly changes: ResourceChanges | undefined;
  readonly notes: readonly string[];
  readonly place: For;
}

function costOf(
  step: SwitchStep,
  { decision: { plan, settings }, deployed }: SwitchInput,
  planOf: ReturnType<typeof planner>,
) {
  const cost = (accepted: Accepted | undefined) =>
    accepted === undefined ? undefined : fixedCost(accepted.plan, settings.region).usdPerMonth;
  const end = finished(step);
  const now = deployed === undefined ? undefined : cost(planOf(topologiesOf(deployed)));
  const over = end === undefined ? undefined : cost(planOf(end));
  return {
    ...(now === undefined ? {} : { now }),
    after: fixedCost(plan, settings.region).usdPerMonth,
    ...(over === undefined ? {} : { finished: over }),
  };
}

function editsOf({ deployed, decision: { settings } }: SwitchInput, planOf: ReturnType<typeof planner>) {
  const before = deployed === undefined ? undefined : planOf(topologiesOf(deployed));
  if (deployed === undefined || before === undefined) return [];
  return otherEdits(withPresentNames(deployedShape(deployed), renamedFrom(settings)), shapeOf(before.plan));
}

function strategiesOf({ deployed, decision }: SwitchInput) {
  if (deployed === undefined) return [];
  const renamed = renamedFrom(decision.settings);
  const listeners = Object.entries(deployed.loadBalancers).flatMap(([name, balancer]) =>
    balancer.listeners.map(({ port, services }) => ({ key: `${name} ${port}`, services })),
  );
  const services = Object.entries(deployed.services).map(([name, { deployment }]) => {
    const own = listeners.filter((listener) => listener.services.includes(name)).map(({ key }) => key);
    const state = deployment === undefined ? {} : { state: deployment };
    return [renamed.get(name) ?? name, { ...state, listeners: own }] as const;
  });
  return strategySteps(new Map(services), askedServices(decision), new Set(listeners.map(({ key }) => key)));
}

function minutesOf(step: SwitchStep, { decision: { plan }, changes }: SwitchInput) {
  const services = changes === undefined ? plan.services.map(({ name }) => name) : redeployedServices(changes);
  const added = (type: string) => changes?.added.some((resource) => resource.type === type) ?? step.creates.length > 0;
  const usual = usualMinutes(plan, {
    loadBalancers: added("aws:lb/loadBalancer:LoadBalancer"),
    linksV1: added("aws:apigateway/vpcLink:VpcLink"),
    services,
  });
  return { usual, longestWait: services.length === 0 ? 0 : waitsOf(plan).longestMinutes };
}

/** Services that requests move to before anybody knows that their targets are healthy. */
function unwaitedOf(
  { kind, from }: SwitchStep,
  { decision: { plan } }: SwitchInput,
  planOf: ReturnType<typeof planner>,
) {
  const before = kind === "create-and-move" && from !== undefined ? planOf(from) : undefined;
  return before === undefined ? [] : unwaitedServices(before.plan, plan);
}

/** What the update that a stack file asks for does to the deployed stack. */
export function judgeSwitch(input: SwitchInput): SwitchResult {
  const { stack, deployed, configuration, decision, changes, place } = input;
  const { settings, plan } = decision;
  const planOf = planner(configuration);
  const { option, standby } = settings;
  const step = switchStep(
    deployed === undefined ? undefined : topologiesOf(deployed),
    standby === undefined ? { option } : { option, standby },
  );
  const url =
    deployed === undefined
      ? undefined
      : urlStep({ url: deployed.url, apiUrl: deployed.api.url, stage: deployed.api.stage }, askedUrl(settings), step);
  const strategies = strategiesOf(input);
  const edits = editsOf(input, planOf);
  const refused = switchProblems(
    {
      step,
      failed: deployed?.failed ?? [],
      strategies,
      otherEdits: edits,
      unwaited: unwaitedOf(step, input, planOf),
      ...(url === undefined ? {} : { url }),
    },
    settings,
  );
  const accepted = refused.every(({ acknowledged }) => acknowledged !== undefined);
  const during = planOf(meanwhile(step));
  return {
    version: switchVersion,
    stack,
    accepted,
    step,
    ...(url === undefined ? {} : { url }),
    strategies,
    otherEdits: edits,
    refused,
    ...(changes === undefined ? {} : { resources: { changes, redeployed: redeployedServices(changes) } }),
    quotas: headroom(during?.plan ?? plan, settings).filter(
      ({ used, limit }) => used * 100 >= limit * settings.headroomPercent,
    ),
    cost: costOf(step, input, planOf),
    minutes: minutesOf(step, input),
    next:
      deployed !== undefined && deployed.failed.length > 0 && step.kind === "none"
        ? endCommands(place)
        : nextCommands(place, step, !accepted),
    back: backCommands(place, step),
    notes: [...input.notes, ...unneeded(refused, settings)],
  };
}
