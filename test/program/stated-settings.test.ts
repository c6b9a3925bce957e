import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { PrivateIntegrationsArgs } from "../../components/arguments";
import { deploy } from "../../components/deploy";
import { PrivateIntegrations } from "../../components/private-integrations";
import type { StackSettings } from "../../core/settings/settings";
import { runSmall } from "../support/run";
import { articleServices, articleVpcs } from "../support/scenario";

const settings = { vpcs: articleVpcs.slice(0, 1), services: articleServices.slice(0, 1) };

/** Both ways in which a program states settings. JavaScript has no types, so they can be anything. */
const ways = {
  settings: (stated: unknown) => deploy(stated as StackSettings),
  arguments: (stated: unknown) => new PrivateIntegrations("shop", stated as PrivateIntegrationsArgs),
};

const own = Object.assign({ ...settings }, { tags: {} });
own.tags = own;

/** What a program may state by mistake, and the problem that it gets; `WHOLE` is what the message calls the settings. */
const mistakes: readonly (readonly [string, unknown, string])[] = [
  [
    "an Output in a service",
    { ...settings, services: [{ ...articleServices[0], image: pulumi.output("nginx") }] },
    "services[0].image (orders): is an Output of a resource, or a secret; allowed: plain values",
  ],
  [
    "a secret in a map",
    { ...settings, tags: { owner: pulumi.secret("shop") } },
    "tags.owner: is an Output of a resource, or a secret; allowed: plain values",
  ],
  [
    "a promise of all",
    Promise.resolve(settings),
    "WHOLE: is an Output of a resource, or a secret; allowed: plain values",
  ],
  [
    "an Output of all",
    pulumi.output(settings),
    "WHOLE: is an Output of a resource, or a secret; allowed: plain values",
  ],
  ["a function", { ...settings, tags: () => ({}) }, "tags: is a function; allowed: text, numbers, booleans"],
  [
    "a bigint",
    { ...settings, logRetentionDays: 30n },
    "logRetentionDays: is a bigint; allowed: text, numbers, booleans",
  ],
  ["a circle", own, "tags: contains itself; allowed: values of a finite depth"],
  ["null", null, "WHOLE: got null; allowed: an object with the keys of a stack file"],
  ["text", "dev", 'WHOLE: got "dev"; allowed: an object with the keys of a stack file'],
  ["a list", [settings], "WHOLE: got [{"],
  ["null for a key", { ...settings, tags: null }, "tags: got null; allowed: a value of type object"],
  ["a map", { ...settings, tags: new Map() }, "tags: got {}; allowed: a value of type object"],
];

describe("settings that a program states", () => {
  for (const [whole, state] of Object.entries(ways)) {
    for (const [what, stated, problem] of mistakes)
      it(`${whole}: ${what} is one problem in words, and registers nothing`, async () => {
        const { errors, resources } = await runSmall("preview", () => state(stated));
        const [error = "", ...others] = errors;
        assert.deepEqual(others, []);
        assert.match(error, /^(PrivateIntegrations shop: )?1 problem in the configuration; nothing was registered:\n/);
        assert.ok(error.includes(`\n  ${problem.replace("WHOLE", whole)}`), error);
        assert.equal(error.split("\n").length, 3, error);
        assert.equal(resources.length, 1);
      });
  }

  it("a component without name or arguments, or with a Region that is no text, is refused in words", async () => {
    const create = (name: unknown, args: unknown) => () => {
      new PrivateIntegrations(name as string, args as PrivateIntegrationsArgs);
    };
    for (const [program, problem] of [
      [create(undefined, settings), /1 problem .*\n {2}name: is missing; allowed: letters/],
      [create("shop", undefined), /1 problem .*\n {2}arguments: got nothing; allowed: an object/],
      [
        create("shop", { ...settings, region: 3 }),
        /1 problem .*\n {2}region: got 3; allowed: the name of an AWS Region/,
      ],
      [create("shop", { ...settings, region: pulumi.output("eu-west-1") }), /1 problem .*\n {2}region: is an Output/],
    ] as const)
      assert.match((await runSmall("preview", program)).errors.join("\n"), problem);
  });

  it("a second call of deploy() is refused, and in the next run the first one is not", async () => {
    const twice = async () => {
      await deploy(settings as unknown as StackSettings);
      await deploy(settings as unknown as StackSettings);
    };
    for (const run of [1, 2]) {
      const { errors } = await runSmall("preview", twice);
      assert.equal(errors.length, 1, `run ${run}: ${errors.join("\n")}`);
      assert.match(errors[0] ?? "", /^deploy: is called twice, .*; use the component PrivateIntegrations/);
    }
  });
});
