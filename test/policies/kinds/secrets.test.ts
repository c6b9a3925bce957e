import assert from "node:assert/strict";
import { verdictsOf } from "../../support/verdicts";
import { check } from "./programs/check";
import { secrets, undecided } from "./programs/secrets";

const rule = "execution-role-decrypts-secrets";

describe("execution roles and the keys of secrets", () => {
  // At a first preview the ARN of the secret is unknown, and with it the containers: no request path is proved.
  check(secrets.map((cases) => ({ ...cases, sound: {} })));
  const sound = secrets.flatMap((cases) => Object.entries(cases.sound));
  const passing = sound.map(([title, program]) => [title, { program, preview: [], apply: [] }] as const);

  for (const [title, { program, ...expected }] of [...passing, ...Object.entries(undecided)]) {
    for (const pass of ["preview", "apply"] as const) {
      it(`${title}: ${expected[pass].join() || "pass"}, ${pass}`, async () => {
        const { mandatory, undetermined } = await verdictsOf(pass, program);
        const found = [
          ...mandatory.filter((line) => line === `${rule} odd`).map(() => "violation"),
          ...undetermined.filter((line) => line === `${rule} odd`).map(() => "undetermined"),
        ];
        assert.deepEqual(found, expected[pass]);
      });
    }
  }
});
