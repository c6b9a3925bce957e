import assert from "node:assert/strict";
import { didYouMean } from "../../../core/did-you-mean";
import { decide } from "../../../core/decide";
import { article, articleVpcs, problemsOf, service } from "../../support/scenario";
import { vpc } from "./fixtures";

function fixes(raw: Record<string, unknown>): readonly string[] {
  const decision = decide(raw, "us-east-1");
  return "problems" in decision ? decision.problems.map(({ fix }) => fix) : [];
}

const withGroups = (...groups: unknown[]) =>
  article({ option: 4, services: [service("orders", "sales", { group: "web" })], groups });

/** A configuration and all problems of it, `where: message`. */
const cases: [title: string, raw: Record<string, unknown>, problems: string[]][] = [
  [
    "a misspelled key, a missing image and overlapping blocks",
    article({
      vpcs: [vpc({ cidr: "10.2.0.0/17" }), articleVpcs[1]],
      services: [service("orders", "sales", { memoryMib: 512 }), { name: "stock", vpc: "supply" }],
    }),
    [
      'services[0] (orders): unknown key "memoryMib"',
      "vpcs[1].cidr (supply): 10.2.0.0/16 overlaps 10.2.0.0/17 of sales",
      "services[1].image (stock): is missing; a service needs a container image",
    ],
  ],
  [
    "problems in one entry that have nothing to do with each other",
    article({ services: [service("orders", "sales", { cpus: 1, path: "/ping", memoryMiB: 1 })] }),
    [
      'services[0] (orders): unknown key "cpus"',
      "services[0].path (orders): got /ping; requests to this path never reach the service, because it is reserved for health checks",
    ],
  ],
  [
    "a misspelled required key, without the missing one",
    article({ services: [{ name: "orders", vpc: "sales", imgae: "nginx" }] }),
    ['services[0] (orders): unknown key "imgae"'],
  ],
  [
    "an unknown option, with the problems that every option has",
    article({ option: 9, stage: "$default", services: [{ name: "orders", vpc: "sales", path: "/sping" }] }),
    [
      "option: got 9; allowed: 1, 2, 3, 4, 5",
      "services[0].image (orders): is missing; a service needs a container image",
      "services[0].path (orders): got /sping; requests to this path never reach the service, because it is reserved for health checks",
    ],
  ],
  [
    "refused tags, beside a service without an image",
    article({ tags: { "a&b": "x" }, services: [{ name: "orders", vpc: "sales" }] }),
    [
      'tags["a&b"]: allowed keys: 1 to 128 characters, letters, digits, spaces and _ . : / = + - @',
      "services[0].image (orders): is missing; a service needs a container image",
    ],
  ],
  [
    "no VPCs, without an unknown VPC of each service",
    { option: 1, services: [service("orders", "sales"), { name: "stock", vpc: "supply" }] },
    [
      "vpcs: is missing; a value of type array is required",
      "services[1].image (stock): is missing; a service needs a container image",
    ],
  ],
  [
    "services that are no list, with the problems of the VPCs",
    article({ vpcs: [vpc({ zones: ["use1-az1", "use1-az1"] })], services: "orders" }),
    [
      'services: got "orders"; allowed: a value of type array',
      "vpcs[0].zones (sales): zone use1-az1 is listed twice; a load balancer uses one subnet per zone",
    ],
  ],
  [
    "an entry that is a text",
    article({ services: ["orders", service("stock", "nowhere")] }),
    [
      'services[0]: got "orders"; allowed: a value of type object',
      'services[1].vpc (stock): got "nowhere"; allowed: sales, supply',
    ],
  ],
  [
    "a refused name of a VPC, without the services that name it",
    article({ vpcs: [vpc({ name: "Sales" }), articleVpcs[1]], services: [service("orders", "Sales")] }),
    [
      'vpcs[0].name (Sales): got "Sales"; allowed: lower-case letters, digits and single hyphens, beginning with a letter',
    ],
  ],
  [
    "autoscaling without a maximum, without what depends on it",
    article({
      services: [service("orders", "sales", { autoscaling: { minCount: 3 } }), { name: "stock", vpc: "supply" }],
    }),
    [
      "services[0].autoscaling.maxCount (orders): is missing; a value of type number is required",
      "services[1].image (stock): is missing; a service needs a container image",
    ],
  ],
  [
    "a refused group, without the group that no service is in",
    article({
      option: 4,
      services: [service("orders", "sales", { group: "Web" })],
      groups: [{ name: "web", pins: {} }],
    }),
    [
      'services[0].group (orders): got "Web"; allowed: lower-case letters, digits and single hyphens, beginning with a letter',
    ],
  ],
  [
    "two services pinned to one priority, without a third problem",
    article({
      option: 5,
      services: [
        service("reviews", "sales", { group: "web", path: "/catalog/reviews", pins: { priority: 100 } }),
        service("catalog", "sales", { group: "web", pins: { priority: 100 } }),
      ],
    }),
    ["services[1].pins.priority (catalog): reviews and catalog are both pinned to rule priority 100 on web-alb"],
  ],
  [
    "an unknown option, without the zones that only some options refuse",
    article({ option: 9, vpcs: [vpc({ zones: ["use1-az1", "use1-az3"] }), articleVpcs[1]] }),
    ["option: got 9; allowed: 1, 2, 3, 4, 5"],
  ],
];

