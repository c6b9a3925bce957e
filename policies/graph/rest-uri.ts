/** What the uri of a REST integration says. */
export interface RestUri {
  readonly secure: boolean;
  readonly port: number;
  /** `/` where it has none; parameters stand in braces. */
  readonly path: string;
}

/** Text of a uri in, its parts out; undefined where it is no URL. A path parameter in braces is no part of the port. */
export function parseUri(uri: string): RestUri | undefined {
  const [, scheme, port, path = ""] = /^(https?):\/\/[^/:?#]+(?::(\d+))?(?=[/?#]|$)([^?#]*)/i.exec(uri) ?? [];
  if (scheme === undefined) return undefined;
  const secure = scheme.toLowerCase() === "https";
  return {
    secure,
    port: port === undefined ? (secure ? 443 : 80) : Number(port),
    path: path === "" ? "/" : path,
  };
}
