import assert from "node:assert/strict";
import { verdictsOf } from "../../support/verdicts";
import { check } from "./programs/check";
import { cloudMap } from "./programs/cloud-map";
import { https, loadBalancing } from "./programs/load-balancing";
import { logBuckets } from "./programs/log-buckets";
import { ecsServices, taskDefinitions } from "./programs/tasks";

describe("values of load balancers and services that AWS rejects", () => {
  check([...loadBalancing, ...logBuckets, ...cloudMap, ...taskDefinitions, ...ecsServices]);

  for (const pass of ["preview", "apply"] as const) {
    for (const protocolVersion of ["GRPC", "HTTP2"]) {
      it(`API Gateway cannot call a target group with ${protocolVersion} behind HTTPS, ${pass}`, async () => {
        const { mandatory, paths, texts } = await verdictsOf(pass, https({ protocolVersion }));
        assert.deepEqual(mandatory, ["every-route-reaches-its-service shop"]);
        assert.deepEqual(paths, { "http $default": "refuted at target group" });
        assert.ok(texts.some((text) => text.includes("API Gateway calls with HTTP/1.1")));
      });
    }
  }
});
