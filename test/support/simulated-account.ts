import { AwsAccount } from "../../simulator/aws/account";
import { isOfAws } from "../../simulator/aws/model";
import type { CapturedResource, RunResult } from "../../simulator/run";

const isOfAccount = ({ custom, type }: CapturedResource) => custom && isOfAws(type);

/** The resources, each after those that it depends on; a component counts as its children. */
function inOrder({ resources }: RunResult): readonly CapturedResource[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const [visited, ordered] = [new Set<string>(), new Set<CapturedResource>()];
  const visit = (urn: string): void => {
    const resource = byUrn.get(urn);
    if (resource === undefined || visited.has(urn)) return;
    visited.add(urn);
    if (!isOfAccount(resource)) for (const child of resources) if (child.parent === urn) visit(child.urn);
    [...resource.dependencies, ...Object.values(resource.propertyDependencies).flat()].forEach(visit);
    ordered.add(resource);
  };
  resources.forEach(({ urn }) => visit(urn));
  return [...ordered].filter(isOfAccount);
}

/** An account with the resources of a run's `apply` pass, beside those that it may have already; deployments are complete. */
export function accountOf(result: RunResult, account: AwsAccount = new AwsAccount()): AwsAccount {
  const region = result.resources.find(({ type }) => type === "pulumi:providers:aws")?.inputs["region"];
  if (typeof region === "string") account.region = region;
  for (const { urn, inputs } of inOrder(result)) account.create(urn, inputs);
  for (const deployment of account.deployments) account.finish(deployment);
  return account;
}
