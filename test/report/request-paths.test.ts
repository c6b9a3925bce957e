import assert from "node:assert/strict";
import type { Proof } from "../../policies/paths/prove";
import { requestPathsText } from "../../report/request-paths";

const proof = (verdict: Proof["verdict"], ...open: Proof["open"]): Proof => ({
  api: "option-1",
  route: "ANY /orders",
  urn: "urn",
  verdict,
  steps: [],
  services: [],
  open,
  assumed: [],
});
const unknownAt = (hop: Proof["open"][number]["hop"]) => ({ hop, urn: "urn", name: "orders", needs: "subnets" });

describe("request paths as text", () => {
  it("names the undetermined hops by number of routes, and the pass that resolves them", () => {
    const proofs = [
      proof("undetermined", unknownAt("balancer"), unknownAt("balancer"), unknownAt("task")),
      proof("undetermined", unknownAt("balancer")),
      proof("proved"),
    ];
    assert.equal(
      requestPathsText(proofs, "preview"),
      "  1 proved, 0 refuted, 2 undetermined\n" +
        "  Undetermined at: load balancer (2 routes), task (1). Re-run with --pass apply to evaluate with simulated ids.",
    );
  });

  it("with simulated ids, names resources outside the stack as the cause", () => {
    assert.equal(
      requestPathsText([proof("undetermined", unknownAt("link"))], "apply"),
      "  0 proved, 0 refuted, 1 undetermined\n" +
        "  Undetermined at: VPC link (1 route). These hops depend on resources outside the stack; see --json for details.",
    );
  });

  it("has only the numbers if all routes are proved, and each assumption once", () => {
    const assumed = { ...proof("proved"), assumed: ["the stage is not in the path"] };
    assert.equal(
      requestPathsText([assumed, assumed], "apply"),
      "  2 proved, 0 refuted, 0 undetermined\n  assumed: the stage is not in the path",
    );
  });
});