describe("the problems of one configuration", () => {
  for (const [title, raw, problems] of cases)
    it(`are all reported: ${title}`, () => {
      assert.deepEqual(problemsOf(raw), problems);
    });

  it("leave out what is below a value that cannot be read", () => {
    const raw = article({
      services: [
        { ...service("orders", "sales"), image: { secure: "v1:abc" } },
        { name: "stock", vpc: "supply" },
      ],
    });
    const decision = decide(raw, "us-east-1", [["services", 0, "image"]]);
    assert.ok("problems" in decision);
    assert.deepEqual(
      decision.problems.map(({ where }) => where),
      ["services[1].image (stock)"],
    );
  });
});

describe("a quota that is exceeded", () => {
  it("by the tasks of a service is not met by sharing load balancers, but by fewer tasks", () => {
    const many = article({ services: [service("orders", "sales", { desiredCount: 5000 })] });
    const advice = fixes(many).filter((fix) => fix.startsWith("request an increase (elasticloadbalancing"));
    assert.equal(advice.length, 2);
    for (const fix of advice) {
      assert.match(
        fix,
        /; or lower desiredCount or autoscaling\.maxCount, or split the service into several with a path each/,
      );
      assert.doesNotMatch(fix, /share load balancers/);
    }
  });
});

describe("did you mean", () => {
  it("names the key, the VPC, the group, the quota and the policy that are probably meant", () => {
    const list = "docs/configuration.md of private-integrations lists all keys";
    assert.deepEqual(fixes(article({ servces: [] })), [`did you mean "services"? ${list}`]);
    assert.deepEqual(fixes(article({ services: [service("orders", "sales", { memory_mib: 1 })] })), [
      `did you mean "memoryMiB"? ${list}`,
    ]);
    assert.deepEqual(fixes(article({ services: [service("orders", "salse")] })), [
      'did you mean "sales"? Name one of these VPCs, or add this one to vpcs',
    ]);
    assert.deepEqual(fixes(withGroups({ name: "wbe", pins: {} })), [
      'did you mean "web"? Correct the name or remove the entry',
    ]);
    assert.match(
      fixes(article({ quotas: { "elb.albs": { value: 60, reason: "x" } } })).join(),
      /^did you mean "elb\.albsPerRegion"\? allowed: apigateway\.vpcLinksV1, apigateway\.vpcLinksV2, /,
    );
    const acknowledge = [{ rule: "balancer-is-internl", resource: "x", reason: "y" }];
    assert.deepEqual(problemsOf(article({ acknowledge })), [
      'acknowledge[0].rule: got "balancer-is-internl"; allowed: the id of a policy',
    ]);
    assert.deepEqual(fixes(article({ acknowledge })), [
      'did you mean "balancer-is-internal"? policies/README.md of private-integrations lists the ids',
    ]);
    assert.deepEqual(fixes(article({ vpcs: [vpc({ nat: "singel" }), articleVpcs[1]] })), ['did you mean "single"?']);
  });

  it("says that a key which nothing resembles is not offered", () => {
    assert.deepEqual(fixes(article({ services: [service("orders", "sales", { deregistrationDelay: 30 })] })), [
      "remove it: this program does not offer it; docs/configuration.md of private-integrations lists all keys",
    ]);
  });

  it("names the place of a key that is known elsewhere, and our word for another one", () => {
    const services = [service("orders", "sales", { auth: { kind: "iam" }, webAcl: "arn" })];
    assert.deepEqual(fixes(article({ services, publicPaths: ["/open"], authorization: "iam", waf: true })), [
      "move it beside services: auth is for the whole stack",
      "move it beside services: webAcl is for the whole stack",
      "write it below a service",
      'did you mean "auth"? docs/configuration.md of private-integrations lists all keys',
      'did you mean "webAcl"? docs/configuration.md of private-integrations lists all keys',
    ]);
  });

  it("takes a swap, a missing and a wrong letter for a misspelling, and another word for another name", () => {
    const allowed = ["image", "path", "containerPort"];
    for (const [name, meant] of [
      ["imgae", "image"],
      ["imge", "image"],
      ["imige", "image"],
      ["pathh", "path"],
      ["container-port", "containerPort"],
      ["container", "containerPort"],
      ["weight", undefined],
      ["pa", undefined],
      ["", undefined],
    ] as const)
      assert.equal(didYouMean(name, allowed), meant, name);
  });
});
