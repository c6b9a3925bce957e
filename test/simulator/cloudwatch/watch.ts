import { nameOf } from "../../../simulator/aws/account";
import type { AwsAccount } from "../../../simulator/aws/account";
import type { AlarmState, Evaluation } from "../../../simulator/aws/cloudwatch/alarm-state";
import { alarmState } from "../../../simulator/aws/cloudwatch/alarm-state";
import { Metrics } from "../../../simulator/aws/cloudwatch/metrics";
import { measure } from "../../../simulator/aws/cloudwatch/served";

const minute = 60;
const hours = 10;

/** The alarms of an account, evaluated each minute as CloudWatch does: a state depends on the one before. */
export class Watch {
  readonly metrics = new Metrics();
  private atSeconds = hours * 60 * minute;
  private readonly states = new Map<string, AlarmState>();

  constructor(
    private readonly account: AwsAccount,
    private readonly quota?: Evaluation["quota"],
  ) {}

  /**
   * Lets minutes pass, in which CloudWatch measures health of targets and utilization of tasks.
   *
   * @param each - what else happens in each minute
   * @returns names of the alarms that were on at the end of at least one of them
   */
  pass(minutes: number, { percent = 10, each }: Minutes = {}): readonly string[] {
    const seen = new Set<string>();
    for (let past = 0; past < minutes; past += 1) {
      measure(this.account, this.metrics, this.atSeconds, percent);
      each?.(this.metrics, this.atSeconds);
      this.atSeconds += minute;
      this.evaluate();
      for (const name of this.in("ALARM")) seen.add(name);
    }
    return [...seen].sort();
  }

  /** Names of the alarms in a state. */
  in(state: AlarmState): readonly string[] {
    return [...this.states].flatMap(([urn, one]) => (one === state ? [nameOf(urn)] : [])).sort();
  }

  private evaluate(): void {
    const { metrics, atSeconds, states, quota } = this;
    for (const alarm of this.account.of("aws:cloudwatch/metricAlarm:MetricAlarm")) {
      const before = states.get(alarm.urn);
      const evaluation = { metrics, atSeconds, ...(before && { before }), ...(quota && { quota }) };
      states.set(alarm.urn, alarmState(alarm, evaluation));
    }
  }
}

/** What happens in each minute. */
export interface Minutes {
  /** CPU and memory that each task uses. */
  readonly percent?: number;
  readonly each?: (metrics: Metrics, atSeconds: number) => void;
}
