import { z } from "zod";
import type { QuotaKey } from "../policies/quotas";
import { quotaKeys } from "../policies/quotas";
import type { Fault } from "./problem";
import type { Raw } from "./records";
import { isRecord } from "./records";

/** What the stack with the settings of the account says, as its output `account` has it. */
export const statementSchema = z.object({
  version: z.literal(1).describe("version of this object"),
  region: z.string().describe("Region that it is about"),
  quotas: z.record(z.string(), z.number()).describe("quotas of the account that differ from AWS's defaults"),
  restLogRole: z.boolean().describe("whether the account has the role by which REST APIs write logs"),
  usage: z
    .record(z.string(), z.record(z.string(), z.number()))
    .describe("usage of the account's quotas by each stack, by its full name and by key of the quota"),
});

/** What the stack with the settings of the account says. */
export type AccountStatement = z.output<typeof statementSchema>;

/** A statement, or why a value is none. */
export type ReadStatement = { readonly statement: AccountStatement } | { readonly fault: Fault };

/**
 * Full name of a stack, `<organization>/<project>/<stack>`. Parts that are missing are those of `own`.
 *
 * @param own - full name of the stack that names it
 */
export function fullStackName(name: string, own: string): string {
  const parts = name.split("/");
  const [organization = "", project = ""] = own.split("/");
  if (parts.length === 1) return `${organization}/${project}/${name}`;
  return parts.length === 2 ? `${parts[0] ?? ""}/${project}/${parts[1] ?? ""}` : name;
}

/** Reads the output `account` of a stack. @param region - Region of the stack that reads it */
export function readStatement(value: unknown, region: string | undefined): ReadStatement {
  const parsed = statementSchema.safeParse(value);
  if (!parsed.success) {
    const version = (value as { readonly version?: unknown } | null)?.version;
    const [issue] = parsed.error.issues;
    const what =
      version === 1 || version === undefined
        ? `account.${issue?.path.join(".") ?? ""} is not as this version of private-integrations writes it`
        : `account.version is ${JSON.stringify(version)}; allowed: 1`;
    return { fault: { message: what, fix: "deploy both stacks with the same version of private-integrations" } };
  }
  if (region !== undefined && parsed.data.region !== region)
    return {
      fault: {
        message: `is about ${parsed.data.region}, and this stack is in ${region}; each Region has its own quotas`,
        fix: `name the stack that has the settings of the account in ${region}`,
      },
    };
  return { statement: parsed.data };
}

type Counts = Readonly<Partial<Record<QuotaKey, number>>>;

/** Of a record, what this version has a quota for. */
const known = (record: Readonly<Record<string, number>>): Counts =>
  Object.fromEntries(quotaKeys.flatMap((key) => (record[key] === undefined ? [] : [[key, record[key]]])));

/**
 * Organization of stacks whose state is in a bucket or a file, and of an offline preview, which does not know another.
 * Source: https://www.pulumi.com/docs/iac/concepts/state-and-backends/ (`organization`)
 */
const anyOrganization = "organization";

/** Of the stacks that a statement counts, the one that reads it. */
function ownOf({ usage }: AccountStatement, own: string): readonly string[] {
  if (usage[own] !== undefined || !own.startsWith(`${anyOrganization}/`)) return [own];
  const name = own.slice(anyOrganization.length);
  return Object.keys(usage).filter((stack) => stack.endsWith(name));
}

/** Usage of all stacks but one, rounded up: `usedElsewhere` has whole numbers, and Fargate counts parts of a vCPU. */
function usageOfOthers(statement: AccountStatement, own: string): Counts {
  const ownNames = ownOf(statement, own);
  const others = Object.entries(statement.usage).filter(([stack]) => !ownNames.includes(stack));
  const sums = quotaKeys.map((key) => [key, others.reduce((sum, [, counts]) => sum + (counts[key] ?? 0), 0)] as const);
  return Object.fromEntries(sums.filter(([, sum]) => sum > 0).map(([key, sum]) => [key, Math.ceil(sum)]));
}

/** Entries of the stack file win; a value that is no record is refused later. */
const filled = (given: unknown, values: Raw): unknown =>
  given === undefined ? values : isRecord(given) ? { ...values, ...given } : given;

/**
 * Configuration values with what a statement says: its quotas, and the usage of all other stacks. What the stack file says
 * itself wins, by quota.
 *
 * @param from - what the statement was read from
 * @param own - full name of the stack whose values these are
 */
export function withStatement(values: Raw, statement: AccountStatement, from: string, own: string): Raw {
  const quotas = Object.entries(known(statement.quotas)).map(([key, value]) => [
    key,
    { value, reason: `accountStatement: ${from}` },
  ]);
  return {
    ...values,
    quotas: filled(values["quotas"], Object.fromEntries(quotas) as Raw),
    usedElsewhere: filled(values["usedElsewhere"], usageOfOthers(statement, own)),
  };
}
