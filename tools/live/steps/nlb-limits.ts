import { called, Undo } from "../call";
import { outputsOf } from "../outputs";
import type { Finding, Place, Step } from "../scene";
import { judged } from "../scene";
import { tagName } from "../scenes/services";
import { selfSigned } from "../self-signed";
import type { AwsAnswer, Values } from "../world";

/** Ports of listeners and target groups that the stack does not use. */
const firstPort = 2000;

interface Tried {
  /** How many calls AWS accepted before it refused one. */
  readonly accepted: number;
  readonly refusal: string;
}

/** Makes calls until AWS refuses one. @param make - the call with this index */
async function until(most: number, make: (index: number) => Promise<AwsAnswer>): Promise<Tried> {
  for (let accepted = 0; accepted < most; accepted++) {
    const answer = await make(accepted);
    if (!answer.ok) return { accepted, refusal: `${answer.code}: ${answer.message}` };
  }
  return { accepted: most, refusal: "none was refused" };
}

const first = (value: Values, key: string) => ((value[key] ?? []) as readonly Values[])[0] ?? {};
const shown = ({ accepted, refusal }: Tried) => `${accepted} accepted; ${refusal}`;

/** What tries at one pair of load balancers share. */
interface Limits {
  readonly place: Place;
  readonly undo: Undo;
  readonly alb: string;
  readonly nlb: string;
  readonly tags: readonly Values[];
}

async function newGroup({ place, undo, tags }: Limits, VpcId: unknown, TargetType: string, Port: number) {
  const Name = `live-${TargetType}-${Port}`;
  const parameters = { Name, Protocol: "TCP", Port, VpcId, TargetType, Tags: tags };
  const { TargetGroupArn } = first(
    await called(place.world, "elbv2", "create-target-group", parameters),
    "TargetGroups",
  );
  undo.later("elbv2", "delete-target-group", { TargetGroupArn });
  return TargetGroupArn;
}

async function newListener({ place, undo, tags }: Limits, parameters: Values): Promise<AwsAnswer> {
  const answer = await place.world.aws("elbv2", "create-listener", { ...parameters, Tags: tags });
  if (answer.ok)
    undo.later("elbv2", "delete-listener", { ListenerArn: first(answer.value, "Listeners")["ListenerArn"] });
  return answer;
}

/** One ALB in more and more target groups of one NLB. It counts as 50 targets in each of them, of 500 in a zone. */
async function albTargets(limits: Limits, vpc: unknown): Promise<readonly Finding[]> {
  const tried = await until(12, async (index) => {
    const TargetGroupArn = await newGroup(limits, vpc, "alb", 80 + index);
    const DefaultActions = [{ Type: "forward", TargetGroupArn }];
    await newListener(limits, {
      ...{ LoadBalancerArn: limits.nlb, Protocol: "TCP", Port: firstPort + index, DefaultActions },
    });
    return limits.place.world.aws("elbv2", "register-targets", {
      ...{ TargetGroupArn, Targets: [{ Id: limits.alb, Port: 80 }] },
    });
  });
  // The target group of the stack has the ALB once already.
  return [
    judged("alb-target-counted-twice", tried.accepted > 0 && tried.accepted < 12, shown(tried)),
    judged("alb-target-weight", tried.accepted === 9, shown(tried)),
  ];
}

/** A TLS listener with a certificate of its own, again and again. */
async function certificates(limits: Limits, vpc: unknown): Promise<Finding> {
  const { world } = limits.place;
  const TargetGroupArn = await newGroup(limits, vpc, "ip", 8080);
  const tried = await until(26, async (index) => {
    const { certificate, key } = selfSigned(`c${index}.live.example`, world.now());
    const encoded = { Certificate: certificate, PrivateKey: key };
    const { CertificateArn } = await called(world, "acm", "import-certificate", {
      ...Object.fromEntries(Object.entries(encoded).map(([name, pem]) => [name, Buffer.from(pem).toString("base64")])),
      Tags: limits.tags,
    });
    limits.undo.later("acm", "delete-certificate", { CertificateArn });
    return newListener(limits, {
      ...{ LoadBalancerArn: limits.nlb, Protocol: "TLS", Port: firstPort + 100 + index },
      Certificates: [{ CertificateArn }],
      DefaultActions: [{ Type: "forward", TargetGroupArn }],
    });
  });
  return judged("certificates-per-nlb", tried.accepted === 25, shown(tried));
}

/** Listeners of an ALB until one is refused: with those of the stack, 50. */
async function listeners(limits: Limits): Promise<Finding> {
  const tried = await until(51, (index) =>
    newListener(limits, {
      ...{ LoadBalancerArn: limits.alb, Protocol: "HTTP", Port: firstPort + index },
      DefaultActions: [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "404" } }],
    }),
  );
  const words = "The maximum number of listeners has been reached";
  return judged("listeners-text", tried.refusal.includes(words), shown(tried));
}

/** Quotas of an NLB and an ALB, which the settings never reach. What it makes beside the stack it takes away again. */
export const nlbLimits: Step = {
  id: "nlb-limits",
  title: "moves to option 4, and adds targets, certificates and listeners until AWS refuses one",
  minutes: 50,
  check: async (place) => {
    await place.stack.edit({ option: 4 });
    const balancers = Object.values((await outputsOf(place.stack)).loadBalancers);
    const arnOf = (kind: string) => balancers.find(({ type }) => type === kind)?.arn ?? "";
    const tags = [{ Key: tagName, Value: place.given.runId }];
    const limits = { place, undo: new Undo(), alb: arnOf("alb"), nlb: arnOf("nlb"), tags };
    const described = await called(place.world, "elbv2", "describe-load-balancers", { LoadBalancerArns: [limits.nlb] });
    const vpc = first(described, "LoadBalancers")["VpcId"];
    try {
      return [...(await albTargets(limits, vpc)), await certificates(limits, vpc), await listeners(limits)];
    } finally {
      await limits.undo.all(place.world);
    }
  },
};
