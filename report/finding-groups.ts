import type { PassFinding } from "./passes";

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

function keyOf({ kind, policy, level, urn, message, fix, passes }: PassFinding): string {
  const name = nameOf(urn);
  const general = (text: string) => withoutNames(text, (word) => word === name);
  return JSON.stringify([kind, policy, level, general(message), general(fix), passes]);
}

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
