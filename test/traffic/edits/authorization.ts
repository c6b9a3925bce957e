import type { EditedStack } from "./edit";
import type { Keys } from "./states";
import { cognito, cors, ofKeys, ofService, origins } from "./states";

const iam = { auth: { kind: "iam" } };
const jwt = (more: Keys = {}) => ({
  auth: { kind: "jwt", issuer: "https://login.example.com/", audiences: ["shop"], ...more },
});
const otherPool = "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_Other1234";
const scopes = (...names: readonly string[]) => ({ scopes: names });

/** Edits of who may send requests. Clients have the credentials that they need before or after an update. */
const authorization: readonly EditedStack[] = [
  ofKeys("auth-iam", "`auth.kind: iam`, added and removed", [{}, iam, {}]),
  ofKeys(
    "auth-jwt",
    "`auth.kind: jwt`, added, another audience too, removed",
    [...[{}, jwt(), jwt({ audiences: ["shop", "partners"] }), {}]],
    [1],
  ),
  ofKeys("auth-cognito", "`auth.kind: cognito`, added and removed", [{}, cognito(), {}]),
  // A REST API does not check clients.
  ofKeys("auth-clients", "`auth.clients`, another one too", [cognito(), cognito({ clients: ["web", "app"] })], [1]),
  ofKeys("auth-kind", "`auth.kind`: `iam` to `cognito`, and back", [iam, cognito(), iam]),
  ofKeys("auth-jwt-cognito", "`auth.kind`: `jwt` to `cognito`, and back", [jwt(), cognito(), jwt()], [1]),
  ofKeys("auth-issuer", "`auth.issuer`", [jwt(), jwt({ issuer: "https://id.example.com/" })], [1]),
  ofKeys("auth-user-pool", "`auth.userPool`", [cognito(), cognito({ userPool: otherPool })]),
  ofService("public", "`public`, on and off", cognito(), [{}, { public: true }, {}]),
  ofService("public-paths", "`publicPaths`, added, another one too, both closed by `closedPaths`, removed", cognito(), [
    ...[{}, { publicPaths: ["/changed/open"] }, { publicPaths: ["/changed/open", "/changed/free"] }],
    ...[{ closedPaths: ["/changed/open", "/changed/free"] }, {}],
  ]),
  ofService(
    "closed-path-cors",
    "`closedPaths` for one of two `publicPaths`, with `cors`",
    { ...cognito(), ...cors() },
    [
      ...[{ publicPaths: ["/changed/open", "/changed/free"] }],
      ...[{ publicPaths: ["/changed/free"], closedPaths: ["/changed/open"] }, { publicPaths: ["/changed/free"] }],
    ],
  ),
  ofService("scopes", "`scopes`, another one too, one less", cognito(), [
    ...[scopes("shop/read"), scopes("shop/read", "shop/write"), scopes("shop/write")],
  ]),
  ofService("scopes-added", "`scopes`, added and removed", cognito(), [{}, scopes("shop/read"), {}]),
];

/** Edits of what browsers may do. */
const browsers: readonly EditedStack[] = [
  ofKeys("cors", "`cors`, added, another origin too, removed", [
    ...[{}, cors(), cors({ origins: [...origins, "https://shop.example.com"] }), {}],
  ]),
  ofKeys("cors-auth", "`cors` with `auth`, added, with credentials, removed", [
    ...[cognito(), { ...cognito(), ...cors() }, { ...cognito(), ...cors({ credentials: true }) }, cognito()],
  ]),
  ofKeys("cors-headers", "`methods`, `headers`, `exposeHeaders` and `maxAgeSeconds` of `cors`", [
    cors(),
    cors({ methods: ["GET", "POST"], headers: ["authorization"], exposeHeaders: ["x-request-id"], maxAgeSeconds: 60 }),
    cors(),
  ]),
  ofKeys("auth-cors", "`auth` with `cors`, added and removed", [cors(), { ...cors(), ...iam }, cors()]),
];

/** Edits of who may come in and of what browsers may do, each in a stack of its own. */
export const authorizationEdits: readonly EditedStack[] = [...authorization, ...browsers];
