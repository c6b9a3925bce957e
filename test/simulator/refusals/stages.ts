import type { Properties } from "../../../simulator/values";
import type { Case, TestAccount } from "../fixture";
import { restApi } from "../fixture";
import { httpApi } from "../front";

const webAclArn = "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/shop/0a1b2c3d";
const logs = (format = "$context.requestId"): Properties => ({
  accessLogSettings: { destinationArn: "arn:aws:logs:us-east-1:111122223333:log-group:api", format },
});
const role = (account: TestAccount) => account.create("iam/role:Role", "role");
const attach = (account: TestAccount) =>
  account.create("iam/rolePolicyAttachment:RolePolicyAttachment", "attachment", {
    role: account.get("role").id,
    policyArn: "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs",
  });
const setRole = (account: TestAccount) =>
  account.create("apigateway/account:Account", "account", {
    cloudwatchRoleArn: String(account.get("role").outputs["arn"]),
  });
/** A REST API with a role for its logs. */
const withRole = (account: TestAccount) => {
  restApi(account, "link");
  role(account);
  attach(account);
  setRole(account);
};
const protect = (account: TestAccount, resourceArn: string) =>
  account.create("wafv2/webAclAssociation:WebAclAssociation", "association", { resourceArn, webAclArn });

export const stages: Readonly<Record<string, Case>> = {
  "access log of a REST API without a role of the account": {
    error: /^Error: BadRequestException: CloudWatch Logs role ARN must be set in account settings to enable logging$/,
    refused: (account) => {
      restApi(account, "link");
      account.update("stage", logs());
    },
    accepted: (account) => {
      withRole(account);
      account.update("stage", logs());
    },
  },
  "access log of a REST API after its role was reset": {
    error: /CloudWatch Logs role ARN must be set in account settings to enable logging$/,
    refused: (account) => {
      withRole(account);
      account.update("stage", logs());
      account.delete("account");
      account.update("stage", { description: "changed" });
    },
    accepted: (account) => {
      withRole(account);
      account.update("stage", logs());
      account.delete("account");
      account.account.outside = { zones: {}, certificates: {}, restLogRole: true };
      account.update("stage", { description: "changed" });
    },
  },
  "access log in two lines": {
    error:
      /^Error: BadRequestException: Access Log format must be single line, new line character is allowed only at end of the format$/,
    refused: (account) => {
      withRole(account);
      account.update("stage", logs("$context.requestId\n$context.status"));
    },
    accepted: (account) => {
      withRole(account);
      account.update("stage", logs("$context.requestId\n"));
    },
  },
  "access log of an HTTP API in two lines": {
    error: /Access Log format must be single line/,
    refused: (account) => {
      httpApi(account, "http");
      account.update("http-stage", logs("$context.requestId\n$context.status"));
    },
    accepted: (account) => {
      // An HTTP API needs no role.
      httpApi(account, "http");
      account.update("http-stage", logs());
    },
  },
  "role of the account without permissions": {
    error:
      /^Error: BadRequestException: The role ARN does not have required permissions configured\. Please grant trust permission for API Gateway and add the required role policy\.$/,
    refused: (account) => {
      role(account);
      setRole(account);
    },
    accepted: (account) => {
      role(account);
      attach(account);
      setRole(account);
    },
  },
  "web ACL of a stage that does not exist": {
    error:
      /^Error: WAFNonexistentItemException: AWS WAF couldn't perform the operation because your resource doesn't exist\.$/,
    refused: (account) => {
      restApi(account, "link");
      protect(account, "arn:aws:apigateway:us-east-1::/restapis/abc1234567/stages/live");
    },
    accepted: (account) => {
      restApi(account, "link");
      protect(account, String(account.get("stage").outputs["arn"]));
    },
  },
  "web ACL of an HTTP API": {
    error:
      /^Error: WAFInvalidParameterException: Error reason: The ARN isn't valid\. .*, field: RESOURCE_ARN, parameter: arn:aws:apigateway:us-east-1::\/apis\/[0-9a-f]{10}\/stages\/\$default$/,
    refused: (account) => {
      httpApi(account, "http");
      protect(account, String(account.get("http-stage").outputs["arn"]));
    },
    accepted: (account) => {
      restApi(account, "link");
      protect(account, String(account.get("stage").outputs["arn"]));
    },
  },
};
