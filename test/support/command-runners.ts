import type { DocumentCommand } from "./document-commands";

/** Commands that no test runs, each with the reason. */
export const runByNobody: readonly (readonly [RegExp, string])[] = [
  [/^npm ci$/, "installs what the test itself runs on"],
  [/^npm test$/, "runs this test"],
];

/** Documents whose commands `test/engine/documents.test.ts` runs in their order, with the real engine. */
export const followedWithEngine: readonly string[] = [
  "docs/day-two/importing.md",
  "docs/day-two/logs.md",
  "docs/day-two/new-image.md",
  "docs/day-two/renaming.md",
  "docs/day-two/rolling-back.md",
  "docs/day-two/splitting.md",
  "docs/day-two/watching.md",
  "docs/operating.md",
  "docs/upgrading.md",
  "policies/README.md",
];

/** Whether a command needs neither the Pulumi CLI nor the packed packages. */
export const isOffline = ({ text }: DocumentCommand) =>
  /^npm run (-s )?(preview|compare|report|place|routes|judge)\b/.test(text);

/** Whether a command packs the packages or uses them; `npm run test:package` runs these. */
export const isOfPackages = ({ text }: DocumentCommand) =>
  /^(npm pack|npx private-integrations|npm install|cd )/.test(text);

export const isRunByNobody = ({ text }: DocumentCommand) => runByNobody.some(([pattern]) => pattern.test(text));
