import assert from "node:assert/strict";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { AwsProvider } from "../../simulator/aws/provider";
import { serveAws } from "../../simulator/aws/provider";
import { throttled } from "../../simulator/aws/faults";
import { toProperties, toStruct } from "../../simulator/structs";
import type { Properties } from "../../simulator/values";
import { unknown } from "../../simulator/values";
import { httpApi } from "./front";
import { TestAccount } from "./fixture";
import { answer } from "./grpc-answer";

const mappingUrn = "urn:pulumi:s::p::aws-native:apigatewayv2:ApiMapping::api";
const domainUrn = "urn:pulumi:s::p::aws:apigatewayv2/domainName:DomainName::api";
const configuration = { certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1", securityPolicy: "TLS_1_2" };
const domainInputs = { domainName: "api.example.com", domainNameConfiguration: configuration };

describe("the two providers of a simulated account", () => {
  let served: AwsProvider;
  let aws: ResourceProviderClient;
  let native: ResourceProviderClient;
  let apis: readonly [string, string];
  beforeEach(async () => {
    served = await serveAws();
    const client = (port: number) => new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    [aws, native] = [client(served.port), client(served.nativePort)];
    const account = new TestAccount();
    apis = [httpApi(account, "old"), httpApi(account, "new")];
    served.account.restore(account.account.snapshot());
  });
  afterEach(() => {
    aws.close();
    native.close();
    served.close();
  });

  async function create(client: ResourceProviderClient, urn: string, inputs: Properties, kind = "update") {
    const request = new proto.CreateRequest();
    request.setUrn(urn);
    request.setProperties(toStruct(inputs));
    request.setPreview(kind === "preview");
    const response = await answer<proto.CreateResponse>((callback) => client.create(request, callback));
    return { id: response.getId(), outputs: toProperties(response.getProperties()) };
  }

  const mapped = (apiId: string) => ({ apiId, domainName: "api.example.com", stage: "$default" });

  async function moveMapping(): Promise<proto.UpdateResponse> {
    const { id, outputs } = await create(native, mappingUrn, mapped(apis[0]));
    const request = new proto.UpdateRequest();
    request.setUrn(mappingUrn);
    request.setId(id);
    request.setOlds(toStruct(outputs));
    request.setOldInputs(toStruct(mapped(apis[0])));
    request.setNews(toStruct(mapped(apis[1])));
    return answer<proto.UpdateResponse>((callback) => native.update(request, callback));
  }

  it("both create in one account, and their calls are in one log", async () => {
    await create(aws, domainUrn, domainInputs);
    const { id, outputs } = await create(native, mappingUrn, mapped(apis[0]));
    assert.match(id, /^[0-9a-f]{6}\|api\.example\.com$/);
    assert.equal(outputs["apiMappingId"], id.split("|")[0]);
    assert.deepEqual(
      served.calls.map(({ operation, urn }) => [operation, urn]),
      [
        ["create", domainUrn],
        ["create", mappingUrn],
      ],
    );
    assert.deepEqual(
      served.account.of("aws:apigatewayv2/domainName:DomainName").map(({ urn }) => urn),
      [domainUrn],
    );
  });

  it("Cloud Control moves a mapping to another API in one call, with the same id", async () => {
    const response = await moveMapping();
    assert.equal(toProperties(response.getProperties())["apiId"], apis[1]);
    assert.deepEqual(
      served.calls.map(({ operation }) => operation),
      ["create", "update"],
    );
    const [only] = served.account.of("aws-native:apigatewayv2:ApiMapping");
    assert.equal(only?.inputs["apiId"], apis[1]);
  });

  it("errors of API Gateway have the form of Cloud Control", async () => {
    await assert.rejects(create(native, mappingUrn, { ...mapped(apis[0]), stage: "live" }), {
      details:
        'creating resource: operation CREATE failed with "InvalidRequest": Invalid stage identifier specified (Service: ApiGatewayV2, Status Code: 400, Request ID: simulated)',
    });
    await create(native, mappingUrn, mapped(apis[0]));
    await assert.rejects(create(native, `${mappingUrn}-2`, mapped(apis[1])), {
      details: /^creating resource: operation CREATE failed with "AlreadyExists": ApiMapping key already exists/,
    });
  });

  it("an update that API Gateway refuses names the operation", async () => {
    const [stage] = served.account.where("aws:apigatewayv2/stage:Stage", "apiId", apis[1]);
    assert.ok(stage);
    served.account.delete(stage.urn, stage.id, stage.outputs);
    await assert.rejects(moveMapping(), { details: /^operation UPDATE failed with "InvalidRequest": Invalid stage/ });
  });

  it("errors that are not of API Gateway stay as they are, also faults", async () => {
    served.faults.add({ call: "create", of: mappingUrn, failure: throttled });
    await assert.rejects(create(native, mappingUrn, mapped(apis[0])), {
      details: "ThrottlingException: Rate exceeded",
    });
    assert.deepEqual(served.faults.unused, []);
    assert.deepEqual(served.calls, []);
  });

  it("a mapping is found by its id alone, as pulumi import does", async () => {
    const { id } = await create(native, mappingUrn, mapped(apis[0]));
    const request = new proto.ReadRequest();
    request.setUrn(mappingUrn);
    request.setId(id);
    const response = await answer<proto.ReadResponse>((callback) => native.read(request, callback));
    assert.deepEqual(toProperties(response.getInputs()), mapped(apis[0]));
  });

  it("each provider states its own version", async () => {
    const versionOf = async (client: ResourceProviderClient) =>
      (await answer<{ getVersion(): string }>((callback) => client.getPluginInfo(new Empty(), callback))).getVersion();
    assert.deepEqual([await versionOf(aws), await versionOf(native)], ["7.48.0", "1.79.0"]);
  });

  it("the target of a domain name is inside its configuration, and unknown in a preview", async () => {
    const preview = await create(aws, domainUrn, domainInputs, "preview");
    assert.deepEqual(preview.outputs["domainNameConfiguration"], {
      ...configuration,
      hostedZoneId: unknown,
      targetDomainName: unknown,
    });
    const { outputs } = await create(aws, domainUrn, domainInputs);
    const { targetDomainName } = outputs["domainNameConfiguration"] as Properties;
    assert.match(String(targetDomainName), /^d-[0-9a-f]{10}\.execute-api\.us-east-1\.amazonaws\.com$/);
  });

  it("an update of a domain name keeps its target, and without a change there is no difference", async () => {
    const { id, outputs } = await create(aws, domainUrn, domainInputs);
    const diff = new proto.DiffRequest();
    diff.setUrn(domainUrn);
    diff.setOlds(toStruct(outputs));
    diff.setOldInputs(toStruct(domainInputs));
    diff.setNews(toStruct(domainInputs));
    const same = await answer<proto.DiffResponse>((callback) => aws.diff(diff, callback));
    assert.equal(same.getChanges(), proto.DiffResponse.DiffChanges.DIFF_NONE);

    const changed = { ...domainInputs, domainNameConfiguration: { ...configuration, ipAddressType: "dualstack" } };
    const update = new proto.UpdateRequest();
    update.setUrn(domainUrn);
    update.setId(id);
    update.setOlds(toStruct(outputs));
    update.setOldInputs(toStruct(domainInputs));
    update.setNews(toStruct(changed));
    const updated = await answer<proto.UpdateResponse>((callback) => aws.update(update, callback));
    const before = outputs["domainNameConfiguration"] as Properties;
    assert.deepEqual(toProperties(updated.getProperties())["domainNameConfiguration"], {
      ...before,
      ipAddressType: "dualstack",
    });
  });
});
