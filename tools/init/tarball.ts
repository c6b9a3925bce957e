import { gunzipSync } from "node:zlib";

const blockBytes = 512;

const textAt = (header: Buffer, start: number, length: number) =>
  header.toString("utf8", start, start + length).replace(/\0.*$/s, "");

/**
 * Reads `package/package.json` of a package that `npm pack` wrote.
 * Format: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_06
 *
 * @returns undefined for a file that is no such package
 */
export function readPackageJson(content: Buffer): { readonly name?: unknown; readonly version?: unknown } | undefined {
  try {
    const archive = gunzipSync(content);
    let at = 0;
    while (at + blockBytes <= archive.length) {
      const header = archive.subarray(at, at + blockBytes);
      const bytes = parseInt(textAt(header, 124, 12), 8) || 0;
      at += blockBytes;
      if (textAt(header, 0, 100) === "package/package.json")
        return JSON.parse(archive.toString("utf8", at, at + bytes)) as { name?: unknown; version?: unknown };
      at += Math.ceil(bytes / blockBytes) * blockBytes;
    }
  } catch {
    // No gzip archive, or no JSON in it.
  }
  return undefined;
}
