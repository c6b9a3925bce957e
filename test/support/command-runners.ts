import type { DocumentCommand } from "./document-commands";

/** Commands that no test runs, as `file: command`, each with the reason. */
export const runByNobody: readonly (readonly [RegExp, string])[] = [
  [/: npm ci( --ignore-scripts)?$/, "installs what the test itself runs on"],
  [/^CONTRIBUTING\.md: npm test$/, "runs this test"],
  [
    /^docs\/outputs\.md: npm install private-integrations /,
    "needs a published package; test/package installs tarballs",
  ],
  [
    /^policies\/README\.md: npm install --save-dev \.\/private-integrations-policies-/,
    "test/package/policy-pack.test.ts installs the tarball; in a clone, node_modules has the folder",
  ],
  [
    /^docs\/assumptions\.md: npm run live /,
    "creates resources in an account; test/engine/live.test.ts runs the script with simulated AWS",
  ],
  [
    /^docs\/deployments\.md: curl --header /,
    "needs an API at AWS; test/simulator/shifting.test.ts asks a test listener rule",
  ],
  [/^docs\/domain\.md: pulumi /, "test/engine/domain-documents.test.ts runs them with the ids of its account"],
  [
    /^docs\/monitoring\.md: pulumi stack output --json --stack acme\//,
    "names a stack of the reader; test/program/account-statement.test.ts reads such a file",
  ],
  [
    /^examples\/provider\/README\.md: (cd|npm install|pulumi)\b/,
    "is for the other account; test/program/provider-example.test.ts runs the program with simulated AWS",
  ],
  [/^docs\/outputs\.md: pulumi package add /, "test/engine/yaml.test.ts adds the plugin of this repository"],
];

/**
 * Documents whose commands run in their order with the real engine, those of `docs/day-two` in
 * `test/engine/day-two-documents.test.ts`, and others in `test/engine/documents.test.ts`.
 */
export const followedWithEngine: readonly string[] = [
  "docs/day-two/capacity.md",
  "docs/day-two/commands-in-containers.md",
  "docs/day-two/importing.md",
  "docs/day-two/logs.md",
  "docs/day-two/new-image.md",
  "docs/day-two/permissions.md",
  "docs/day-two/renaming.md",
  "docs/day-two/rolling-back.md",
  "docs/day-two/splitting.md",
  "docs/day-two/watching.md",
  "docs/operating.md",
  "docs/switching.md",
  "docs/upgrading.md",
  "policies/README.md",
];

/** Documents whose commands `test/package` runs in their order, with the packed packages and the real engine. */
export const followedWithPackages: readonly string[] = ["README.md"];

/** Whether a command needs neither the Pulumi CLI nor the packed packages. */
export const isOffline = ({ text }: DocumentCommand) =>
  /^npm run (-s )?(preview|compare|report|place|diff|judge)\b/.test(text);

/** Whether the list of commands that no test runs has a command. */
export const isRunByNobody = ({ file, text }: DocumentCommand) =>
  runByNobody.some(([pattern]) => pattern.test(`${file}: ${text}`));
