import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const block = 512;

/** Header of a file in a tar archive; readers of ours use its name and size only. */
function header(name: string, bytes: number): Buffer {
  const buffer = Buffer.alloc(block);
  buffer.write(name, 0);
  buffer.write(bytes.toString(8).padStart(11, "0"), 124);
  return buffer;
}

/** A file whose last block, which it does not fill, looks like the header of another package.json. */
const misleading = "x".repeat(block) + header("package/package.json", 2).toString("utf8", 0, 140);

/** Writes a package as `npm pack` does: package.json is not its first file. */
export function writeTarball(file: string, packageJson: object): void {
  const files: readonly (readonly [string, string])[] = [
    ["package/LICENSE", misleading],
    ["package/template/package.json", "{}"],
    ["package/package.json", JSON.stringify(packageJson)],
  ];
  const blocks = files.flatMap(([name, content]) => {
    const body = Buffer.alloc(Math.ceil(content.length / block) * block);
    body.write(content);
    return [header(name, content.length), body];
  });
  writeFileSync(file, gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * block)])));
}
