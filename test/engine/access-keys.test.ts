import assert from "node:assert/strict";
import type { Option } from "../../core/settings/settings";
import { webAclOf } from "../../simulator/aws/effects";
import { request } from "../../simulator/aws/traffic";
import type { Request, Token } from "../../simulator/aws/traffic/types";
import { cognito, iam, shopOrigin, userPool, webAcl } from "../support/access";
import { create } from "../support/deployed";
import { service, settingsOf } from "../support/scenario";
import { clientsOf } from "../traffic/clients";
import { vpc } from "../traffic/edits/edit";
import type { StackConfiguration } from "../traffic/edits/stacks";
import { probesOf } from "../traffic/probes";
import { configure } from "../traffic/updates";
import { counts, liveSuite } from "./live-stack";

type Keys = Readonly<Record<string, unknown>>;

/** Keys after an update: of the stack and of service `orders`; those in `rest` only under options 2 to 5. */
interface State {
  readonly title: string;
  readonly stack: Keys;
  readonly orders?: Keys;
  readonly rest?: { readonly stack: Keys; readonly orders?: Keys };
  /** Statuses that requests get then, in the order of `asked`; under option 1, and under the others. */
  readonly http: readonly number[];
  readonly other: readonly number[];
}

const plans = (more: Keys = {}) => [{ name: "partners", keys: ["acme"], ...more }];
const limits = (burst: number) => ({ throttle: { ratePerSecond: 10, burst } });
const logs = (days: number, restLogRole: string) => ({
  accessLogs: true,
  logRetentionDays: days,
  account: { restLogRole },
});
const logRole = [
  "aws:apigateway/account:Account",
  "aws:iam/role:Role",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
];
const otherAcl = webAcl.replace("front", "back");

/** What {@link statuses} asks; a token has scope `orders/read`, and a key is shown where the stack has one. */
const asked = ["no credentials", "with a token", "preflight", "a public path", "200 with a token at once"] as const;

/** Each key is added, changed and removed; those that depend on each other in updates of their own. */
const states: readonly State[] = [
  { title: "no key", stack: {}, http: [200, 200, 200, 200, 200], other: [200, 200, 200, 200, 200] },
  {
    title: "all added",
    stack: {
      ...{ auth: cognito, cors: { origins: [shopOrigin] }, timeoutSeconds: 20, ...limits(150) },
      ...logs(30, "create"),
    },
    orders: { scopes: ["orders/read"], publicPaths: ["/orders/open"], timeoutSeconds: 5, ...limits(20) },
    rest: { stack: { usagePlans: plans(), apiKeys: "optional", webAcl }, orders: { streaming: true } },
    http: [401, 200, 204, 200, 429],
    other: [401, 200, 204, 200, 429],
  },
  {
    title: "all changed",
    stack: {
      auth: { ...cognito, clients: ["client1", "client2"] },
      cors: { origins: [shopOrigin, "https://admin.example.com"], credentials: true, maxAgeSeconds: 60 },
      ...{ timeoutSeconds: 25, ...limits(180) },
      ...logs(90, "exists"),
    },
    orders: {
      ...{ scopes: ["orders/read", "orders/write"], publicPaths: ["/orders/open", "/orders/free"] },
      ...{ timeoutSeconds: 10, ...limits(199) },
    },
    rest: {
      stack: { usagePlans: plans(limits(190)), apiKeys: "required", webAcl: otherAcl, streaming: true },
      orders: { streaming: false },
    },
    http: [401, 200, 204, 200, 429],
    other: [401, 200, 204, 200, 429],
  },
  {
    title: "limits and scopes of the service removed, another kind of authorization",
    stack: { auth: iam, cors: { origins: [shopOrigin] }, ...logs(90, "exists"), ...limits(200) },
    orders: { publicPaths: ["/orders/open"], closedPaths: ["/orders/free"] },
    rest: { stack: { usagePlans: plans({ quota: { requests: 1000, per: "day" } }) } },
    http: [403, 403, 204, 200, 403],
    other: [403, 403, 204, 200, 403],
  },
  {
    title: "CORS, limits and logs removed, authorization stays",
    stack: { auth: cognito, accessLogs: false },
    orders: { scopes: ["orders/read"], closedPaths: ["/orders/open", "/orders/free"] },
    http: [401, 200, 401, 401, 200],
    // Pulumi deletes the preflights after the deployment has been created: they are answered until the next one.
    other: [401, 200, 204, 401, 200],
  },
  {
    title: "CORS with authorization",
    stack: { auth: cognito, cors: { origins: ["*"] } },
    orders: { scopes: ["orders/read"] },
    http: [401, 200, 204, 401, 200],
    other: [401, 200, 204, 401, 200],
  },
  {
    title: "the service is public",
    stack: { auth: cognito, cors: { origins: ["*"] } },
    orders: { public: true },
    http: [200, 200, 204, 200, 200],
    other: [200, 200, 204, 200, 200],
  },
  {
    title: "authorization removed, CORS stays",
    stack: { cors: { origins: ["*"] }, timeoutSeconds: 29 },
    http: [200, 200, 204, 200, 200],
    other: [200, 200, 204, 200, 200],
  },
  { title: "all removed", stack: {}, http: [200, 200, 200, 200, 200], other: [200, 200, 204, 200, 200] },
];

