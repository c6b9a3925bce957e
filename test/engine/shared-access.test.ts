import assert from "node:assert/strict";
import { request } from "../../simulator/aws/traffic";
import { cognito } from "../support/access";
import { create } from "../support/deployed";
import { own } from "../support/stack-file";
import { counts, liveSuite } from "./live-stack";

const apiKey = "aws:apigateway/apiKey:ApiKey";
const restStage = "aws:apigateway/stage:Stage";
const account = "aws:apigateway/account:Account";
const ofLogRole = [account, "aws:iam/role:Role", "aws:iam/rolePolicyAttachment:RolePolicyAttachment"] as const;
const names = { partners: ["acme", "globex"], shop: ["website"] };
const plans = Object.entries(names).map(([name, keys]) => ({ name, keys }));

describe("what APIs share in the real engine", () => {
  const live = liveSuite();
  const found = (...types: readonly string[]) => live.workspace.aws.account.of(...types);
  const valueOf = (name: string) => {
    const key = found(apiKey).find(({ urn }) => urn.endsWith(`::${name}`));
    assert.ok(key !== undefined, name);
    return String(key.outputs["value"]);
  };
  /** Answer of the only API to a request with this value of a key. */
  function statusWith(value?: string): number {
    const [stage] = found(restStage);
    const { host, pathname } = new URL(String(stage?.outputs["invokeUrl"]));
    const path = `${pathname}/orders`;
    const shown = value === undefined ? {} : { apiKey: value };
    return request(live.workspace.aws.account, { host, method: "GET", path, ...shown }).status;
  }
  /** The setting of the account, and the role that it names. */
  const logRole = () => found(account).map(({ inputs }) => inputs["cloudwatchRoleArn"]);

  it("keys keep their ids and values when the option changes, and a key moves to another plan", async () => {
    await create(live.workspace);
    live.stack.set([own("usagePlans")], plans);
    await live.stack.up(2);
    const [ids, acme, website] = [live.stack.idsOf([apiKey]), valueOf("acme"), valueOf("website")];
    assert.equal(ids.length, 3);
    assert.deepEqual([statusWith(), statusWith("other"), statusWith(acme), statusWith(website)], [403, 403, 200, 200]);
    for (const option of [5, 3, 4]) {
      await live.stack.up(option);
      assert.deepEqual(live.stack.idsOf([apiKey]), ids);
      assert.deepEqual([valueOf("acme"), statusWith(), statusWith(acme), statusWith(website)], [acme, 403, 200, 200]);
      assert.deepEqual(Object.keys(counts(await live.stack.up(option))), ["unchanged"]);
    }

    // A key is known by its name, not by that of its plan.
    live.stack.set([own("usagePlans"), 0, "keys"], ["globex"]);
    live.stack.set([own("usagePlans"), 1, "keys"], ["website", "acme"]);
    await live.stack.up(4);
    assert.deepEqual(live.stack.idsOf([apiKey]), ids);
    assert.deepEqual([valueOf("acme"), statusWith(), statusWith(acme), statusWith(website)], [acme, 403, 200, 200]);

    live.stack.set([own("usagePlans")], undefined);
    await live.stack.up(4);
    assert.deepEqual([live.stack.idsOf([apiKey]), statusWith()], [[], 200]);
    await live.stack.destroy();
    assert.deepEqual(live.workspace.aws.account.all, []);
  });

  it("the role for logs is created under every option, kept when it is removed, and created again", async () => {
    await create(live.workspace);
    live.stack.set([own("auth")], cognito);
    live.stack.set([own("account")], { restLogRole: "create" });
    await live.stack.up(1);
    const [first] = logRole();
    assert.ok(first !== undefined);
    await live.stack.up(5);
    assert.deepEqual(logRole(), [first]);
    assert.ok(found(restStage).every(({ inputs }) => inputs["accessLogSettings"] !== undefined));

    // Without the key, the stage has no logs; the role and the setting stay in the account.
    live.stack.set([own("account")], undefined);
    await live.stack.up(5);
    assert.deepEqual(logRole(), [first]);
    assert.ok(found(restStage).every(({ inputs }) => inputs["accessLogSettings"] === undefined));
    assert.deepEqual(Object.keys(counts(await live.stack.up(5))), ["unchanged"]);

    live.stack.set([own("account")], { restLogRole: "create" });
    await live.stack.up(5);
    assert.equal(logRole().filter((arn) => arn === first).length, 0);
    await live.stack.destroy();
    const left = live.workspace.aws.account.all.map(({ type }) => type);
    assert.deepEqual([...new Set(left)].sort(), [...ofLogRole].sort());
  });
});
