import type { Fault } from "../../problem";
import { partitionOf } from "../../regions";
import type { Settings } from "../settings";

/** Partition, Region and account of an ARN. */
export function placeOf(arn: string) {
  const [, partition = "", , region = "", account = ""] = arn.split(":");
  return { partition, region, account };
}

/** Account of the stack as far as the settings show it: that of an existing load balancer. */
function accountOf({ services }: Settings): string | undefined {
  const arns = services.flatMap(({ runtime }) => (runtime.kind === "existing" ? [runtime.balancer.arn] : []));
  return arns[0] === undefined ? undefined : placeOf(arns[0]).account;
}

/** What an ARN names, in the singular and the plural, and how a user gets one elsewhere. */
interface Kind {
  readonly one: string;
  readonly many: string;
  readonly make: string;
}

/** Why a stack cannot use something that AWS takes from the Region of the stack only. */
function regionFault(settings: Settings, arn: string, { one, many, make }: Kind): Fault | undefined {
  const { partition, region } = placeOf(arn);
  // An unknown Region is a problem of its own.
  if (settings.region === "") return undefined;
  if (region !== settings.region)
    return {
      message: `is in ${region}; allowed: a ${one} in ${settings.region}, because AWS takes ${many} of the Region of the stack only`,
      fix: `${make} in ${settings.region} and name that ARN`,
    };
  const expected = partitionOf(region);
  if (partition === expected) return undefined;
  return {
    message: `has partition ${partition}; allowed in ${region}: ${expected}`,
    fix: `begin the ARN with arn:${expected}:`,
  };
}

/** Why a stack cannot use something that AWS takes from the Region and account of the stack only. */
function placeFault(settings: Settings, arn: string, kind: Kind): Fault | undefined {
  const fault = regionFault(settings, arn, kind);
  const { account } = placeOf(arn);
  const own = accountOf(settings);
  if (fault !== undefined || settings.region === "" || own === undefined || account === own) return fault;
  const { one, many, make } = kind;
  return {
    message: `is in account ${account}; allowed: a ${one} of account ${own}, which has the existing load balancers, because AWS takes ${many} of the account of the stack only`,
    fix: `${make} in account ${own} and name that ARN`,
  };
}

/**
 * Why no load balancer and no Regional domain name of a stack can use a certificate.
 * Sources: https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains-prerequisites.html
 */
export const certificatePlaceFault = (settings: Settings, arn: string): Fault | undefined =>
  placeFault(settings, arn, {
    one: "certificate",
    many: "certificates",
    make: "request or import the certificate",
  });

/**
 * Why no stage of a stack can have a web ACL.
 * Source: https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html
 */
export const webAclPlaceFault = (settings: Settings, arn: string): Fault | undefined =>
  placeFault(settings, arn, { one: "web ACL", many: "web ACLs", make: "create the web ACL" });

/**
 * Why no alarm of a stack can notify a topic. Its account is not judged: the access policy of the topic decides.
 * Sources: https://github.com/cds-snc/notification-terraform/pull/128 (CloudWatch refuses another Region),
 * https://github.com/aws-samples/amazon-cloudwatch-auto-alarms/issues/61 (another partition)
 */
const topicPlaceFault = (settings: Settings, arn: string): Fault | undefined =>
  regionFault(settings, arn, { one: "topic", many: "topics", make: "create the topic" });

/** Why a deployment of a stack cannot ask a function. Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html */
export const hookPlaceFault = (settings: Settings, arn: string): Fault | undefined =>
  regionFault(settings, arn, { one: "function", many: "functions", make: "create the function" });

/**
 * Why no alarm of a stack can notify a topic. No page of AWS says whether an alarm can notify a FIFO topic. What AWS says is
 * that `Publish` to one requires a `MessageGroupId`, of which an alarm has none, and that it delivers to queues of SQS only.
 * A refusal here is better than an alarm that nobody hears; it was not tried in an account.
 * Sources: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html,
 * https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html
 */
export const topicFault = (settings: Settings, arn: string): Fault | undefined =>
  arn.endsWith(".fifo")
    ? {
        message:
          "is a FIFO topic; allowed: a standard topic, because AWS does not say that alarms can notify a FIFO topic, which takes no message without a group and delivers to SQS only",
        fix: "create a standard topic and name its ARN",
      }
    : topicPlaceFault(settings, arn);
