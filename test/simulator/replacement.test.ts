import assert from "node:assert/strict";
import { refusedChange, replacing } from "../../simulator/aws/replacement";
import type { Properties } from "../../simulator/values";
import { unknown } from "../../simulator/values";

const balancer = "aws:lb/loadBalancer:LoadBalancer";
const nlb = { loadBalancerType: "network", subnets: ["a", "b"], securityGroups: ["g"] };
/** Inputs of this change that force the replacement of a resource. */
const replaced = (type: string, olds: Properties, change: Properties) => replacing(type, olds, { ...olds, ...change });

describe("replacements in the AWS simulator", () => {
  it("an NLB is replaced if a subnet is removed or exchanged, not if one is added", () => {
    assert.deepEqual(replaced(balancer, nlb, { subnets: ["a"] }), ["subnets"]);
    assert.deepEqual(replaced(balancer, nlb, { subnets: ["a", "c"] }), ["subnets"]);
    assert.deepEqual(replaced(balancer, nlb, { subnets: ["a", "b", "c"] }), []);
  });

  it("an NLB whose subnets or security groups are not wholly known is not replaced", () => {
    assert.deepEqual(replaced(balancer, nlb, { subnets: unknown }), []);
    assert.deepEqual(replaced(balancer, nlb, { subnets: ["a", unknown] }), []);
    assert.deepEqual(replaced(balancer, { ...nlb, securityGroups: [] }, { securityGroups: [unknown] }), []);
  });

  it("an NLB is replaced if its first security group is added or its last removed", () => {
    assert.deepEqual(replaced(balancer, { ...nlb, securityGroups: [] }, { securityGroups: ["g"] }), ["securityGroups"]);
    assert.deepEqual(replaced(balancer, nlb, { securityGroups: [] }), ["securityGroups"]);
    assert.deepEqual(replacing(balancer, nlb, { loadBalancerType: "network", subnets: ["a", "b"] }), [
      "securityGroups",
    ]);
    assert.deepEqual(replaced(balancer, nlb, { securityGroups: ["h", "i"] }), []);
  });

  it("an ALB is replaced for a new scheme or type, not for subnets or groups", () => {
    const alb = { ...nlb, loadBalancerType: "application", internal: true };
    assert.deepEqual(replaced(balancer, alb, { subnets: ["a"], securityGroups: ["h"] }), []);
    assert.deepEqual(replaced(balancer, alb, { internal: false, loadBalancerType: "network" }), [
      "internal",
      "loadBalancerType",
    ]);
  });

  it("task definitions and attachments are always replaced, but not for tags", () => {
    const definition = "aws:ecs/taskDefinition:TaskDefinition";
    assert.deepEqual(replaced(definition, { cpu: "256" }, { cpu: "512", tags: { a: "b" }, skipDestroy: true }), [
      "cpu",
    ]);
    assert.deepEqual(replaced(definition, { cpu: "256" }, { tags: { a: "b" }, skipDestroy: true }), []);
    assert.deepEqual(replaced("aws:lb/targetGroupAttachment:TargetGroupAttachment", {}, { port: 81 }), ["port"]);
  });

  it("VPC links are replaced for their targets and interfaces", () => {
    assert.deepEqual(replaced("aws:apigatewayv2/vpcLink:VpcLink", {}, { tags: {}, subnetIds: ["a"] }), ["subnetIds"]);
    assert.deepEqual(replaced("aws:apigateway/vpcLink:VpcLink", {}, { description: "x", targetArn: "y" }), [
      "targetArn",
    ]);
  });

  it("a Cloud Map service is replaced for properties inside its objects and lists", () => {
    const type = "aws:servicediscovery/service:Service";
    const dnsConfig = { namespaceId: "ns-1", routingPolicy: "MULTIVALUE", dnsRecords: [{ type: "SRV", ttl: 10 }] };
    const olds = { name: "orders", dnsConfig, healthCheckCustomConfig: { failureThreshold: 1 } };
    const dns = (change: Properties) => replaced(type, olds, { dnsConfig: { ...dnsConfig, ...change } });
    assert.deepEqual(dns({ namespaceId: "ns-2" }), ["dnsConfig.namespaceId"]);
    assert.deepEqual(dns({ namespaceId: unknown }), ["dnsConfig.namespaceId"]);
    assert.deepEqual(dns({ routingPolicy: "WEIGHTED" }), ["dnsConfig.routingPolicy"]);
    assert.deepEqual(dns({ dnsRecords: [{ type: "A", ttl: 10 }] }), ["dnsConfig.dnsRecords[].type"]);
    assert.deepEqual(dns({ dnsRecords: [{ type: "SRV", ttl: 60 }] }), []);
    assert.deepEqual(replaced(type, olds, { healthCheckCustomConfig: undefined }), ["healthCheckCustomConfig"]);
    assert.deepEqual(replaced(type, olds, { healthCheckConfig: unknown }), ["healthCheckConfig.type"]);
    assert.deepEqual(replaced(type, olds, { description: "x", forceDestroy: true }), []);
  });

  it("an ECS service takes a deployment controller and other settings in place", () => {
    const type = "aws:ecs/service:Service";
    assert.deepEqual(replaced(type, {}, { deploymentController: { type: "ECS" }, waitForSteadyState: true }), []);
    assert.deepEqual(replaced(type, {}, { launchType: "EC2" }), ["launchType"]);
    assert.deepEqual(replaced(type, {}, { taskDefinition: "x", desiredCount: 2, networkConfiguration: {} }), []);
  });

  it("a capacity provider strategy changes an ECS service in place, with a new deployment only", () => {
    const type = "aws:ecs/service:Service";
    const [launched, spot] = [{ launchType: "FARGATE" }, { capacityProviderStrategies: [{ weight: 1 }] }];
    const forced = { ...spot, forceNewDeployment: true };
    assert.deepEqual(replacing(type, launched, forced), []);
    assert.equal(refusedChange(type, launched, forced), undefined);
    const refusal = "force_new_deployment should be true when capacity_provider_strategy is being updated";
    assert.equal(refusedChange(type, launched, spot), refusal);
    assert.equal(refusedChange(type, launched, { ...spot, forceNewDeployment: false }), refusal);
    assert.equal(refusedChange(type, spot, spot), undefined);
    // Back to a launch type: refused, and with a new deployment the service would be replaced.
    assert.equal(refusedChange(type, forced, launched), refusal);
    assert.deepEqual(replacing(type, forced, { ...launched, forceNewDeployment: true }), ["launchType"]);
    assert.deepEqual(replacing(type, launched, { launchType: "EC2" }), ["launchType"]);
  });

  it("a listener takes another port, protocol and certificate in place; a target group does not", () => {
    const change = { port: 443, protocol: "HTTPS", certificateArn: "arn", sslPolicy: "x" };
    assert.deepEqual(replaced("aws:lb/listener:Listener", { port: 80, protocol: "HTTP" }, change), []);
    const group = { port: 80, protocol: "HTTP", healthCheck: { path: "/" } };
    assert.deepEqual(replaced("aws:lb/targetGroup:TargetGroup", group, { port: 81, protocol: "HTTPS" }), [
      "port",
      "protocol",
    ]);
    assert.deepEqual(replaced("aws:lb/targetGroup:TargetGroup", group, { healthCheck: { protocol: "HTTPS" } }), []);
  });

  it("a domain name is replaced for its name only", () => {
    for (const type of ["aws:apigatewayv2/domainName:DomainName", "aws:apigateway/domainName:DomainName"]) {
      assert.deepEqual(replaced(type, { domainName: "a" }, { domainName: "b" }), ["domainName"]);
      const change = {
        domainNameConfiguration: { certificateArn: "b" },
        mutualTlsAuthentication: {},
        routingMode: "x",
      };
      assert.deepEqual(replaced(type, { domainName: "a" }, { ...change, regionalCertificateArn: "b" }), []);
    }
  });

  it("another API replaces the mapping of one provider only", () => {
    const olds = { apiId: "a", domainName: "d", stage: "$default" };
    const moved = (type: string) => replaced(type, olds, { apiId: "b", stage: "live", apiMappingKey: "v1" });
    assert.deepEqual(moved("aws:apigatewayv2/apiMapping:ApiMapping"), ["apiId"]);
    assert.deepEqual(moved("aws-native:apigatewayv2:ApiMapping"), []);
    assert.deepEqual(replaced("aws:apigatewayv2/apiMapping:ApiMapping", olds, { domainName: "e" }), ["domainName"]);
    assert.deepEqual(replaced("aws-native:apigatewayv2:ApiMapping", olds, { domainName: "e" }), ["domainName"]);
    const basePath = { restApi: "a", domainName: "d", stageName: "live" };
    const type = "aws:apigateway/basePathMapping:BasePathMapping";
    assert.deepEqual(replaced(type, basePath, { restApi: "b", stageName: "next", basePath: "v1" }), []);
    assert.deepEqual(replaced(type, basePath, { domainName: "e" }), ["domainName"]);
  });

  it("a certificate is replaced for its names, key and method; its validation for both inputs", () => {
    const type = "aws:acm/certificate:Certificate";
    const olds = { domainName: "a", validationMethod: "DNS" };
    const change = {
      domainName: "b",
      subjectAlternativeNames: ["c"],
      validationMethod: "EMAIL",
      keyAlgorithm: "RSA_4096",
    };
    assert.deepEqual(replaced(type, olds, change), Object.keys(change));
    assert.deepEqual(replaced(type, olds, { tags: {}, options: {} }), []);
    const validation = { certificateArn: "a", validationRecordFqdns: ["b"] };
    assert.deepEqual(replaced("aws:acm/certificateValidation:CertificateValidation", {}, validation), [
      "certificateArn",
      "validationRecordFqdns",
    ]);
  });

  it("a record is replaced for its zone and name; its type and values change in place", () => {
    const type = "aws:route53/record:Record";
    assert.deepEqual(replaced(type, {}, { zoneId: "Z2", name: "b", type: "AAAA", records: ["x"], ttl: 1 }), [
      "zoneId",
      "name",
    ]);
  });

  it("a web ACL association and a usage plan key are replaced for each input, method settings for all but the settings", () => {
    const association = { resourceArn: "a", webAclArn: "b" };
    assert.deepEqual(replaced("aws:wafv2/webAclAssociation:WebAclAssociation", {}, association), [
      "resourceArn",
      "webAclArn",
    ]);
    const key = { keyId: "a", keyType: "API_KEY", usagePlanId: "b" };
    assert.deepEqual(replaced("aws:apigateway/usagePlanKey:UsagePlanKey", {}, key), Object.keys(key));
    const settings = { restApi: "a", stageName: "live", methodPath: "*/*" };
    const type = "aws:apigateway/methodSettings:MethodSettings";
    assert.deepEqual(replaced(type, {}, { ...settings, settings: {} }), Object.keys(settings));
  });

  it("authorization, key requirement and usage plans change in place", () => {
    const change = { authorization: "AWS_IAM", authorizerId: "a", authorizationScopes: ["b"], apiKeyRequired: true };
    assert.deepEqual(replaced("aws:apigateway/method:Method", {}, change), []);
    assert.deepEqual(replaced("aws:apigatewayv2/route:Route", {}, { ...change, authorizationType: "JWT" }), []);
    assert.deepEqual(replaced("aws:apigateway/usagePlan:UsagePlan", {}, { apiStages: [], throttleSettings: {} }), []);
    assert.deepEqual(replaced("aws:apigateway/account:Account", {}, { cloudwatchRoleArn: "a" }), []);
  });

  it("an authorizer becomes one for user pools by replacement only", () => {
    const rest = "aws:apigateway/authorizer:Authorizer";
    const pools = { type: "COGNITO_USER_POOLS" };
    assert.deepEqual(replaced(rest, pools, { type: "REQUEST" }), ["type"]);
    assert.deepEqual(replacing(rest, {}, pools), ["type"]);
    assert.deepEqual(replaced(rest, { type: "TOKEN" }, { type: "REQUEST" }), []);
    assert.deepEqual(replaced(rest, pools, { providerArns: ["a"], restApi: "b" }), ["restApi"]);
    assert.deepEqual(
      replaced("aws:apigatewayv2/authorizer:Authorizer", { authorizerType: "JWT" }, { jwtConfiguration: {} }),
      [],
    );
  });

  it("another Region replaces a resource of any type", () => {
    assert.deepEqual(replaced("aws:apigateway/restApi:RestApi", {}, { region: "eu-west-1" }), ["region"]);
  });
});
