import { article, service } from "./scenario";

const secret = "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf";

/** Keys of a service that every option takes, beside those in most example stacks. */
const everyKey = {
  wait: false,
  drainSeconds: 90,
  command: ["serve"],
  entryPoint: ["/bin/sh"],
  user: "1000:1000",
  workingDirectory: "/srv",
  readonlyRootFilesystem: true,
  writablePaths: ["/tmp"],
  ephemeralStorageGiB: 30,
  sidecars: [{ name: "agent", image: "agent:1", essential: false }],
  capacity: "spot",
  autoscaling: { minCount: 2, maxCount: 4, memoryPercent: 70 },
  reaches: [{ service: "customers" }, { cidr: "10.9.0.0/16", port: 5432 }],
  permissions: [{ actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:us-east-1:111122223333:orders"] }],
  policyArns: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"],
  secrets: { PASSWORD: secret },
  kmsKeys: ["arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0000-0000-0000-000000000000"],
};

/** How ECS moves requests; not beside `standby` of a service. */
const deployment = {
  strategy: "canary",
  percent: 10,
  stepMinutes: 5,
  bakeMinutes: 5,
  alarms: { errorPercent: 5, names: ["stock-slow"] },
  hooks: [
    {
      lambda: "arn:aws:lambda:us-east-1:111122223333:function:check",
      stages: ["POST_PRODUCTION_TRAFFIC_SHIFT"],
    },
    { pause: { timeoutMinutes: 60, onTimeout: "continue" }, stages: ["POST_SCALE_UP"] },
  ],
};

/** A stack whose services use the keys of a service that every option takes, and further ones of `orders`. */
export const everyKeyStack = (more: Record<string, unknown> = {}): Record<string, unknown> =>
  article({
    services: [
      service("orders", "sales", { ...everyKey, ...more }),
      service("customers", "sales", { group: "web" }),
      service("stock", "supply", { exec: true, deployment }),
    ],
  });
