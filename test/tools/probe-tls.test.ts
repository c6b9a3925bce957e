import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer as createTlsServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToProbe } from "../../core/probe-paths";
import type { ProbeResult } from "../../report/probe";
import { main } from "../../tools/probe";
import { stackFile } from "../report/diff/previews";
import { memo } from "../support/memo";
import { stackProject } from "../support/stack-project";
import { inProcess } from "../support/tool";
import type { PlayedApi } from "../support/two-apis";
import { listening, playing } from "../support/two-apis";

const tool = inProcess(main);
const services = { "/orders": "orders", "/stock": "stock" };
const place = ["--stack", "shop", "--directory", stackProject("shop", stackFile({ option: 1 }))] as const;

/** A certificate for 127.0.0.1 that nobody trusts, and its key. */
const selfSigned = memo(() => {
  const folder = mkdtempSync(join(tmpdir(), "tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"];
  const args = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  execFileSync("openssl", [...args, "-keyout", key, "-out", cert, ...subject], { stdio: "ignore" });
  return { key, cert };
});

describe("npm run probe, with TLS", () => {
  async function overTls(flags: readonly string[], asksClients: boolean) {
    const { key, cert } = selfSigned();
    const [keyPem, certPem] = [readFileSync(key), readFileSync(cert)];
    const clients = asksClients ? { requestCert: true, rejectUnauthorized: true, ca: certPem } : {};
    const api: PlayedApi = { kind: "http", stage: "", services };
    const { url, close } = await listening(createTlsServer({ key: keyPem, cert: certPem, ...clients }, playing(api)));
    const urls = ["--url", `https://${url}`, "--standby-url", `https://${url}`, "--count", "1", "--json"];
    try {
      return await tool(...place, ...urls, ...flags);
    } finally {
      close();
    }
  }

  it("finds a certificate that is not trusted", async () => {
    const { status, stdout } = await overTls([], false);
    assert.equal(status, 1);
    const [orders] = (JSON.parse(stdout) as ProbeResult).routes;
    assert.deepEqual(orders?.standby.outcomes, [{ what: "TLS: DEPTH_ZERO_SELF_SIGNED_CERT", count: 1 }]);
  });

  it("presents a client certificate where a domain with mutual TLS asks for it", async () => {
    const { key, cert } = selfSigned();
    assert.equal((await overTls(["--ca", cert], true)).status, 1);
    assert.equal((await overTls(["--ca", cert, "--client-cert", cert, "--client-key", key], true)).status, 0);
  });
});

describe("npm run probe, used wrongly", () => {
  const urls = ["--url", "http://127.0.0.1:1", "--standby-url", "http://127.0.0.1:1"];
  it("exits with 2, says what to do, and repeats no secret", async () => {
    const outputs = join(mkdtempSync(join(tmpdir(), "outputs-")), "outputs.json");
    const alone = {
      url: "https://a",
      option: 1,
      api: { url: "https://a", stage: "live" },
      services: {},
      loadBalancers: {},
      routes: [],
    };
    writeFileSync(outputs, JSON.stringify(alone));
    for (const [flags, said] of [
      [["--outputs", outputs], /^stack shop has no standby; set standby to another topology and run pulumi up/],
      [[...urls, "--header", "Authorization s3cr3t"], /allowed: "Name: value"/],
      [[...urls, "--api-key-env", "NO_SUCH_KEY"], /the environment has no such variable/],
      [[...urls, "--client-cert", "a.pem"], /belong together/],
      [[...urls, "--ca", "a.pem"], /--ca a\.pem: there is no such file/],
      [[...urls, "--path", "goods=/x"], /no such service; allowed: orders, stock/],
      [[...urls, "--count", "0"], /allowed: a whole number from 1/],
      [["--url", "ftp://a"], /allowed: an http or https URL/],
    ] as const) {
      const { status, stdout, stderr } = await tool(...place, ...flags);
      assert.deepEqual([status, stdout], [2, ""], stderr);
      assert.match(stderr, said);
      assert.doesNotMatch(stderr, /s3cr3t/);
    }
  });

  it("derives the path from the health check and stripPrefix", () => {
    const route = { prefix: "/orders", greedy: true, service: "orders" };
    const stripped = { ...route, strippedPrefix: "/orders" };
    assert.equal(pathToProbe(stripped, "/health"), "/orders/health");
    assert.equal(pathToProbe(stripped, "/"), "/orders/probe");
    assert.equal(pathToProbe(route, "/orders/health"), "/orders/health");
    assert.equal(pathToProbe(route, "/health"), "/orders/probe");
    assert.equal(pathToProbe({ ...route, prefix: "/" }, "/health"), "/health");
    assert.equal(pathToProbe({ ...stripped, prefix: "/orders/open" }, "/open/health"), "/orders/open/health");
    assert.equal(pathToProbe({ ...stripped, greedy: false }, "/health"), "/orders");
  });
});
