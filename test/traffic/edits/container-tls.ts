import type { Option } from "../../../core/settings/settings";
import { everyOption } from "../../support/scenario";
import type { Content, Edit } from "./edit";
import { ofService, service } from "./edit";

/** A certificate that exists, so that these stacks need no hosted zone. */
const tls = {
  serverName: "internal.example.com",
  certificate: "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000001",
};
const [http, overTls] = [
  { containerTls: undefined, containerPort: 8080 },
  { containerTls: true, containerPort: 8443 },
];

/** An edit in a stack with `tls`. */
const withTls = (edit: Edit): Edit => ({
  ...edit,
  contents: edit.contents.map((content): Content => ({ ...content, stack: { tls } })) as unknown as Edit["contents"],
});

/** The documented steps: the image takes both from then on, and the service keeps its old place for one update. */
const moved = (kind: string, title: string, options: readonly Option[], base: Record<string, unknown> = {}): Edit =>
  withTls(
    ofService(
      kind,
      { title, options },
      base,
      { ...overTls, standby: { containerTls: false, containerPort: 8080 } },
      { standby: undefined },
      { ...http, standby: { containerTls: true, containerPort: 8443 } },
      { standby: undefined },
    ),
  );

const title = (where: string) => `\`containerTls\`, on and off, with \`standby\`${where}`;
const grouping = [1, 4, 5] as const;

/** Edits that move a service between HTTP and TLS. */
export const containerTlsEdits: readonly Edit[] = [
  moved("container-tls", title(""), everyOption),
  moved("container-tls-nlb", title(", with `balancer: nlb`"), [1, 5], { balancer: "nlb" }),
  moved("container-tls-group", title(", in a `group`"), grouping, { group: "shared" }),
  moved("container-tls-ports", title(", in a `group` with `balancer: nlb`"), [1, 5], {
    ...{ group: "ports", balancer: "nlb" },
  }),
  moved("container-tls-scaled", title(", with `autoscaling` by requests"), grouping, {
    autoscaling: { minCount: 2, maxCount: 4, requestsPerTarget: 500 },
  }),
  withTls(
    ofService(
      "tls-port-pin",
      { title: "`pins.tlsPort` of a service", options: [3, 4] },
      {},
      { pins: { tlsPort: 20_002 } },
    ),
  ),
  withTls(ofService("container-tls-once", { title: "`containerTls` in one update" }, {}, { containerTls: true })),
];

/** Edits of services whose containers take TLS before and after. */
export const takingTlsEdits: readonly Edit[] = [
  withTls({
    kind: "container-tls-mixed",
    title: "a service with `containerTls` added to a `group`, and `image` of one in it",
    options: grouping,
    contents: [
      { services: [service("plain", { group: "mixed" }), service("taker", { group: "mixed", ...overTls })] },
      {
        services: [
          service("plain", { group: "mixed" }),
          service("taker", { group: "mixed", ...overTls, cpu: 512, memoryMiB: 1024 }),
          service("comer", { group: "mixed", ...overTls }),
        ],
      },
    ],
  }),
  withTls(
    ofService("container-tls-port", { title: "`containerPort` with `containerTls`" }, overTls, { containerPort: 9443 }),
  ),
];

/** `tls` and `containerTls` in one update of the stack, with the old place as standby. */
export const bothTlsEdits: readonly Edit[] = [
  {
    kind: "tls-and-container-tls",
    title: "`tls` and `containerTls`, on and off in the same updates, with `standby`",
    options: everyOption,
    isOfStack: true,
    contents: [
      { services: [service("both")] },
      {
        services: [service("both", { ...overTls, standby: { containerTls: false, containerPort: 8080 } })],
        stack: { tls },
      },
      { services: [service("both", overTls)], stack: { tls } },
      {
        services: [service("both", { containerPort: 8080, standby: { containerTls: true, containerPort: 8443 } })],
        stack: { tls },
      },
      { services: [service("both")] },
    ],
  },
];
