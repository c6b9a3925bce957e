import assert from "node:assert/strict";
import { delimiter } from "node:path";
import { UsageError } from "../../tools/command";
import type { DeployedStack } from "../../tools/switch/deployed";
import { readDeployed } from "../../tools/switch/deployed";
import { mappedOption } from "../../tools/switch/mapped";
import { temporaryFolder, writeProgram } from "../support/files";
import { stackProject } from "../support/stack-project";

const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
const parent = "private-integrations:index:PrivateIntegrations";
const http = {
  urn: urn(`${parent}$private-integrations:index:HttpApi$aws:apigatewayv2/api:Api`, "shop-option-1"),
  id: "h1",
};
const rest = {
  urn: urn(`${parent}$private-integrations:index:RestApi$aws:apigateway/restApi:RestApi`, "option-4"),
  id: "r4",
};
const mapping = (inputs: Readonly<Record<string, unknown>>, name = "api") => ({
  urn: urn("aws-native:apigatewayv2:ApiMapping", name),
  id: "m1",
  inputs,
});
const stateOf = (...resources: readonly { urn: string; id?: string; inputs?: Record<string, unknown> }[]) => ({
  deployment: { resources: [...resources] },
});
const domainName = "api.example.com";

describe("the option to which a URL of a domain leads, from the state of a stack", () => {
  it("is that of the API of the mapping, whichever API stands first", () => {
    for (const [apiId, option] of [
      ["h1", 1],
      ["r4", 4],
    ] as const)
      for (const apis of [
        [http, rest],
        [rest, http],
      ])
        assert.equal(mappedOption(stateOf(...apis, mapping({ domainName, apiId })), "https://api.example.com"), option);
  });

  it("is that of the mapping with the same base path, not of the one beside it", () => {
    const state = stateOf(
      http,
      rest,
      mapping({ domainName, apiId: "r4", apiMappingKey: "standby" }, "standby"),
      mapping({ domainName, apiId: "h1", apiMappingKey: "shop" }),
    );
    assert.equal(mappedOption(state, "https://api.example.com/shop"), 1);
    assert.equal(mappedOption(state, "https://api.example.com/standby"), 4);
    assert.equal(mappedOption(state, "https://api.example.com"), undefined);
  });

  it("is unknown without a mapping of that domain, also if an API has no id, and for an API of another stack", () => {
    const url = "https://api.example.com";
    assert.equal(mappedOption(stateOf(), url), undefined);
    assert.equal(mappedOption(stateOf({ urn: http.urn }), url), undefined);
    assert.equal(mappedOption(stateOf(http, mapping({ domainName: "example.org", apiId: "h1" })), url), undefined);
    assert.equal(mappedOption(stateOf(http, mapping({ domainName, apiId: "x9" })), url), undefined);
  });
});

const outputs = {
  url: "https://api.example.com",
  option: 1,
  api: { url: "https://h1.execute-api.us-east-1.amazonaws.com/live", stage: "live" },
  standby: { option: 4, url: "https://r4.execute-api.us-east-1.amazonaws.com/live" },
  services: {},
  loadBalancers: {},
  routes: [],
};
const update = (result: string, option: string, standby?: string) => ({
  kind: "update",
  result,
  config: {
    "private-integrations:option": { value: option },
    ...(standby && { "private-integrations:standby": { value: standby } }),
  },
});

/** Reads what is deployed while `pulumi stack <output|history|export>` prints these. */
function readWith(printed: Readonly<Record<"output" | "history" | "export", unknown>>): DeployedStack | undefined {
  const directory = stackProject("dev", "config: {}\n");
  const { folder } = temporaryFolder();
  const cases = Object.entries(printed).map(
    ([word, what]) => `  ${word}) echo '${typeof what === "string" ? what : JSON.stringify(what)}' ;;`,
  );
  writeProgram(folder, "pulumi", ["#!/bin/sh", 'case "$2" in', ...cases, "esac", ""].join("\n"));
  const path = process.env["PATH"] ?? "";
  process.env["PATH"] = folder + delimiter + path;
  try {
    return readDeployed({ stack: "dev", directory });
  } finally {
    process.env["PATH"] = path;
  }
}

describe("what is deployed, as the Pulumi CLI answers", () => {
  const atOne = stateOf(http, rest, mapping({ domainName, apiId: "h1" }));
  const atFour = stateOf(http, rest, mapping({ domainName, apiId: "r4" }));

  it("is what the outputs say, where the mapping leads there and no update has failed", () => {
    const history = [update("succeeded", "1", "4"), update("failed", "4")];
    assert.deepEqual(readWith({ output: outputs, history, export: atOne }), { ...outputs, failed: [] });
  });

  it("has what failed updates asked for since the last one that succeeded, the newest first", () => {
    const history = [
      { ...update("succeeded", "3"), kind: "refresh" },
      update("in-progress", "1"),
      update("failed", "4", "1"),
      update("succeeded", "1", "4"),
      update("failed", "5"),
    ];
    const { failed } = readWith({ output: outputs, history, export: atOne }) ?? {};
    assert.deepEqual(failed, [{ option: 1 }, { option: 4, standby: 1 }]);
  });

  it("is what the mapping says, where an update moved it and failed afterwards", () => {
    const history = [update("failed", "4", "1"), update("succeeded", "1", "4")];
    const { option, standby, outdated } = readWith({ output: outputs, history, export: atFour }) ?? {};
    assert.deepEqual([option, standby, outdated], [4, { option: 1 }, { option: 1, standby: 4 }]);
  });

  it("cannot be read from other answers: the error says what was wrong, and what to do", () => {
    const history = [update("succeeded", "1", "4")];
    const fix = "; update the Pulumi CLI, or name a file of the outputs with --outputs outputs.json, ";
    for (const [printed, said] of [
      [
        { history: { updates: [] } },
        /^the history of stack dev: pulumi stack history --json printed something else \(/,
      ],
      [{ history: [{ kind: "update" }] }, /printed something else \(\[0\]\.result: /],
      [
        { export: { version: 3 } },
        /^the state of stack dev: pulumi stack export printed something else \(deployment: /,
      ],
      [{ export: stateOf(Object(5) as typeof http) }, /printed something else \(deployment\.resources\[0\]: /],
    ] as const)
      assert.throws(
        () => readWith({ output: outputs, history, export: atOne, ...printed }),
        (error) => error instanceof UsageError && said.test(error.message) && error.message.includes(fix),
      );
    assert.throws(() => readWith({ output: outputs, history, export: "Updating" }), {
      name: "Error",
      message: "the state of stack dev: found text that is no JSON; expected what pulumi stack export writes",
    });
  });
});
