import assert from "node:assert/strict";
import type { PackConfig } from "../../policies/config";
import { evaluate } from "../../policies/evaluate";
import { fromEngine } from "../../policies/graph/engine";
import { graphOf } from "../../policies/graph/graph";
import type { Resource } from "../../policies/graph/resource";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { prove } from "../../policies/paths/prove";
import type { Proof } from "../../policies/paths/prove";
import { rules, singleRules } from "../../policies/rules";
import { allZones } from "../../simulator/aws/zones";
import { runFreeProgram } from "../../simulator/run";
import { asEngine } from "./engine-resources";

/** What the pack and the request paths say on a stack, in the words of tests: `rule-id resource`. */
export interface Verdicts {
  readonly mandatory: readonly string[];
  readonly advice: readonly string[];
  /** Without assumptions of request paths. */
  readonly undetermined: readonly string[];
  /** Rules that do not apply. */
  readonly notApplicable: readonly string[];
  /** Verdict by API and route: `{ "http ANY /{proxy+}": "proved" }`. A refuted path names its hop: `refuted at listener`. */
  readonly paths: Readonly<Record<string, string>>;
  /** The same of preflight requests, of routes that have them. */
  readonly preflights: Readonly<Record<string, string>>;
  /** Assumptions of all paths. */
  readonly assumed: readonly string[];
  /** Every text of a finding, for tests of messages. */
  readonly texts: readonly string[];
}

const nameOf = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);

const inWords = ({ verdict, broken }: Pick<Proof, "verdict" | "broken">) =>
  broken === undefined ? verdict : `${verdict} at ${broken.hop}`;

/** The verdicts on a list of resources. */
export function verdictsOn(resources: readonly Resource[], settings: PackConfig = {}): Verdicts {
  const config = { zoneIds: allZones(), ...settings };
  const results = evaluate(rules, resources, config);
  const violated = (level: string) =>
    results
      .filter(({ rule }) => rule.enforcement === level)
      .flatMap(({ rule, violations }) => violations.map(({ urn }) => `${rule.id} ${nameOf(urn)}`));
  const proofs = prove({ graph: graphOf(resources), config, rules: singleRules });
  return {
    mandatory: violated("mandatory"),
    advice: violated("advisory"),
    undetermined: results.flatMap(({ rule, undetermined }) =>
      undetermined
        .filter(({ needs }) => !needs.startsWith("assumed for "))
        .map(({ urn }) => `${rule.id} ${nameOf(urn)}`),
    ),
    notApplicable: results.filter(({ verdict }) => verdict === "not-applicable").map(({ rule }) => rule.id),
    paths: Object.fromEntries(proofs.map((proof) => [`${proof.api} ${proof.route}`, inWords(proof)])),
    preflights: Object.fromEntries(
      proofs.flatMap(({ api, route, preflight }) =>
        preflight === undefined ? [] : [[`${api} ${route}`, inWords(preflight)]],
      ),
    ),
    assumed: [...new Set(proofs.flatMap(({ assumed }) => assumed))],
    texts: results.flatMap(({ violations, undetermined }) => [
      ...violations.map(({ wrong, fix }) => `${wrong}. ${fix}`),
      ...undetermined.map(({ needs }) => needs),
    ]),
  };
}

let running: Promise<unknown> = Promise.resolve();

/** Runs a program as `npm run judge` does: as at a first preview, or with ids known. Fails the test if the run has errors. */
export function resourcesOf(pass: "preview" | "apply", program: () => unknown): Promise<readonly Resource[]> {
  // The SDK has one engine per process, so each run waits for the previous one.
  const run = running.then(() => runFreeProgram({ stack: "dev", pass, program }));
  running = run.catch(() => undefined);
  return run.then(({ resources, errors }) => {
    assert.deepEqual(errors, []);
    return pass === "preview" ? fromEngine(asEngine(resources)) : fromSnapshot(resources);
  });
}

/** The verdicts on a program in one pass. */
export const verdictsOf = async (pass: "preview" | "apply", program: () => unknown, settings: PackConfig = {}) =>
  verdictsOn(await resourcesOf(pass, program), settings);
