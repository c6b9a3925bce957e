import assert from "node:assert/strict";
import { verdictsOf } from "../../../support/verdicts";
import type { Cases } from "./cases";

/** Tests each program in both passes: exactly the named findings, and the verdict of every request path. */
export function check(all: readonly Cases[]): void {
  for (const { rule, reported, sound } of all) {
    for (const pass of ["preview", "apply"] as const) {
      for (const [title, { program, on, path, breaksAt, also }] of Object.entries(reported)) {
        it(`${rule} reports: ${title}, ${pass}`, async () => {
          const { mandatory, paths } = await verdictsOf(pass, program);
          const broken = path === "proved" ? [] : [`every-route-reaches-its-service ${breaksAt ?? on}`];
          assert.deepEqual([...mandatory].sort(), [`${rule} ${on}`, ...(also ?? []), ...broken].sort());
          assert.deepEqual([...new Set(Object.values(paths))], [path]);
        });
      }
      for (const [title, program] of Object.entries(sound)) {
        it(`${rule} passes: ${title}, ${pass}`, async () => {
          const { mandatory, paths } = await verdictsOf(pass, program);
          assert.deepEqual(mandatory, []);
          assert.deepEqual([...new Set(Object.values(paths))], ["proved"]);
        });
      }
    }
  }
}
