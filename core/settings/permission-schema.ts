import { z } from "zod";
import { arn } from "./formats";

const action = z
  .string()
  .regex(/^(\*|[a-z0-9-]+:[A-Za-z0-9*?-]+)$/, "allowed: an action such as s3:GetObject, with * and ? in its name");
/** IAM refuses a wildcard for partition or service: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
const resource = z
  .string()
  .regex(
    /^(\*|arn:aws[a-z-]*:[a-z0-9-]+:[^:\s]*:[^:\s]*:\S+)$/,
    "allowed: an ARN with all six parts, of which the last three may have * and ?, or * for all resources",
  );

/** One statement of the task role. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export const permission = z.strictObject({
  actions: z.array(action).min(1).describe("IAM actions, for example `sqs:SendMessage`"),
  resources: z.array(resource).min(1).describe("ARNs of the resources that the actions may be used on"),
});

/** ARN of a managed policy, of AWS or of the account. */
export const policyArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:iam::(aws|\d{12}):policy\/[A-Za-z0-9+=,.@_/-]+$/,
    "allowed: the ARN of a managed policy, for example arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
  );

/** ARN of a KMS key. IAM policies need the key, not an alias: https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html */
export const kmsKeyArn = arn("kms", "key/[A-Za-z0-9-]+", "key/<id>");
