/** What to write into the stack file against a violation of a resource that the components create, by policy. */
const steps: Readonly<Record<string, string>> = {
  "api-has-authorization": "Set auth in the stack file, or acknowledge that the API is public.",
  "requests-to-balancer-encrypted": "Set tls in the stack file.",
  "stage-has-access-logs": "Set accessLogs: true in the stack file.",
  "stage-has-throttling": "Set throttle in the stack file.",
};

/** As above, for REST APIs where they need another step. */
const restSteps: Readonly<Record<string, string>> = {
  ...steps,
  "stage-has-access-logs": "Set accessLogs: true and account.restLogRole in the stack file.",
};

/**
 * The step against a violation: a key of the stack file for a resource of the components, whose properties a stack file
 * does not name; for a resource of the user's own program, the fix of the policy. A URN has the types of all components
 * around a resource: https://www.pulumi.com/docs/iac/concepts/resources/names/
 */
export function stepAgainst(policy: string, urn: string, fix: string): string {
  if (!urn.includes("private-integrations:index:")) return fix;
  return (urn.includes("private-integrations:index:RestApi") ? restSteps : steps)[policy] ?? fix;
}
