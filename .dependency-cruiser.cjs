// The rooms and who may enter whom: docs/architecture.md. Each rule says what breaks without it.
const outside = (...rooms) => ({ pathNot: `^(${rooms.join("|")})`, dependencyTypes: ["local"] });

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "core-is-pure",
      comment: "a plan must be computable anywhere: no Pulumi, files, clock or random in core",
      severity: "error",
      from: { path: "^core/" },
      to: {
        path: "@pulumi/|^(node:)?(fs|os|crypto|child_process|path|process|timers)(/|$)",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "core-enters-only-the-facts",
      comment: "the planner and the pack share AWS's numbers and zones, not code",
      severity: "error",
      from: { path: "^core/" },
      to: outside("core/", "policies/(quotas|link-zones)\\.ts$"),
    },
    {
      name: "components-enter-only-core",
      comment: "what is deployed follows from the plan alone",
      severity: "error",
      from: { path: "^components/" },
      to: outside("components/", "core/"),
    },
    {
      name: "program-enters-core-and-components",
      comment: "pulumi up must not load tools, simulator or reports",
      severity: "error",
      from: { path: "^index\\.ts$" },
      to: outside("components/", "core/"),
    },
    {
      name: "policies-stand-alone",
      comment: "any team runs the pack on any stack, so it may know nothing of this program",
      severity: "error",
      from: { path: "^policies/" },
      to: outside("policies/"),
    },
    {
      name: "rules-know-no-pulumi",
      comment: "importing the SDK starts no server, but costs half a second in every offline run",
      severity: "error",
      from: { path: "^policies/", pathNot: "^policies/(index|pack|sdk/.*)\\.ts$" },
      to: { path: "@pulumi/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "graph-enters-no-rules",
      comment: "the graph says what is there; whether that is right is a rule's question",
      severity: "error",
      from: { path: "^policies/graph/" },
      to: outside("policies/graph/"),
    },
    {
      name: "request-paths-enter-no-single-rule",
      comment: "the rules are handed to a trace: a rule that imports the trace would import itself",
      severity: "error",
      from: { path: "^policies/(graph|paths)/" },
      to: { path: "^policies/(rules/|rules\\.ts|pack\\.ts|sdk/)" },
    },
    {
      name: "settings-enter-no-planning",
      comment: "what a key may hold is decided before anything is planned",
      severity: "error",
      from: { path: "^core/settings/" },
      to: { path: "^core/(topologies|load-balancing|placement|compare|quotas)/|^core/planner\\.ts" },
    },
    {
      name: "planning-enters-no-comparison",
      comment: "a plan must not depend on what is said about it afterwards",
      severity: "error",
      from: { path: "^core/(topologies|load-balancing|placement)/|^core/planner\\.ts" },
      to: { path: "^core/compare/" },
    },
    {
      name: "report-is-pure",
      comment: "a reporter turns values into text; files and exit codes belong to tools",
      severity: "error",
      from: { path: "^report/" },
      to: {
        path: "@pulumi/|^(node:)?(fs|os|child_process|process)(/|$)|^(components|simulator|tools|test)/",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "simulator-knows-only-quotas",
      comment: "a stand-in that read the plan would agree with the program's mistakes",
      severity: "error",
      from: { path: "^simulator/" },
      to: outside("simulator/", "policies/quotas\\.ts$"),
    },
    {
      name: "nobody-enters-tests",
      comment: "product code must not lean on test support",
      severity: "error",
      from: { pathNot: "^test/" },
      to: { path: "^test/" },
    },
    {
      name: "no-circular",
      comment: "a cycle hides which room owns a decision",
      severity: "error",
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    exclude: { path: "node_modules/(?!@pulumi)" },
  },
};
