import { z } from "zod";
import { arn, variableName, variableNameAllowed } from "./formats";

const variable = z.string().refine(variableName, variableNameAllowed).meta({ pattern: "^[!-<>-~]+$" });

/** With the optional JSON key, version stage and version id: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html */
const secretArn = arn(
  "secretsmanager",
  "secret:[A-Za-z0-9/_+=.@-]+(:[^:]*:[^:]*:[^:]*)?",
  "secret:<name> or secret:<name>:<JSON key>::",
);
/** Names of parameters: https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html */
const parameterArn = arn("ssm", "parameter/[A-Za-z0-9_./-]+", "parameter/<name>");

/** Environment variables of a container, and those that ECS reads from a store of secrets. */
export const variablesShape = {
  environment: z.record(variable, z.string()).optional().describe("environment variables: name and value"),
  secrets: z
    .record(variable, z.union([secretArn, parameterArn]))
    .optional()
    .describe("environment variables that ECS reads from Secrets Manager or Parameter Store: name and ARN"),
};
