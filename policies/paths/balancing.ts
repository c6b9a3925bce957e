import { balancerType, listenersOf, rulesOf } from "../graph/balancers";
import { attachedBalancer, attachmentsOf, servicesOf, targetGroupsOf } from "../graph/forwarding";
import { resolve, resourceOf, resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { known, readElements, readNumber, readString } from "../graph/value";
import type { Journey } from "./journey";
import { connect, pass } from "./journey";
import type { Choice } from "./rule-choice";
import { choose, priorityOf } from "./rule-choice";
import { callTasks } from "./tasks";
import type { Walk } from "./walk";
import { arrive, everyOf, lost, oneOf, step, stop } from "./walk";

/** A request as a balancer sees it; what is undefined is not known yet. */
export interface Call {
  readonly port: number | undefined;
  readonly path: string | undefined;
  readonly secure: boolean | undefined;
  /** Whose security groups call; a V1 link has none. */
  readonly from: Resource | undefined;
  /** Resources before the balancer that rules on balancers and listeners are reported on. */
  readonly by: readonly Resource[];
}

const portOf = (listener: Resource) => known(readNumber(listener, "port"));

function registeredPort(journey: Journey, service: Resource, targetGroup: Resource): number | undefined {
  const entries = known(readElements(service, "loadBalancers")) ?? [];
  const mine = entries.filter((at) => {
    const named = resolve(journey.graph, service, `${at}.targetGroupArn`, "targetGroup");
    return named.kind === "undetermined" || resourceOf(named)?.urn === targetGroup.urn;
  });
  const ports = new Set(mine.map((at) => known(readNumber(service, `${at}.containerPort`))));
  return ports.size === 1 ? [...ports][0] : undefined;
}

/** ALBs behind a target group of type `alb`, each called at the port at which it is attached. */
function callAlbs(journey: Journey, nlb: Resource, targetGroup: Resource, call: Call): Walk {
  const attachments = attachmentsOf(journey.graph, targetGroup);
  if (attachments.length === 0) {
    const wrong = `no ALB is attached to ${targetGroup.name}`;
    return stop("target group", targetGroup, wrong, "Attach one with aws.lb.TargetGroupAttachment.");
  }
  return everyOf(
    attachments.map((attachment) => {
      const alb = attachedBalancer(journey.graph, attachment);
      if (alb.kind !== "resource")
        return lost("balancer", attachment, `the ALB that ${attachment.name} registers, which is not in the stack`);
      const port = known(readNumber(attachment, "port")) ?? known(readNumber(targetGroup, "port"));
      if (port === undefined) return lost("target group", attachment, `the port of ${attachment.name}`);
      const { path, secure } = call;
      return callBalancer(journey, alb.resource, { port, path, secure, from: nlb, by: [attachment] });
    }),
  );
}

/** Tasks, or an ALB, behind a target group. */
function callTargetGroup(journey: Journey, balancer: Resource, targetGroup: Resource, call: Call): Walk {
  const { graph } = journey;
  const attachments = attachmentsOf(graph, targetGroup);
  return pass(journey, "target group", targetGroup, attachments, () => {
    const protocol = known(readString(targetGroup, "protocol"));
    const fits = balancerType(balancer) === "application" ? /^HTTPS?$/ : /^(TCP|TLS|TCP_UDP)$/;
    if (protocol !== undefined && balancerType(balancer) !== "unknown" && !fits.test(protocol)) {
      const wrong = `${balancer.name} sends no ${protocol}, the protocol of ${targetGroup.name}`;
      return stop("target group", targetGroup, wrong, "Use HTTP or HTTPS behind an ALB, TCP or TLS behind an NLB.");
    }
    const type = known(readString(targetGroup, "targetType"));
    if (type === "alb") return callAlbs(journey, balancer, targetGroup, call);
    const services = servicesOf(graph, targetGroup);
    if (services.length > 0) {
      return everyOf(
        services.map((service) =>
          callTasks(journey, balancer, service, registeredPort(journey, service, targetGroup), call.path),
        ),
      );
    }
    if (type === "ip" && attachments.length === 0) {
      const wrong = `nothing of the stack registers in ${targetGroup.name}`;
      return stop("target group", targetGroup, wrong, "Name it in loadBalancers of an ECS service.");
    }
    return lost("target group", targetGroup, `what is registered in ${targetGroup.name}`);
  });
}

function act(journey: Journey, balancer: Resource, { owner, property, path }: Choice, call: Call): Walk {
  const hop = property === "actions" ? "rule" : "listener";
  const actions = known(readElements(owner, property)) ?? [];
  const answering = actions.find((at) =>
    /^(fixed-response|redirect)$/.test(known(readString(owner, `${at}.type`)) ?? ""),
  );
  if (answering !== undefined) {
    const code = known(readString(owner, `${answering}.fixedResponse.statusCode`));
    if (code === undefined || Number(code) < 400) return arrive();
    const wrong = `${owner.name} answers ${code} by itself${call.path === undefined ? "" : ` to ${call.path}`}`;
    return stop(hop, owner, wrong, "Forward the path to the target group of its service.");
  }
  const groups = targetGroupsOf(journey.graph, owner);
  const walks = resourcesIn(groups.references).map((group) =>
    callTargetGroup(journey, balancer, group, { ...call, path }),
  );
  const needs = `the target group that ${owner.name} forwards to`;
  if (walks.length === 0) return lost(hop, owner, needs);
  return groups.exact ? everyOf(walks) : oneOf(walks, { ...step(hop, owner), needs });
}

function askRules(journey: Journey, balancer: Resource, listener: Resource, call: Call): Walk {
  const all = rulesOf(journey.graph, listener);
  const { choices, matching } = choose(listener, all, call.path);
  const [first] = choices;
  if (first === undefined) return lost("rule", listener, `the rules of ${listener.name}`);
  const walks = choices.map((choice) => act(journey, balancer, choice, call));
  const onward = oneOf(walks, { ...step("rule", listener), needs: `which rule of ${listener.name} takes the path` });
  // Of two rules at one priority AWS refuses the second that is made, and the stack does not say which that is.
  const contested = matching.map(priorityOf);
  const rivals = all.filter((rule) => contested.includes(priorityOf(rule)));
  return first.property === "actions" ? pass(journey, "rule", first.owner, rivals, () => onward) : onward;
}

function listen(journey: Journey, balancer: Resource, listener: Resource, call: Call): Walk {
  // Of two listeners at one port AWS refuses the second that is made, whichever that is.
  const rivals = listenersOf(journey.graph, balancer).filter((one) => portOf(one) === portOf(listener));
  return pass(journey, "listener", listener, [...call.by, ...rivals], () => {
    // AWS makes an HTTP listener where none is said.
    const protocol = known(readString(listener, "protocol")) ?? "HTTP";
    const mismatch = /^(HTTPS|TLS)$/.test(protocol)
      ? call.secure === false
      : call.secure === true && protocol === "HTTP";
    if (mismatch || protocol === "UDP") {
      const wrong = `${listener.name} speaks ${protocol}, and is called by ${call.secure === true ? "https" : "http"}`;
      return stop("listener", listener, wrong, "Use https for HTTPS and TLS listeners, http for the others.");
    }
    const onward = () => askRules(journey, balancer, listener, call);
    const port = portOf(listener);
    return call.from === undefined || port === undefined
      ? onward()
      : connect(journey, call.from, balancer, port, onward);
  });
}

/** A balancer of the stack, called at a port. */
export function callBalancer(journey: Journey, balancer: Resource, call: Call): Walk {
  return pass(journey, "balancer", balancer, call.by, () => {
    const listeners = listenersOf(journey.graph, balancer);
    const called = listeners.filter((one) => call.port === undefined || portOf(one) === call.port);
    if (called.length === 0) {
      const ports = listeners.length === 0 ? "has no listener" : `listens on ${listeners.map(portOf).join(", ")}`;
      const wrong = `${balancer.name} ${ports}${call.port === undefined ? "" : `, and is called at ${call.port}`}`;
      return stop("listener", balancer, wrong, "Call a port that a listener has.");
    }
    return oneOf(
      called.map((listener) => listen(journey, balancer, listener, call)),
      { ...step("listener", balancer), needs: `the port inside the uri of ${call.by[0]?.name ?? ""}` },
    );
  });
}

/** A listener of the stack, which an HTTP API names itself. */
export const callListener = (journey: Journey, balancer: Resource, listener: Resource, call: Call): Walk =>
  pass(journey, "balancer", balancer, call.by, () => listen(journey, balancer, listener, call));
