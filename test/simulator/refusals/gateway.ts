import type { Case } from "../fixture";
import { balancer, group, linkV1, linkV2, listener, restApi, subnet, vpc } from "../fixture";

export const gateway: Readonly<Record<string, Case>> = {
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
  "V1 link deleted while a deployed stage uses it": {
    error: /Cannot delete vpc link\. Vpc link '.*', is referenced in \[/,
    refused: (account) => {
      restApi(account, linkV1(account, "link", balancer(account, "n", "network")).id);
      account.delete("link");
    },
    accepted: (account) => {
      restApi(account, linkV1(account, "link", balancer(account, "n", "network")).id);
      account.delete("stage");
      account.delete("deployment");
      account.delete("link");
    },
  },
  "deployment without methods": {
    error: /The REST API doesn't contain any methods/,
    refused: (account) => {
      account.create("apigateway/deployment:Deployment", "d", {
        restApi: account.create("apigateway/restApi:RestApi", "api").id,
      });
    },
    accepted: (account) => {
      restApi(account, "link");
    },
  },
  "REST integration through a V2 link without a target": {
    error: /IntegrationTarget is required for VpcLinkV2/,
    refused: (account) => {
      account.create("apigateway/integration:Integration", "i", { connectionId: linkV2(account, "link").id });
    },
    accepted: (account) => {
      account.create("apigateway/integration:Integration", "i", {
        connectionId: linkV2(account, "link").id,
        integrationTarget: "x",
      });
    },
  },
  "HTTP integration with a load balancer ARN": {
    error: /should be a valid ELB listener ARN or a valid Cloud Map service ARN/,
    refused: (account) => {
      const uri = { connectionType: "VPC_LINK", integrationUri: balancer(account, "a").id };
      account.create("apigatewayv2/integration:Integration", "i", uri);
    },
    accepted: (account) => {
      const at = listener(account, "l", balancer(account, "a"), 80, group(account, "g"));
      account.create("apigatewayv2/integration:Integration", "i", {
        connectionType: "VPC_LINK",
        integrationUri: at.id,
      });
    },
  },
  "integration deleted while a route uses it": {
    error: /referenced by the following Routes/,
    refused: (account) => {
      const { id } = account.create("apigatewayv2/integration:Integration", "i");
      account.create("apigatewayv2/route:Route", "r", { routeKey: "ANY /", target: `integrations/${id}` });
      account.delete("i");
    },
    accepted: (account) => {
      const { id } = account.create("apigatewayv2/integration:Integration", "i");
      account.create("apigatewayv2/route:Route", "r", { routeKey: "ANY /", target: `integrations/${id}` });
      account.delete("r");
      account.delete("i");
    },
  },
  "V2 link deleted while an integration uses it": {
    error: /in use by an integration/,
    refused: (account) => {
      account.create("apigatewayv2/integration:Integration", "i", { connectionId: linkV2(account, "link").id });
      account.delete("link");
    },
    accepted: (account) => {
      account.create("apigatewayv2/integration:Integration", "i", { connectionId: linkV2(account, "link").id });
      account.delete("i");
      account.delete("link");
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
  "deployment deleted while a stage uses it": {
    error: /Active stages pointing to this deployment must be moved or deleted/,
    refused: (account) => {
      restApi(account, "link");
      account.delete("deployment");
    },
    accepted: (account) => {
      restApi(account, "link");
      account.delete("stage");
      account.delete("deployment");
    },
  },
  "deployment of a method without an integration": {
    error: /No integration defined for method/,
    refused: (account) => {
      const api = account.create("apigateway/restApi:RestApi", "api");
      account.create("apigateway/method:Method", "method", { restApi: api.id, resourceId: "root", httpMethod: "ANY" });
      account.create("apigateway/deployment:Deployment", "deployment", { restApi: api.id });
    },
    accepted: (account) => {
      restApi(account, "link");
    },
  },
};
