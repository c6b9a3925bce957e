import assert from "node:assert/strict";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import type { AwsProvider } from "../../simulator/aws/provider";
import { serveAws } from "../../simulator/aws/provider";
import { toProperties, toStruct } from "../../simulator/structs";
import { unknown } from "../../simulator/values";
import { answer } from "./grpc-answer";

const urn = "urn:pulumi:s::p::aws:ec2/subnet:Subnet::one";
const inputs = { vpcId: "vpc-1", cidrBlock: "10.0.0.0/24", availabilityZone: "us-east-1b" };

describe("AWS simulator as a provider", () => {
  let aws: AwsProvider;
  let client: ResourceProviderClient;
  before(async () => {
    aws = await serveAws();
    client = new ResourceProviderClient(`127.0.0.1:${aws.port}`, grpc.credentials.createInsecure());
  });
  after(() => {
    client.close();
    aws.close();
  });

  async function create(kind: "preview" | "update") {
    const request = new proto.CreateRequest();
    request.setUrn(urn);
    request.setProperties(toStruct(inputs));
    request.setPreview(kind === "preview");
    const response = await answer<proto.CreateResponse>((callback) => client.create(request, callback));
    return { id: response.getId(), outputs: toProperties(response.getProperties()) };
  }

  it("the outputs of a preview have an unknown id and unknown computed values", async () => {
    const { id, outputs } = await create("preview");
    assert.equal(id, "");
    assert.deepEqual(outputs, {
      ...inputs,
      id: unknown,
      arn: unknown,
      ownerId: unknown,
      availabilityZoneId: unknown,
    });
    assert.deepEqual(aws.account.all, []);
  });

  it("the outputs of a resource have its id, also when it is read and updated", async () => {
    const { id, outputs } = await create("update");
    assert.match(id, /^subnet-[0-9a-f]{17}$/);
    assert.equal(outputs["id"], id);
    assert.equal(outputs["availabilityZoneId"], "use1-az1");

    const read = new proto.ReadRequest();
    read.setUrn(urn);
    read.setId(id);
    read.setProperties(toStruct(outputs));
    const found = await answer<proto.ReadResponse>((callback) => client.read(read, callback));
    assert.deepEqual(toProperties(found.getProperties()), outputs);
    assert.deepEqual(toProperties(found.getInputs()), inputs);

    const update = new proto.UpdateRequest();
    update.setUrn(urn);
    update.setId(id);
    update.setOlds(toStruct(outputs));
    update.setOldInputs(toStruct(inputs));
    update.setNews(toStruct({ ...inputs, mapPublicIpOnLaunch: true }));
    const updated = await answer<proto.UpdateResponse>((callback) => client.update(update, callback));
    assert.deepEqual(toProperties(updated.getProperties()), { ...outputs, mapPublicIpOnLaunch: true });
  });

  it("a difference inside an object names the input that forces a replacement", async () => {
    const request = new proto.DiffRequest();
    request.setUrn("urn:pulumi:s::p::aws:servicediscovery/service:Service::one");
    const dnsConfig = { namespaceId: "ns-1", routingPolicy: "MULTIVALUE", dnsRecords: [{ type: "SRV", ttl: 10 }] };
    request.setOldInputs(toStruct({ dnsConfig }));
    request.setOlds(toStruct({ dnsConfig }));
    request.setNews(toStruct({ dnsConfig: { ...dnsConfig, namespaceId: "ns-2", routingPolicy: "WEIGHTED" } }));
    const response = await answer<proto.DiffResponse>((callback) => client.diff(request, callback));
    assert.deepEqual(response.getReplacesList(), ["dnsConfig"]);
    assert.deepEqual(response.getDiffsList(), ["dnsConfig"]);
  });

  it("a removed input that the provider takes from AWS stays: a closed REST endpoint opens only if it is set", async () => {
    const checked = async (type: string, news: Record<string, unknown>) => {
      const request = new proto.CheckRequest();
      request.setUrn(`urn:pulumi:s::p::${type}::one`);
      request.setOlds(toStruct({ name: "one-1234567", disableExecuteApiEndpoint: true }));
      request.setNews(toStruct(news));
      const response = await answer<proto.CheckResponse>((callback) => client.check(request, callback));
      return toProperties(response.getInputs());
    };
    const rest = "aws:apigateway/restApi:RestApi";
    assert.deepEqual(await checked(rest, {}), { name: "one-1234567", disableExecuteApiEndpoint: true });
    assert.equal((await checked(rest, { disableExecuteApiEndpoint: false }))["disableExecuteApiEndpoint"], false);
    assert.deepEqual(await checked("aws:apigatewayv2/api:Api", {}), { name: "one-1234567" });
  });

  it("limits that a program removes from the stage of an HTTP API stay, as zeros", async () => {
    const stage = "urn:pulumi:s::p::aws:apigatewayv2/stage:Stage::live";
    const open = { name: "live", autoDeploy: true };
    const limited = { ...open, defaultRouteSettings: { throttlingRateLimit: 10, throttlingBurstLimit: 5 } };
    const { id, outputs } = aws.account.create(stage, limited);
    aws.calls.length = 0;
    const update = new proto.UpdateRequest();
    update.setUrn(stage);
    update.setId(id);
    update.setOlds(toStruct({ ...outputs, ...limited, id }));
    update.setOldInputs(toStruct(limited));
    update.setNews(toStruct(open));
    const updated = await answer<proto.UpdateResponse>((callback) => client.update(update, callback));
    const zero = { ...open, defaultRouteSettings: { throttlingBurstLimit: 0, throttlingRateLimit: 0 } };
    assert.deepEqual(aws.account.of("aws:apigatewayv2/stage:Stage")[0]?.inputs, zero);
    assert.equal(toProperties(updated.getProperties())["defaultRouteSettings"], undefined);
    // A replay of the update has the same result.
    assert.deepEqual(
      aws.calls.map(({ inputs: logged }) => logged),
      [zero],
    );
  });

  it("accepted calls are logged, and each makes one micro-step of a deployment that nobody waits for", async () => {
    aws.account.restore({ store: [], generations: [], live: [] });
    aws.calls.length = 0;
    const service = { name: "orders", cluster: "arn:aws:ecs:us-east-1:123456789012:cluster/shop", desiredCount: 1 };
    const { id } = aws.account.create("urn:pulumi:s::p::aws:ecs/service:Service::orders", service);
    const statuses = () => aws.account.ecs.get(id)?.tasks.map(({ status }) => status);
    assert.deepEqual(statuses(), []);
    const created = await create("update");
    assert.deepEqual(statuses(), ["PENDING"]);
    await create("preview");
    assert.deepEqual(statuses(), ["PENDING"]);
    assert.deepEqual(
      aws.calls.map((call) => [call.operation, call.urn, call.id, call.inputs]),
      [["create", urn, created.id, inputs]],
    );
  });
});
