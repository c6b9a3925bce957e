import type { Case, TestAccount } from "../fixture";
import { balancer, linkV1, linkV2, restApi, subnet, vpc } from "../fixture";

const v1 = (account: TestAccount) => linkV1(account, "link", balancer(account, "n", "network")).id;
const v2 = (account: TestAccount) => linkV2(account, "link").id;
const restIntegration = (account: TestAccount, connectionId: string) =>
  account.create("apigateway/integration:Integration", "i", {
    restApi: "api",
    resourceId: "res123",
    httpMethod: "ANY",
    connectionId,
    integrationTarget: "x",
  });
const httpIntegration = (account: TestAccount) =>
  account.create("apigatewayv2/integration:Integration", "i", {
    connectionId: v2(account),
    integrationMethod: "ANY",
  });
/** Deletes the integration of a deployed API and its link, as an update does that removes the last route. */
const removeDeployed = (account: TestAccount) => {
  account.delete("integration");
  account.delete("link");
};
/** Points the stage to a deployment without the integration. */
const deployAgain = (account: TestAccount) => {
  account.delete("integration");
  account.delete("method");
  const on = { restApi: "other", resourceId: "root", httpMethod: "ANY" };
  account.create("apigateway/method:Method", "second method", on);
  account.create("apigateway/integration:Integration", "second", on);
  const { id } = account.create("apigateway/deployment:Deployment", "second deployment", { restApi: "other" });
  account.update("stage", { deployment: id });
  account.delete("link");
};
const deployed = (link: (account: TestAccount) => string): Case => ({
  error:
    /^Error: BadRequestException: Cannot delete vpc link\. Vpc link '\w+', is referenced in \[\w{10}:ANY:root:live\] in format of \[RESTApiId:Method:Resource:Stage\]\.$/,
  refused: (account) => {
    restApi(account, link(account));
    removeDeployed(account);
  },
  accepted: (account) => {
    restApi(account, link(account));
    deployAgain(account);
  },
});
const undeployed = (link: (account: TestAccount) => string): Case => ({
  error:
    /^Error: BadRequestException: Cannot delete vpc link\. Vpc link '\w+', is referenced in \[ANY:res123\] in format of \[Method:Resource\]\.$/,
  refused: (account) => {
    restIntegration(account, link(account));
    account.delete("link");
  },
  accepted: (account) => {
    restIntegration(account, link(account));
    account.delete("i");
    account.delete("link");
  },
});

export const links: Readonly<Record<string, Case>> = {
  "second V1 link to an NLB": {
    error: /NLB is already associated with another VPC Endpoint Service/,
    refused: (account) => {
      const nlb = balancer(account, "n", "network");
      linkV1(account, "one", nlb);
      linkV1(account, "two", nlb);
    },
    accepted: (account) => {
      linkV1(account, "one", balancer(account, "n", "network"));
      linkV1(account, "two", balancer(account, "m", "network"));
    },
  },
  "V1 link to an ALB": {
    error: /NLB ARN is malformed/,
    refused: (account) => {
      linkV1(account, "link", balancer(account, "a"));
    },
    accepted: (account) => {
      linkV1(account, "link", balancer(account, "n", "network"));
    },
  },
  "V2 link in a zone that does not support it": {
    error: /where service is not available/,
    refused: (account) => {
      linkV2(account, "link", [subnet(account, "s", vpc(account), "10.0.0.0/24", "us-east-1e").id]);
    },
    accepted: (account) => {
      linkV2(account, "link", [subnet(account, "s", vpc(account), "10.0.0.0/24").id]);
    },
  },
  "V1 link deleted while a deployed stage uses it": deployed(v1),
  "V2 link deleted while a deployed REST stage uses it": deployed(v2),
  "V1 link deleted while an integration uses it that is not deployed": undeployed(v1),
  "V2 link deleted while a REST integration uses it that is not deployed": undeployed(v2),
  "V2 link deleted while a route of an HTTP API uses it": {
    error:
      /Cannot delete vpc link\. Vpc link '\w+', is referenced in \[ANY:[0-9a-f]{7}\] in format of \[Method:Resource\]\.$/,
    refused: (account) => {
      const { id } = httpIntegration(account);
      account.create("apigatewayv2/route:Route", "r", { routeKey: "ANY /", target: `integrations/${id}` });
      account.delete("link");
    },
    accepted: (account) => {
      httpIntegration(account);
      account.delete("i");
      account.delete("link");
    },
  },
  "V2 link deleted while an integration without routes uses it": {
    error: /Vpc link '\w+', is referenced in \[ANY:[0-9a-f]{7}\] in format of \[Method:Resource\]\.$/,
    refused: (account) => {
      httpIntegration(account);
      account.delete("link");
    },
    accepted: (account) => {
      httpIntegration(account);
      account.update("i", { connectionId: linkV2(account, "other").id });
      account.delete("link");
    },
  },
};
