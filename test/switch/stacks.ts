import type { Outside } from "../../simulator/aws/existing";
import { withDomain } from "../support/front";
import { everyOption } from "../support/scenario";
import { settingsOfStack } from "../support/stack-settings";
import type { Pair } from "./steps";

type Keys = Readonly<Record<string, unknown>>;

/** Ordered pairs that a stack cannot have, and the words with which the program refuses them. */
interface Refused {
  readonly pairs: readonly Pair[];
  readonly reason: RegExp;
}

/** An example stack at a domain, with the pairs of options between which it is switched. */
export interface SwitchedStack {
  readonly name: string;
  readonly region: string;
  /** Keys of the stack file without `option` and `standby`. */
  readonly keys: Keys;
  readonly pairs: readonly Pair[];
  /** Why these, if not all 20. */
  readonly chosen: string;
  readonly refused: readonly Refused[];
  /** What the account has beside the stack. */
  readonly outside: Outside;
  /** Names of what keeps its ids, by hand. */
  readonly lasting: Readonly<Record<"Service" | "Vpc" | "Cluster", readonly string[]>>;
  /** Services that register in other target groups if one of the options is 2 or 3, if one is 4, and otherwise, by hand. */
  readonly moved: {
    readonly nlb: readonly string[];
    readonly alb: readonly string[];
    readonly other: readonly string[];
  };
  /** What a move changes beside the mapping: all that watches the API that serves. */
  readonly watched: readonly string[];
  /** Types of AWS resources that stay when the stack has let them go. */
  readonly retained: readonly string[];
}

/** All ordered pairs of different options. */
export const allPairs: readonly Pair[] = everyOption.flatMap((from) =>
  everyOption.filter((to) => to !== from).map((to) => [from, to] as const),
);

const record = "aws:route53/record:Record";
/** Services of a stack file, each changed. */
const servicesOf = ({ keys }: Pick<SwitchedStack, "keys">, change: (service: Keys) => Keys) =>
  (keys["services"] as readonly Keys[]).map(change);

/** The role by which REST APIs write logs: those of other stacks write them by it too. */
const logRole = [
  "aws:apigateway/account:Account",
  "aws:iam/role:Role",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
];
const none: Outside = { zones: {}, certificates: {} };
const of = (stack: string) => {
  const { raw, region } = settingsOfStack(stack);
  const keys: SwitchedStack["keys"] = { ...withDomain(), ...raw };
  return { name: stack, region, keys, outside: none, refused: [], watched: [], retained: [record] };
};
const withOption1 = allPairs.filter((pair) => pair.includes(1));

const [mixed, operated] = [of("mixed"), of("operated")];
const providerOfPayments = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0";

/** `mixed` as it is works with HTTP APIs only, of which there is one option. */
export const mixedAsItIs: Refused & Pick<SwitchedStack, "keys" | "region"> = {
  ...{ keys: mixed.keys, region: mixed.region, pairs: allPairs },
  reason: /(stage: \$default|cloudMap) works with HTTP APIs only/,
};

export const switchedStacks: readonly SwitchedStack[] = [
  {
    ...of("dev"),
    pairs: allPairs,
    chosen: "the services of the article, each on a load balancer of its own",
    lasting: {
      Service: ["customers", "orders", "shipping", "stock"],
      Vpc: ["sales", "supply"],
      Cluster: ["sales", "supply"],
    },
    moved: { nlb: ["customers", "orders", "shipping", "stock"], alb: [], other: [] },
  },
  {
    ...of("shared"),
    pairs: [
      [5, 1],
      [1, 4],
      [4, 3],
      [3, 5],
      [2, 1],
    ],
    chosen: "services that share an ALB by rules or an NLB by ports; each option comes and goes",
    lasting: { Service: ["catalog", "prices", "reviews", "search", "taxes"], Vpc: ["shop"], Cluster: ["shop"] },
    moved: { nlb: ["catalog", "prices", "reviews", "search", "taxes"], alb: ["prices", "taxes"], other: [] },
  },
  {
    ...mixed,
    keys: {
      ...mixed.keys,
      stage: "live",
      services: servicesOf(mixed, (service) =>
        service["balancer"] === "cloudMap" ? { ...service, balancer: "alb" } : service,
      ),
    },
    pairs: [
      [1, 5],
      [5, 4],
      [4, 1],
    ],
    chosen: "an NLB beside ALBs, without the stage $default and Cloud Map, which HTTP APIs alone have",
    lasting: { Service: ["jobs", "site", "stream"], Vpc: ["core"], Cluster: ["core"] },
    moved: { nlb: ["jobs", "site", "stream"], alb: ["stream"], other: [] },
  },
  {
    ...of("existing"),
    pairs: [
      [5, 1],
      [1, 3],
      [3, 5],
    ],
    chosen: "load balancers that are not the stack's, and one service that is",
    lasting: { Service: ["invoices"], Vpc: [], Cluster: ["legacy"] },
    moved: { nlb: ["invoices"], alb: [], other: [] },
  },
  {
    ...of("secured"),
    refused: [{ pairs: withOption1, reason: /webAcl: is set, and option 1 creates an HTTP API/ }],
    pairs: [
      [5, 4],
      [4, 5],
    ],
    chosen: "a web ACL, API keys and TLS up to the containers, behind an ALB; option 1 has no web ACL and no API keys",
    // AWS has raised the quota that the stack needs.
    outside: { ...none, restTimeoutMilliseconds: 60_000 },
    retained: [record, ...logRole],
    lasting: { Service: ["catalog", "exports", "orders", "reports"], Vpc: ["shop"], Cluster: ["shop"] },
    moved: { nlb: ["catalog", "exports", "orders", "reports"], alb: [], other: [] },
  },
  {
    ...operated,
    // A new stack has no service that was renamed.
    keys: { ...operated.keys, services: servicesOf(operated, (service) => ({ ...service, formerly: undefined })) },
    outside: { ...none, endpointServices: { [providerOfPayments]: { listens: { 8080: "plain" } } } },
    pairs: [
      [5, 1],
      [1, 4],
      // Not 2 and 3: `switch --check` refuses S0 to S2 for a service of another account that gets new targets.
      [4, 5],
    ],
    chosen: "alarms, a dashboard, and a service of another account",
    lasting: { Service: ["catalog", "orders"], Vpc: ["shop"], Cluster: ["shop"] },
    moved: { nlb: ["catalog", "orders"], alb: [], other: [] },
    watched: ["aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudwatch/dashboard:Dashboard"],
    retained: [record, ...logRole, "aws:cloudwatch/logGroup:LogGroup", "aws:servicequotas/serviceQuota:ServiceQuota"],
  },
];
