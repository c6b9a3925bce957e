import assert from "node:assert/strict";
import { AwsAccount } from "../../simulator/aws/account";
import type { LostRequests } from "../../simulator/schedules/probe";
import type { Replay } from "../../simulator/schedules/replay";
import { article, settingsOf } from "../support/scenario";
import { ofService } from "./edits/edit";
import { Results, withRows } from "./results";
import type { Update } from "./updates";

const edits = [
  ofService("image", { title: "`image`" }, {}, { image: "nginx:2" }),
  ofService("port-unwaited", { title: "`containerPort` with `wait: false`" }, {}, { containerPort: 81 }),
];
const settings = settingsOf(article());
const account = new AwsAccount().snapshot();
const update: Update = {
  ...{ stack: { name: "tasks", edits }, option: 1, step: 1, before: settings, after: settings },
  ...{ clients: [], from: account, log: [], end: account },
  surroundings: { region: "us-east-1", outside: { zones: {}, certificates: {} } },
};
const lost = (service: string, count: number): LostRequests => ({
  ...{ route: `/${service}`, service, status: 503, hop: "target group", reason: "no target" },
  ...{ after: "update of Service x", count },
});
const replay = (schedule: string, more: Partial<Replay> = {}): Replay => ({
  ...{ schedule, asked: 10, lost: [], assumed: [], failures: [] },
  ...more,
});
const row = (results: Results, kind: string) => results.all(["prompt"]).edits.find((edit) => edit.kind === kind);

describe("results of updates", () => {
  it("requests of all orders are added for each edit, and for services that no edit changes", () => {
    const results = new Results();
    const replays = [replay("prompt"), replay("late", { assumed: [lost("image", 3)] })];
    assert.deepEqual(results.add(update, replays), []);
    assert.deepEqual(row(results, "image"), {
      ...{ kind: "image", title: "`image`", option: 1, asked: 20, lost: 0, assumed: 3 },
    });
    assert.equal(row(results, "bystander")?.asked, 20);
  });

  it("a lost request is a problem of its edit, once for all orders that have it", () => {
    const results = new Results();
    const replays = [replay("prompt", { lost: [lost("image", 2)] }), replay("late", { lost: [lost("image", 1)] })];
    assert.deepEqual(results.add(update, replays), [
      "update 1: 2 of 2 orders (prompt, late): /image loses requests, first after update of Service x: 503 at target group: no target",
    ]);
    assert.equal(row(results, "image")?.lost, 3);
    assert.equal(row(results, "port-unwaited")?.lost, 0);
  });

  it("a lost request of a service that no edit changes is a problem", () => {
    const results = new Results();
    assert.equal(results.add(update, [replay("prompt", { lost: [lost("orders", 1)] })]).length, 1);
    assert.equal(row(results, "bystander")?.lost, 1);
  });

  it("a documented interruption is no problem; one that no order shows is reported", () => {
    const [shown, hidden] = [new Results(), new Results()];
    assert.deepEqual(shown.add(update, [replay("prompt", { lost: [lost("port-unwaited", 4)] })]), []);
    assert.deepEqual(shown.unseen(), []);
    hidden.add(update, [replay("prompt")]);
    assert.deepEqual(hidden.unseen(), [
      "option 1, port-unwaited: no order loses a request, but report/interruptions.ts lists the edit",
    ]);
  });

  it("an update that fails and a call that AWS refuses in an order are problems", () => {
    const found = new Results().add({ ...update, failure: "error: Throttling" }, [
      replay("seed 1", { failures: ["delete of Vpc a: DependencyViolation"] }),
    ]);
    assert.deepEqual(found, [
      "update 1: pulumi up failed: error: Throttling",
      "update 1: seed 1: delete of Vpc a: DependencyViolation",
    ]);
  });

  it("an update that makes no call is a problem, because nothing is shown about it", () => {
    assert.deepEqual(new Results().add(update, [replay("prompt", { asked: 0 })]), [
      "update 1: it makes no call, so that no request is sent",
    ]);
  });

  it("rows of one stack replace those of the same edit and option, and the others stay", () => {
    const of = (kind: string, option: 1 | 5, asked: number) => ({
      ...{ kind, title: kind, option, asked, lost: 0, assumed: 0 },
    });
    const known = { schedules: ["prompt"], edits: [of("cpu", 1, 1), of("image", 1, 2), of("image", 5, 3)] };
    const { edits: rows } = withRows(known, {
      schedules: ["prompt"],
      edits: [of("image", 5, 9), of("auth-iam", 1, 4)],
    });
    assert.deepEqual(rows, [of("auth-iam", 1, 4), of("cpu", 1, 1), of("image", 1, 2), of("image", 5, 9)]);
    assert.throws(() => withRows(known, { schedules: ["late"], edits: [] }), /other orders/);
  });
});
