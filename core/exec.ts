import type { TaskSettings } from "./settings/settings";

/** A statement of an IAM policy that allows actions. */
export interface AllowStatement {
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
}

/**
 * The channels of the SSM agent, through which ECS Exec runs commands in a container.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-required-iam-permissions
 */
const channelActions = [
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];

/**
 * Statements that the task role needs for ECS Exec; none without `exec`. IAM has no resources for these actions.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsessionmanagermessagegatewayservice.html
 */
export const execStatements = ({ exec }: Pick<TaskSettings, "exec">): readonly AllowStatement[] =>
  exec ? [{ Effect: "Allow", Action: channelActions, Resource: "*" }] : [];
