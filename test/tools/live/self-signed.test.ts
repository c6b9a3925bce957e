import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { selfSigned } from "../../../tools/live/self-signed";
import { tail } from "../../../tools/live/live-stack";

describe("what steps of the live script make and read", () => {
  it("a self-signed certificate has its name, its key, and two days", () => {
    const { certificate, key } = selfSigned("c1.live.example", Date.UTC(2026, 10, 27));
    const read = new X509Certificate(certificate);
    assert.equal(read.subject, "CN=c1.live.example");
    assert.ok(read.verify(read.publicKey));
    assert.deepEqual([read.validFrom, read.validTo], ["Nov 26 00:00:00 2026 GMT", "Nov 28 00:00:00 2026 GMT"]);
    assert.match(key, /^-----BEGIN PRIVATE KEY-----/);
  });

  it("the reason of a failed command stands before its outputs", () => {
    assert.equal(tail("Updating\n\nDiagnostics:\n  error: no\n\nOutputs:\n  url: x\n"), "error: no");
    assert.equal(tail("error: no stack named live\n"), "error: no stack named live");
  });
});
