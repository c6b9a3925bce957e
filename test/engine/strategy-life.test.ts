import assert from "node:assert/strict";
import { nameOf } from "../../simulator/aws/account";
import { weightsOf } from "../../simulator/aws/live-weights";
import { create, up } from "../support/deployed";
import { own } from "../support/stack-file";
import { liveSuite } from "./live-stack";
import { lostDuring } from "./lost-requests";

const names = ["orders", "customers"] as const;
const canary = { strategy: "canary", percent: 10 } as const;
const blueGreen = { strategy: "blueGreen" } as const;
const entering = { ...canary, entering: true };
const places = [
  {
    title: "a shared ALB",
    keys: { group: "web" },
    refusal: /testListenerRule is required when productionListenerRule/,
  },
  { title: "NLBs", keys: { balancer: "nlb" }, refusal: /is not associated with either productionListenerRule or/ },
] as const;

/** Edits in their order, and how many of the two services have their requests in the alternate target group then. */
const life = [
  ["is prepared", { deployment: entering }, 0],
  ["begins", { deployment: canary }, 2],
  ["moves the requests with a new image", { image: "public.ecr.aws/nginx/nginx:1.30" }, 0],
  ["changes to blue/green with another image", { deployment: blueGreen, image: "public.ecr.aws/nginx/nginx:1.31" }, 2],
  ["is left, with tasks in both target groups", { deployment: { ...blueGreen, leaving: "both" } }, 2],
  ["is left, with requests at the first one", { deployment: { ...blueGreen, leaving: "primary" } }, 0],
  ["has been left", { deployment: undefined }, 0],
] as const;

for (const { title, keys, refusal } of places)
  describe(`the life of a strategy in the real engine, behind ${title}`, () => {
    const live = liveSuite();
    let fresh: readonly string[] = [];

    const watched = (work: () => Promise<unknown>) => lostDuring(live.workspace, names, work);
    const again = (...flags: readonly string[]) => live.workspace.succeed(...up, ...flags);
    const setAll = (edit: Readonly<Record<string, unknown>>) => {
      for (const [key, value] of Object.entries(edit))
        names.forEach((_, index) => {
          live.stack.set([own("services"), index, key], value);
        });
    };

    /** Actions whose second target group has all requests. */
    const moved = () =>
      live.workspace.aws.account
        .of("aws:lb/listener:Listener", "aws:lb/listenerRule:ListenerRule")
        .map((one) => Object.values(weightsOf(one)))
        .filter(([first, second]) => first === 0 && second === 100).length;

    /** What is in the account, beside revisions of tasks. */
    const resources = () =>
      live.workspace.aws.account.all
        .filter(({ type }) => type !== "aws:ecs/taskDefinition:TaskDefinition")
        .map(({ type, urn }) => `${type} ${nameOf(urn)}`)
        .sort();

    before(async () => {
      await create(live.workspace);
      setAll(keys);
      await live.stack.up(1);
      fresh = resources();
    });

    it("AWS refuses one that is entered in one update, and the next update goes on; no request is lost", async () => {
      setAll({ deployment: canary });
      const refused = async () => {
        const { code, output } = await live.workspace.pulumi(...up);
        assert.notEqual(code, 0);
        assert.match(output, refusal);
      };
      assert.deepEqual(await watched(refused), []);
      setAll({ deployment: entering });
      assert.deepEqual(await watched(() => again("--refresh")), []);
      assert.equal(moved(), 0);
    });

    it("what is prepared goes back without a trace", async () => {
      setAll({ deployment: undefined });
      assert.deepEqual(await watched(again), []);
      assert.deepEqual(resources(), fresh);
    });

    for (const [what, edit, inAlternates] of life)
      it(`it ${what}, without losing a request`, async () => {
        setAll(edit);
        assert.deepEqual(await watched(again), []);
        assert.equal(moved(), inAlternates);
      });

    it("afterwards the stack is as without it, and nothing but revisions stays of it", async () => {
      assert.deepEqual(resources(), fresh);
      await live.workspace.succeed("preview", "--stack", "dev", "--expect-no-changes", "--refresh");
      await live.stack.destroy();
      assert.deepEqual(resources(), []);
    });
  });
