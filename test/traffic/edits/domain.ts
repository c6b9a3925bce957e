import { everyOption } from "../../support/scenario";
import type { Content, Edit } from "./edit";
import { ofService, service } from "./edit";
import { existingCertificate, hostedZone } from "./tls";

type Keys = Readonly<Record<string, unknown>>;

const name = "api.example.com";
/** A state of the stack file with a domain. */
const at = (domain: Keys = {}): Keys => ({ hostedZone, domain: { name, ...domain } });
const open = (domain: Keys = {}) => at({ ...domain, defaultEndpoint: "open" });
const tls = { serverName: "internal.example.com" };
const mutualTls = { truststore: "s3://example-truststores/clients.pem" };

/** A stack of two services that goes through these states. */
const ofStack = (kind: string, title: string, ...states: readonly Keys[]): Edit => ({
  kind,
  title,
  options: everyOption,
  isOfStack: true,
  contents: states.map((stack) => ({
    services: [service("plain"), service("stripped", { stripPrefix: true })],
    stack,
  })) as unknown as Edit["contents"],
});

/** Edits of the domain, each with a stack of its own. */
export const domainEdits: readonly Edit[] = [
  ofStack("domain-added", "`domain` added with `defaultEndpoint: open`, which is closed afterwards", {}, open(), at()),
  ofStack("domain-at-once", "`domain` added without `defaultEndpoint: open`", {}, at()),
  ofStack("domain-removed", "`domain` removed, after `defaultEndpoint: open`", at(), open(), {}),
  ofStack("domain-removed-at-once", "`domain` removed in one update", at(), {}),
  ofStack("domain-name", "`domain.name` in one update", at(), at({ name: "shop.example.com" })),
  ofStack(
    "domain-name-open",
    "`domain.name`, with `defaultEndpoint: open` meanwhile",
    at(),
    open(),
    open({ name: "shop.example.com" }),
    at({ name: "shop.example.com" }),
  ),
  ofStack(
    "base-path",
    "`domain.basePath`, added and changed",
    at(),
    at({ basePath: "shop" }),
    at({ basePath: "shop/v1" }),
  ),
  ofStack("base-path-removed", "`domain.basePath` removed in one update", at({ basePath: "shop" }), at()),
  ofStack(
    "base-path-open",
    "`domain.basePath` removed, with `defaultEndpoint: open` meanwhile",
    at({ basePath: "shop" }),
    open({ basePath: "shop" }),
    open(),
    at(),
  ),
  ofStack(
    "domain-certificate",
    "`domain.certificate`, added and removed",
    at(),
    at({ certificate: existingCertificate }),
    at(),
  ),
  ofStack("domain-ipv6", "`domain.ipv6`, on and off", at(), at({ ipv6: true }), at()),
  ofStack(
    "mutual-tls",
    "`domain.mutualTls`, on, another `version`, off",
    at(),
    at({ mutualTls }),
    at({ mutualTls: { ...mutualTls, version: "3" } }),
    at(),
  ),
  ofStack(
    "domain-existing",
    "`domain.basePath` under an `existing` domain",
    { domain: { name, existing: true, basePath: "shop" } },
    { domain: { name, existing: true, basePath: "store" } },
  ),
  ofStack("domain-tls", "`tls` on and off, with a `domain`", at(), { ...at(), tls }, at()),
  ofStack(
    "domain-and-tls",
    "`domain` and `tls` added and removed in the same updates, with `defaultEndpoint: open`",
    {},
    { ...open(), tls },
    {},
  ),
];

/** An edit in a stack with a domain, whose URL is the only one. */
const underDomain = (edit: Edit): Edit => ({
  ...edit,
  contents: edit.contents.map((content): Content => ({
    ...content,
    stack: at({ basePath: "shop" }),
  })) as unknown as Edit["contents"],
});

/** Edits of services whose clients use the domain. */
export const domainServiceEdits: readonly Edit[] = [
  ofService("domain-image", { title: "`image`, with a `domain`" }, {}, { image: "nginx:1.30" }),
  ofService("domain-path", { title: "`path`, with a `domain`" }, {}, { path: "/moved" }),
  ofService("domain-port", { title: "`containerPort`, with a `domain`" }, {}, { containerPort: 9090 }),
  ofService(
    "domain-strip",
    { title: "`stripPrefix`, with a `domain`" },
    {},
    { stripPrefix: true },
    { stripPrefix: false },
  ),
].map(underDomain);
