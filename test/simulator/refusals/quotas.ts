import type { Properties } from "../../../simulator/values";
import type { Case, TestAccount } from "../fixture";
import { balancer, group, lb, linkV1, linkV2, listener, vpc } from "../fixture";
import { issued } from "../front";

/** Creates resources up to the quota of a new account (accepted), and one more (rejected). */
const oneMore = (limit: number, error: RegExp, creator: (account: TestAccount) => (name: string) => void): Case => {
  const create = (count: number) => (account: TestAccount) => {
    const createResource = creator(account);
    for (let index = 0; index < count; index++) createResource(`number-${String(index)}`);
  };
  return { error, refused: create(limit + 1), accepted: create(limit) };
};

/** Quotas of a new account, from the quota page of each AWS service. */
export const quotas: Readonly<Record<string, Case>> = {
  "11th V2 link": oneMore(
    10,
    /^Error: BadRequestException: There are too many Vpc Links defined for this account\. Limit is 10$/,
    (account) => (name) => linkV2(account, name),
  ),
  "21st V1 link": oneMore(
    20,
    /^Error: BadRequestException: There are too many Vpc Links defined for this account\. Limit is 20$/,
    (account) => (name) => linkV1(account, name, balancer(account, `${name}-nlb`, "network")),
  ),
  "51st ALB": oneMore(50, /TooManyLoadBalancers: /, (account) => (name) => balancer(account, name)),
  "51st NLB beside 50 ALBs": oneMore(50, /TooManyLoadBalancers: /, (account) => {
    for (let index = 0; index < 50; index++) balancer(account, `alb${String(index)}`);
    return (name) => balancer(account, name, "network");
  }),
  "51st listener": oneMore(50, /TooManyListeners: /, (account) => {
    const [nlb, g] = [balancer(account, "n", "network"), group(account, "g")];
    let port = 20000;
    return (name) => listener(account, name, nlb, port++, g);
  }),
  "26th TLS listener of an NLB": oneMore(
    25,
    /^Error: TooManyCertificates: You've reached the limit on the number of certificates per load balancer$/,
    (account) => {
      const [nlb, g] = [balancer(account, "n", "network"), group(account, "g", { protocol: "TCP" })];
      const certificateArn = issued(account, "name").id;
      const create = (name: string, port: number, inputs: Properties) =>
        account.create(lb("Listener"), name, {
          loadBalancerArn: nlb.id,
          port,
          defaultActions: [{ type: "forward", targetGroupArn: g.id }],
          ...inputs,
        });
      // Listeners without TLS have no certificate.
      create("tcp", 80, { protocol: "TCP" });
      let port = 20000;
      return (name) => create(name, port++, { protocol: "TLS", certificateArn });
    },
  ),
  "a sixth VPC": oneMore(5, /VpcLimitExceeded: /, (account) => (name) => vpc(account, name)),
  "a sixth internet gateway": oneMore(
    5,
    /InternetGatewayLimitExceeded: /,
    (account) => (name) => account.create("ec2/internetGateway:InternetGateway", name),
  ),
  "a sixth elastic IP": oneMore(
    5,
    /AddressLimitExceeded: /,
    (account) => (name) => account.create("ec2/eip:Eip", name),
  ),
};
