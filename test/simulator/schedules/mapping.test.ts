import assert from "node:assert/strict";
import { request } from "../../../simulator/aws/traffic";
import type { Probe } from "../../../simulator/schedules/probe";
import { replay } from "../../../simulator/schedules/replay";
import { late, prompt, seeded } from "../../../simulator/schedules/schedule";
import { HandMadeUpdate, urnOf } from "./hand-made-update";

const host = "api.example.com";
const apiType = "aws:apigatewayv2/api:Api";
const nativeMapping = "aws-native:apigatewayv2:ApiMapping";
const awsMapping = "aws:apigatewayv2/apiMapping:ApiMapping";
const domainType = "aws:apigatewayv2/domainName:DomainName";
const recordType = "aws:route53/record:Record";
const schedules = [prompt, late(10), ...[1, 2, 3, 4, 5].map(seeded)];

/** Served by an API of the account; without stages each answers 404 itself. */
const probe: Probe = {
  ...{ route: "/orders", service: "orders" },
  ask: (account) => {
    const { status, hop, reason, resource } = request(account, { host, method: "GET", path: "/orders" });
    return { served: account.of(apiType).some(({ urn }) => urn === resource), status, hop, reason };
  },
};

const domainNameConfiguration = { endpointType: "REGIONAL", securityPolicy: "TLS_1_2" };
const domain = { domainName: host, domainNameConfiguration };
const trusted = { ...domain, mutualTlsAuthentication: { truststoreUri: "s3://b/k.pem" } };

/** Two APIs, the first of them mapped. @returns the update so far, and the inputs of a mapping to each API */
function twoApis(mappingType: string, own = domain) {
  const update = new HandMadeUpdate();
  for (const name of ["old", "new"]) update.create(apiType, name, { name, protocolType: "HTTP" });
  const ids = update.log.map(({ id }) => id);
  const at = (index: number) => ({ domainName: host, apiId: ids[index] ?? "", stage: "live" });
  return { update: update.create(domainType, "domain", own).create(mappingType, "api", at(0)).deployed(), at };
}

describe("a mapping that moves to another API", () => {
  it("one update call loses no request in any order, and is assumed to be prompt", () => {
    const results = schedules.map((schedule) => {
      const { update, at } = twoApis(nativeMapping);
      const { account, log } = update.update(nativeMapping, "api", at(1)).delete(apiType, "old", 0);
      return replay(account, log, schedule, [probe]);
    });
    assert.deepEqual(
      results.flatMap(({ lost, failures }) => [...lost, ...failures]),
      [],
    );
    assert.deepEqual(
      results.map(({ assumed }) => assumed.map(({ hop, status }) => `${String(status)} ${hop}`)),
      [[], ["403 mapping"], [], [], [], [], []],
    );
  });

  it("a replaced mapping leaves a gap of 403 in every order", () => {
    for (const schedule of schedules) {
      const { update, at } = twoApis(awsMapping);
      const { account, log } = update.delete(awsMapping, "api").create(awsMapping, "api", at(1), 0);
      const [first, ...others] = replay(account, log, schedule, [probe]).lost;
      assert.deepEqual(others, []);
      assert.deepEqual(
        [first?.status, first?.hop, first?.after],
        [403, "mapping", "delete of ApiMapping api"],
        schedule.name,
      );
    }
  });
});

describe("domain names and records that take effect late", () => {
  it("a domain name shows its old settings until its change takes effect", () => {
    const lostWith = (schedule: (typeof schedules)[number]) => {
      const { account, log } = twoApis(nativeMapping, trusted).update.update(domainType, "domain", domain);
      return replay(account, log, schedule, [probe]).lost.length;
    };
    assert.equal(lostWith(prompt), 0);
    // Served at once; the late view still has mutual TLS.
    assert.equal(lostWith(late(10)), 1);
  });

  it("a record that is repointed shows its old target until then", () => {
    const { update } = twoApis(nativeMapping);
    const target = update.account.of(domainType)[0]?.outputs["domainNameConfiguration"] as { targetDomainName: string };
    const record = (name: string) => ({ zoneId: "Z1", name: host, type: "A", aliases: [{ name, zoneId: "Z2" }] });
    const pointed = update.create(recordType, "a", record("elsewhere.example.com")).deployed();
    const { account, log } = pointed.update(recordType, "a", record(target.targetDomainName));
    const [lost] = replay(account, log, late(10), [probe]).lost;
    assert.deepEqual([lost?.hop, lost?.status], ["DNS", 0]);
    assert.ok(account.of(recordType).some(({ urn }) => urn === urnOf(recordType, "a")));
  });
});
