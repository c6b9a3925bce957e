import { balancerType, listenersOf } from "../graph/load-balancers";
import { attachedBalancer, attachmentsOf, registeredPortsOf, servicesOf } from "../graph/forwarding";
import type { References } from "../graph/references";
import { targetTypeOf } from "../graph/health-checks";
import { labelOf } from "../graph/label";
import type { Resource } from "../graph/resource";
import { known, readNumber, readString, readUpper } from "../graph/value";
import { answerOf, hopOf } from "./actions";
import { connect, pass } from "./context";
import { refusedGroup, toListener, toTasks } from "./encryption";
import type { Tls } from "./encryption";
import { bySender } from "./outcomes";
import type { PathSpace } from "./path-space";
import type { Choice } from "./rule-choice";
import { choose } from "./rule-choice";
import { callEndpoints } from "./endpoints";
import { sendersOf } from "./conditions";
import { readRulesOf } from "./listener-rules";
import { seenBy, whenHealthy } from "./health";
import { valuesOf } from "./sent";
import { endedBy, leftBehind } from "./left-behind";
import { servingOf } from "./serving";
import { callTasks } from "./tasks";
import type { Trace, TraceContext } from "./trace";
import { assuming, broken, connectedBy, everyOf, oneOf, step, undetermined, withUnknown } from "./trace";

/** The requests of a route to a load balancer; undefined values are unknown. */
export interface Call {
  readonly port: number | undefined;
  readonly space: PathSpace;
  /** Path that the load balancer gets, with the markers of the space. */
  readonly path: string | undefined;
  readonly integration: Resource;
  readonly tls: Tls;
  /** The listener that the requests passed last. */
  readonly listener?: Resource;
  /** The caller, whose security groups are checked; undefined for a V1 link, which has none. */
  readonly from: Resource | undefined;
  /** The resource whose addresses the load balancer sees; the caller by default. */
  readonly seen?: Resource;
  /** Resources before the load balancer on which rules for load balancers and listeners report. */
  readonly by: readonly Resource[];
}

const portOf = (listener: Resource) => known(readNumber(listener, "port"));

function registeredPort(context: TraceContext, service: Resource, targetGroup: Resource): number | undefined {
  const ports = registeredPortsOf(context.graph, service, targetGroup);
  return ports.length === 1 ? ports[0] : undefined;
}

/** Continues at the ALBs of a target group of type `alb`, at the port of each attachment. */
function callAlbs(context: TraceContext, nlb: Resource, targetGroup: Resource, call: Call): Trace {
  const attachments = attachmentsOf(context.graph, targetGroup);
  if (attachments.length === 0) {
    const wrong = `no ALB is attached to target group ${targetGroup.name}`;
    return broken("target group", targetGroup, wrong, "Attach one with aws.lb.TargetGroupAttachment.");
  }
  return everyOf(
    attachments.map((attachment) => {
      const alb = attachedBalancer(context.graph, attachment);
      if (alb.kind !== "resource")
        return undetermined(
          "balancer",
          attachment,
          `the ALB that ${attachment.name} registers, which is not in the stack`,
        );
      const port = known(readNumber(attachment, "port")) ?? known(readNumber(targetGroup, "port"));
      if (port === undefined) return undetermined("target group", attachment, `the port of ${attachment.name}`);
      const seen = seenBy(targetGroup, nlb, call.from);
      return whenHealthy(context, { balancer: nlb, group: targetGroup, target: alb.resource, port, seen }, () =>
        callBalancer(context, alb.resource, { ...call, port, from: nlb, seen, by: [attachment] }),
      );
    }),
  );
}

/**
 * API Gateway calls with HTTP/1.1, which an ALB does not convert for such a target group: it answers 464.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
 */
const incompatible = (targetGroup: Resource, version: string): Trace =>
  broken(
    "target group",
    targetGroup,
    `target group ${targetGroup.name} has protocol version ${version}, but API Gateway calls with HTTP/1.1`,
    "Remove protocolVersion, or set it to HTTP1.",
  );

