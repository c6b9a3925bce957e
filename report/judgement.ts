import colours from "picocolors";
import { admissionText } from "./admission-text";
import { findingsText } from "./findings";
import type { resultVersion } from "./preview-schema";
import { preflightText } from "./preflights";
import { reachesText } from "./reaches";
import { refuses } from "./refusals";
import type { Verdict } from "./result";
import { wrap } from "./wrap";

/** The verdict on one resource graph. */
export interface PassVerdict extends Verdict {
  /** The pass that registered the resources; absent for a printed graph. */
  readonly pass?: "preview" | "apply";
  /** Number of resources. */
  readonly resources: number;
}

/** The verdict on a program or on a printed graph. */
export interface Judgement {
  readonly version: typeof resultVersion;
  readonly file: string;
  readonly passes: readonly PassVerdict[];
}

/** Hops whose own name is short for AWS's. */
const longNames: Readonly<Record<string, string>> = { balancer: "load balancer", rule: "listener rule" };
const at = ({ hop, name }: { readonly hop: string; readonly name: string }) => `${longNames[hop] ?? hop} ${name}`;

type Proof = Verdict["proofs"][number];

const verdicts = ["proved", "refuted", "undetermined"] as const;
const paint = { proved: colours.green, refuted: colours.red, undetermined: colours.dim } as const;

/** What happens to the requests of one listener rule or default action. */
function ruleText({ listener, rule, example, verdict, services, broken }: NonNullable<Proof["rules"]>[number]): string {
  const by = rule === null ? `default action of listener ${listener}` : `listener rule ${rule}`;
  const what = services.length > 0 ? ` ${services.join(", ")}` : "";
  return `${by}, for example ${example}: ${verdict}${what}${broken === undefined ? "" : `; ${broken.wrong}`}`;
}

function pathText(
  { api, route, verdict, steps, broken, open, preflight, assumed, rules = [] }: Proof,
  width: number,
): string {
  const hops = steps.map((step) => at(step) + admissionText(step)).join(" -> ");
  const lines = [
    ...(hops === "" ? [] : [hops]),
    ...rules.map(ruleText),
    ...(broken === undefined ? [] : [`breaks at ${at(broken)}: ${broken.wrong}`, broken.fix]),
    ...open.map((point) => `undetermined at ${at(point)}: ${point.needs}`),
    ...assumed.map((text) => `assumed: ${text}`),
    ...(preflight === undefined ? [] : [preflightText(preflight)]),
  ];
  return [
    `  ${paint[verdict](verdict)}: ${api} ${route}`,
    ...lines.map((line) => wrap(line, width, { first: "      ", rest: "        " })),
  ].join("\n");
}

function pathsText(proofs: readonly Proof[], width: number): readonly string[] {
  const counts = verdicts.map((verdict) => `${proofs.filter((proof) => proof.verdict === verdict).length} ${verdict}`);
  return [`\n${colours.bold(`Request paths: ${counts.join(", ")}`)}`, ...proofs.map((proof) => pathText(proof, width))];
}

function passText(file: string, verdict: PassVerdict, width: number): string {
  const { pass, resources, findings, policies, proofs } = verdict;
  const found = { findings: findings.map((finding) => ({ ...finding, passes: [] })), policies, ran: 1 };
  return [
    colours.bold(`${file}${pass === undefined ? "" : `, ${pass} pass`}: ${resources} resources`),
    findingsText(found, { width, details: true }),
    ...pathsText(proofs, width),
    ...reachesText(verdict, width),
  ].join("\n");
}

/** Whether a mandatory policy refuses the resources, or a request path is broken. */
export const isRefused = ({ findings, proofs }: PassVerdict): boolean =>
  findings.some(refuses) || proofs.some(({ verdict }) => verdict === "refuted");

/** A judgement as text: findings and request paths of each pass. @param width - columns */
export const judgementText = ({ file, passes }: Judgement, width: number): string =>
  passes.map((pass) => passText(file, pass, width)).join("\n\n");
