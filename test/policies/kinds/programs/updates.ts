import type * as aws from "@pulumi/aws";
import { albService, httpApi, network, restApi, taskDefinition } from "../../../fixtures/field/base";
import type { ServiceSetup } from "../../../fixtures/field/base";
import type { Advice } from "./advice-type";
import { calling } from "./reaches";

const breaker = { deploymentCircuitBreaker: { enable: true, rollback: true } };

/** A sound HTTP API before a service of ECS. */
const serving =
  (setup: ServiceSetup = {}, integration: Partial<aws.apigatewayv2.IntegrationArgs> = {}) =>
  () => {
    httpApi("http", albService("shop", network("home", 40), setup), { integration });
  };

/** The same before a service whose task definition `odd` has these arguments. */
const running = (args: Partial<aws.ecs.TaskDefinitionArgs>, service: Partial<aws.ecs.ServiceArgs>) => () => {
  const { arn } = taskDefinition("odd", 8080, args);
  httpApi("http", albService("shop", network("home", 40), { service: { taskDefinition: arn, ...service } }));
};

const restBefore = (targetGroup: Partial<aws.lb.TargetGroupArgs>) => () => {
  restApi("rest", albService("shop", network("home", 40), { targetGroup }));
};

/** A service with a controller, or without tasks. */
const service = (args: Partial<aws.ecs.ServiceArgs>) => serving({ service: args });

/** Two integrations of one load balancer, of which one waits for 5 seconds only. */
const twoTimeouts = () => {
  const front = albService("shop", network("home", 40), { targetGroup: { deregistrationDelay: 10 } });
  httpApi("http", front);
  httpApi("short", front, { integration: { timeoutMilliseconds: 5000 } });
};

/** Programs of the advisory rules on updates. */
export const updates: readonly Advice[] = [
  {
    rule: "ecs-service-waits-for-steady-state",
    reported: {
      "a service that does not say so": [calling({ rules: ["egress", "ingress"] }), "orders"],
      "a service that says no": [service({ waitForSteadyState: false }), "shop"],
      "a service with the controller ECS": [
        service({ deploymentController: { type: "ECS" }, waitForSteadyState: false }),
        "shop",
      ],
    },
    sound: {
      "a service that waits": serving(),
      "a service without tasks": service({ desiredCount: 0, waitForSteadyState: false }),
      "a service of an external controller": service({
        deploymentController: { type: "EXTERNAL" },
        waitForSteadyState: false,
      }),
    },
  },
  {
    rule: "task-definition-keeps-revisions",
    reported: {
      "a circuit breaker with rollback": [running({}, breaker), "odd"],
      "alarms with rollback": [
        running({}, { alarms: { enable: true, rollback: true, alarmNames: ["errors"] } }),
        "odd",
      ],
      "revisions that are destroyed": [running({ skipDestroy: false }, breaker), "odd"],
    },
    sound: {
      "revisions that stay": running({ skipDestroy: true }, breaker),
      "a circuit breaker without rollback": running(
        {},
        { deploymentCircuitBreaker: { enable: true, rollback: false } },
      ),
      "a circuit breaker that is off": running({}, { deploymentCircuitBreaker: { enable: false, rollback: true } }),
      "no circuit breaker": running({}, {}),
    },
  },
  {
    rule: "target-group-drains-requests",
    reported: {
      "a delay below the default timeout of HTTP APIs": [serving({ targetGroup: { deregistrationDelay: 29 } }), "shop"],
      "a delay below a timeout": [
        serving({ targetGroup: { deregistrationDelay: 10 } }, { timeoutMilliseconds: 10_001 }),
        "shop",
      ],
      "no delay": [serving({ targetGroup: { deregistrationDelay: 0 } }), "shop"],
      "a delay below the default timeout of REST APIs": [restBefore({ deregistrationDelay: 28 }), "shop"],
    },
    sound: {
      "the default delay": serving(),
      "a delay as long as the timeout": serving({ targetGroup: { deregistrationDelay: 30 } }),
      "a short delay behind a short timeout": serving(
        { targetGroup: { deregistrationDelay: 10 } },
        { timeoutMilliseconds: 10_000 },
      ),
      "a delay as long as the default timeout of REST APIs": restBefore({ deregistrationDelay: 29 }),
      "a short timeout of another integration": twoTimeouts,
    },
  },
];
