import type { AwsAccount } from "../../simulator/aws/account";
import type { Existing } from "../../simulator/aws/existing";
import { value } from "../../simulator/aws/existing";
import { weightsOf } from "../../simulator/aws/live-weights";
import { mappingsOf } from "../../simulator/aws/mappings";
import { isObject } from "../../simulator/values";
import type { Values } from "../../tools/live/world";
import { byHand } from "./simulated-aws-base";
import type { Operation } from "./simulated-aws-base";
import { others } from "./simulated-others";

const httpStage = "aws:apigatewayv2/stage:Stage";
const httpIntegration = "aws:apigatewayv2/integration:Integration";
const httpDomain = "aws:apigatewayv2/domainName:DomainName";
const httpMapping = "aws:apigatewayv2/apiMapping:ApiMapping";
const httpLink = "aws:apigatewayv2/vpcLink:VpcLink";
const restIntegration = "aws:apigateway/integration:Integration";
const restDeployment = "aws:apigateway/deployment:Deployment";
const restStage = "aws:apigateway/stage:Stage";
const ecsService = "aws:ecs/service:Service";
const listenerRule = "aws:lb/listenerRule:ListenerRule";
const listener = "aws:lb/listener:Listener";

/** @throws Error as AWS reports what does not exist */
function required(found: Existing | undefined, what: string): Existing {
  if (found === undefined) throw new Error(`NotFoundException: Invalid ${what}`);
  return found;
}

const change = (account: AwsAccount, resource: Existing, inputs: Values) =>
  account.update(resource.urn, resource.id, resource.outputs, { ...resource.inputs, ...inputs });

const objectsOf = ({ inputs }: Existing, key: string) => (inputs[key] ?? []) as readonly Values[];
const changed = (resource: Existing, key: string) => resource.inputs[key] as Values | undefined;

const http: Readonly<Record<string, Operation>> = {
  "apigatewayv2 get-api-mappings": (account, { DomainName }) => ({
    Items: mappingsOf(account)
      .filter(({ domainName }) => domainName === DomainName)
      .map(({ resource, api }) => ({ ApiMappingId: resource.id.split("|")[0], ApiId: api })),
  }),
  "apigatewayv2 get-stage": (account, { ApiId, StageName }) => {
    const stages = account.of(httpStage);
    const stage = stages.find((one) => value(one, "apiId") === ApiId && value(one, "name") === StageName);
    const log = changed(required(stage, "stage identifier"), "accessLogSettings");
    return log === undefined ? {} : { AccessLogSettings: { DestinationArn: log["destinationArn"] } };
  },
  "apigatewayv2 get-integrations": (account, { ApiId }) => ({
    Items: account
      .of(httpIntegration)
      .filter((one) => value(one, "apiId") === ApiId)
      .map((one) => {
        const tls = changed(one, "tlsConfig");
        return { IntegrationId: one.id, ...(tls === undefined ? {} : { TlsConfig: tls }) };
      }),
  }),
  "apigatewayv2 update-integration": (account, { IntegrationId, TlsConfig, TimeoutInMillis }) => {
    const found = account.of(httpIntegration).find(({ id }) => id === IntegrationId);
    const tls = isObject(TlsConfig) ? { tlsConfig: { serverNameToVerify: TlsConfig["ServerNameToVerify"] } } : {};
    const timeout = TimeoutInMillis === undefined ? {} : { timeoutMilliseconds: TimeoutInMillis };
    change(account, required(found, "integration identifier"), { ...tls, ...timeout });
    return {};
  },
  "apigatewayv2 delete-stage": (account, { ApiId }) => {
    const stage = account.of(httpStage).find((one) => value(one, "apiId") === ApiId);
    const { urn, id, outputs } = required(stage, "stage identifier");
    account.delete(urn, id, outputs);
    return {};
  },
  "apigatewayv2 update-domain-name": (account, { DomainName, DomainNameConfigurations }) => {
    const domain = account.of(httpDomain).find((one) => value(one, "domainName") === DomainName);
    const [{ SecurityPolicy } = {}] = DomainNameConfigurations as readonly Values[];
    const before = required(domain, "domain name identifier");
    const configuration = { ...changed(before, "domainNameConfiguration"), securityPolicy: SecurityPolicy };
    change(account, before, { domainNameConfiguration: configuration });
    return {};
  },
  "apigatewayv2 create-domain-name": (account, { DomainName, DomainNameConfigurations }) => {
    const [{ CertificateArn } = {}] = DomainNameConfigurations as readonly Values[];
    const configuration = { endpointType: "REGIONAL", securityPolicy: "TLS_1_2", certificateArn: CertificateArn };
    account.create(byHand(httpDomain), { domainName: DomainName, domainNameConfiguration: configuration });
    return {};
  },
  "apigatewayv2 create-api-mapping": (account, { DomainName, ApiMappingKey, ApiId, Stage }) => {
    const inputs = { domainName: DomainName, apiMappingKey: ApiMappingKey, apiId: ApiId, stage: Stage };
    return { ApiMappingId: account.create(byHand(httpMapping, String(ApiMappingKey)), inputs).id };
  },
  "apigatewayv2 delete-api-mapping": (account, { ApiMappingId }) => {
    const mapping = account.of(httpMapping).find(({ id }) => id === ApiMappingId);
    const { urn, id, outputs } = required(mapping, "mapping identifier");
    account.delete(urn, id, outputs);
    return {};
  },
  "cloudcontrol list-resources": (account) => ({
    ResourceDescriptions: account
      .of("aws-native:apigatewayv2:ApiMapping", httpMapping)
      .map(({ id }) => ({ Identifier: id })),
  }),
  "apigatewayv2 delete-vpc-link": (account, { VpcLinkId }) => {
    const link = required(
      account.of(httpLink).find(({ id }) => id === VpcLinkId),
      "vpc link",
    );
    account.delete(link.urn, link.id, link.outputs);
    return {};
  },
};