function configurationOf({ stack, orders = {}, rest }: State, option: Option): StackConfiguration {
  const own = option === 1 ? undefined : rest;
  const services = [service("orders", "main", { ...orders, ...own?.orders }), service("stock", "main")];
  return { option, ...stack, ...own?.stack, vpcs: [vpc("main", 1)], services };
}

describe("keys of access on a running stack in the real engine", () => {
  const live = liveSuite();

  function statuses(): readonly number[] {
    const { account } = live.workspace.aws;
    const [stage] = account.of("aws:apigateway/stage:Stage", "aws:apigatewayv2/stage:Stage");
    const url = new URL(String(stage?.outputs["invokeUrl"]));
    const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${userPool.split("/")[1] ?? ""}`;
    const token: Token = { issuer, use: "access", clientId: "client1", scopes: ["orders/read"] };
    const [key] = account.of("aws:apigateway/apiKey:ApiKey");
    const apiKey = key === undefined ? {} : { apiKey: String(key.outputs["value"]) };
    const ask = (more: Partial<Request>, path = "/orders") =>
      request(account, { host: url.host, method: "GET", path: `${url.pathname}${path}`, ...more }).status;
    return [
      ask({}),
      ask({ token, ...apiKey }),
      ask({ method: "OPTIONS", origin: shopOrigin, requestedMethod: "GET" }),
      ask({}, "/orders/open/1"),
      ask({ token, ...apiKey, atOnce: 200 }),
    ];
  }

  /** The web ACL that the stage has; undefined without one. */
  function aclOfStage(): unknown {
    const { account } = live.workspace.aws;
    const [stage] = account.of("aws:apigateway/stage:Stage");
    return stage && webAclOf(account, stage);
  }

  /** Makes an update. @returns requests of permitted clients that it lost */
  async function update(from: State, to: State, option: Option): Promise<readonly string[]> {
    const { account } = live.workspace.aws;
    const [before, after] = [from, to].map((state) => settingsOf(configurationOf(state, option)));
    assert.ok(before !== undefined && after !== undefined);
    const probes = probesOf(before, after, clientsOf(before, after, account));
    assert.ok(probes.length >= 4);
    const lost = new Set<string>();
    const end = account.observe(() => {
      for (const { route, ask } of probes) {
        const { served, status, hop, reason } = ask(account);
        if (!served) lost.add(`${route}: ${status} by ${hop}: ${reason}`);
      }
    });
    configure(live.workspace, configurationOf(to, option));
    await live.workspace.succeed("up", "--yes", "--skip-preview", "--stack", "dev");
    for (const deployment of account.deployments) account.finish(deployment);
    end();
    return [...lost];
  }

  for (const option of [1, 5, 3] as const) {
    it(`option ${option}: are added, changed and removed, and no request of a permitted client is lost`, async () => {
      const { account } = live.workspace.aws;
      const [first, ...others] = states;
      assert.ok(first !== undefined);
      await create(live.workspace);
      configure(live.workspace, configurationOf(first, option));
      await live.stack.up(option);
      for (const deployment of account.deployments) account.finish(deployment);
      let from = first;
      for (const to of others) {
        assert.deepEqual(await update(from, to, option), [], to.title);
        assert.deepEqual(statuses(), option === 1 ? to.http : to.other, `${to.title}: ${asked.join(", ")}`);
        assert.equal(aclOfStage(), option === 1 ? undefined : to.rest?.stack["webAcl"], to.title);
        assert.deepEqual(Object.keys(counts(await live.stack.up(option))), ["unchanged"], to.title);
        from = to;
      }
      await live.workspace.succeed("refresh", "--yes", "--stack", "dev", "--expect-no-changes");
      await live.stack.destroy();
      // AWS keeps the setting of the account, and the role of other stacks' APIs with it.
      assert.deepEqual(account.all.map(({ type }) => type).sort(), logRole);
      account.restore({ store: [], generations: [] });
    });
  }
});
