import type { Edit } from "./edit";
import { ofService, service } from "./edit";
import { everyOption } from "../../support/scenario";

const secret = "arn:aws:secretsmanager:us-east-1:111122223333:secret:shop/kms-AbCdEf";
const key = "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000001";
const permissions = [{ actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:us-east-1:111122223333:jobs"] }];
const reach = (kind: string, title: string, destination: Readonly<Record<string, unknown>>) =>
  ofService(kind, { title }, {}, { reaches: [destination] }, { reaches: undefined });

/** The server that `reaches-service` calls; it is asked as well. */
const server = service("called");

/** Edits of what tasks may do and connect to, and of how they are run. */
export const accessEdits: readonly Edit[] = [
  {
    kind: "reaches-service",
    title: "`reaches` a service of the stack, added and removed",
    options: everyOption,
    contents: [
      { services: [server, service("caller")] },
      { services: [server, service("caller", { reaches: [{ service: "called" }] })] },
      { services: [server, service("caller")] },
    ],
  },
  {
    kind: "called-port",
    title: "`containerPort` of a service that another one calls",
    options: everyOption,
    contents: [8080, 9090].map((containerPort) => ({
      services: [service("answers", { containerPort }), service("calls", { reaches: [{ service: "answers" }] })],
    })) as unknown as Edit["contents"],
  },
  reach("reaches-group", "`reaches` a security group, added and removed", {
    securityGroup: "sg-0a1b2c3d4e5f60718",
    port: 5432,
  }),
  reach("reaches-cidr", "`reaches` a block, added and removed", { cidr: "10.200.0.0/16", port: 5432 }),
  reach("reaches-prefix-list", "`reaches` a prefix list, added and removed", {
    prefixList: "pl-0a1b2c3d4e5f60718",
    port: 443,
  }),
  ofService(
    "permissions",
    { title: "`permissions`, added and removed" },
    {},
    { permissions },
    { permissions: undefined },
  ),
  ofService(
    "policy-arns",
    { title: "`policyArns`, added and removed" },
    {},
    { policyArns: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] },
    { policyArns: undefined },
  ),
  ofService("kms-keys", { title: "`kmsKeys`" }, { secrets: { KEY: secret } }, { kmsKeys: [key] }),
  ofService("exec", { title: "`exec`, on and off" }, {}, { exec: true }, { exec: undefined }),
  ofService(
    "capacity",
    { title: "`capacity`: `onDemand` to `spot`, and back" },
    { capacity: "onDemand" },
    { capacity: "spot" },
    { capacity: "onDemand" },
  ),
  ofService("wait", { title: "`wait`, off and on" }, {}, { wait: false }, { wait: true }),
  ofService(
    "drain-seconds",
    { title: "`drainSeconds`" },
    {},
    { drainSeconds: 60 },
    // Takes effect at once for the tasks of the update before, and for those that the next update stops.
    { drainSeconds: 0 },
    { image: "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop/app:1.2.0" },
  ),
];

/** Edits of the autoscaling. */
export const scalingEdits: readonly Edit[] = [
  ofService(
    "scaling-bounds",
    { title: "bounds of `autoscaling`" },
    { autoscaling: { minCount: 2, maxCount: 4 } },
    { desiredCount: 3, autoscaling: { minCount: 3, maxCount: 8 } },
  ),
  ofService(
    "scaling-added",
    { title: "`autoscaling`, added and removed" },
    {},
    { autoscaling: { minCount: 2, maxCount: 4 } },
    { autoscaling: undefined },
  ),
  ofService(
    "scaling-memory",
    { title: "`autoscaling` by memory instead of CPU" },
    { autoscaling: { minCount: 2, maxCount: 4, cpuPercent: 60 } },
    { autoscaling: { minCount: 2, maxCount: 4, memoryPercent: 70 } },
  ),
  ofService(
    "scaling-requests",
    { title: "`autoscaling` by requests per target", options: [1, 4, 5] },
    { autoscaling: { minCount: 2, maxCount: 4 } },
    { autoscaling: { minCount: 2, maxCount: 4, requestsPerTarget: 500 } },
  ),
];
