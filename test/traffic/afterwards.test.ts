import assert from "node:assert/strict";
import type { Option } from "../../core/settings/settings";
import { cognito, webAcl } from "../support/access";
import { runStack } from "../support/run";
import { article, service, settingsOf } from "../support/scenario";
import { accountOf } from "../support/simulated-account";
import { problemsAfterwards } from "./afterwards";

type Keys = Readonly<Record<string, unknown>>;

const vpcs = [{ name: "main", cidr: "10.1.0.0/16", zones: ["use1-az1", "use1-az2"] }];
const options: readonly Option[] = [1, 5];

/** What is found if a stack has the first keys, and should have the others. The item path has the same faults. */
async function found(option: Option, has: Keys, should: Keys, own: { has?: Keys; should?: Keys } = {}) {
  const stack = (keys: Keys, more: Keys = {}) => ({
    option,
    vpcs,
    services: [service("orders", "main", more)],
    ...keys,
  });
  const account = accountOf(await runStack("dev", "apply", stack(has, own.has)));
  return problemsAfterwards(settingsOf(article(stack(should, own.should))), account)
    .filter((line) => !line.includes("/item/1"))
    .map((line) => {
      const [, route, status, hop, why = ""] = /^after the update, (.*): (\d+) at (\w+): (.*)$/.exec(line) ?? [];
      const [seen] = /cannot read|\S+ inspected|no web ACL/.exec(why) ?? [];
      return `${String(route)}: ${seen ?? `${String(status)} at ${String(hop)}`}`;
    });
}

const auth = { auth: cognito };
const cors = (origin: string) => ({ cors: { origins: [origin] } });
const throttle = { throttle: { ratePerSecond: 100, burst: 200 } };
const [one, other] = [cors("https://www.example.com"), cors("https://shop.example.com")];

for (const option of options) {
  describe(`what is wrong after an update, option ${String(option)}`, () => {
    it("nothing, if the API is as the stack file says", async () => {
      const all = { ...auth, ...one, ...throttle };
      assert.deepEqual(await found(option, {}, {}), []);
      assert.deepEqual(await found(option, all, all), []);
    });

    it("an open route that needs authorization, and a closed one that needs none", async () => {
      assert.deepEqual(await found(option, {}, auth), ["/orders without credentials: 200 at task"]);
      const refused = ["/orders: 401 at access", "1000 requests at once to /orders: 401 at access"];
      assert.deepEqual(await found(option, auth, {}), refused);
    });

    it("a public path that is closed, and one that is still open", async () => {
      const [open, closed] = [{ publicPaths: ["/orders/open"] }, { closedPaths: ["/orders/open"] }];
      const of = (has: Keys, should: Keys) => found(option, auth, auth, { has, should });
      assert.deepEqual(await of(open, closed), ["/orders/open without credentials: 200 at task"]);
      assert.deepEqual(await of(closed, closed), []);
      assert.deepEqual(await of(closed, open), [
        "/orders/open: 401 at access",
        "1000 requests at once to /orders/open: 401 at access",
      ]);
    });

    it("a limit that does not apply, and one that still does", async () => {
      assert.deepEqual(await found(option, {}, throttle), ["1000 requests at once to /orders: 200 at task"]);
      assert.deepEqual(await found(option, throttle, {}), ["1000 requests at once to /orders: 429 at limits"]);
      const of = (has: Keys, should: Keys) => found(option, {}, {}, { has, should });
      assert.deepEqual(await of({}, throttle), ["1000 requests at once to /orders: 200 at task"]);
      assert.deepEqual(await of(throttle, {}), ["1000 requests at once to /orders: 429 at limits"]);
    });

    it("answers that a page cannot read: under a REST API those of API Gateway itself", async () => {
      const own = option === 1 ? ["/orders: cannot read", "1000 requests at once to /orders: cannot read"] : [];
      assert.deepEqual(
        (await found(option, other, one)).filter((line) => !line.startsWith("preflight")),
        own,
      );
      const lines = await found(option, { ...auth, ...other }, { ...auth, ...one });
      assert.ok(lines.includes("/orders without credentials: cannot read"), lines.join("\n"));
      assert.ok(
        lines.some((line) => line.startsWith("preflight of /orders: ")),
        lines.join("\n"),
      );
    });
  });
}

describe("a web ACL after an update", () => {
  it("inspects each request, or something is wrong", async () => {
    const other = webAcl.replace("front", "other");
    const of = (what: string) => [`/orders: ${what}`, `1000 requests at once to /orders: ${what}`];
    assert.deepEqual(await found(5, { webAcl }, { webAcl }), []);
    assert.deepEqual(await found(5, {}, { webAcl }), of("no web ACL"));
    assert.deepEqual(await found(5, { webAcl: other }, { webAcl }), of(`${other} inspected`));
  });
});
