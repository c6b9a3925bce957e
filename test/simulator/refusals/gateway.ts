import type { Case } from "../fixture";
import { balancer, group, linkV1, linkV2, listener, restApi, subnet, vpc } from "../fixture";

export const gateway: Readonly<Record<string, Case>> = {
  "second V1 link to an NLB": {
    error: /NLB is already associated with another VPC Endpoint Service/,
    refused: (s) => {
      const nlb = balancer(s, "n", "network");
      linkV1(s, "one", nlb);
      linkV1(s, "two", nlb);
    },
    accepted: (s) => {
      linkV1(s, "one", balancer(s, "n", "network"));
      linkV1(s, "two", balancer(s, "m", "network"));
    },
  },
  "V1 link to an ALB": {
    error: /NLB ARN is malformed/,
    refused: (s) => {
      linkV1(s, "link", balancer(s, "a"));
    },
    accepted: (s) => {
      linkV1(s, "link", balancer(s, "n", "network"));
    },
  },
  "V1 link deleted while a deployed stage refers to it": {
    error: /Cannot delete vpc link\. Vpc link '.*', is referenced in \[/,
    refused: (s) => {
      restApi(s, linkV1(s, "link", balancer(s, "n", "network")).id);
      s.delete("link");
    },
    accepted: (s) => {
      restApi(s, linkV1(s, "link", balancer(s, "n", "network")).id);
      s.delete("stage");
      s.delete("deployment");
      s.delete("link");
    },
  },
  "deployment without methods": {
    error: /The REST API doesn't contain any methods/,
    refused: (s) => {
      s.make("apigateway/deployment:Deployment", "d", { restApi: s.make("apigateway/restApi:RestApi", "api").id });
    },
    accepted: (s) => {
      restApi(s, "link");
    },
  },
  "REST integration through a V2 link without a target": {
    error: /IntegrationTarget is required for VpcLinkV2/,
    refused: (s) => {
      s.make("apigateway/integration:Integration", "i", { connectionId: linkV2(s, "link").id });
    },
    accepted: (s) => {
      s.make("apigateway/integration:Integration", "i", { connectionId: linkV2(s, "link").id, integrationTarget: "x" });
    },
  },
  "HTTP integration with a balancer's ARN": {
    error: /should be a valid ELB listener ARN or a valid Cloud Map service ARN/,
    refused: (s) => {
      const uri = { connectionType: "VPC_LINK", integrationUri: balancer(s, "a").id };
      s.make("apigatewayv2/integration:Integration", "i", uri);
    },
    accepted: (s) => {
      const at = listener(s, "l", balancer(s, "a"), 80, group(s, "g"));
      s.make("apigatewayv2/integration:Integration", "i", { connectionType: "VPC_LINK", integrationUri: at.id });
    },
  },
  "integration deleted while a route uses it": {
    error: /referenced by the following Routes/,
    refused: (s) => {
      const { id } = s.make("apigatewayv2/integration:Integration", "i");
      s.make("apigatewayv2/route:Route", "r", { routeKey: "ANY /", target: `integrations/${id}` });
      s.delete("i");
    },
    accepted: (s) => {
      const { id } = s.make("apigatewayv2/integration:Integration", "i");
      s.make("apigatewayv2/route:Route", "r", { routeKey: "ANY /", target: `integrations/${id}` });
      s.delete("r");
      s.delete("i");
    },
  },
  "V2 link deleted while an integration uses it": {
    error: /in use by an integration/,
    refused: (s) => {
      s.make("apigatewayv2/integration:Integration", "i", { connectionId: linkV2(s, "link").id });
      s.delete("link");
    },
    accepted: (s) => {
      s.make("apigatewayv2/integration:Integration", "i", { connectionId: linkV2(s, "link").id });
      s.delete("i");
      s.delete("link");
    },
  },
  "V2 link in a zone without links": {
    error: /where service is not available/,
    refused: (s) => {
      linkV2(s, "link", [subnet(s, "s", vpc(s), "10.0.0.0/24", "us-east-1e").id]);
    },
    accepted: (s) => {
      linkV2(s, "link", [subnet(s, "s", vpc(s), "10.0.0.0/24").id]);
    },
  },
  "deployment deleted while a stage points to it": {
    error: /Active stages pointing to this deployment must be moved or deleted/,
    refused: (s) => {
      restApi(s, "link");
      s.delete("deployment");
    },
    accepted: (s) => {
      restApi(s, "link");
      s.delete("stage");
      s.delete("deployment");
    },
  },
  "deployment of a method without an integration": {
    error: /No integration defined for method/,
    refused: (s) => {
      const api = s.make("apigateway/restApi:RestApi", "api");
      s.make("apigateway/method:Method", "method", { restApi: api.id, resourceId: "root", httpMethod: "ANY" });
      s.make("apigateway/deployment:Deployment", "deployment", { restApi: api.id });
    },
    accepted: (s) => {
      restApi(s, "link");
    },
  },
};
