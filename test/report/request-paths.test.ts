import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import type { Proof } from "../../policies/paths/prove";
import { repeatsRequestPaths, requestPathsText } from "../../report/request-paths";
import type { PreviewResult } from "../../report/result";

type Traced = Parameters<typeof requestPathsText>[0];

const policies = { passed: 0, notApplicable: 0 };
const needsOf = (name: string) =>
  ({ hop: "balancer", urn: name, name, needs: `which subnets ALB ${name} uses` }) as const;

const proof = (route: string, verdict: Proof["verdict"], more: Partial<Proof> = {}): Proof => ({
  api: "api",
  route: `ANY ${route}`,
  urn: route,
  verdict,
  steps: [],
  services: [],
  open: [],
  assumed: [],
  ...more,
});

const undetermined = (route: string, name: string) => proof(route, "undetermined", { open: [needsOf(name)] });
const broken = (route: string) =>
  proof(route, "refuted", {
    broken: { hop: "rule", urn: "rule", name: "web-rule", wrong: "it matches nothing", fix: "Fix it." },
  });

/** A plan with these services, each at `/<name>` and below it. */
const planOf = (...services: string[]): PreviewResult["plan"] => {
  const routes = services.flatMap((service) =>
    [false, true].map((greedy) => ({ prefix: `/${service}`, greedy, service })),
  );
  const api = { name: "api", option: 1, type: "http", linkVersion: 2, stage: "live", backends: [], routes } as const;
  const none = {
    vpcs: [],
    services: [],
    endpoints: [],
    balancers: [],
    links: [],
    namespaces: [],
    certificates: [],
    usagePlans: [],
  };
  return { ...none, alarms: [], apis: [{ ...api, retired: [] }] };
};

const resources = ["a-alb", "b-alb"].map((name) => ({ name })) as unknown as PreviewResult["resources"];

function textOf(
  first: readonly Proof[],
  apply: readonly Proof[] | undefined,
  more: Partial<Traced> = {},
  details?: true,
) {
  const verdict = { findings: [], policies, proofs: first };
  const result: Traced = {
    pass: "preview",
    plan: planOf("b", "a"),
    resources,
    routes: [],
    ...verdict,
    ...(apply === undefined ? {} : { applyPass: { findings: [], policies, proofs: apply } }),
    ...more,
  };
  return stripVTControlCharacters(requestPathsText(result, { width: 80, ...(details ? { details } : {}) }));
}

const routes = ["/a", "/a/{proxy+}", "/b", "/b/{proxy+}"];