/** Continues at the tasks or ALBs of a target group. */
function callTargetGroup(context: TraceContext, balancer: Resource, targetGroup: Resource, call: Call): Trace {
  const { graph } = context;
  const attachments = attachmentsOf(graph, targetGroup);
  const refused = refusedGroup(call.listener, targetGroup);
  if (refused !== undefined) return broken("listener", call.listener ?? balancer, refused.wrong, refused.fix);
  return pass(context, "target group", targetGroup, attachments, () => {
    const protocol = known(readString(targetGroup, "protocol"));
    const supported = balancerType(balancer) === "application" ? /^HTTPS?$/ : /^(TCP|TLS|TCP_UDP)$/;
    if (protocol !== undefined && balancerType(balancer) !== "unknown" && !supported.test(protocol)) {
      const wrong = `load balancer ${balancer.name} does not support ${protocol}, the protocol of target group ${targetGroup.name}`;
      return broken("target group", targetGroup, wrong, "Use HTTP or HTTPS behind an ALB, TCP or TLS behind an NLB.");
    }
    const version = known(readUpper(targetGroup, "protocolVersion"));
    if (version === "GRPC" || version === "HTTP2") return incompatible(targetGroup, version);
    const type = targetTypeOf(targetGroup);
    if (type === "alb") return callAlbs(context, balancer, targetGroup, call);
    const services = servicesOf(graph, targetGroup);
    if (services.length > 0) {
      return everyOf(
        services.map((service) => {
          const port = registeredPort(context, service, targetGroup);
          const seen = seenBy(targetGroup, balancer, call.from);
          return whenHealthy(context, { balancer, group: targetGroup, target: service, port, seen }, () =>
            callTasks(context, service, {
              from: balancer,
              port,
              path: call.path,
              seen,
              connection: toTasks(targetGroup, call.tls),
            }),
          );
        }),
      );
    }
    const connected = callEndpoints(context, attachments, {
      balancer,
      group: targetGroup,
      seen: seenBy(targetGroup, balancer, call.from),
      connection: toTasks(targetGroup, call.tls),
    });
    if (connected !== undefined) return connected;
    if (type === "ip" && attachments.length === 0) {
      const wrong = `no resource in the stack registers with target group ${targetGroup.name}`;
      return broken("target group", targetGroup, wrong, "Add it to loadBalancers of an ECS service.");
    }
    return undetermined("target group", targetGroup, `the targets of target group ${targetGroup.name}`);
  });
}

function forward(context: TraceContext, balancer: Resource, choice: Choice, call: Call): Trace {
  const { owner, property } = choice;
  const { serving, undecided, idle } = servingOf(context.graph, owner, property);
  const target = { ...step(hopOf(choice), owner), needs: `the target group that ${labelOf(owner)} forwards to` };
  const tracesOf = ({ references }: References) =>
    references.map((group) => {
      if (group.kind === "resource")
        return (
          leftBehind(context.graph, choice, group.resource) ?? callTargetGroup(context, balancer, group.resource, call)
        );
      const outside = group.kind === "id" ? `target group ${group.id}, which is not in the stack` : target.needs;
      return undetermined(hopOf(choice), owner, outside);
    });
  const [sure, unsure] = [tracesOf(serving), tracesOf(undecided)];
  if (sure.length + unsure.length === 0) {
    if (idle > 0) {
      const wrong = `${labelOf(owner)} forwards only to target groups of weight 0`;
      return broken(hopOf(choice), owner, wrong, "Give the target group that serves requests a weight above 0.");
    }
    if (!serving.exact) return undetermined(hopOf(choice), owner, target.needs);
    const wrong = `${labelOf(owner)} forwards to no target group`;
    return broken(hopOf(choice), owner, wrong, "Set targetGroupArn, or targetGroups of forward.");
  }
  const served = sure.length === 0 ? [] : [serving.exact ? everyOf(sure) : oneOf(sure, target)];
  const isBroken = served.some((trace) => trace.broken !== undefined);
  // With a weight of 0, a target group gets no requests, and its faults break nothing.
  const weights = { ...step(hopOf(choice), owner), needs: `the weights of ${labelOf(owner)}` };
  return oneOf(isBroken ? served : [...served, ...unsure], weights);
}

