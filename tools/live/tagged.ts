import { tagName } from "./scenes/services";
import type { World } from "./world";

/** `arn:aws:ec2:us-east-1:111122223333:natgateway/nat-1` is `ec2:natgateway`. */
const kindOf = (arn: string) => {
  const [, , service = "", , , resource = ""] = arn.split(":");
  return `${service}:${resource.split("/")[0] ?? ""}`;
};

/**
 * AWS lists these for an hour, or for good, although they are deleted and cost nothing: a deleted NAT gateway, and what is
 * INACTIVE in ECS. Sources: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-working-with.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html
 */
const listedWhenDeleted = ["ec2:natgateway", "ecs:cluster", "ecs:service", "ecs:task", "ecs:task-definition"];

async function listed(world: World, runId: string): Promise<readonly string[]> {
  const arns: string[] = [];
  let token: unknown;
  do {
    const answer = await world.aws("resourcegroupstaggingapi", "get-resources", {
      TagFilters: [{ Key: tagName, Values: [runId] }],
      ...(token === undefined ? {} : { PaginationToken: token }),
    });
    if (!answer.ok) throw new Error(`${answer.code}: ${answer.message}`);
    const page = (answer.value["ResourceTagMappingList"] ?? []) as readonly { readonly ResourceARN: string }[];
    arns.push(...page.map(({ ResourceARN }) => ResourceARN));
    const next = answer.value["PaginationToken"];
    token = next === "" ? undefined : next;
  } while (token !== undefined);
  return arns.filter((arn) => !listedWhenDeleted.includes(kindOf(arn)));
}

/** AWS lists a deleted resource for some minutes. */
const tries = 5;

/**
 * ARNs of resources that AWS lists with the tag of a run: a call that was interrupted may have created one that no state
 * knows. AWS does not list roles. If AWS cannot be asked, the only line says why.
 * Source: https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
 */
export async function stillTagged(world: World, runId: string): Promise<readonly string[]> {
  try {
    for (let attempt = 1; ; attempt++) {
      const arns = await listed(world, runId);
      if (arns.length === 0 || attempt === tries) return arns;
      await world.sleep(60);
    }
  } catch (error) {
    return [`AWS could not be asked: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** What the operator is told of them. */
export const taggedText = (arns: readonly string[]): string =>
  [
    `AWS still lists resources with the tag ${tagName}; look whether they exist, and delete them by hand:`,
    ...arns,
  ].join("\n  ");
