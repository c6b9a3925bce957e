import assert from "node:assert/strict";
import type { AccountEvent } from "../../simulator/aws/account";
import { typeOf } from "../../simulator/aws/account";
import { create } from "../support/deployed";
import { certificateArn, domainName, hostedZone } from "../support/front";
import { own } from "../support/stack-file";
import { liveSuite } from "./live-stack";

const mapping = "aws-native:apigatewayv2:ApiMapping";
const domainType = "aws:apigatewayv2/domainName:DomainName";
const domain = [own("domain")];

describe("a domain in the real engine", () => {
  const live = liveSuite();

  /** Events of an update, as `update ApiMapping`, without micro-steps. */
  async function eventsOf(work: () => Promise<string>): Promise<readonly AccountEvent[]> {
    const events: AccountEvent[] = [];
    const stop = live.workspace.aws.account.observe((event) => void events.push(event));
    await work();
    stop();
    return events.filter(({ kind }) => kind !== "step");
  }

  const textOf = ({ kind, urn }: AccountEvent) => `${kind} ${typeOf(urn).split(":").at(-1) ?? ""}`;
  const of = (events: readonly AccountEvent[], type: string) => events.filter(({ urn }) => typeOf(urn) === type);
  const only = (type: string) => {
    const found = live.workspace.aws.account.of(type);
    assert.equal(found.length, 1, type);
    const [resource] = found;
    assert.ok(resource);
    return resource;
  };

  before(async () => {
    await create(live.workspace);
    live.stack.set([own("hostedZone")], hostedZone);
    live.stack.set(domain, { name: domainName });
    await live.stack.up(1);
  });

  it("its provider has the plugin version that the program pins", () => {
    const [provider] = live.workspace
      .state("dev")
      .resources.filter(({ urn }) => urn.includes(":providers:aws-native::"));
    const { inputs } = provider as unknown as { readonly inputs: Readonly<Record<string, unknown>> };
    assert.deepEqual([inputs["version"], inputs["region"]], ["1.79.0", "us-east-1"]);
  });

  it("a base path updates the mapping in place", async () => {
    live.stack.set(domain, { name: domainName, basePath: "v1" });
    const events = await eventsOf(() => live.stack.up(1));
    assert.deepEqual(of(events, mapping).map(textOf), ["update ApiMapping"]);
    assert.equal(only(mapping).inputs["apiMappingKey"], "v1");
  });

  it("another certificate is in use before the old one is deleted, and back again", async () => {
    live.stack.set(domain, { name: domainName, basePath: "v1", certificate: certificateArn });
    const exchanged = (await eventsOf(() => live.stack.up(1))).map(textOf);
    assert.deepEqual(exchanged, ["update DomainName", "delete CertificateValidation", "delete Certificate"]);
    live.stack.set(domain, { name: domainName, basePath: "v1" });
    const back = (await eventsOf(() => live.stack.up(1))).map(textOf);
    assert.ok(back.indexOf("create CertificateValidation") < back.indexOf("update DomainName"), back.join());
  });

  it("another name is mapped before the old one is deleted", async () => {
    live.stack.set(domain, { name: "shop.example.com" });
    const events = (await eventsOf(() => live.stack.up(1))).map(textOf);
    assert.ok(events.indexOf("create ApiMapping") < events.indexOf("delete Record"), events.join());
    assert.ok(events.indexOf("delete ApiMapping") < events.indexOf("delete DomainName"), events.join());
    assert.equal(only(domainType).id, "shop.example.com");
  });

  it("removed, opens the execute-api URL before the mapping is deleted", async () => {
    live.stack.set(domain, undefined);
    live.stack.set([own("hostedZone")], undefined);
    const events = (await eventsOf(() => live.stack.up(1))).map(textOf);
    assert.ok(events.indexOf("update Api") < events.indexOf("delete ApiMapping"), events.join());
    assert.deepEqual(live.workspace.aws.account.of(mapping, domainType), []);
  });

  it("without a domain, the engine loads the plugins of aws and awsx only", () => {
    const plugins = live.workspace
      .state("dev")
      .resources.flatMap(({ urn }) => /::pulumi:providers:([^:]+)::/.exec(urn)?.[1] ?? []);
    // `pulumi` is built into the engine.
    assert.deepEqual([...new Set(plugins)].sort(), ["aws", "awsx", "pulumi"]);
  });

  it("destroy with a domain deletes everything but the validation records", async () => {
    live.stack.set(domain, { name: domainName });
    live.stack.set([own("hostedZone")], hostedZone);
    await live.stack.up(5);
    await live.stack.destroy();
    const left = live.workspace.aws.account.all;
    assert.deepEqual(
      left.map(({ type, inputs }) => [type, inputs["type"]]),
      left.map(() => ["aws:route53/record:Record", "CNAME"]),
    );
    assert.ok(left.length > 0);
  });
});