function act(context: TraceContext, balancer: Resource, listener: Resource, choice: Choice, call: Call): Trace {
  const { hosts } = valuesOf(call.integration);
  const stopped = answerOf({ graph: context.graph, choice, listener, hosts });
  // An NLB passes all paths of the route on, and the rules of an ALB behind it distinguish them.
  const path = balancerType(balancer) === "network" ? call.path : choice.path;
  const next = () =>
    stopped === undefined
      ? forward(context, balancer, choice, { ...call, path })
      : endedBy(context.graph, choice, stopped);
  return choice.property === "actions" ? pass(context, "rule", choice.owner, choice.matching, next) : next();
}

function evaluateRules(context: TraceContext, balancer: Resource, listener: Resource, call: Call): Trace {
  const { rules } = readRulesOf(context.graph, listener);
  const senders = sendersOf(context.graph, rules, { ...call, from: call.seen ?? call.from });
  const traceOf = (choice: Choice) => ({ choice, trace: act(context, balancer, listener, choice, call) });
  return bySender(
    listener,
    senders.map((sender) => {
      const { certain, possible, needs } = choose(context.graph, listener, sender);
      return { certain: certain.map(traceOf), possible: possible.map(traceOf), needs };
    }),
  );
}

function listen(context: TraceContext, balancer: Resource, listener: Resource, call: Call): Trace {
  const { connection, fault, after, open, assumed } = toListener(context.graph, listener, call.tls);
  // AWS rejects the second listener that is created on a port, and the stack does not determine which one that is.
  const rivals = listenersOf(context.graph, balancer).filter((other) => portOf(other) === portOf(listener));
  const trace = pass(context, "listener", listener, [...call.by, ...rivals], () => {
    if (fault !== undefined) return broken("listener", listener, fault.wrong, fault.fix);
    const next = () => {
      const inside = evaluateRules(context, balancer, listener, { ...call, tls: after, listener });
      return assuming(
        withUnknown(inside, ...open.map((needs) => ({ ...step("listener", listener), needs }))),
        ...assumed,
      );
    };
    const port = portOf(listener);
    return call.from === undefined || port === undefined
      ? next()
      : connect(context, call.from, balancer, port, next, call.seen);
  });
  return connectedBy("listener", connection, trace);
}

/** Continues at a load balancer in the stack. */
export function callBalancer(context: TraceContext, balancer: Resource, call: Call): Trace {
  return pass(context, "balancer", balancer, call.by, () => {
    const listeners = listenersOf(context.graph, balancer);
    const called = listeners.filter((listener) => call.port === undefined || portOf(listener) === call.port);
    if (called.length === 0) {
      const ports = listeners.length === 0 ? "has no listener" : `listens on ${listeners.map(portOf).join(", ")}`;
      const wrong = `load balancer ${balancer.name} ${ports}${call.port === undefined ? "" : `, but is called on port ${call.port}`}`;
      return broken("listener", balancer, wrong, "Use the port of a listener.");
    }
    return oneOf(
      called.map((listener) => listen(context, balancer, listener, call)),
      { ...step("listener", balancer), needs: `the port in the uri of ${call.by[0]?.name ?? ""}` },
    );
  });
}

/** Continues at a listener in the stack, which an HTTP API targets directly. */
export const callListener = (context: TraceContext, balancer: Resource, listener: Resource, call: Call): Trace =>
  pass(context, "balancer", balancer, call.by, () => listen(context, balancer, listener, call));
