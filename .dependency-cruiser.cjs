// Layers and their import boundaries: docs/architecture.md. Each comment says what breaks without the rule.
const outside = (...layers) => ({ pathNot: `^(${layers.join("|")})`, dependencyTypes: ["local"] });

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "core-is-pure",
      comment: "a plan must be computable anywhere, so core uses no Pulumi, files, clock or random numbers",
      severity: "error",
      from: { path: "^core/" },
      to: {
        path: "@pulumi/|^(node:)?(fs|os|crypto|child_process|path|process|timers)(/|$)",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "core-imports-only-quota-tables",
      comment:
        "the planner and the policy pack share AWS's quotas, zones, task sizes and actions and the ids of the policies, but no other code",
      severity: "error",
      from: { path: "^core/" },
      to: outside(
        "core/",
        "policies/(quota|quotas|quota-units|link-zones|rule-ids|iam-action-list|iam-actions|least-privilege|graph/fargate-sizes)\\.ts$",
      ),
    },
    {
      name: "components-import-only-core",
      comment: "the plan alone determines which resources are deployed",
      severity: "error",
      from: { path: "^components/" },
      to: outside("components/", "core/"),
    },
    {
      name: "public-entry-imports-only-components",
      comment: "a program that imports the package must not load tools, planning or policies that it does not use",
      severity: "error",
      from: { path: "^components/index\\.ts$" },
      to: outside("components/", "core/(settings/settings|outputs)\\.ts$"),
    },
    {
      name: "program-imports-only-core-and-components",
      comment: "pulumi up must not load tools, the simulator or reports",
      severity: "error",
      from: { path: "^index\\.ts$" },
      to: outside("components/", "core/"),
    },
    {
      name: "policies-import-only-policies",
      comment: "any team can run the policy pack on any stack, so it must not depend on this program",
      severity: "error",
      from: { path: "^policies/" },
      to: outside("policies/"),
    },
    {
      name: "policy-rules-import-no-pulumi",
      comment: "importing the SDK takes half a second in every offline run",
      severity: "error",
      from: { path: "^policies/", pathNot: "^policies/(index|pack|sdk/.*)\\.ts$" },
      to: { path: "@pulumi/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "graph-imports-no-policy-rules",
      comment: "the graph describes resources; policy rules judge them",
      severity: "error",
      from: { path: "^policies/graph/" },
      to: outside("policies/graph/"),
    },
    {
      name: "request-paths-import-no-policy-rules",
      comment:
        "a trace receives the policy rules as an argument; importing them would be circular, since rules import the trace",
      severity: "error",
      from: { path: "^policies/(graph|paths)/" },
      to: { path: "^policies/(rules/|rules\\.ts|pack\\.ts|sdk/)" },
    },
    {
      name: "settings-import-no-planning",
      comment: "settings are validated before planning",
      severity: "error",
      from: { path: "^core/settings/" },
      to: { path: "^core/(topologies|load-balancing|placement|compare|quotas)/|^core/planner\\.ts" },
    },
    {
      name: "planning-imports-no-comparison",
      comment: "a plan must not depend on its later assessment",
      severity: "error",
      from: { path: "^core/(topologies|load-balancing|placement)/|^core/planner\\.ts" },
      to: { path: "^core/compare/" },
    },
    {
      name: "report-is-pure",
      comment: "reports convert values to text; tools handle files and exit codes",
      severity: "error",
      from: { path: "^report/" },
      to: {
        path: "@pulumi/|^(node:)?(fs|os|child_process|process)(/|$)|^(components|simulator|tools|test)/",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "simulator-imports-only-quotas",
      comment: "a simulator that reads the plan would repeat the program's mistakes",
      severity: "error",
      from: { path: "^simulator/" },
      to: outside("simulator/", "policies/quotas\\.ts$"),
    },
    {
      name: "product-imports-no-tests",
      comment: "product code must not depend on test support",
      severity: "error",
      from: { pathNot: "^test/" },
      to: { path: "^test/" },
    },
    {
      name: "no-circular",
      comment: "a cycle hides which module owns a decision",
      severity: "error",
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    exclude: { path: "^(policies/)?dist/|node_modules/(?!@pulumi)" },
  },
};
