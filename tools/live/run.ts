import { destroyStack, projectFolder } from "./clean-up";
import type { NotDestroyed } from "./clean-up";
import { minutesOf } from "./estimate";
import type { Journal } from "./journal";
import { LiveStack, writeProject } from "./live-stack";
import { redacted } from "./report";
import type { Report, StepReport } from "./report";
import { stillTagged, taggedText } from "./tagged";
import type { Given, Scene, Step } from "./scene";
import type { Chosen, Skipped } from "./select";
import type { RecordSet } from "./validation-records";
import { deleteNewRecords, validationRecords } from "./validation-records";
import type { World } from "./world";
import { writeReport } from "./write-report";

/** What a run does, and where it writes. */
export interface Run {
  readonly given: Given;
  readonly chosen: readonly Chosen[];
  readonly skipped: readonly Skipped[];
  readonly budgetMinutes: number;
  /** How many scenes exist at one time. */
  readonly atOnce: number;
  readonly journal: Journal;
  /** Folder of this package. */
  readonly codeFolder: string;
  readonly programVersion: string;
  readonly reportFolder: string;
  /** Ends the run: the present command is interrupted, and what exists is destroyed. */
  readonly signal: AbortSignal;
  readonly tell: (text: string) => void;
}

class Interrupted extends Error {
  constructor() {
    super("the run was interrupted");
  }
}