const rest: Readonly<Record<string, Operation>> = {
  "apigateway get-resources": (account, { restApiId }) => {
    const integrations = account.of(restIntegration).filter((one) => value(one, "restApi") === restApiId);
    return {
      items: [...new Set(integrations.map((one) => value(one, "resourceId")))].map((id) => ({
        id,
        resourceMethods: Object.fromEntries(
          integrations
            .filter((one) => value(one, "resourceId") === id)
            .map((one) => [
              value(one, "httpMethod"),
              { methodIntegration: { type: value(one, "type"), uri: one.inputs["uri"] } },
            ]),
        ),
      })),
    };
  },
  "apigateway update-integration": (account, { resourceId, httpMethod, patchOperations }) => {
    const keys: Values = {
      "/uri": "uri",
      "/responseTransferMode": "responseTransferMode",
      "/timeoutInMillis": "timeoutMilliseconds",
    };
    const inputs = Object.fromEntries(
      (patchOperations as readonly { path: string; value: string }[]).map(({ path, value: text }) => [
        String(keys[path]),
        path === "/timeoutInMillis" ? Number(text) : text,
      ]),
    );
    const found = account
      .of(restIntegration)
      .find((one) => value(one, "resourceId") === resourceId && value(one, "httpMethod") === httpMethod);
    change(account, required(found, "Integration identifier specified"), inputs);
    return {};
  },
  "apigateway delete-stage": (account, { restApiId }) => {
    const stage = account.of(restStage).find((one) => value(one, "restApi") === restApiId);
    const { urn, id, outputs } = required(stage, "stage identifier specified");
    account.delete(urn, id, outputs);
    return {};
  },
  "apigateway create-usage-plan-key": (account, { usagePlanId, keyId, keyType }) => {
    account.create(byHand("aws:apigateway/usagePlanKey:UsagePlanKey"), { usagePlanId, keyId, keyType });
    return {};
  },
  "apigateway create-deployment": (account, { restApiId, stageName }) => {
    const of = (type: string) => account.of(type).find((one) => value(one, "restApi") === restApiId);
    const last = required(of(restDeployment), "API identifier specified");
    const created = account.create(last.urn, { ...last.inputs, description: `by hand for ${String(stageName)}` });
    change(account, required(of(restStage), "stage identifier specified"), { deployment: created.id });
    return {};
  },
};

/** Calls about what the simulator does not know. Its steps have cases with stated answers. */
const notSimulated = (): Values => {
  throw new Error("NotSimulatedException: the simulator does not answer this");
};

