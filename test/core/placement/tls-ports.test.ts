import assert from "node:assert/strict";
import fc from "fast-check";
import { hash } from "../../../core/naming";
import type { PortOwner } from "../../../core/placement/ports";
import { placePorts } from "../../../core/placement/ports";

const owner = (name: string, pins: PortOwner["pins"] = {}, pin: PortOwner["pin"] = "tlsPort"): PortOwner => ({
  name,
  firstName: name,
  pinnedBy: name,
  pins,
  pin,
});
const placed = (...owners: PortOwner[]) => placePorts("sales-nlb-1", owners);
const problems = (...owners: PortOwner[]) =>
  placed(...owners).problems.map(({ message, fix }) => `${message} => ${fix}`);

/** Two names whose hashes are equal under the given texts. */
function colliding(first: (name: string) => string, second: (name: string) => string): readonly [string, string] {
  const seen = new Map<number, string>();
  for (let index = 0; ; index++) {
    const name = `s${index}`;
    const found = seen.get(hash(second(name)) % 50_000);
    if (found !== undefined) return [found, name];
    seen.set(hash(first(name)) % 50_000, name);
  }
}
const plain = (name: string) => name;
const tls = (name: string) => `${name} tls`;

describe("TLS ports of a shared NLB", () => {
  it("are pinned or hashed, from 10000 on", () => {
    const [a, b] = [owner("a", { tlsPort: 30_001, port: 20_001 }), owner("b")];
    const { portOf } = placed(a, b);
    assert.equal(portOf(a), 30_001);
    assert.equal(portOf(b), 10_000 + (hash("b tls") % 50_000));
    const plainOwner = owner("b", {}, "port");
    assert.equal(placed(plainOwner).portOf(plainOwner), 10_000 + (hash("b") % 50_000));
  });

  it("two of the same hash are a problem with a pin to add", () => {
    const [first, second] = colliding(tls, tls);
    const { problems: found } = placed(owner(first), owner(second));
    const port = 10_000 + (hash(tls(first)) % 50_000);
    assert.deepEqual(found, [
      {
        owner: second,
        key: "pins.tlsPort",
        message: `${first} and ${second} both hash to listener port ${port} on sales-nlb-1`,
        fix: `add pins: { tlsPort: ${port + 1} } to ${second}`,
        pin: { owner: second, key: "tlsPort", value: port + 1 },
      },
    ]);
  });

  it("one that another service has without tls is a problem, and so is its own", () => {
    assert.deepEqual(problems(owner("a", { port: 20_001 }), owner("b", { tlsPort: 20_001 })), [
      "b is pinned to listener port 20001 on sales-nlb-1, that of a without tls; both listeners exist while tls is turned on or off => add pins: { tlsPort: 20002 } to b",
    ]);
    assert.deepEqual(problems(owner("a", { port: 20_001, tlsPort: 20_001 })), [
      "a is pinned to listener port 20001 on sales-nlb-1, its own without tls; both listeners exist while tls is turned on or off => add pins: { tlsPort: 20002 } to a",
    ]);
    const [hashed, other] = colliding(plain, tls);
    const [problem] = placed(owner(hashed), owner(other)).problems;
    assert.match(
      problem?.message ?? "",
      new RegExp(`^${other} hashes to listener port \\d+ on sales-nlb-1, that of ${hashed} without tls`),
    );
  });

  it("equal ports of two services without tls are no problem with tls", () => {
    const [first, second] = colliding(plain, plain);
    assert.equal(placed(owner(first, {}, "port"), owner(second, {}, "port")).problems.length, 1);
    assert.deepEqual(placed(owner(first), owner(second)).problems, []);
  });

  it("never equal a port without tls, and the advised pins resolve each conflict", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.record({ name: fc.integer({ min: 1, max: 500 }), port: fc.integer({ min: 20_000, max: 20_020 }) }),
          {
            minLength: 2,
            maxLength: 8,
            selector: ({ port }) => port,
          },
        ),
        fc.array(fc.option(fc.integer({ min: 20_000, max: 20_020 }), { nil: undefined }), {
          minLength: 8,
          maxLength: 8,
        }),
        (entries, tlsPorts) => {
          const owners = entries.map(({ port }, index) => {
            const tlsPort = tlsPorts[index];
            return owner(`s${port}`, { port, ...(tlsPort === undefined ? {} : { tlsPort }) });
          });
          const { portOf, problems: found } = placed(...owners);
          const slots = owners.flatMap((entry) => portOf(entry) ?? []);
          const ports = new Set(entries.map(({ port }) => port));
          for (const slot of slots) assert.ok(!ports.has(slot));
          assert.equal(new Set(slots).size, slots.length);
          const advised = new Map(
            found.map(({ owner: name, fix }) => [name, Number(/tlsPort: (\d+)/.exec(fix)?.[1])] as const),
          );
          const again = owners.map((entry) => ({
            ...entry,
            pins: { ...entry.pins, ...(advised.has(entry.name) ? { tlsPort: advised.get(entry.name) } : {}) },
          }));
          assert.deepEqual(placed(...again).problems, []);
        },
      ),
      { numRuns: 200 },
    );
  });
});
