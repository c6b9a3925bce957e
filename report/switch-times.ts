import { z } from "zod";
import { markdownTable } from "./table";

const option = z.literal([1, 2, 3, 4, 5]);

const stepTime = z.strictObject({
  step: z.string(),
  /** Seconds of the longest path over the calls of the update. */
  seconds: z.int().min(0),
  /** The calls of that path that take some seconds, in their order. */
  path: z.array(
    z.strictObject({
      call: z.literal(["create", "update", "delete"]),
      type: z.string(),
      name: z.string(),
      seconds: z.int().min(0),
    }),
  ),
});

/** The results of `npm run test:switch -- --times`. */
const switchTimes = z.array(z.strictObject({ from: option, to: option, steps: z.array(stepTime).min(1) }));

export type StepTime = z.infer<typeof stepTime>;
export type SwitchTimes = z.infer<typeof switchTimes>;

/** Parses the results file. @throws ZodError if it has another form */
export const readSwitchTimes = (text: string): SwitchTimes => switchTimes.parse(JSON.parse(text));

/** The steps of the table, as the page calls them. */
const columns = [
  ["S0-S1", "the standby comes (S1)"],
  ["S1-S2", "requests move (S2)"],
  ["S2-S3", "the old one goes (S3)"],
  ["S1-S0", "the standby goes instead"],
] as const;

const words: Readonly<Record<string, string>> = {
  "aws:ecs/service:Service": "tasks",
  "aws:apigateway/vpcLink:VpcLink": "VPC link V1",
  "aws:apigatewayv2/vpcLink:VpcLink": "VPC link V2",
  "aws:ec2/securityGroup:SecurityGroup": "security group",
  "aws-native:apigatewayv2:ApiMapping": "API mapping",
};

type Part = StepTime["path"][number];

/** A load balancer has the kind as the end of its name, or is one that services share. */
const balancer = (name: string) => (name.endsWith("-alb") ? "ALB" : "NLB");

const partText = ({ call, type, name }: Part): string => {
  const what = type === "aws:lb/loadBalancer:LoadBalancer" ? balancer(name) : (words[type] ?? type.replace(/^.*:/, ""));
  return call === "delete" ? `${what} deleted` : what;
};

const minutes = (seconds: number) => (seconds < 30 ? "< 1" : (seconds / 60).toFixed(1));

const cell = (time: StepTime | undefined): string =>
  time === undefined
    ? "-"
    : `${minutes(time.seconds)} min${time.path.length === 0 ? "" : `: ${time.path.map(partText).join(", ")}`}`;

/** Minutes of each step by pairs of options, with what the update waits for, as a Markdown table. */
export const switchTimesTable = (times: SwitchTimes): string =>
  markdownTable({
    head: ["from, to", ...columns.map(([, title]) => title)],
    rows: times.map(({ from, to, steps }) => [
      `${from}, ${to}`,
      ...columns.map(([name]) => cell(steps.find(({ step }) => step === name))),
    ]),
  });
