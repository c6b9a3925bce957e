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
const preparing = { ...canary, entering: true };
type Edit = readonly [what: string, edit: Readonly<Record<string, unknown>>, inAlternates: number];

/** Edits in their order, and how many of the two services have their requests in the alternate target group then. */
const uses = [
  ["begins", { deployment: canary }, 2],
  ["moves the requests with a new image", { image: "public.ecr.aws/nginx/nginx:1.30" }, 0],
  ["changes to blue/green with another image", { deployment: blueGreen, image: "public.ecr.aws/nginx/nginx:1.31" }, 2],
] as const;
const leaves = [
  ["is left, with tasks in both target groups", { deployment: { ...blueGreen, leaving: "both" } }, 2],
  ["is left, with requests at the first one", { deployment: { ...blueGreen, leaving: "primary" } }, 0],
  ["has been left", { deployment: undefined }, 0],
] as const;
/** What comes before where rules and listeners have requests already. */
const prepared = ["is prepared", { deployment: preparing }, 0] as const;

const places = [
  { title: "dedicated ALBs", keys: {}, refusal: undefined, edits: uses },
  {
    title: "a shared ALB",
    keys: { group: "web" },
    refusal: /testListenerRule is required when productionListenerRule/,
    edits: [prepared, ...uses],
  },
  {
    title: "NLBs",
    keys: { balancer: "nlb" },
    refusal: /is not associated with either productionListenerRule or/,
    edits: [prepared, ...uses],
  },
] as const;

for (const { title, keys, refusal, edits } of places)
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

    if (refusal !== undefined) {
      it("AWS refuses one that is entered in one update, and the next update goes on; no request is lost", async () => {
        setAll({ deployment: canary });
        const refused = async () => {
          const { code, output } = await live.workspace.pulumi(...up);
          assert.notEqual(code, 0);
          assert.match(output, refusal);
        };
        assert.deepEqual(await watched(refused), []);
        setAll({ deployment: preparing });
        assert.deepEqual(await watched(() => again("--refresh")), []);
        assert.equal(moved(), 0);
      });

      it("what is prepared goes back without a trace", async () => {
        setAll({ deployment: undefined });
        assert.deepEqual(await watched(again), []);
        assert.deepEqual(resources(), fresh);
      });
    }

    const tested = (all: readonly Edit[]) => {
      for (const [what, edit, inAlternates] of all)
        it(`it ${what}, without losing a request`, async () => {
          setAll(edit);
          assert.deepEqual(await watched(again), []);
          assert.equal(moved(), inAlternates);
        });
    };
    tested(edits);

    it("one that is left in one update loses requests of each service", async () => {
      const before = live.workspace.save();
      setAll({ deployment: undefined });
      const lost = await watched(() => live.workspace.pulumi(...up));
      for (const name of names)
        assert.ok(
          lost.some((one) => one.startsWith(`${name}: `)),
          name,
        );
      live.workspace.restore(before);
    });

    tested(leaves);

    it("afterwards the stack is as without it, and nothing but revisions stays of it", async () => {
      assert.deepEqual(resources(), fresh);
      await live.workspace.succeed("preview", "--stack", "dev", "--expect-no-changes", "--refresh");
      await live.stack.destroy();
      assert.deepEqual(resources(), []);
    });
  });
