import assert from "node:assert/strict";
import { join } from "node:path";
import { create, up } from "../support/deployed";
import { commandsOf } from "../support/document-commands";
import { Follower } from "../support/follower";
import { certificateArn, domainName, hostedZone } from "../support/front";
import { own } from "../support/stack-file";
import { counts, liveSuite } from "./live-stack";

const mapping = "aws-native:apigatewayv2:ApiMapping";
const domainType = "aws:apigatewayv2/domainName:DomainName";
const record = "aws:route53/record:Record";
const file = "docs/domain.md";

/** The commands of the document: first those that take a domain over, then those that hand it over. */
const all = commandsOf(file);
const firstExclude = all.findIndex(({ text }) => text.includes("--exclude"));

describe("docs/domain.md followed with the real engine", () => {
  const live = liveSuite();

  let follower: Follower;
  const follow = async (commands: typeof all) => {
    for (const command of commands) await follower.run(command);
  };
  const ids = () => live.workspace.aws.account.of(domainType, mapping, record).map(({ id }) => id);
  const oldApi = "urn:pulumi:old::shop::";
  const deployOld = (type: string, inputs: Record<string, unknown>) =>
    live.workspace.aws.account.create(`${oldApi}${type}::old`, inputs).id;

  before(async () => {
    const { directory, env } = live.workspace;
    follower = new Follower(join(directory, ".."), directory, env);
    await create(live.workspace);
    await live.stack.up(1);
  });

  it("a domain that another program has created is taken over: its mapping is updated, and nothing replaced", async () => {
    const apiId = deployOld("aws:apigatewayv2/api:Api", { name: "old", protocolType: "HTTP" });
    deployOld("aws:apigatewayv2/stage:Stage", { apiId, name: "$default", autoDeploy: true });
    const domainNameConfiguration = {
      certificateArn,
      endpointType: "REGIONAL",
      securityPolicy: "TLS_1_2",
      ipAddressType: "ipv4",
    };
    deployOld(domainType, { domainName, domainNameConfiguration });
    const [existing] = live.workspace.aws.account.of(domainType);
    const configuration = existing?.outputs["domainNameConfiguration"] as Readonly<Record<string, string>>;
    deployOld(record, {
      zoneId: hostedZone.id,
      name: domainName,
      type: "A",
      aliases: [
        { name: configuration["targetDomainName"], zoneId: configuration["hostedZoneId"], evaluateTargetHealth: false },
      ],
    });
    const mappingId = deployOld(mapping, { apiId, domainName, stage: "$default" });

    live.stack.set([own("hostedZone")], hostedZone);
    live.stack.set([own("domain")], { name: domainName, certificate: certificateArn });
    const { output } = await live.workspace.pulumi(...up);
    assert.match(output, /ConflictException: The domain name you provided already exists/);

    const before = ids();
    const ours = all.slice(0, firstExclude).map((command) => ({
      ...command,
      text: command.text.replace("MAPPING_ID|api.example.com", mappingId),
    }));
    await follow(ours);
    assert.deepEqual(ids(), before);
    const [moved] = live.workspace.aws.account.of(mapping);
    assert.notEqual(moved?.inputs["apiId"], apiId);
    assert.deepEqual(Object.keys(counts(await live.stack.up(1))), ["unchanged"]);
  });

  it("a domain is handed over: name, records, certificate and mapping stay in the account", async () => {
    live.stack.set([own("domain")], { name: domainName });
    await live.stack.up(1);
    const before = live.stack.allIds();
    live.stack.set([own("domain")], { name: domainName, existing: true });
    live.stack.set([own("hostedZone")], undefined);
    await follow(all.slice(firstExclude));
    assert.deepEqual(live.stack.allIds(), before);
    const left = live.workspace.state("dev").resources.filter(({ urn }) => urn.endsWith(`::${domainName}`));
    assert.deepEqual(
      left.map(({ urn }) => urn.split("::")[2]),
      ["private-integrations:index:Domain", `private-integrations:index:Domain$${mapping}`],
    );
    await live.workspace.succeed("preview", "--stack", "dev", "--expect-no-changes");
  });
});
