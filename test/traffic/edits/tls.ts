import type { Option } from "../../../core/settings/settings";
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
const named = (serverName: string, certificate?: string): Keys => ({
  hostedZone,
  tls: { serverName, ...(certificate === undefined ? {} : { certificate }) },
});
const [old, next] = ["internal.example.com", "backend.example.com"];

/** Services of each kind of load balancer, in a stack that goes through these states. */
function ofLoadBalancers(kind: string, title: string, ...states: readonly Keys[]): EditedStack {
  const edit = (suffix: string, where: string, options: readonly Option[], keys: readonly Keys[]): Edit => ({
    kind: `${kind}${suffix}`,
    title: `${title}${where}`,
    options,
    isOfStack: true,
    contents: states.map((stack) => ({
      services: keys.map((one, index) => service(`${kind}${suffix}-${String(index + 1)}`, one)),
      stack,
    })) as unknown as Edit["contents"],
  });
  const edits = [
    edit("", "", everyOption, [{}, {}]),
    edit("-nlb", ", with `balancer: nlb`", [1, 5], [{ balancer: "nlb" }]),
    edit("-group", ", in a `group`", [1, 4, 5], [{ group: "shared" }, { group: "shared" }]),
  ];
  return { name: kind, edits };
}

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
  ofLoadBalancers("tls-server-name", "`tls.serverName` in one update", named(old), named(next)),
  ofLoadBalancers(
    "tls-server-name-shared",
    "`tls.serverName`, with a certificate for both names meanwhile",
    named(old),
    named(old, existingCertificate),
    named(next, existingCertificate),
    named(next),
  ),
];
