import type { Case, TestAccount } from "../fixture";
import { balancer, group, linkV1, linkV2, listener, vpc } from "../fixture";

/** As many as AWS gives a new account, and one more. */
const oneMore = (limit: number, error: RegExp, make: (account: TestAccount) => (name: string) => void): Case => {
  const made = (count: number) => (account: TestAccount) => {
    const one = make(account);
    for (let index = 0; index < count; index++) one(`one${String(index)}`);
  };
  return { error, refused: made(limit + 1), accepted: made(limit) };
};

/** Numbers: the pages on quotas of each service, as AWS lists them for a new account. */
export const quotas: Readonly<Record<string, Case>> = {
  "eleventh V2 link": oneMore(
    10,
    /^Error: BadRequestException: There are too many Vpc Links defined for this account\. Limit is 10\.$/,
    (s) => (name) => linkV2(s, name),
  ),
  "21st V1 link": oneMore(
    20,
    /There are too many Vpc Links defined for this account\. Limit is 20\./,
    (s) => (name) => linkV1(s, name, balancer(s, `${name}-nlb`, "network")),
  ),
  "51st ALB": oneMore(50, /TooManyLoadBalancers: /, (s) => (name) => balancer(s, name)),
  "51st NLB beside 50 ALBs": oneMore(50, /TooManyLoadBalancers: /, (s) => {
    for (let index = 0; index < 50; index++) balancer(s, `alb${String(index)}`);
    return (name) => balancer(s, name, "network");
  }),
  "51st listener": oneMore(50, /TooManyListeners: /, (s) => {
    const [nlb, g] = [balancer(s, "n", "network"), group(s, "g")];
    let port = 20000;
    return (name) => listener(s, name, nlb, port++, g);
  }),
  "a sixth VPC": oneMore(5, /VpcLimitExceeded: /, (s) => (name) => vpc(s, name)),
  "a sixth internet gateway": oneMore(
    5,
    /InternetGatewayLimitExceeded: /,
    (s) => (name) => s.make("ec2/internetGateway:InternetGateway", name),
  ),
  "a sixth elastic IP": oneMore(5, /AddressLimitExceeded: /, (s) => (name) => s.make("ec2/eip:Eip", name)),
};