describe("request paths as text", () => {
  it("are one line for a route and the paths below it, in the order of the services", () => {
    const open = routes.map((route) => undetermined(route, `${route[1] ?? ""}-alb`));
    const known = routes.map((route) => proof(route, "proved"));
    assert.equal(
      textOf(open, known),
      `
Routes: 4 of 4 proved to reach a container
  A first pulumi preview cannot see ids that AWS assigns, so it leaves 4 routes
  undetermined: which subnets ALB a-alb uses (and 1 more).
  ANY /b, /b/{proxy+} -> b  proved
  ANY /a, /a/{proxy+} -> a  proved`,
    );
  });

  it("are two lines if the paths below a route have another verdict", () => {
    const known = [
      proof("/b", "proved"),
      broken("/b/{proxy+}"),
      proof("/a", "proved"),
      undetermined("/a/{proxy+}", "x"),
    ];
    assert.equal(
      textOf(known, known),
      `
Routes: 2 of 4 proved to reach a container, 1 broken, 1 undetermined
  The stack does not show what decides 1 route: which subnets ALB x uses.
  ANY /b          -> b  proved
  ANY /b/{proxy+} -> b  broken at listener rule web-rule
  ANY /a          -> a  proved
  ANY /a/{proxy+} -> a  undetermined at load balancer`,
    );
  });

  it("are two lines if the paths below a route belong to another service", () => {
    const plan = planOf("b", "a");
    const [api] = plan.apis;
    assert.ok(api);
    const moved = api.routes.map((route) =>
      route.prefix === "/b" && route.greedy ? { ...route, service: "a" } : route,
    );
    const known = routes.map((route) => proof(route, "proved"));
    assert.equal(
      textOf(known, known, { plan: { ...plan, apis: [{ ...api, routes: moved }] } }),
      `
Routes: 4 of 4 proved to reach a container
  ANY /b              -> b  proved
  ANY /b/{proxy+}     -> a  proved
  ANY /a, /a/{proxy+} -> a  proved`,
    );
  });

  it("of a first preview alone name the flag that hides the other pass", () => {
    assert.equal(
      textOf([undetermined("/a", "a-alb")], undefined),
      `
Routes: 0 of 1 proved to reach a container, 1 undetermined
  A first pulumi preview cannot see ids that AWS assigns, so it leaves 1 route
  undetermined: which subnets ALB a-alb uses. Leave out --pass to judge them
  with simulated ids too.
  ANY /a -> a  undetermined at load balancer`,
    );
  });

  it("with known ids alone say nothing about a first preview", () => {
    assert.equal(
      textOf([undetermined("/a", "a-alb")], undefined, { pass: "apply" }),
      `
Routes: 0 of 1 proved to reach a container, 1 undetermined
  The stack does not show what decides 1 route: which subnets ALB a-alb uses.
  ANY /a -> a  undetermined at load balancer`,
    );
  });

  it("leave out proved routes after twenty lines, and never another route", () => {
    const names = Array.from({ length: 22 }, (_, index) => `s${index + 1}`);
    const last = broken("/s22/{proxy+}");
    const known = names.flatMap((name) => [`/${name}`, `/${name}/{proxy+}`].map((route) => proof(route, "proved")));
    const text = textOf([], [...known.slice(0, -1), last], { plan: planOf(...names) });
    const lines = text.split("\n");
    assert.ok(lines.includes("  ANY /s20, /s20/{proxy+} -> s20  proved"), text);
    assert.ok(!text.includes("/s21"), text);
    assert.ok(lines.includes("  ANY /s22/{proxy+}       -> s22  broken at listener rule web-rule"), text);
    assert.equal(lines.at(-1), "  and 3 more routes, all proved; --details lists them");
  });

  it("with details have all hops: the planned ones, or else the traced ones", () => {
    const own = proof("/own", "proved", { services: ["mine"], steps: [{ hop: "link", urn: "l", name: "core" }] });
    const open = undetermined("/a", "a-alb");
    const planned = {
      routes: [{ api: "api", route: "ANY /a", service: "a", hops: ["link core (V2)", "a:80 x1 task"] }],
    };
    assert.equal(
      textOf([own, open], [own, open], planned, true),
      `
Routes: 1 of 2 proved to reach a container, 1 undetermined
  The stack does not show what decides 1 route: which subnets ALB a-alb uses.
  ANY /a   -> a     undetermined at load balancer
    ANY /a -> link core (V2) -> a:80 x1 task
    undetermined at load balancer: which subnets ALB a-alb uses
  ANY /own -> mine  proved
    ANY /own -> VPC link core`,
    );
  });

  it("name what known ids do not decide once for all routes", () => {
    const arn = (name: string) => ({ ...needsOf(name), needs: `arn:aws:elb:${name}, which is not in the stack` });
    const known = ["/a", "/b"].map((route) => proof(route, "undetermined", { open: [arn(route)] }));
    const [first, second] = known;
    assert.match(
      textOf([...known, undetermined("/c", "a-alb")], [...known, proof("/c", "proved")]),
      /leaves 1 route\n {2}undetermined: which subnets ALB a-alb uses\.\n {2}The stack does not show what decides 2 routes: arn:aws:elb:\/a, which is not in\n {2}the stack \(and 1 more\)\.\n/,
    );
    assert.ok(first && second);
    const finding = (policy: string, message: string) => ({
      kind: "undetermined" as const,
      policy,
      message,
      level: "mandatory" as const,
      severity: "high" as const,
      urn: "",
      fix: "",
      passes: [],
    });
    const need = "at load balancer: arn:aws:elb:/a, which is not in the stack (and 1 more)";
    const rule = "every-route-reaches-its-service";
    assert.equal(repeatsRequestPaths(finding(rule, need), [first]), true);
    assert.equal(repeatsRequestPaths(finding(rule, need), [second]), false);
    assert.equal(repeatsRequestPaths(finding(rule, "assumed for 2 routes: x"), known), false);
    assert.equal(repeatsRequestPaths(finding("other", need), known), false);
  });

  it("name the API of each route if there are several", () => {
    const other = proof("/a", "proved", { api: "other", services: ["x"] });
    const text = textOf([], [proof("/a", "proved"), other]);
    assert.match(text, /^ {2}api: ANY \/a {3}-> a {2}proved\n {2}other: ANY \/a -> x {2}proved$/m);
  });

  it("say that there are none", () => {
    assert.equal(textOf([], []), "\nRoutes: none to trace");
  });
});
