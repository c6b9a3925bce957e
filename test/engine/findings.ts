const ids = (output: string, pattern: RegExp) => [...new Set([...output.matchAll(pattern)].map(([, id]) => id ?? ""))];

/** Policies with a mandatory violation in the CLI's output. */
export const stoppedBy = (output: string) => ids(output, /\[mandatory\]\s+\[severity: \w+\]\s+([a-z0-9-]+)/g);

/** Rules that the policy `undetermined` names in the CLI's output, sorted. */
export const undeterminedRules = (output: string) => ids(output, /^\s+([a-z0-9-]+): undetermined:/gm).sort();
