import * as aws from "@pulumi/aws";
import { albService, httpApi, network, restApi } from "../../../fixtures/field/base";
import type { Advice } from "./advice-type";
import { blueGreen } from "./blue-green";
import type { BlueGreen, Made } from "./blue-green";

const shifting = (setup: BlueGreen) => () => {
  blueGreen(setup);
};

type Tracking = aws.types.input.appautoscaling.PolicyTargetTrackingScalingPolicyConfiguration;

/** A scaling policy of a service. */
function scale(
  { cluster, ecsService }: Pick<Made, "cluster"> & { readonly ecsService: aws.ecs.Service },
  by: Tracking,
) {
  const target = new aws.appautoscaling.Target("shop", {
    minCapacity: 2,
    maxCapacity: 8,
    resourceId: ecsService.name.apply((name) => `service/shop/${name}`),
    scalableDimension: "ecs:service:DesiredCount",
    serviceNamespace: "ecs",
  });
  new aws.appautoscaling.Policy(
    "signal",
    {
      policyType: "TargetTrackingScaling",
      resourceId: target.resourceId,
      scalableDimension: target.scalableDimension,
      serviceNamespace: target.serviceNamespace,
      targetTrackingScalingPolicyConfiguration: by,
    },
    { dependsOn: [cluster] },
  );
}

const cpu: Tracking = {
  targetValue: 60,
  predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
};
const memory: Tracking = {
  targetValue: 60,
  predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageMemoryUtilization" },
};
const ofOneGroup: Tracking = {
  targetValue: 100,
  predefinedMetricSpecification: {
    predefinedMetricType: "ALBRequestCountPerTarget",
    resourceLabel: "app/a/1/targetgroup/b/2",
  },
};
const query = (id: string) => ({
  id,
  metricStat: {
    stat: "Sum",
    metric: {
      namespace: "AWS/ApplicationELB",
      metricName: "RequestCountPerTarget",
      dimensions: [{ name: "TargetGroup", value: id }],
    },
  },
  returnData: false,
});
const ofBoth: Tracking = {
  targetValue: 100,
  customizedMetricSpecification: {
    metrics: [query("blue"), query("green"), { id: "sum", expression: "blue + green" }],
  },
};

/** An API with a mapping, beside another one. */
const mapped =
  (options: { readonly deleteBeforeReplace: boolean; readonly standby: "http" | "rest" | "none" }) => () => {
    const front = albService("shop", network("home", 40));
    const { api, stage } = httpApi("http", front);
    if (options.standby === "http") httpApi("standby", front);
    if (options.standby === "rest") restApi("standby", front);
    const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-3333-4444-555555555555";
    const domain = new aws.apigatewayv2.DomainName("shop", {
      domainName: "shop.example.com",
      domainNameConfiguration: { certificateArn, endpointType: "REGIONAL", securityPolicy: "TLS_1_2" },
    });
    const { deleteBeforeReplace } = options;
    new aws.apigatewayv2.ApiMapping(
      "shop",
      { apiId: api.id, stage: stage.id, domainName: domain.id },
      { deleteBeforeReplace },
    );
  };

/** Programs of the advisory rules on deployment strategies and moves between APIs. */
export const strategyAdvice: readonly Advice[] = [
  {
    rule: "shifting-service-waits-for-role",
    reported: { "an attachment without dependsOn": [shifting({ policy: "not awaited" }), "shop"] },
    sound: {
      "an attachment that the service waits for": shifting({}),
      "an inline policy that the service waits for": shifting({ policy: ["elasticloadbalancing:*"] }),
      "a role outside the stack": shifting({
        policy: "not awaited",
        advanced: () => ({ roleArn: "arn:aws:iam::111122223333:role/ecs" }),
      }),
    },
  },
  {
    rule: "alternate-checks-health-alike",
    reported: {
      "another path": [shifting({ twin: { healthCheck: { path: "/health" } } }), "shop"],
      "another delay": [shifting({ twin: { deregistrationDelay: 30 } }), "shop"],
    },
    sound: {
      "the same": shifting({}),
      "AWS's default in words": shifting({ twin: { deregistrationDelay: 300, healthCheck: { path: "/" } } }),
      "a rolling service": shifting({ strategy: "ROLLING", ignoring: [], twin: { deregistrationDelay: 30 } }),
    },
  },
  {
    rule: "scaling-signal-fits-strategy",
    reported: {
      "average CPU": [shifting({ extend: (made) => scale(made, cpu) }), "signal"],
      "requests of one target group": [shifting({ extend: (made) => scale(made, ofOneGroup) }), "signal"],
    },
    sound: {
      "average memory": shifting({ extend: (made) => scale(made, memory) }),
      "requests of both target groups": shifting({ extend: (made) => scale(made, ofBoth) }),
      "average CPU of a rolling service": shifting({
        strategy: "ROLLING",
        ignoring: [],
        extend: (made) => scale(made, cpu),
      }),
    },
  },
  {
    rule: "mapping-not-replaced",
    reported: {
      "an HTTP API that stands by": [mapped({ deleteBeforeReplace: true, standby: "http" }), "shop"],
      "a REST API that stands by": [mapped({ deleteBeforeReplace: true, standby: "rest" }), "shop"],
    },
    sound: {
      "the only API": mapped({ deleteBeforeReplace: true, standby: "none" }),
      "a mapping that another rule reports": mapped({ deleteBeforeReplace: false, standby: "http" }),
    },
  },
];
