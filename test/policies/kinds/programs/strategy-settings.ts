import { blueGreen } from "./blue-green";
import type { BlueGreen } from "./blue-green";
import { http } from "./cases";
import type { Cases } from "./cases";

const shifting = (setup: BlueGreen) => () => {
  blueGreen(setup);
};

/** A function of the stack's account that ECS asks after test traffic. */
export const hook = {
  hookTargetArn: "arn:aws:lambda:us-east-1:111122223333:function:check",
  roleArn: "arn:aws:iam::111122223333:role/hook",
  lifecycleStages: ["POST_TEST_TRAFFIC_SHIFT"],
};
const atService = { path: "refuted at service", on: "shop" } as const;

/** Settings of deployments that ECS rejects. */
export const strategySettings: readonly Cases[] = [
  {
    rule: "deployment-strategy-settings",
    reported: {
      "no bake time": { program: shifting({ deployment: { strategy: "BLUE_GREEN" } }), ...atService },
      "a bake time of more than a day": {
        program: shifting({ deployment: { strategy: "BLUE_GREEN", bakeTimeInMinutes: "1441" } }),
        ...atService,
      },
      "half a minute": {
        program: shifting({ deployment: { strategy: "BLUE_GREEN", bakeTimeInMinutes: "0.5" } }),
        ...atService,
      },
      "a linear step below 3 %": {
        program: shifting({
          strategy: "LINEAR",
          deployment: { strategy: "LINEAR", linearConfiguration: { stepPercent: 2.9, stepBakeTimeInMinutes: "6" } },
        }),
        ...atService,
      },
      "a canary of 0.05 %": {
        program: shifting({ deployment: { strategy: "CANARY", canaryConfiguration: { canaryPercent: 0.05 } } }),
        ...atService,
      },
      "a canary without a share": { program: shifting({ deployment: { strategy: "CANARY" } }), ...atService },
      "a strategy that ECS has not": { program: shifting({ deployment: { strategy: "BLUEGREEN" } }), ...atService },
      "a pause while traffic shifts": {
        program: shifting({
          deployment: {
            strategy: "BLUE_GREEN",
            bakeTimeInMinutes: "0",
            lifecycleHooks: [{ targetType: "PAUSE", lifecycleStages: ["PRODUCTION_TRAFFIC_SHIFT"] }],
          },
        }),
        ...atService,
      },
      "a hook without a role": {
        program: shifting({
          deployment: {
            strategy: "BLUE_GREEN",
            bakeTimeInMinutes: "0",
            lifecycleHooks: [{ hookTargetArn: hook.hookTargetArn, lifecycleStages: hook.lifecycleStages }],
          },
        }),
        ...atService,
      },
      "a stage without hooks": {
        program: shifting({
          deployment: {
            strategy: "BLUE_GREEN",
            bakeTimeInMinutes: "0",
            lifecycleHooks: [{ ...hook, lifecycleStages: ["CLEAN_UP"] }],
          },
        }),
        ...atService,
      },
    },
    sound: {
      "no bake time of a rolling service": http(),
      "the smallest values": shifting({
        deployment: {
          strategy: "LINEAR",
          bakeTimeInMinutes: "0",
          linearConfiguration: { stepPercent: 3, stepBakeTimeInMinutes: "0" },
        },
      }),
      "a canary of 0.3 % for a day": shifting({
        deployment: {
          strategy: "CANARY",
          canaryConfiguration: { canaryPercent: 0.3, canaryBakeTimeInMinutes: "1440" },
        },
      }),
      "a hook, and a pause before production": shifting({
        deployment: {
          strategy: "BLUE_GREEN",
          bakeTimeInMinutes: "1440",
          lifecycleHooks: [hook, { targetType: "PAUSE", lifecycleStages: ["PRE_PRODUCTION_TRAFFIC_SHIFT"] }],
        },
      }),
    },
  },
];
