import type { Option } from "../../../core/settings/settings";
import type { Entry } from "../../support/scenario";
import { everyOption } from "../../support/scenario";
import type { Edit, EditedStack } from "./edit";
import { service } from "./edit";

type Keys = Readonly<Record<string, unknown>>;

/** Hosted zone of the names that the stacks issue certificates for. */
export const hostedZone = { id: "Z0123456789ABCDEFGHIJ", name: "example.com" };
/** A certificate that exists; it may have any names. */
export const existingCertificate =
  "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000001";

/** A state of the stack file: with a server name, or without TLS. */
const named = (serverName: string, certificate?: string): Keys =>
  certificate === undefined ? { hostedZone, tls: { serverName } } : { tls: { serverName, certificate } };
const [old, next] = ["internal.example.com", "backend.example.com"];

/** An edit of all services, which goes through these states. */
const edit = (
  kind: string,
  title: string,
  states: readonly Keys[],
  services: readonly Entry[] = [service("plain"), service("stripped", { stripPrefix: true })],
  options: readonly Option[] = everyOption,
): Edit => ({
  ...{ kind, title, options, isOfStack: true },
  contents: states.map((stack) => ({ services, stack })) as unknown as Edit["contents"],
});

/** The same edit of services behind each kind of load balancer, in one stack. */
const ofLoadBalancers = (kind: string, title: string, ...states: readonly Keys[]): EditedStack => ({
  name: kind,
  edits: [
    edit(kind, title, states),
    edit(`${kind}-nlb`, `${title}, with \`balancer: nlb\``, states, [service("direct", { balancer: "nlb" })], [1, 5]),
    edit(
      `${kind}-group`,
      `${title}, in a \`group\``,
      states,
      [service("one", { group: "shared" }), service("other", { group: "shared" })],
      [1, 4, 5],
    ),
  ],
});

const alone = (one: Edit): EditedStack => ({ name: one.kind, edits: [one] });

/** Edits of TLS between API Gateway and load balancers, each in stacks of its own. */
export const tlsEdits: readonly EditedStack[] = [
  ofLoadBalancers("tls", "`tls` with a certificate of the stack, on and off", {}, named(old), {}),
  ofLoadBalancers(
    "tls-existing",
    "`tls` with an existing certificate, on and off",
    {},
    named(old, existingCertificate),
    {},
  ),
  ofLoadBalancers(
    "tls-certificate",
    "`tls.certificate`, added and removed",
    named(old),
    named(old, existingCertificate),
    named(old),
  ),
  alone(edit("tls-server-name", "`tls.serverName` in one update", [named(old), named(next)])),
  alone(
    edit("tls-server-name-both", "`tls.serverName`, with a certificate for both names meanwhile", [
      named(old),
      named(old, existingCertificate),
      named(next, existingCertificate),
      named(next),
    ]),
  ),
];
