import assert from "node:assert/strict";
import { network } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";
import { nlbApi } from "./programs/nlb-before-alb";
import { fixed, paths, sharedAlb } from "./programs/shared-alb";

const unanswered = ["alb-health-check-answered front", "every-route-reaches-its-service front"];
const redirect = { type: "redirect", redirect: { path: "/shop/", statusCode: "HTTP_302" } };

/** A shared ALB with one service, behind an NLB; the rest is answered by the ALB. */
const program = (rest: Parameters<typeof sharedAlb>[2], healthCheck: Parameters<typeof nlbApi>[1]) => () => {
  const rules = [{ name: "shop", conditions: paths("/*/shop/*", "/shop/*"), to: "service" as const }];
  nlbApi(sharedAlb(network("home", 40), rules, rest), healthCheck);
};

const cases = {
  "404 without a matcher": [program(fixed("404"), undefined), unanswered],
  "404 that the matcher lists": [program(fixed("404"), { path: "/", matcher: "200,404" }), []],
  "404 in a range of the matcher": [program(fixed("404"), { path: "/", matcher: "200-499" }), []],
  "404 outside of all ranges of the matcher": [
    program(fixed("404"), { path: "/", matcher: "200-399,405-499" }),
    unanswered,
  ],
  "200 that the matcher excludes": [program(fixed("200"), { path: "/", matcher: "204" }), unanswered],
  "a redirect without a matcher": [program(redirect, undefined), []],
  "a redirect that the matcher excludes": [program(redirect, { path: "/", matcher: "200" }), unanswered],
  "a redirect that the matcher lists": [program(redirect, { path: "/", matcher: "200,302" }), []],
  "a path that a service answers, whatever the matcher": [
    program(fixed("404"), { path: "/shop/health", matcher: "200" }),
    [],
  ],
} as const;

describe("status codes of health checks that an ALB answers", () => {
  for (const pass of ["preview", "apply"] as const) {
    for (const [title, [run, mandatory]] of Object.entries(cases)) {
      it(`${title}, ${pass}`, async () => {
        const found = await verdictsOf(pass, run);
        assert.deepEqual(found.mandatory, mandatory);
        const refuted = Object.values(found.paths).includes("refuted at target group");
        assert.equal(refuted, mandatory.length > 0);
      });
    }
  }
});
