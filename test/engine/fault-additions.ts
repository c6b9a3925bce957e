import type { Outside } from "../../simulator/aws/existing";
import { billing, providerName } from "../support/endpoint-services";
import { everyOption } from "../support/scenario";
import type { Edits } from "../support/stack-file";
import { ofKeys } from "../support/stack-file";
import { access } from "../traffic/edits/states";
import { shifting, shiftingOptions } from "./fault-strategies";
import { fifth } from "./live-stack";

/** What is added to the plain stack of an option. */
interface Addition {
  readonly title: string;
  readonly options: readonly number[];
  readonly edits: (option: number) => Edits;
}

const webAcl = "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/shop/0a1b2c3d-0000-4000-8000-000000000001";
const topic = (name: string) => `arn:aws:sns:us-east-1:111122223333:${name}`;

/** A domain name, and TLS up to the load balancers, with certificates that the stack issues. */
const front = ofKeys({
  hostedZone: { id: "Z0123456789ABCDEFGHIJ", name: "example.com" },
  domain: { name: "api.example.com" },
  tls: { serverName: "internal.example.com" },
});

/** What only a REST API has. */
const restAccess = ofKeys({ webAcl, usagePlans: [{ name: "partners", keys: ["acme"] }] });

/** Everything that watches the stack and the account, and a service of another account. */
const operation: Edits = [
  ...ofKeys({
    alarms: { topic: topic("on-call") },
    dashboard: true,
    keepAwake: true,
    tracing: true,
    containerInsights: "enhanced",
    loadBalancerLogs: { bucket: "shop-logs" },
    retainLogs: true,
    account: {
      linkCounter: true,
      quotaAlarms: { topic: topic("platform") },
      quotaRequests: { "apigateway.vpcLinksV2": 20 },
    },
  }),
  [fifth, billing()],
];

/** The endpoint service of another account, which the stack with `operation` connects to. */
export const outside: Outside = {
  ...{ zones: {}, certificates: {} },
  endpointServices: { [providerName]: { listens: { 8080: "plain" } } },
};

/** What is added to the plain stack of an option, each alone. */
export const additions: readonly Addition[] = [
  { title: "with a domain and TLS", options: everyOption, edits: () => front },
  {
    title: "with authorization",
    options: everyOption,
    edits: (option) => [...ofKeys(access), ...(option === 1 ? [] : restAccess)],
  },
  // Options 1 and 5 have both kinds of API, and all kinds of load balancers and links that something watches.
  { title: "with operation", options: [1, 5], edits: () => operation },
  { title: "with strategies", options: shiftingOptions, edits: shifting },
];
