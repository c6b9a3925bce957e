import type { Entry } from "../../support/scenario";
import { everyOption } from "../../support/scenario";
import type { Edit, EditedStack } from "./edit";
import { service } from "./edit";
import { access } from "./states";
import { connected } from "./endpoints";
import { allEdits } from "./stacks";
import { hostedZone } from "./tls";

const editsOf = (...kinds: readonly string[]) => allEdits.filter(({ kind }) => kinds.includes(kind));

const at = (basePath: string, more: Readonly<Record<string, unknown>> = {}) => ({
  hostedZone,
  domain: { name: "api.example.com", basePath, ...more },
});

/** What clients of a domain must not notice: new tasks behind new listeners, at another base path. */
const behindDomain: Edit = {
  kind: "behind-domain",
  title: "`tls`, `basePath`, `ipv6` and `image`, with a `domain`",
  options: everyOption,
  isOfStack: true,
  contents: [
    { services: [service("plain")], stack: at("shop") },
    {
      services: [service("plain", { image: "nginx:1.30" })],
      stack: { ...at("store", { ipv6: true }), tls: { serverName: "internal.example.com" } },
    },
  ],
};

const asked: readonly Entry[] = [service("guarded"), service("open", { public: true })];

/** What clients with tokens, and browsers, must not notice. */
const guarded: Edit = {
  kind: "guarded",
  title: "`auth`, `cors`, `throttle`, `account.restLogRole` and `image`",
  options: everyOption,
  isOfStack: true,
  contents: [
    { services: asked },
    {
      services: asked.map((entry) => ({ ...entry, image: "nginx:1.30" })),
      stack: access,
    },
  ],
};

const topic = (name: string) => ({ topic: `arn:aws:sns:us-east-1:111122223333:${name}` });

/** What clients must not notice: new tasks and one more endpoint in a stack that is then watched in another way. */
const operated: Edit = {
  kind: "operated",
  title: "keys of operation added, changed and removed, `image` and `existing.endpointService.zones`",
  options: everyOption,
  isOfStack: true,
  contents: [
    {
      services: [service("plain"), connected("far", { zones: ["use1-az1"] })],
      stack: {
        ...{ alarms: topic("on-call"), keepAwake: true, containerInsights: "enabled" },
        account: { linkCounter: true, quotaAlarms: topic("platform") },
      },
    },
    {
      services: [service("plain", { image: "nginx:1.30" }), connected("far", { zones: ["use1-az1", "use1-az2"] })],
      stack: {
        ...{ alarms: topic("night"), dashboard: true, tracing: true, containerInsights: "disabled" },
        ...{ loadBalancerLogs: { bucket: "shop-logs" }, retainLogs: true },
        account: { quotaAlarms: topic("night"), quotaRequests: { "apigateway.vpcLinksV2": 20 } },
      },
    },
  ],
};

/** Stacks whose first update is made again and again, with another call that fails once. */
export const faultedStacks: readonly EditedStack[] = [
  { name: "tasks", edits: editsOf("image", "container-port", "path") },
  { name: "a domain and TLS created", edits: editsOf("domain-and-tls") },
  { name: "behind a domain", edits: [behindDomain] },
  { name: "authorization", edits: [guarded] },
  { name: "operation", edits: [operated] },
];
