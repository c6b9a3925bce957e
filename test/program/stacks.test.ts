import assert from "node:assert/strict";
import { find, named, ofType, projectDirectory, runStack } from "../support/run";
import { runProgram } from "../../simulator/run";

describe("example stack shared: one ALB, one NLB, a VPC without NAT", () => {
  for (const option of [1, 2, 3, 4, 5]) {
    for (const pass of ["preview", "apply"] as const) {
      it(`runs under option ${option}, ${pass} pass`, async () => {
        const result = await runStack("shared", pass, { option });
        assert.equal(ofType(result, "aws:ecs/service:Service").length, 5);
      });
    }
  }

  it("reaches ECR, the logs, the secrets and S3 by endpoints, and waits for them", async () => {
    const result = await runStack("shared", "apply");
    const endpoints = ofType(result, "VpcEndpoint");
    assert.deepEqual(endpoints.map(({ inputs }) => inputs["serviceName"]).sort(), [
      "com.amazonaws.eu-west-1.ecr.api",
      "com.amazonaws.eu-west-1.ecr.dkr",
      "com.amazonaws.eu-west-1.logs",
      "com.amazonaws.eu-west-1.s3",
      "com.amazonaws.eu-west-1.secretsmanager",
    ]);
    assert.deepEqual(ofType(result, "NatGateway"), []);
    const tables = find(result, "VpcEndpoint", "shop-s3").inputs["routeTableIds"] as string[];
    const privateTables = ofType(result, "RouteTable")
      .filter(({ name }) => name.includes("private"))
      .map(({ outputs }) => String(outputs["id"]));
    assert.deepEqual(tables.toSorted(), privateTables.toSorted());
    const waits = named(find(result, "aws:ecs/service:Service", "search").dependencies);
    for (const endpoint of ["shop-ecr.api", "shop-ecr.dkr", "shop-logs", "shop-s3", "shop-secretsmanager"])
      assert.ok(waits.includes(`VpcEndpoint ${endpoint}`), endpoint);
  });

  it("lets tasks out to the endpoints and S3 only", async () => {
    const result = await runStack("shared", "apply");
    const egress = ofType(result, "SecurityGroupEgressRule").filter(({ name }) => name.startsWith("search-service-"));
    assert.deepEqual(egress.map(({ name }) => name).sort(), [
      "search-service-443-to-shop-endpoints",
      "search-service-443-to-shop-s3",
    ]);
    assert.match(String(egress.find(({ name }) => name.endsWith("s3"))?.inputs["prefixListId"]), /^pl-/);
  });

  it("asks the deeper path first and takes the prefix off by the rule", async () => {
    const result = await runStack("shared", "apply");
    const priority = (name: string) => Number(find(result, "ListenerRule", `web-alb-80-${name}`).inputs["priority"]);
    assert.ok(priority("reviews") < priority("catalog"));
    assert.deepEqual(find(result, "ListenerRule", "web-alb-80-search").inputs["transforms"], [
      { type: "url-rewrite", urlRewriteConfig: { rewrite: { regex: "^/search/?(.*)$", replace: "/$1" } } },
    ]);
    assert.equal(find(result, "ListenerRule", "web-alb-80-catalog").inputs["transforms"], undefined);
  });

  it("scales by CPU between the bounds, and leaves the number of tasks to that", async () => {
    const result = await runStack("shared", "apply");
    const { minCapacity, maxCapacity } = find(result, "aws:appautoscaling/target:Target", "catalog").inputs;
    assert.deepEqual([minCapacity, maxCapacity], [2, 6]);
    assert.deepEqual(find(result, "aws:ecs/service:Service", "catalog").options, { ignoreChanges: ["desiredCount"] });
    assert.deepEqual(find(result, "aws:ecs/service:Service", "taxes").options, {});
  });

  it("lets a task read its own secret, image and log group, and nothing else", async () => {
    const result = await runStack("shared", "apply");
    const policy = JSON.parse(String(find(result, "RolePolicy", "search-execution").inputs["policy"])) as {
      Statement: { Action: string[]; Resource: unknown }[];
    };
    assert.deepEqual(
      policy.Statement.map(({ Action, Resource }) => [Action, Resource]),
      [
        [
          ["logs:CreateLogStream", "logs:PutLogEvents"],
          "arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/private-integrations/shared/search:*",
        ],
        [["ecr:GetAuthorizationToken"], "*"],
        [
          ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
          "arn:aws:ecr:eu-west-1:111122223333:repository/shop/search",
        ],
        [["secretsmanager:GetSecretValue"], ["arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/index-AbCdEf"]],
      ],
    );
  });

  it("tags everything by the provider, whose settings the SDK writes as JSON", async () => {
    const result = await runStack("shared", "preview");
    assert.deepEqual(find(result, "pulumi:providers:aws", "aws").inputs["defaultTags"], '{"tags":{"team":"shop"}}');
    assert.equal(ofType(result, "pulumi:providers:aws").length, 1);
  });
});

