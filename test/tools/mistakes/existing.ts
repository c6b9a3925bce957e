import type { Mistake } from "./fresh";

/** A service behind a load balancer that exists, in a VPC that exists. */
const existing = `config:
  aws:region: us-east-1
  option: 5
  vpcs:
    - name: core
      existing:
        id: vpc-0a1b2c3d
        subnets:
          - { id: subnet-0a1b2c3d, zone: use1-az1, cidr: 10.30.0.0/20 }
          - { id: subnet-0a1b2c3e, zone: use1-az2, cidr: 10.30.16.0/20 }
  services:
    - name: orders
      vpc: core
      existing:
        arn: arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/b/50dc6c495c0c9188
        dnsName: internal-b-1.us-east-1.elb.amazonaws.com
        listenerArn: arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/app/b/50dc6c495c0c9188/f2f7dc8efc522ab2
        port: 80
        protocol: HTTP
        securityGroupId: sg-0a1b2c3d
`;

const changed = (from: string | RegExp, to: string) => existing.replace(from, to);

const ofOneBalancer = "take both from the same load balancer";

/** Mistakes in what exists already. */
export const existingMistakes: readonly Mistake[] = [
  [
    "a listener of another Region",
    changed(
      "listenerArn: arn:aws:elasticloadbalancing:us-east-1",
      "listenerArn: arn:aws:elasticloadbalancing:eu-west-1",
    ),
    "17: services[0].existing.listenerArn (orders): has Region eu-west-1, and existing.arn has us-east-1",
    ofOneBalancer,
  ],
  [
    "a listener of another account",
    changed("111122223333:listener", "444455556666:listener"),
    "17: services[0].existing.listenerArn (orders): has account 444455556666, and existing.arn has 111122223333",
    ofOneBalancer,
  ],
  [
    "ARNs of another partition",
    existing.replaceAll("arn:aws:", "arn:aws-cn:"),
    "15: services[0].existing.arn (orders): has partition aws-cn; allowed in us-east-1: aws",
    "begin the ARN with arn:aws:",
  ],
  [
    "the ARN of a load balancer as that of its listener",
    changed("/f2f7dc8efc522ab2", ""),
    '17: services[0].existing.listenerArn (orders): got "arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/app/b/50dc6c495c0c9188"; allowed: an ARN of elasticloadbalancing with Region and account that ends in listener/app/<name>/<id>/<listener id> or listener/net/<name>/<id>/<listener id>',
    "set a value in this form",
  ],
  [
    "a DNS name with a protocol",
    changed("dnsName: ", "dnsName: https://"),
    '16: services[0].existing.dnsName (orders): got "https://internal-b-1.us-east-1.elb.amazonaws.com"; allowed: a DNS name alone, without https://, port, path, wildcard or final dot, for example internal-a-1.us-east-1.elb.amazonaws.com',
    "set a value in this form",
  ],
  [
    "an id that is none of a VPC",
    changed("vpc-0a1b2c3d", "vpc-x"),
    '7: vpcs[0].existing.id (core): got "vpc-x"; allowed: an id such as vpc-0a1b2c3d4e5f60718, with 8 or 17 hexadecimal digits',
    "set a value in this form",
  ],
  [
    "subnets that overlap",
    changed("10.30.16.0/20", "10.30.8.0/24"),
    "8: vpcs[0].existing.subnets (core): 10.30.8.0/24 of subnet-0a1b2c3e overlaps 10.30.0.0/20 of subnet-0a1b2c3d; subnets of one VPC have blocks of their own",
    "give each subnet the block that AWS shows for it: aws ec2 describe-subnets",
  ],
];
