import assert from "node:assert/strict";
import fc from "fast-check";
import { Netmask } from "netmask";
import { cidrFault, layOutVpc, overlaps, usableAddresses } from "../../core/cidr";

describe("CIDR blocks", () => {
  it("divides a /16 with two zones for four: /18 per zone, /19 per subnet", () => {
    assert.deepEqual(layOutVpc("10.1.0.0/16", 2), {
      zonePrefixLength: 18,
      zones: [
        { publicCidr: "10.1.0.0/19", privateCidr: "10.1.32.0/19" },
        { publicCidr: "10.1.64.0/19", privateCidr: "10.1.96.0/19" },
      ],
    });
  });

  it("a third zone moves no subnet", () => {
    assert.deepEqual(layOutVpc("10.1.0.0/16", 3)?.zones.slice(0, 2), layOutVpc("10.1.0.0/16", 2)?.zones);
  });

  it("divides a /24 with four zones into eight /27 subnets", () => {
    const blocks = layOutVpc("10.9.8.0/24", 4)?.zones.flatMap(({ publicCidr, privateCidr }) => [
      publicCidr,
      privateCidr,
    ]);
    assert.deepEqual(blocks, [
      "10.9.8.0/27",
      "10.9.8.32/27",
      "10.9.8.64/27",
      "10.9.8.96/27",
      "10.9.8.128/27",
      "10.9.8.160/27",
      "10.9.8.192/27",
      "10.9.8.224/27",
    ]);
  });

  it("does not divide a /26 with two zones, whose subnets would be /29", () => {
    assert.equal(layOutVpc("10.1.0.0/26", 2), undefined);
  });

  it("AWS reserves five addresses of a subnet", () => {
    assert.equal(usableAddresses("10.1.0.0/28"), 11);
  });

  it("explains why AWS does not accept a block", () => {
    assert.match(cidrFault("10.1.0.0") ?? "", /not an IPv4 block/);
    assert.match(cidrFault("10.300.0.0/16") ?? "", /not an IPv4 block/);
    assert.match(cidrFault("10.1.0.5/24") ?? "", /starts at 10\.1\.0\.0\/24/);
    assert.match(cidrFault("10.0.0.0/8") ?? "", /\/16 to \/28/);
    assert.match(cidrFault("10.0.0.0/29") ?? "", /\/16 to \/28/);
    assert.equal(cidrFault("10.0.0.0/28"), undefined);
  });

  const aBlock = fc
    .record({ length: fc.integer({ min: 16, max: 24 }), seed: fc.nat(), zones: fc.integer({ min: 1, max: 6 }) })
    .map(({ length, seed, zones }) => {
      const { base } = new Netmask(`10.${seed % 256}.${(seed >> 8) % 256}.0/${length}`);
      return { cidr: `${base}/${length}`, zones };
    });

  it("subnets of a VPC are inside it and do not overlap", () => {
    fc.assert(
      fc.property(aBlock, ({ cidr, zones }) => {
        const blocks =
          layOutVpc(cidr, zones)?.zones.flatMap(({ publicCidr, privateCidr }) => [publicCidr, privateCidr]) ?? [];
        for (const [index, block] of blocks.entries()) {
          assert.ok(new Netmask(cidr).contains(new Netmask(block)), `${block} is outside ${cidr}`);
          for (const other of blocks.slice(index + 1)) assert.ok(!overlaps(block, other), `${block} overlaps ${other}`);
        }
      }),
    );
  });
});
