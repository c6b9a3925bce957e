import type { KeyPairKeyObjectResult } from "node:crypto";
import { createSign, generateKeyPairSync, randomBytes } from "node:crypto";

/** One value in DER: tag, length, content. Source: https://www.rfc-editor.org/rfc/rfc5280 (certificates) */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const bytes = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...bytes]), content]);
}

const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
/** `sha256WithRSAEncryption` and its empty parameters. */
const algorithm = sequence(der(0x06, Buffer.from("2a864886f70d01010b", "hex")), der(0x05));
/** A name with a common name only. */
const named = (name: string) =>
  sequence(der(0x31, sequence(der(0x06, Buffer.from("550403", "hex")), der(0x0c, Buffer.from(name)))));
/** `YYMMDDHHMMSSZ` */
const utcTime = (milliseconds: number) => {
  const digits = new Date(milliseconds).toISOString().replaceAll(/\D/g, "").slice(2, 14);
  return der(0x17, Buffer.from(`${digits}Z`));
};
const day = 86_400_000;
/** One key for all: only the number of certificates counts. */
let pair: KeyPairKeyObjectResult | undefined;

const pem = (label: string, body: Buffer) =>
  `-----BEGIN ${label}-----\n${body
    .toString("base64")
    .replaceAll(/(.{64})/g, "$1\n")
    .trimEnd()}\n-----END ${label}-----\n`;

/** A certificate that is valid for two days and that nobody trusts, with its key; both in PEM. @param now - milliseconds since 1970 */
export function selfSigned(name: string, now: number): { readonly certificate: string; readonly key: string } {
  const { publicKey, privateKey } = (pair ??= generateKeyPairSync("rsa", { modulusLength: 2048 }));
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(15)]);
  const signed = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    algorithm,
    named(name),
    sequence(utcTime(now - day), utcTime(now + day)),
    named(name),
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = createSign("sha256").update(signed).sign(privateKey);
  const certificate = sequence(signed, algorithm, der(0x03, Buffer.from([0]), signature));
  return {
    certificate: pem("CERTIFICATE", certificate),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
