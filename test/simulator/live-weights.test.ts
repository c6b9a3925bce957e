import assert from "node:assert/strict";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import type { Answers } from "../../simulator/aws/handlers";
import { Handlers } from "../../simulator/aws/handlers";
import type { ProviderCall } from "../../simulator/aws/handlers";
import { late, prompt } from "../../simulator/schedules/schedule";
import { replay } from "../../simulator/schedules/replay";
import { toProperties, toStruct } from "../../simulator/structs";
import type { Properties } from "../../simulator/values";
import { revision } from "./ecs-fixture";
import type { Scene } from "./shifted-service";
import { ask, blueGreen, declared, follow, scene, started, weights } from "./shifted-service";

/** The engine's part: the inputs and the state of the governed action. */
class Engine {
  readonly calls: ProviderCall[] = [];
  private readonly handlers: Answers;
  private readonly urn: string;
  private readonly id: string;
  private state: Properties;

  constructor(
    at: Scene,
    private inputs: Properties = at.account.get("production").inputs,
  ) {
    const { urn, id, outputs } = at.account.get("production");
    this.handlers = new Handlers(at.account.account, (call) => this.calls.push(call));
    [this.urn, this.id, this.state] = [urn, id, { ...outputs, ...inputs, id }];
  }

  update(inputs: Properties): void {
    const request = new proto.UpdateRequest();
    request.setUrn(this.urn);
    request.setId(this.id);
    request.setOlds(toStruct(this.state));
    request.setOldInputs(toStruct(this.inputs));
    request.setNews(toStruct(inputs));
    this.state = toProperties(this.handlers.update(request).getProperties());
    this.inputs = inputs;
  }

  /** Takes what AWS has into the state. @returns the weights */
  refresh(): unknown {
    const request = new proto.ReadRequest();
    request.setUrn(this.urn);
    request.setId(this.id);
    request.setProperties(toStruct(this.state));
    const read = this.handlers.read(request);
    this.state = toProperties(read.getProperties());
    this.inputs = toProperties(read.getInputs());
    return this.inputs["actions"] ?? this.inputs["defaultActions"];
  }
}

for (const kind of ["ALB", "NLB"] as const) {
  const key = kind === "NLB" ? "defaultActions" : "actions";
  /** A service whose alternate target group has the requests, and what the program declares. */
  const running = () => {
    const at = scene(kind);
    follow(at, started(at));
    const { inputs } = at.account.get("production");
    return { at, engine: new Engine(at), program: inputs };
  };

  describe(`live weights of an ${kind}`, () => {
    it("an update that does not change the action leaves them; one that does sets them back", () => {
      const { at, engine, program } = running();
      engine.update(program);
      engine.update({ ...program, tags: { team: "shop" } });
      assert.equal(weights(at), "blue 0, green 100");
      engine.update({ ...program, [key]: declared(at, 1) });
      assert.equal(weights(at), "blue 1, green 0");
    });

    it("a refresh takes them into the state: then a program that does not ignore the action sets them back", () => {
      const { at, engine, program } = running();
      engine.refresh();
      engine.update({ ...program, tags: { team: "shop" } });
      assert.deepEqual([weights(at), ask(at).startsWith("revision")], ["blue 100, green 0", false]);
    });

    it("a program that ignores the action keeps them after a refresh in the middle of a deployment", () => {
      const { at, engine, program } = running();
      const { account } = at.account;
      at.account.update("orders", { taskDefinition: revision(at.account, "second", "shop:2") });
      const [deployment] = account.deployments;
      while (deployment !== undefined && weights(at) !== "blue 100, green 0") account.advance(deployment);
      const live = engine.refresh();
      engine.update({ ...program, [key]: live, tags: { team: "shop" } });
      assert.deepEqual([weights(at), account.deployments.length], ["blue 100, green 0", 1]);
    });

    it("a replacement begins with the declared weights", () => {
      const { at, program } = running();
      const { urn, id, outputs } = at.account.get("production");
      at.account.account.delete(urn, id, outputs);
      const created = at.account.account.create(urn, program);
      assert.deepEqual(created.inputs[key], declared(at));
    });

    it("a replay in another order does not send what the call did not send", () => {
      const { at, engine, program } = running();
      const { account } = at.account;
      const from = account.snapshot();
      engine.update({ ...program, tags: { team: "shop" } });
      const log = engine.calls.map((call) => ({ ...call, after: [] }));
      for (const schedule of [prompt, late(3)]) {
        account.restore(from);
        const taskDefinition = revision(at.account, `second-${schedule.name}`, "shop:2");
        at.account.update("orders", { taskDefinition });
        for (const deployment of account.deployments) account.finish(deployment);
        replay(account, log, schedule, []);
        assert.equal(weights(at), "blue 100, green 0");
      }
    });
  });
}

it("a program that removes its deployment configuration sends nothing: the strategy stays", () => {
  const { account } = scene("ALB");
  const request = new proto.CheckRequest();
  request.setUrn("urn:pulumi:s::p::aws:ecs/service:Service::orders");
  request.setOlds(toStruct({ name: "orders", deploymentConfiguration: blueGreen }));
  request.setNews(toStruct({ name: "orders" }));
  const checked = toProperties(new Handlers(account.account, () => undefined).check(request).getInputs());
  assert.deepEqual(checked["deploymentConfiguration"], blueGreen);
});
