import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { albService, httpApi, network } from "../../../fixtures/field/base";
import type { Cases } from "./cases";

const admit = (name: string, bucket: aws.s3.Bucket) =>
  new aws.s3.BucketPolicy(name, {
    bucket: bucket.id,
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: pulumi.interpolate`${bucket.arn}/AWSLogs/*`,
        },
      ],
    }),
  });

/** An API whose load balancer has the arguments. */
const logging = (balancer: () => Partial<aws.lb.LoadBalancerArgs>) => () => {
  httpApi("http", albService("shop", network("home", 40), { balancer: balancer() }));
};

const on = (bucket: pulumi.Input<string>) => ({ enabled: true, bucket });
const reported = { on: "shop", path: "proved" } as const;

/** Logs of load balancers in buckets of the stack. */
export const logBuckets: readonly Cases[] = [
  {
    rule: "load-balancer-log-bucket",
    reported: {
      "a bucket without a policy": {
        program: logging(() => ({ accessLogs: on(new aws.s3.Bucket("logs").id) })),
        ...reported,
      },
      "connection logs in a bucket without a policy": {
        program: logging(() => ({ connectionLogs: on(new aws.s3.Bucket("logs").id) })),
        ...reported,
      },
      "a policy of another bucket": {
        program: logging(() => {
          admit("others", new aws.s3.Bucket("others"));
          return { accessLogs: on(new aws.s3.Bucket("logs").id) };
        }),
        ...reported,
      },
      "a policy that may come later": {
        program: logging(() => {
          const bucket = new aws.s3.Bucket("logs");
          admit("logs", bucket);
          return { accessLogs: on(bucket.id) };
        }),
        ...reported,
      },
    },
    sound: {
      "a bucket by its policy": logging(() => ({
        accessLogs: on(admit("logs", new aws.s3.Bucket("logs")).bucket),
      })),
      "a policy in the bucket": logging(() => ({
        accessLogs: on(new aws.s3.Bucket("logs", { policy: '{"Version":"2012-10-17","Statement":[]}' }).id),
      })),
      "logs that are off": logging(() => ({ accessLogs: { bucket: new aws.s3.Bucket("logs").id } })),
      "a bucket outside the stack": logging(() => ({ accessLogs: on("shop-load-balancer-logs") })),
    },
  },
];
