import type { Case } from "../fixture";
import { balancer, group, linkV2, listener, restApi } from "../fixture";

export const gateway: Readonly<Record<string, Case>> = {
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
    error: /Integration because it is referenced by the following Routes with Ids: \[[0-9a-f]{7}\]$/,
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
