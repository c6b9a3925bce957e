import type { Settings } from "../settings";

/** The policy that reports wide permissions, in our stacks and in others. */
const rule = "task-role-without-wildcards";

/**
 * Whether the stack file accepts wide permissions of a service: with the name of the service, or with the name or URN of
 * its task role, under which the policy reports them.
 */
export const isAccepted = ({ acknowledge }: Settings, service: string): boolean =>
  acknowledge.some((entry) => {
    const name = entry.resource?.split("::").at(-1) ?? "";
    return entry.rule === rule && [service, `${service}-task`].includes(name);
  });

/** The entry that accepts them. */
export const acceptance = (service: string): string =>
  `add to acknowledge { rule: ${rule}, resource: ${service}, reason: <why> }`;