const actionsOf = (resource: Existing) => [
  {
    ForwardConfig: {
      TargetGroups: Object.entries(weightsOf(resource)).map(([TargetGroupArn, Weight]) => ({ TargetGroupArn, Weight })),
    },
  },
];

const balancing: Readonly<Record<string, Operation>> = {
  "elbv2 describe-listeners": (account, { LoadBalancerArn }) => ({
    Listeners: account.where(listener, "loadBalancerArn", String(LoadBalancerArn)).map((one) => ({
      ListenerArn: value(one, "arn"),
      DefaultActions: actionsOf(one),
    })),
  }),
  "elbv2 modify-rule": (account, { RuleArn, Actions }) => {
    const [rule] = account.where(listenerRule, "arn", String(RuleArn));
    const [{ ForwardConfig } = {}] = Actions as readonly { ForwardConfig?: { TargetGroups: readonly Values[] } }[];
    const targetGroups = (ForwardConfig?.TargetGroups ?? []).map(({ TargetGroupArn, Weight }) => ({
      arn: TargetGroupArn,
      weight: Weight,
    }));
    change(account, required(rule, "rule"), { actions: [{ type: "forward", forward: { targetGroups } }] });
    return {};
  },
  "elbv2 create-rule": notSimulated,
  "elbv2 describe-load-balancers": () => ({ LoadBalancers: [{ VpcId: "vpc-1" }] }),
  "elbv2 create-target-group": () => ({ TargetGroups: [{ TargetGroupArn: "arn" }] }),
  "elbv2 create-listener": notSimulated,
  "elbv2 register-targets": notSimulated,
  "elbv2 delete-target-group": () => ({}),
  "elbv2 describe-rules": (account, { ListenerArn }) => ({
    Rules: account
      .where(listenerRule, "listenerArn", String(ListenerArn))
      .map((one) => ({ RuleArn: value(one, "arn"), Actions: actionsOf(one) })),
  }),
};

const updatable = ["desiredCount", "deploymentConfiguration", "forceNewDeployment"];

const ecs: Readonly<Record<string, Operation>> = {
  "ecs update-service": (account, { service, loadBalancers, ...others }) => {
    const { desiredCount } = others;
    const found = required(
      account.of(ecsService).find((one) => value(one, "name") === service),
      "service",
    );
    const [own] = objectsOf(found, "loadBalancers");
    const advanced = (entry: Values | undefined) => entry?.["advancedConfiguration"] as Values | undefined;
    const lowered = (entry: Values) => ({ ...own, advancedConfiguration: { ...advanced(own), ...advanced(entry) } });
    const { outputs } = change(account, found, {
      ...Object.fromEntries(updatable.flatMap((key) => (others[key] === undefined ? [] : [[key, others[key]]]))),
      ...(loadBalancers === undefined ? {} : { loadBalancers: (loadBalancers as readonly Values[]).map(lowered) }),
    });
    const deployment = account.ecs.get(String(outputs["arn"]))?.deployment;
    if (deployment !== undefined && desiredCount !== undefined) account.finish(deployment);
    return {};
  },
  "ecs describe-services": (account, { services }) => {
    const [name] = services as readonly unknown[];
    const found = account.of(ecsService).find((one) => value(one, "name") === name);
    const service = required(found, "service");
    const { alarms, deploymentCircuitBreaker } = service.inputs;
    const deploymentConfiguration = {
      ...changed(service, "deploymentConfiguration"),
      alarms,
      deploymentCircuitBreaker,
    };
    return { services: [{ loadBalancers: [{}], deploymentConfiguration }] };
  },
  "ecs list-tasks": (account, { serviceName }) => {
    const found = account.of(ecsService).find((one) => value(one, "name") === serviceName);
    const tasks = account.ecs.get(value(required(found, "service"), "arn"))?.tasks ?? [];
    return { taskArns: tasks.map((_, index) => `task ${index}`) };
  },
  "ecs list-service-deployments": () => ({ serviceDeployments: [{ serviceDeploymentArn: "arn" }] }),
  "ecs stop-service-deployment": notSimulated,
};

/** The operations of AWS that the live script calls. */
export const operations: Readonly<Record<string, Operation>> = { ...http, ...rest, ...balancing, ...ecs, ...others };
