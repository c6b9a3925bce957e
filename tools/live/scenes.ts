import type { Scene } from "./scene";
import { canaryKeys } from "./scenes/canary";
import { httpKeys } from "./scenes/http";
import { guardedKeys } from "./scenes/guarded";
import { endpointKeys, nlbKeys, switchKeys, tlsKeys } from "./scenes/others";
import { restKeys } from "./scenes/rest";
import { connectKeys, flowKeys, sharedKeys } from "./scenes/shifting";
import { accessLog } from "./steps/access-log";
import { connect } from "./steps/connect";
import { domainKeys } from "./steps/domain-keys";
import { httpEdits } from "./steps/http-edits";
import { metricMath } from "./steps/metric-math";
import { nlbLimits } from "./steps/nlb-limits";
import { strategyNlb, strategyShared } from "./steps/shared-strategies";
import { strategyMidShift, strategyStop } from "./steps/shifts";
import { strategyAttach, strategyRefusals } from "./steps/strategy-refusals";
import { accountTexts, domainTexts, restTexts } from "./steps/texts";
import { usagePlan } from "./steps/usage-plan";
import { defaultEndpoint, domainEdit } from "./steps/default-endpoint";
import { failedSwitch } from "./steps/failed-switch";
import { failedUpdate } from "./steps/failed-update";
import { httpAnswers } from "./steps/http-answers";
import { httpIam } from "./steps/http-iam";
import { albBehindNlb, linkV1 } from "./steps/link-v1";
import { linkV2 } from "./steps/link-v2";
import { mappingToHttp, mappingToRest } from "./steps/mapping";
import { metrics, usageMetrics } from "./steps/metrics";
import { httpNoTarget, restNoTarget } from "./steps/no-target";
import { privateLink } from "./steps/private-link";
import { httpTexts, restLinkInUse } from "./steps/refusals";
import { albDrain, cloudMap, nlbDeregistration } from "./steps/replaced-tasks";
import { restAnswers, restDeployment, restThrottle } from "./steps/rest-answers";
import { strategyAlarm, strategyCreate, strategyLeave, strategyMidBake, strategyUpdate } from "./steps/strategies";
import { tlsHops } from "./steps/tls-hops";

/** All scenes, in the order in which a run makes them: what matters most comes first, in case the budget runs out. */
export const scenes: readonly Scene[] = [
  {
    id: "switch",
    title: "a domain with an HTTP API that serves and a REST API that stands by",
    needs: ["domain"],
    keys: switchKeys,
    upMinutes: 20,
    downMinutes: 20,
    steps: [mappingToRest, mappingToHttp, defaultEndpoint, domainEdit, failedSwitch, domainKeys, domainTexts],
  },
  {
    id: "canary",
    title: "a service that ECS deploys by canary",
    needs: [],
    keys: canaryKeys,
    upMinutes: 25,
    downMinutes: 20,
    steps: [strategyCreate, strategyUpdate, strategyLeave, strategyAlarm],
  },
  {
    id: "midway",
    title: "another such service, whose deployments are disturbed",
    needs: [],
    keys: canaryKeys,
    upMinutes: 25,
    downMinutes: 20,
    steps: [strategyMidBake, strategyMidShift, strategyAttach, strategyRefusals, strategyStop],
  },
  {
    id: "http",
    title: "an HTTP API in front of an ALB, an NLB and Cloud Map (option 1)",
    needs: [],
    keys: httpKeys,
    upMinutes: 15,
    downMinutes: 15,
    steps: [
      ...[linkV2, httpAnswers, albDrain, nlbDeregistration, cloudMap, failedUpdate],
      ...[httpNoTarget, accessLog, httpTexts, httpEdits, accountTexts, metricMath, metrics, usageMetrics],
    ],
  },
  {
    id: "rest",
    title: "a REST API with a VPC link V2 in front of an ALB and an NLB (option 5)",
    needs: [],
    keys: restKeys,
    upMinutes: 15,
    downMinutes: 15,
    steps: [restAnswers, restDeployment, restThrottle, restNoTarget, restLinkInUse, usagePlan, restTexts],
  },
  {
    id: "tls",
    title: "TLS to an ALB, with an HTTP API and a REST API",
    needs: ["domain"],
    keys: tlsKeys,
    upMinutes: 20,
    downMinutes: 20,
    steps: [tlsHops],
  },
  {
    id: "guarded",
    title: "an HTTP API with IAM authorization and a public path",
    needs: [],
    keys: guardedKeys,
    upMinutes: 15,
    downMinutes: 15,
    steps: [httpIam],
  },
  {
    id: "nlb",
    title: "a REST API with a VPC link V1 in front of an NLB (option 3)",
    needs: [],
    keys: nlbKeys,
    upMinutes: 20,
    downMinutes: 20,
    steps: [linkV1, albBehindNlb, nlbLimits],
  },
  {
    id: "shared",
    title: "a service that ECS deploys by blue/green behind an ALB with another one",
    needs: [],
    keys: sharedKeys,
    upMinutes: 20,
    downMinutes: 15,
    steps: [strategyShared],
  },
  {
    id: "flow",
    title: "a service that ECS deploys by blue/green behind an NLB",
    needs: [],
    keys: flowKeys,
    upMinutes: 40,
    downMinutes: 20,
    steps: [strategyNlb],
  },
  {
    id: "connect",
    title: "services that call each other through Service Connect",
    needs: [],
    keys: connectKeys,
    upMinutes: 15,
    downMinutes: 15,
    steps: [connect],
  },
  {
    id: "endpoint",
    title: "an endpoint to a service of another account",
    needs: ["endpointService"],
    keys: endpointKeys,
    upMinutes: 10,
    downMinutes: 10,
    steps: [privateLink],
  },
];
