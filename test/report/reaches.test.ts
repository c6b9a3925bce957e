import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { reachesHtml } from "../../report/html/reaches";
import { reachesText, repeatsReaches } from "../../report/reaches";
import type { ReportedReach } from "../../report/reaches";

const reach = (to: string, changes: Partial<ReportedReach> = {}): ReportedReach => ({
  service: "shop",
  to,
  urn: "urn",
  verdict: "proved",
  open: [],
  ...changes,
});
const at = { hop: "security group", urn: "urn", name: "shop" } as const;
const all = [
  reach("orders:8080"),
  reach("10.9.0.0/16:5432", {
    verdict: "undetermined",
    open: [
      { ...at, needs: "a route" },
      { ...at, needs: "whether it admits shop" },
    ],
  }),
  reach("stock:80", { verdict: "refuted", broken: { ...at, wrong: "no egress rule allows it", fix: "Add it." } }),
];
const verdict = (reaches: readonly ReportedReach[] | undefined) => ({
  findings: [],
  proofs: [],
  policies: { passed: 0, notApplicable: 0 },
  ...(reaches === undefined ? {} : { reaches }),
});
const textOf = (...args: Parameters<typeof reachesText>) => stripVTControlCharacters(reachesText(...args).join("\n"));

describe("what tasks connect to, in reports", () => {
  it("the text has each destination with its verdict, and why it is not proved", () => {
    assert.equal(
      textOf(verdict(all), 120),
      [
        "",
        "Connections of tasks: 1 of 3 proved, 1 broken, 1 undetermined",
        "  shop -> orders:8080       proved",
        "  shop -> 10.9.0.0/16:5432  undetermined",
        "      needs a route; whether it admits shop",
        "  shop -> stock:80          broken",
        "      breaks at security group shop: no egress rule allows it",
      ].join("\n"),
    );
  });

  it("services with one destination and one reason are one line; the heading counts each of them", () => {
    const missing = { verdict: "undetermined", open: [{ ...at, needs: "its ingress rules" }] } as const;
    const database = (service: string) => reach("sg-1:5432", { ...missing, service });
    const other = reach("sg-1:5432", { ...missing, service: "stock", open: [{ ...at, needs: "a route" }] });
    assert.equal(
      textOf(verdict([database("shop"), reach("cart:80"), other, database("orders")]), 120),
      [
        "",
        "Connections of tasks: 1 of 4 proved, 3 undetermined",
        "  shop, orders -> sg-1:5432  undetermined",
        "      needs its ingress rules",
        "  shop         -> cart:80    proved",
        "  stock        -> sg-1:5432  undetermined",
        "      needs a route",
      ].join("\n"),
    );
  });

  it("the verdicts with simulated ids count", () => {
    assert.match(textOf({ ...verdict(all), applyPass: verdict([reach("orders:8080")]) }, 80), /1 of 1 proved/);
  });

  it("a stack without destinations has no such text, and a result of an older preview neither", () => {
    assert.equal(textOf(verdict([]), 80), "");
    assert.equal(textOf(verdict(undefined), 80), "");
  });

  it("the page has them as a table", () => {
    const text = reachesHtml(all).replaceAll(/<\/?span[^>]*>/g, "");
    const cells = [...text.matchAll(/<t[hd][^>]*>([^<]*)<\/t[hd]>/g)].map(([, cell]) => cell);
    assert.deepEqual(cells, [
      ...["verdict", "services", "destination", "reason"],
      ...["✓ proved", "shop", "orders:8080", ""],
      ...["? undetermined", "shop", "10.9.0.0/16:5432", "needs a route; whether it admits shop"],
      ...["✗ broken", "shop", "stock:80", "breaks at security group shop: no egress rule allows it"],
    ]);
  });

  it("what is undetermined is not listed again among the findings; violations are", () => {
    assert.ok(repeatsReaches({ kind: "undetermined", policy: "every-reach-has-a-path" }));
    assert.ok(!repeatsReaches({ kind: "violation", policy: "every-reach-has-a-path" }));
    assert.ok(!repeatsReaches({ kind: "undetermined", policy: "one-account" }));
  });
});