describe("example stack mixed: ALB, NLB and Cloud Map", () => {
  it("leads the link to each by the ARN that it takes", async () => {
    const result = await runStack("mixed", "apply");
    const uri = (name: string) =>
      String(find(result, "aws:apigatewayv2/integration:Integration", name).inputs["integrationUri"]);
    assert.match(uri("option-1-site"), /:listener\/app\/site-alb-/);
    assert.match(uri("option-1-stream"), /:listener\/net\/stream-nlb-/);
    assert.match(uri("option-1/jobs"), /:servicediscovery:us-east-1:123456789012:service\/srv-/);
    assert.match(uri("option-1/jobs/{proxy+}"), /:servicediscovery:/);
  });

  it("lists tasks with address and port, judged by the container's own check", async () => {
    const result = await runStack("mixed", "apply");
    const { dnsConfig } = find(result, "aws:servicediscovery/service:Service", "jobs").inputs;
    assert.deepEqual((dnsConfig as { dnsRecords: unknown }).dnsRecords, [{ type: "SRV", ttl: 10 }]);
    const service = find(result, "aws:ecs/service:Service", "jobs").inputs;
    assert.equal(service["loadBalancers"], undefined);
    assert.deepEqual(Object.keys(service["serviceRegistries"] as object).sort(), [
      "containerName",
      "containerPort",
      "registryArn",
    ]);
    const [container] = JSON.parse(
      String(find(result, "TaskDefinition", "jobs").inputs["containerDefinitions"]),
    ) as Record<string, unknown>[];
    assert.equal((container?.["healthCheck"] as { command: string[] }).command[0], "CMD-SHELL");
    assert.equal(container?.["stopTimeout"], 60);
  });

  it("admits the link straight to the tasks that Cloud Map lists", async () => {
    const result = await runStack("mixed", "apply");
    assert.equal(find(result, "SecurityGroupIngressRule", "jobs-service-80-from-core-link").inputs["fromPort"], 80);
  });

  it("takes the prefix off where API Gateway does it", async () => {
    const result = await runStack("mixed", "apply");
    const mapping = (name: string) =>
      find(result, "aws:apigatewayv2/integration:Integration", name).inputs["requestParameters"];
    assert.deepEqual(mapping("option-1/jobs"), { "overwrite:path": "/" });
    assert.deepEqual(mapping("option-1/jobs/{proxy+}"), { "overwrite:path": "/$request.path.proxy" });
  });

  it("has a NAT gateway in each zone, and serves at the root of the URL", async () => {
    const result = await runStack("mixed", "apply");
    assert.equal(ofType(result, "NatGateway").length, 3);
    assert.match(String(result.outputs["url"]), /\.amazonaws\.com\/$/);
  });
});

describe("notes", () => {
  it("tell of wishes that an option cannot heed", async () => {
    const { messages } = await runStack("shared", "preview", { option: 4 });
    assert.deepEqual(messages, [
      "prices: ignoring `balancer: nlb`; option 4 always uses an ALB behind the NLB",
      "taxes: ignoring `balancer: nlb`; option 4 always uses an ALB behind the NLB",
    ]);
  });
});

describe("example stack existing: a VPC and balancers that exist", () => {
  for (const option of [1, 2, 3, 4, 5]) {
    it(`option ${option} makes no network and no ECS resources for services that run already`, async () => {
      for (const pass of ["preview", "apply"] as const) {
        const result = await runStack("existing", pass, { option });
        assert.deepEqual(ofType(result, "aws:ec2/vpc:Vpc"), []);
        assert.deepEqual(
          ofType(result, "aws:ecs/service:Service").map(({ name }) => name),
          ["invoices"],
        );
      }
    });
  }

  it("adds one ingress rule to the group of a balancer that exists", async () => {
    const result = await runStack("existing", "apply");
    const rules = ofType(result, "SecurityGroupIngressRule").filter(
      ({ inputs }) => inputs["securityGroupId"] === "sg-0c1b2c3d4e5f60718",
    );
    assert.deepEqual(
      rules.map(({ name }) => name),
      ["sg-0c1b2c3d4e5f60718-80-from-legacy-link"],
    );
  });

  it("lets the link out to the subnets where an NLB has no group to name", async () => {
    const result = await runStack("existing", "apply");
    const out = ofType(result, "SecurityGroupEgressRule").filter(({ name }) => name.startsWith("legacy-link-8443-"));
    assert.deepEqual(out.map(({ inputs }) => inputs["cidrIpv4"]).sort(), ["10.30.0.0/20", "10.30.16.0/20"]);
  });
});

describe("a configuration that cannot be", () => {
  const run = (overrides: Record<string, unknown>) =>
    runProgram({ directory: projectDirectory, stack: "dev", pass: "preview", overrides });

  it("registers nothing but the stack", async () => {
    const { errors, resources } = await run({ option: 2, stage: "$default" });
    assert.match(errors.join(), /1 problem in the configuration; nothing was registered/);
    assert.deepEqual(
      resources.map(({ type }) => type),
      ["pulumi:pulumi:Stack"],
    );
  });

  it("refuses keys of another project, which nothing would read", async () => {
    const { errors } = await run({ "old-name:services": "[]" });
    assert.match(errors.join(), /old-name:services: belongs to a different project than private-integrations/);
  });

  it("refuses provider settings that would not reach the explicit provider", async () => {
    const { errors } = await run({ "aws:maxRetries": 3 });
    assert.match(errors.join(), /aws:maxRetries: is not passed to the AWS provider; allowed: region, profile/);
  });

  it("names the zones that the account has where one is wrong", async () => {
    const vpcs = [
      { name: "sales", cidr: "10.1.0.0/16", zones: ["use1-az1", "use1-az9"] },
      { name: "supply", cidr: "10.2.0.0/16", zones: ["use1-az1", "use1-az2"] },
    ];
    const { errors } = await run({ option: 2, vpcs });
    assert.match(errors.join(), /vpcs \(sales\)\.zones: the account has no zone use1-az9; allowed: use1-az6, use1-az1/);
  });
});
