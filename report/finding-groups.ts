import type { PassFinding } from "./passes";
import type { ReportedFinding } from "./result";

/** Findings of one policy that say the same about several resources. */
export interface FindingGroup {
  readonly finding: PassFinding;
  /** All of them, the first one included. */
  readonly findings: readonly PassFinding[];
}

/** Logical name of a resource. */
export const nameOf = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);

const greedy = "/{proxy+}";

/** A text without the names in it, and without the difference between a route and the one for the paths below it. */
export function withoutNames(text: string, isName: (word: string) => boolean): string {
  return text
    .split(" ")
    .map((word) => {
      const [, bare = word, mark = ""] = /^(.*?)([,.:;]?)$/.exec(word) ?? [];
      return (isName(bare) ? "*" : bare.replace(greedy, "")) + mark;
    })
    .join(" ");
}

/** What the rule on request paths writes between the routes and the hop. */
const breaksAt = ": request path breaks at ";

/** The routes that a finding on a broken request path begins with, each without the one for the paths below it. */
export function routesIn({ policy, message }: ReportedFinding): string | undefined {
  const end = message.indexOf(breaksAt);
  if (policy !== "every-route-reaches-its-service" || end === -1) return undefined;
  const routes = message.slice(0, end).split(", ");
  return routes.filter((route) => !routes.some((other) => route === other.replace(/\/$/, "") + greedy)).join(", ");
}

/** What a finding says, without the name of its resource; of a broken request path, without its routes. */
function generalText(finding: ReportedFinding): string {
  const name = nameOf(finding.urn);
  const general = (text: string, isOther: (word: string) => boolean = () => false) =>
    withoutNames(text, (word) => word === name || isOther(word));
  const { message, fix } = finding;
  const isPath = (word: string) => word.startsWith("/");
  const what =
    routesIn(finding) === undefined ? general(message) : general(message.slice(message.indexOf(breaksAt)), isPath);
  // A stack with two topologies may have one API of each kind.
  return `${what.replace(/\b(HTTP|REST) API \*/, "API *")} ${general(fix)}`;
}

const keyOf = (finding: PassFinding): string => {
  const { kind, policy, level } = finding;
  return JSON.stringify([kind, policy, level, generalText(finding)]);
};

/** Joins findings whose texts differ only in the name of their resource. */
export function groupFindings(findings: readonly PassFinding[]): readonly FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const known = groups.get(key);
    groups.set(
      key,
      known === undefined ? { finding, findings: [finding] } : { ...known, findings: [...known.findings, finding] },
    );
  }
  return [...groups.values()];
}
