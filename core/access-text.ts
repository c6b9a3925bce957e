import type { Access } from "./plan-access";

/** What a request needs, as the plan or a trace of the resource graph has it. */
interface Needed extends Pick<Access, "scopes" | "apiKey"> {
  readonly authorization: Access["authorization"] | "function" | "unknown";
}

const authorizations: Readonly<Record<Needed["authorization"], string>> = {
  none: "",
  iam: "IAM signature",
  token: "token",
  function: "what a Lambda function admits",
  unknown: "",
};

/** What a request needs in a few words: `token with scope orders/read or orders/write, API key`; `open` for nothing. */
export function accessText(needed: Needed | undefined): string {
  const { authorization = "none", scopes = [], apiKey = false } = needed ?? {};
  const scope = scopes.length === 0 ? "" : ` with scope ${scopes.join(" or ")}`;
  const words = [
    ...(authorizations[authorization] === "" ? [] : [`${authorizations[authorization]}${scope}`]),
    ...(apiKey ? ["API key"] : []),
  ];
  if (words.length > 0) return words.join(", ");
  return authorization === "unknown" ? "" : "open";
}
