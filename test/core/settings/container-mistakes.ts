import { article, articleVpcs, service } from "../../support/scenario";
import type { Mistake } from "./fixtures";
import { orders } from "./fixtures";

const proxy = { name: "proxy", image: "envoy:1" };
const sidecars = (...some: Record<string, unknown>[]) => orders({ sidecars: some });
const secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a-AbCdEf";
const requests = { minCount: 2, maxCount: 4, requestsPerTarget: 500 };
const readOnly = { readonlyRootFilesystem: true };
const many = (count: number) => Array.from({ length: count }, (_, index) => ({ ...proxy, name: `s${index}` }));

/** Mistakes in the containers of a service, its capacity and its autoscaling signals. */
export const containerMistakes: Mistake[] = [
  [
    "a sidecar with the name of the service",
    sidecars({ ...proxy, name: "orders" }),
    /^services\[0\]\.sidecars\[0\]\.name \(orders\): orders is the name of the service's own container$/,
  ],
  [
    "two sidecars with one name",
    sidecars(proxy, proxy),
    /^services\[0\]\.sidecars\[1\]\.name \(orders\): two sidecars are named proxy$/,
  ],
  [
    "eleven containers of a task",
    sidecars(...many(10)),
    /^services\[0\] \(orders\): quota ecs\.containersPerTaskDefinition \(service orders\): .* is 10, the plan needs 11: orders, sidecar s0,/,
  ],
  [
    "sidecars that reserve all memory of the task",
    sidecars({ ...proxy, memoryReservationMiB: 256 }, { ...proxy, name: "agent", memoryReservationMiB: 256 }),
    /^services\[0\]\.sidecars \(orders\): reserve 512 MiB; allowed: less than memoryMiB of the service \(512\)/,
  ],
  [
    "sidecars that leave no memory beside the proxy of Service Connect",
    article({
      services: [
        service("orders", "sales", { sidecars: [{ ...proxy, memoryReservationMiB: 448 }] }),
        service("shop", "sales", { reaches: [{ service: "orders" }] }),
        service("stock", "supply"),
      ],
    }),
    /^services\[0\]\.sidecars \(orders\): reserve 448 MiB beside 64 MiB of the Service Connect proxy; allowed: less than/,
  ],
  ["a port of a sidecar", sidecars({ ...proxy, containerPort: 9901 }), /sidecars\[0\].*unknown key "containerPort"/],
  [
    "a public image of a sidecar in a VPC without NAT",
    article({
      vpcs: [{ ...articleVpcs[0], nat: "none" }, articleVpcs[1]],
      services: [
        service("orders", "sales", {
          image: "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop:1",
          sidecars: [proxy],
        }),
      ],
    }),
    /^services\[0\]\.sidecars\[0\]\.image \(orders\): got "envoy:1"; in a VPC without NAT/,
  ],
  [
    "a sidecar's secret in another Region",
    sidecars({ ...proxy, secrets: { TOKEN: secret } }),
    /^services\[0\]\.sidecars\[0\]\.secrets\.TOKEN \(orders\): is in eu-west-1; allowed: a secret or parameter in us-east-1/,
  ],
  [
    "a sidecar's variable that is also a secret",
    sidecars({ ...proxy, environment: { TOKEN: "x" }, secrets: { TOKEN: secret.replace("eu-west-1", "us-east-1") } }),
    /^services\[0\]\.sidecars\[0\]\.secrets\.TOKEN \(orders\): TOKEN is also set in environment$/,
  ],
  [
    "writable paths without a read-only root",
    orders({ writablePaths: ["/tmp"] }),
    /^services\[0\]\.writablePaths \(orders\): has no effect without readonlyRootFilesystem: true/,
  ],
  [
    "a sidecar's writable paths without a read-only root",
    sidecars({ ...proxy, writablePaths: ["/tmp"] }),
    /^services\[0\]\.sidecars\[0\]\.writablePaths \(orders\): has no effect/,
  ],
  [
    "the root as a writable path",
    orders({ ...readOnly, writablePaths: ["/"] }),
    /^services\[0\]\.writablePaths\[0\] \(orders\): got \/; an empty volume there would hide the whole image$/,
  ],
  [
    "a writable path twice",
    orders({ ...readOnly, writablePaths: ["/tmp", "/tmp/"] }),
    /^services\[0\]\.writablePaths\[1\] \(orders\): \/tmp is listed twice$/,
  ],
  [
    "ECS Exec beside a read-only root",
    orders({ ...readOnly, exec: true }),
    /^services\[0\]\.exec \(orders\): does not work with readonlyRootFilesystem/,
  ],
  [
    "an autoscaling minimum of 0",
    orders({ autoscaling: { minCount: 0, maxCount: 4 } }),
    /^services\[0\]\.autoscaling\.minCount \(orders\): got 0; allowed: 1 or more; autoscaling cannot leave 0/,
  ],
  [
    "a signal of requests behind an NLB",
    orders({ balancer: "nlb", autoscaling: requests }),
    /^services\[0\]\.autoscaling\.requestsPerTarget \(orders\): counts requests of an ALB only, and the tasks are behind an NLB$/,
  ],
  [
    "a signal of requests with Cloud Map",
    orders({ balancer: "cloudMap", healthCheck: { command: ["CMD", "true"] }, autoscaling: requests }),
    /requestsPerTarget \(orders\): counts requests of an ALB only, and the tasks are behind Cloud Map$/,
  ],
  [
    "a signal of requests before a move to an NLB",
    orders({ standby: { balancer: "nlb" }, autoscaling: requests }),
    /requestsPerTarget \(orders\): .* ALB only, and with standby the tasks are also behind an NLB$/,
  ],
  [
    "a signal of requests under option 3",
    { ...orders({ autoscaling: requests }), option: 3 },
    /requestsPerTarget \(orders\): .* behind an NLB \(option 3\)$/,
  ],
  ["too little ephemeral storage", orders({ ephemeralStorageGiB: 20 }), /got 20; allowed: at least 21/],
  [
    "a capacity that Fargate does not have",
    orders({ capacity: "reserved" }),
    /got "reserved"; allowed: "onDemand", "spot"/,
  ],
];
