import type { Option } from "../core/settings/settings";

/** An edit that loses requests because AWS leaves no other way. */
export interface Interruption {
  /** Ids of the kinds of edits in the results. */
  readonly kinds: readonly string[];
  readonly options: readonly Option[];
  /** The edit in Markdown. */
  readonly edit: string;
  readonly howLong: string;
  readonly why: string;
  /** The steps that lose no request. */
  readonly instead: string;
  /** Key by which one stack file shows it, so that the preview notes it. */
  readonly notedAt?: string;
}

/** The provider reports a steady state when ECS has drained and stopped the old tasks. */
const untilMoved =
  "from the moment at which the last old task starts to drain, and gets no new requests, until the API has moved: `drainSeconds` (35 seconds behind an ALB, 120 behind an NLB) and some seconds more";
const leaves =
  "An ECS service registers its tasks in the target groups that it names. New tasks register in the new one only, and the API moves when they are healthy.";
const untilChecked = "until the targets in the new place pass their first health check";
const unchecked =
  "An update registers the addresses of an interface endpoint itself, and nothing waits until they pass their first health check.";
const newPlaceFirst =
  "Set `standby` to the new place for one update; when its targets are healthy, exchange both for one update; then remove `standby`";

/** All edits that interrupt. A test compares them with the results: no other edit loses a request, and each of these does. */
export const interruptions: readonly Interruption[] = [
  {
    kinds: ["balancer-at-once"],
    options: [1, 5],
    edit: "`balancer` in one update",
    howLong: untilMoved,
    why: leaves,
    instead:
      "Set `standby` to the old place for one update: [moving a service](#moving-a-service-to-another-load-balancer)",
  },
  {
    kinds: ["group-at-once"],
    options: [1, 4, 5],
    edit: "`group` in one update",
    howLong: untilMoved,
    why: leaves,
    instead:
      "Set `standby` to the old place for one update: [moving a service](#moving-a-service-to-another-load-balancer)",
  },
  {
    kinds: ["endpoint-name", "endpoint-port", "endpoint-zone-gone", "endpoint-for-tasks"],
    options: [1, 2, 3, 4, 5],
    edit: "`existing.endpointService` in place of a container, or with another `name`, another `port` or a zone less, in one update",
    howLong:
      "from the call that removes the last old target until a new one passes its first health check; with a zone less, from the call that takes the address of the zone away until its target is removed: seconds",
    why: `${unchecked} A zone's address goes away before the update removes its target.`,
    instead:
      "Add a second service with the new `existing.endpointService` and another `path`; when its targets are healthy, exchange the `path` of both; then set `retired` on the first, and remove it in another update. In a `group`, move the first out of it before",
  },
  {
    kinds: ["endpoint-standby"],
    options: [1, 5],
    edit: "`balancer` of a service with `existing.endpointService`, in one update or with `standby` to the old place",
    howLong: untilChecked,
    why: unchecked,
    instead: newPlaceFirst,
  },
  {
    kinds: ["endpoint-grouped"],
    options: [1, 4, 5],
    edit: "`group` of a service with `existing.endpointService`, in one update or with `standby` to the old place",
    howLong: untilChecked,
    why: unchecked,
    instead: newPlaceFirst,
  },
  {
    kinds: ["usage-plans-at-once"],
    options: [2, 3, 4, 5],
    edit: "`usagePlans` added with `apiKeys: required`",
    howLong: "from the deployment of the API until each client sends its API key",
    why: "API Gateway makes the keys in the same update, so that no client has one.",
    instead: "Set `apiKeys: optional` for one update, give the clients their keys, and remove it when they send them",
  },
  {
    kinds: ["key-moved", "plan-renamed"],
    options: [2, 3, 4, 5],
    edit: "an API key moved to another usage plan, or `name` of a usage plan, in one update",
    howLong:
      "from the call that takes the key out of the old plan until the one that puts it into the new plan: seconds",
    why: "API Gateway refuses a key in two usage plans of one stage.",
    instead:
      "Set `apiKeys: optional` in the update before, move the key or change the name, then remove `apiKeys`. Requests need no key meanwhile",
  },
  {
    kinds: ["nlb-pin"],
    options: [3],
    edit: "`pins.nlb` of a service",
    howLong: untilMoved,
    why: `A target group belongs to one load balancer. ${leaves}`,
    instead:
      "Change `name` of the service in the same update: the API moves to the new service when its tasks are healthy",
  },
  {
    kinds: ["path-in-group"],
    options: [1, 4, 5],
    edit: "`path` of a service of a `group`",
    howLong:
      "from the change of the listener rule until the API has the new route: seconds under option 1, until the deployment of the API under the others",
    why: "AWS refuses two listener rules with one priority, so the rule of the new path cannot exist beside that of the old one.",
    instead:
      "[Move the service out of the group](#moving-a-service-to-another-load-balancer) with `standby`, change `path`, move it back",
  },
  {
    kinds: ["zone-removed"],
    options: [2, 3],
    edit: "a zone removed",
    howLong: untilMoved,
    why: "AWS refuses to take a zone from an NLB whose endpoint service has endpoints in it, and the aws provider replaces the NLB with its target groups.",
    instead: "Add a VPC without the zone, change `vpc` of the services to it, then remove the old VPC",
  },
  {
    kinds: ["zone-removed-nlb"],
    options: [1, 5],
    edit: "a zone removed, with `balancer: nlb`",
    howLong: untilMoved,
    why: "The aws provider never removes a subnet from an NLB: it replaces the NLB with its target groups.",
    instead: "Move the services to an ALB with `standby`, remove the zone, move them back",
  },
  {
    kinds: ["port-unwaited"],
    options: [1, 2, 3, 4, 5],
    edit: "`containerPort` with `wait: false`",
    howLong: "until the new tasks are healthy: minutes",
    why: "The update goes on while old tasks serve, and deletes the security group rules of the old port.",
    instead: "Set `wait: true` in the update before",
    notedAt: "services[].wait",
  },
  {
    kinds: ["container-tls-once"],
    options: [1, 2, 3, 4, 5],
    edit: "`containerTls` in one update",
    howLong: untilMoved,
    why: `A target group cannot change its protocol, so tasks that take TLS have another one. ${leaves}`,
    instead:
      "Let the container listen on a second port, then set `standby` to the old port for one update: [TLS to the container](#moving-a-service-to-tls)",
  },
  {
    kinds: ["tls-server-name"],
    options: [1, 2, 3, 4, 5],
    edit: "`tls.serverName` with certificates of the stack, in one update",
    howLong:
      "from the change of a listener until the API asks for the new name: seconds under option 1, until the deployment of the API under the others",
    why: "A listener has one certificate, and a certificate of the stack has one name. API Gateway refuses it while it asks for the other name.",
    instead:
      "Three updates: set `tls.certificate` to an existing certificate for both names; change `tls.serverName`; remove `tls.certificate`",
  },
  {
    kinds: ["domain-at-once"],
    options: [1, 2, 3, 4, 5],
    edit: "`domain` added without `defaultEndpoint: open`",
    howLong: "for good: the execute-api URL ends when the API closes its default endpoint",
    why: "With a `domain`, `defaultEndpoint` is `closed` unless the stack file says otherwise.",
    instead:
      "Set `domain.defaultEndpoint: open` in the same update, let all clients change to the domain, then remove `defaultEndpoint`",
    notedAt: "domain.defaultEndpoint",
  },
  {
    kinds: ["domain-removed-at-once"],
    options: [1, 2, 3, 4, 5],
    edit: "`domain` removed in one update",
    howLong: "for good: the URL of the domain ends",
    why: "The default endpoint was closed, so no client could use another URL before the update.",
    instead:
      "Set `domain.defaultEndpoint: open` in the update before, let all clients change to the execute-api URL, then remove `domain`",
  },
  {
    kinds: ["domain-name"],
    options: [1, 2, 3, 4, 5],
    edit: "`domain.name` in one update",
    howLong: "for good: the URL of the old name ends",
    why: "A stack has one domain name.",
    instead:
      "Set `domain.defaultEndpoint: open` in the update before, let all clients change to the execute-api URL, change `domain.name`, let them change to the new name, then remove `defaultEndpoint`",
  },
  {
    kinds: ["base-path-removed"],
    options: [1],
    edit: "`domain.basePath` removed in one update",
    howLong: "from the change of a route until the mapping has changed: seconds",
    why: "Without a base path, API Gateway sends `$request.path` to the service. Whether AWS has removed the base path from it is not documented, so the service may see it until the mapping has changed.",
    instead:
      "Set `domain.defaultEndpoint: open` in the update before, let all clients change to the execute-api URL, remove `basePath`, let them change back, then remove `defaultEndpoint`",
  },
];

/** The interruption that is documented for a kind of edit under an option, if there is one. */
export const interruptionOf = (kind: string, option: Option): Interruption | undefined =>
  interruptions.find(({ kinds, options }) => kinds.includes(kind) && options.includes(option));
