/** Parts of the uri of a REST API integration. */
export interface RestUri {
  readonly secure: boolean;
  /** Name of the host, without the port. */
  readonly host: string;
  readonly port: number;
  /** `/` if the uri has no path; parameters are in braces. */
  readonly path: string;
}

/** Parses a uri, which may have path parameters in braces; undefined if it is not a URL. */
export function parseUri(uri: string): RestUri | undefined {
  const [, scheme, host = "", port, path = ""] =
    /^(https?):\/\/([^/:?#]+)(?::(\d+))?(?=[/?#]|$)([^?#]*)/i.exec(uri) ?? [];
  if (scheme === undefined) return undefined;
  const secure = scheme.toLowerCase() === "https";
  return {
    secure,
    host,
    port: port === undefined ? (secure ? 443 : 80) : Number(port),
    path: path === "" ? "/" : path,
  };
}
