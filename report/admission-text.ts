import { accessText } from "../core/access-text";
import type { Verdict } from "./result";

/** What a request needs at the access of a route, in brackets after a space; empty for other hops. */
export function admissionText({ admits }: Verdict["proofs"][number]["steps"][number]): string {
  const text = admits === undefined ? "" : accessText(admits);
  return text === "" ? "" : ` (${text})`;
}
