import assert from "node:assert/strict";
import { planStack } from "../../../core/planner";
import { dnsElsewhere, domainName, hostedZone, withDomain } from "../../support/front";
import { article, articleVpcs, everyOption, problemsOf, service, settingsOf } from "../../support/scenario";

const mutualTls = { truststore: "s3://shop-trust/clients.pem", version: "3" };

const accepted: readonly (readonly [string, Record<string, unknown>])[] = [
  ["a name in the hosted zone", withDomain()],
  ["the name of the hosted zone itself", withDomain({ name: "example.com" })],
  ["a certificate, and DNS elsewhere", dnsElsewhere()],
  ["a certificate, and a hosted zone without the name", { ...dnsElsewhere({ name: "api.example.org" }), hostedZone }],
  ["a base path of several segments", withDomain({ basePath: "shop/v1" })],
  ["a base path that is a service's path too", withDomain({ basePath: "orders" })],
  ["IPv6", withDomain({ ipv6: true })],
  ["mutual TLS", withDomain({ mutualTls })],
  [
    "mutual TLS of an imported certificate",
    dnsElsewhere({ mutualTls: { ...mutualTls, ownershipCertificate: dnsElsewhere().domain.certificate } }),
  ],
  ["a domain of another stack", { domain: { name: domainName, existing: true, basePath: "v1" } }],
  [
    "a domain of another stack, and a hosted zone for TLS",
    { domain: { name: domainName, existing: true }, hostedZone, tls: { serverName: "lb.example.com" } },
  ],
  ["one certificate for the domain and TLS", { ...withDomain(), tls: { serverName: domainName } }],
];

describe("settings of a domain", () => {
  for (const option of everyOption)
    for (const [title, keys] of accepted)
      it(`option ${option} accepts ${title}`, () => {
        assert.deepEqual(problemsOf(article({ option, ...keys })), []);
      });

  it("the stage $default is accepted with an HTTP API and refused with a REST API", () => {
    const stack = (option: number) => problemsOf(article({ option, stage: "$default", ...withDomain() }));
    assert.deepEqual(stack(1), []);
    assert.match(stack(5).join(), /^stage: \$default works with HTTP APIs only/);
  });
});

const notesOf = (keys: Record<string, unknown>) =>
  planStack(settingsOf(article(keys))).notes.filter((note) => note.startsWith("domain:"));

const closed =
  "domain: the execute-api URL of the API is closed and answers 404; if clients still use it, set `domain.defaultEndpoint: open` until they use api.example.com";

describe("notes on a domain", () => {
  it("say that the execute-api URL is closed, and how to keep it open", () => {
    assert.deepEqual(notesOf(withDomain()), [closed]);
    assert.deepEqual(notesOf({ ...withDomain(), option: 5 }), [closed.replace("404", "403")]);
    assert.deepEqual(notesOf(withDomain({ defaultEndpoint: "open" })), []);
    assert.deepEqual(notesOf({}), []);
  });

  it("name the record to create where DNS is elsewhere", () => {
    const text = (reason: string, name: string) =>
      `domain: the stack creates no DNS record for ${name}, because ${reason}; create a CNAME record from ${name} to the output domainTarget where its DNS is (at the root of a zone, an alias record of your DNS provider)`;
    assert.deepEqual(notesOf(dnsElsewhere()), [text("hostedZone is not set", domainName), closed]);
    const other = { ...dnsElsewhere({ name: "api.example.org", defaultEndpoint: "open" }), hostedZone };
    assert.deepEqual(notesOf(other), [text("it is not in example.com", "api.example.org")]);
    assert.deepEqual(notesOf({ domain: { name: domainName, existing: true } }), [closed]);
  });

  it("name a service below /ping, because AWS does not say whether it is reached", () => {
    const services = [service("checks", "sales", { path: "/ping/deep" })];
    assert.deepEqual(notesOf({ vpcs: [articleVpcs[0]], services, ...withDomain({ defaultEndpoint: "open" }) }), [
      "domain: checks has the path /ping/deep; API Gateway reserves /ping for its own health check, and AWS does not say whether requests below it reach the API; try one, or choose another path",
    ]);
    assert.deepEqual(notesOf({ vpcs: [articleVpcs[0]], services }), []);
  });

  it("name the service at the root that does not receive /ping", () => {
    const root = [service("site", "sales", { path: "/" })];
    const notes = (more: Record<string, unknown>) =>
      notesOf({ vpcs: [articleVpcs[0]], services: root, ...withDomain({ defaultEndpoint: "open", ...more }) });
    assert.deepEqual(notes({}), [
      "domain: site does not receive /ping and /sping at the domain; API Gateway answers them itself",
    ]);
    assert.deepEqual(notes({ basePath: "v1" }), []);
  });
});
