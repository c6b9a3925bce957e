import { accessLogsOf, accessOf } from "./access";
import type { Settings } from "./settings/settings";
import { topologyTraits } from "./topology-traits";

type Notes = (settings: Settings) => readonly string[];

const isRest = ({ option }: Settings) => topologyTraits[option].api === "rest";

/** Services that need authorization. */
const guarded = ({ services }: Settings) => services.filter((service) => !service.retired && !service.public);

const credentials = {
  iam: "a signature of an IAM principal with execute-api:Invoke",
  jwt: "a token of auth.issuer",
  cognito: "a token of auth.userPool",
} as const;

/** The update that adds authorization: no step of the stack makes clients send what they do not have. */
const authNotes: Notes = (settings) => {
  const { auth } = settings;
  if (auth === undefined || guarded(settings).length === 0) return [];
  return [
    `auth: as of the update that adds or changes it, requests without ${credentials[auth.kind]} are refused; let all clients send it before that update`,
  ];
};

/** Pulumi deletes the methods of a path after it has created the deployment, which therefore keeps them as they were. */
const publicPathNotes: Notes = (settings) => {
  const open = settings.services.filter(
    (service) => service.publicPaths.length > 0 && !service.retired && accessOf(settings, service) !== undefined,
  );
  const closed = settings.services.filter(({ closedPaths, retired }) => closedPaths.length > 0 && !retired);
  if (!isRest(settings)) return [];
  const afterwards = closed.map(({ name }) => name).join(", ");
  return [
    ...(closed.length === 0
      ? []
      : [`closedPaths of ${afterwards}: once an update has closed the paths, remove the key; they stay closed`]),
    ...(open.length === 0
      ? []
      : [
          `publicPaths of ${open.map(({ name }) => name).join(", ")}: to close a path, move it to closedPaths for one update; if it is only removed, it stays open until the API is deployed again`,
        ]),
  ];
};

/**
 * What a REST API does otherwise than an HTTP API with tokens of a user pool.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
 */
const cognitoNotes: Notes = (settings) => {
  if (settings.auth?.kind !== "cognito" || !isRest(settings)) return [];
  const without = guarded(settings).filter(({ scopes }) => scopes === undefined);
  return [
    ...(without.length === 0
      ? []
      : [
          `auth: a REST API takes ID tokens for services without scopes (${without.map(({ name }) => name).join(", ")}) and access tokens for those with scopes; an HTTP API (option 1) takes both for every service. With scopes for every service all options agree; clients that send ID tokens are refused as of the update that adds scopes, so add them before clients come`,
        ]),
    "auth.clients: a REST API does not check which app client of the user pool a token is for; name scopes that only these clients get, or use option 1",
  ];
};

/**
 * Adding usage plans with keys that are required at once refuses every client: none has a key before the update.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-setup-api-key-with-console.html
 */
const keyNotes: Notes = ({ usagePlans, apiKeys }) => {
  if (usagePlans.length === 0) return [];
  return apiKeys === "required"
    ? [
        "usagePlans: requests without an API key are refused as of the update that adds them, and no client has one then; first add them with `apiKeys: optional`, give the keys to the clients (the output apiKeyIds has their ids), and then set `apiKeys: required`",
      ]
    : [
        "apiKeys: no request needs a key yet; give the keys to the clients (the output apiKeyIds has their ids), and when all send theirs as x-api-key, set `apiKeys: required`",
      ];
};

/** Request headers that clients need for authorization and keys, in small letters. */
const neededHeaders = ({ auth, usagePlans }: Settings): readonly string[] => [
  ...(auth === undefined ? [] : ["authorization"]),
  // Browsers sign with the header of the date, and with that of the session of temporary credentials.
  ...(auth?.kind === "iam" ? ["x-amz-date", "x-amz-security-token"] : []),
  ...(usagePlans.length === 0 ? [] : ["x-api-key"]),
];

/** `*` stands for all request headers but Authorization: https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name */
const allows = (listed: ReadonlySet<string>, header: string) =>
  listed.has(header) || (listed.has("*") && header !== "authorization");

/**
 * Who sends the headers that browsers ask for.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
const corsNotes: Notes = (settings) => {
  const { cors } = settings;
  if (cors === undefined) return [];
  const listed = new Set(cors.headers.map((header) => header.toLowerCase()));
  const missing = neededHeaders(settings).filter((header) => !allows(listed, header));
  const headers = [
    "Access-Control-Allow-Origin",
    ...(cors.credentials ? ["Access-Control-Allow-Credentials"] : []),
    ...(cors.exposeHeaders.length === 0 ? [] : ["Access-Control-Expose-Headers"]),
  ];
  return [
    isRest(settings)
      ? `cors: API Gateway answers preflights itself; with every other answer, the services have to send ${headers.join(", ")}, because a REST API adds nothing to their answers (an HTTP API, option 1, does)`
      : "cors: API Gateway answers preflights itself, and replaces the CORS headers of the services by its own",
    ...(missing.length === 0
      ? []
      : [
          `cors.headers: web pages may not send ${missing.join(", ")}, which requests need; add ${missing.length === 1 ? "it" : "them"}`,
        ]),
  ];
};

/**
 * AWS removes a web ACL from a stage together with the association that was there first, so the old one goes before the
 * new one comes: https://github.com/pulumi/pulumi-aws/issues/4782
 */
const webAclNotes: Notes = ({ webAcl }) =>
  webAcl === undefined ? [] : ["webAcl: an update that changes it leaves the API without a web ACL for a moment"];

/**
 * A stage of a REST API with access logs is refused where the account has no role for them.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
const logNotes: Notes = (settings) =>
  accessLogsOf(settings) === "noRole"
    ? [
        "accessLogs: the requests of the API are not logged, because REST APIs write logs by one role of the account and Region; set account.restLogRole to exists if there is one, or to create in one stack",
      ]
    : [];

const all: readonly Notes[] = [authNotes, publicPathNotes, cognitoNotes, keyNotes, corsNotes, webAclNotes, logNotes];

/** Notes on who may call the API: updates that refuse clients, and what differs between the kinds of API. */
export const accessNotes: Notes = (settings) => all.flatMap((notes) => notes(settings));
