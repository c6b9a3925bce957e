import type { Scene } from "./scene";
import { canaryKeys } from "./scenes/canary";
import { httpKeys } from "./scenes/http";
import { guardedKeys } from "./scenes/guarded";
import { endpointKeys, nlbKeys, switchKeys, tlsKeys } from "./scenes/others";
import { restKeys } from "./scenes/rest";
import { accessLog } from "./steps/access-log";
import { defaultEndpoint, domainEdit } from "./steps/default-endpoint";
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
    steps: [mappingToRest, mappingToHttp, domainEdit, defaultEndpoint],
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
      ...[httpNoTarget, accessLog, httpTexts, metrics, usageMetrics],
    ],
  },
  {
    id: "rest",
    title: "a REST API with a VPC link V2 in front of an ALB and an NLB (option 5)",
    needs: [],
    keys: restKeys,
    upMinutes: 15,
    downMinutes: 15,
    steps: [restAnswers, restDeployment, restThrottle, restNoTarget, restLinkInUse],
  },
  {
    id: "canary",
    title: "a service that ECS deploys by canary",
    needs: [],
    keys: canaryKeys,
    upMinutes: 25,
    downMinutes: 20,
    steps: [strategyCreate, strategyUpdate, strategyAlarm, strategyMidBake, strategyLeave],
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
    steps: [linkV1, albBehindNlb],
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
