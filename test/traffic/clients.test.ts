import assert from "node:assert/strict";
import { AwsAccount } from "../../simulator/aws/account";
import { article, settingsOf } from "../support/scenario";
import { clientsOf } from "./clients";

const name = "api.example.com";
const hostedZone = { id: "Z0123456789ABCDEFGHIJ", name: "example.com" };
const without = settingsOf(article());
const at = (domain: Record<string, unknown> = {}) => settingsOf(article({ hostedZone, domain: { name, ...domain } }));
const open = (domain: Record<string, unknown> = {}) => at({ ...domain, defaultEndpoint: "open" });

/** Hosts of clients, as `endpoint` or as they are, with the prefixes. */
function asked(before: typeof without, after: typeof without): readonly string[] {
  const account = new AwsAccount();
  const urn = (type: string) => `urn:pulumi:dev::shop::${type}::api`;
  const { id } = account.create(urn("aws:apigatewayv2/api:Api"), { name: "api", protocolType: "HTTP" });
  account.create(urn("aws:apigatewayv2/stage:Stage"), { apiId: id, name: "live", autoDeploy: true });
  return clientsOf(before, after, account).map(({ host, prefixes }) =>
    `${host.startsWith(id) ? "endpoint" : host} ${prefixes.join(" or ")}`.trim(),
  );
}

describe("clients whose requests an update must not lose", () => {
  it("URLs that the stack has before and after", () => {
    assert.deepEqual(asked(without, without), ["endpoint /live"]);
    assert.deepEqual(asked(at(), at()), [name]);
    assert.deepEqual(asked(open(), open()), ["endpoint /live", name]);
    assert.deepEqual(asked(without, open()), ["endpoint /live"]);
    assert.deepEqual(asked(open(), at()), [name]);
    assert.deepEqual(asked(open(), without), ["endpoint /live"]);
  });

  it("if no URL stays, all that there were", () => {
    assert.deepEqual(asked(without, at()), ["endpoint /live"]);
    assert.deepEqual(asked(at(), without), [name]);
    assert.deepEqual(asked(at(), at({ name: "shop.example.com" })), [name]);
  });

  it("another base path: the old or the new one, unless clients can use the default endpoint", () => {
    const [shop, store] = [{ basePath: "shop" }, { basePath: "store" }];
    assert.deepEqual(asked(at(shop), at(store)), [`${name} /shop or /store`]);
    assert.deepEqual(asked(at(), at(store)), [`${name}  or /store`]);
    assert.deepEqual(asked(open(shop), open(store)), ["endpoint /live"]);
  });
});