/** The world of a step: once the run is interrupted, nothing begins any more. */
function guarded(world: World, signal: AbortSignal): World {
  const check = () => {
    if (signal.aborted) throw new Interrupted();
  };
  return {
    ...world,
    pulumi: async (...args) => {
      check();
      const ran = await world.pulumi(...args);
      check();
      return ran;
    },
    sleep: async (seconds) => {
      check();
      await world.sleep(seconds);
      check();
    },
  };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** One run of the live script. */
class LiveRun {
  private readonly steps: StepReport[] = [];
  private readonly notDestroyed: NotDestroyed[] = [];
  private readonly begin: number;
  private ended: string | undefined;
  private tagged: readonly string[] = [];

  constructor(
    private readonly world: World,
    private readonly run: Run,
  ) {
    this.begin = world.now();
    for (const { scene, step, reason } of run.skipped) this.leave(scene, step, "skipped", reason);
  }

  get report(): Report {
    const { given, programVersion } = this.run;
    return redacted({
      version: 1,
      runId: given.runId,
      startedAt: new Date(this.begin).toISOString(),
      region: given.region,
      programVersion,
      minutes: this.minutes,
      ...(this.ended === undefined ? {} : { ended: this.ended }),
      steps: this.inOrder,
      notDestroyed: this.notDestroyed,
      tagged: [...this.tagged],
    });
  }

  async all(): Promise<void> {
    writeProject(projectFolder(this.run.journal), this.run.journal.state.project, this.run.codeFolder);
    const records = await validationRecords(this.world, this.run.given);
    const queue = [...this.run.chosen];
    const lane = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await this.inScene(next);
    };
    const lanes = await Promise.allSettled(Array.from({ length: this.run.atOnce }, lane));
    const failed = lanes.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
    if (Object.keys(this.run.journal.state.stacks).length > 0) {
      this.run.tell("looks for resources that are left");
      this.tagged = [...(await this.recordsLeft(records)), ...(await stillTagged(this.world, this.run.given.runId))];
    }
    if (this.tagged.length > 0) this.run.tell(taggedText(this.tagged));
    this.save();
  }

  /** Takes away the records that the run has added. @returns why it could not, if so */
  private async recordsLeft(before: readonly RecordSet[]): Promise<readonly string[]> {
    try {
      await deleteNewRecords(this.world, this.run.given, before);
      return [];
    } catch (error) {
      return [`records of certificates in the hosted zone: ${messageOf(error)}`];
    }
  }

  /** The reports of steps in the order of the scenes: those that exist at one time report in turn. */
  private get inOrder(): StepReport[] {
    const order = this.run.chosen.map(({ scene }) => scene.id);
    return [...this.steps].sort((a, b) => order.indexOf(a.scene) - order.indexOf(b.scene));
  }

  /** Whole minutes since the run began, rounded up: the budget is never exceeded by rounding. */
  private get minutes(): number {
    return Math.ceil((this.world.now() - this.begin) / 60_000);
  }

  private save(): void {
    writeReport(this.run.reportFolder, this.report);
  }

  private leave(scene: string, step: string, state: "skipped" | "left" | "failed", reason: string): void {
    this.steps.push({ scene, step, state, reason, minutes: 0, findings: [] });
  }

  private leaveAll(scene: Scene, steps: readonly Step[], reason: string): void {
    for (const { id } of steps) this.leave(scene.id, id, "left", reason);
  }

  /** Why something that takes so many minutes must not begin. */
  private obstacle(minutes: number): string | undefined {
    if (this.run.signal.aborted) return (this.ended ??= "interrupted");
    const left = this.run.budgetMinutes - this.minutes;
    if (minutes <= left) return undefined;
    this.ended ??= "the budget does not suffice for all steps";
    return `takes ${minutes} minutes with clean-up, and ${left} of the budget are left`;
  }

  private async inScene({ scene, steps }: Chosen): Promise<void> {
    const { journal, given, tell, signal } = this.run;
    const obstacle = this.obstacle(minutesOf(scene, steps.slice(0, 1)));
    if (obstacle !== undefined) {
      this.leaveAll(scene, steps, obstacle);
      return;
    }
    tell(`${scene.id}: deploying (about ${scene.upMinutes} minutes)`);
    const world = guarded(this.world, signal);
    const keys = scene.keys(given);
    const { project } = journal.state;
    const stack = new LiveStack(world, projectFolder(journal), project, scene.id, given.region, keys);
    journal.note(scene.id, "created");
    try {
      const deployed = await stack.create();
      await this.allSteps(scene, steps, stack, deployed, world);
    } catch (error) {
      this.deploymentFailed(scene, steps, error);
    } finally {
      tell(`${scene.id}: destroying (about ${scene.downMinutes} minutes)`);
      const problem = await destroyStack(this.world, journal, scene.id);
      if (problem !== undefined) this.notDestroyed.push(problem);
      this.save();
    }
  }

  /** Steps of a scene that have no report yet cannot run. */
  private deploymentFailed(scene: Scene, steps: readonly Step[], error: unknown): void {
    const reported = new Set(this.steps.map(({ step }) => step));
    const [first, ...others] = steps.filter(({ id }) => !reported.has(id));
    if (error instanceof Interrupted) {
      this.ended ??= "interrupted";
      if (first !== undefined) this.leaveAll(scene, [first, ...others], "interrupted");
      return;
    }
    this.run.tell(`${scene.id}: ${messageOf(error)}`);
    if (first !== undefined) this.leave(scene.id, first.id, "failed", messageOf(error));
    this.leaveAll(scene, others, `the stack of scene ${scene.id} is not in its first state`);
  }

  private async allSteps(
    scene: Scene,
    steps: readonly Step[],
    stack: LiveStack,
    deployed: string,
    world: World,
  ): Promise<void> {
    for (const step of steps) {
      const obstacle = this.obstacle(step.minutes + scene.downMinutes);
      if (obstacle !== undefined) {
        this.leave(scene.id, step.id, "left", obstacle);
        continue;
      }
      // Not after the last step, whose stack is destroyed.
      await stack.putBack();
      await this.oneStep(scene, step, stack, deployed, world);
      this.save();
    }
  }

  private async oneStep(scene: Scene, step: Step, stack: LiveStack, deployed: string, world: World): Promise<void> {
    const { given, tell } = this.run;
    tell(`${scene.id}: ${step.id}: ${step.title} (about ${step.minutes} minutes)`);
    const begin = this.world.now();
    const minutes = () => Math.round((this.world.now() - begin) / 6000) / 10;
    try {
      const findings = await step.check({ world, given, stack, deployed });
      this.steps.push({ scene: scene.id, step: step.id, state: "done", minutes: minutes(), findings: [...findings] });
      for (const { assumption, outcome, seen } of findings) tell(`${scene.id}:   ${outcome}: ${assumption}: ${seen}`);
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      tell(`${scene.id}:   failed: ${messageOf(error)}`);
      this.leave(scene.id, step.id, "failed", messageOf(error));
    }
  }
}

/**
 * Runs the chosen steps. A scene is deployed, its steps run, and it is destroyed, whatever happens. The report is written
 * after each step.
 */
export async function runLive(world: World, run: Run): Promise<Report> {
  const interrupt = () => world.interrupt();
  run.signal.addEventListener("abort", interrupt);
  try {
    const live = new LiveRun(world, run);
    await live.all();
    return live.report;
  } finally {
    run.signal.removeEventListener("abort", interrupt);
  }
}
