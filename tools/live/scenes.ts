import type { Scene } from "./scene";
import { httpKeys } from "./scenes/http";
import { failedUpdate } from "./steps/failed-update";
import { httpAnswers } from "./steps/http-answers";
import { linkV2 } from "./steps/link-v2";

/** All scenes, in the order in which a run makes them. */
export const scenes: readonly Scene[] = [
  {
    id: "http",
    title: "an HTTP API in front of an ALB, an NLB and Cloud Map (option 1)",
    needs: [],
    keys: httpKeys,
    upMinutes: 15,
    downMinutes: 15,
    steps: [linkV2, httpAnswers, failedUpdate],
  },
];
