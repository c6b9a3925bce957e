import assert from "node:assert/strict";
import { find, named, ofType, projectDirectory, runStack } from "../support/run";
import { runProgram } from "../../simulator/run";

describe("example stack shared: one ALB, one NLB, a VPC without NAT", () => {
  for (const option of [1, 2, 3, 4, 5]) {
    for (const pass of ["preview", "apply"] as const) {
      it(`option ${option}, ${pass} pass: registers five services`, async () => {
        const result = await runStack("shared", pass, { option });
        assert.equal(ofType(result, "aws:ecs/service:Service").length, 5);
      });
    }
  }

  it("services depend on endpoints for ECR, logs, secrets and S3", async () => {
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

  it("tasks have egress to the endpoints and S3 only", async () => {
    const result = await runStack("shared", "apply");
    const egress = ofType(result, "SecurityGroupEgressRule").filter(({ name }) => name.startsWith("search-service-"));
    assert.deepEqual(egress.map(({ name }) => name).sort(), [
      "search-service-443-to-shop-endpoints",
      "search-service-443-to-shop-s3",
    ]);
    assert.match(String(egress.find(({ name }) => name.endsWith("s3"))?.inputs["prefixListId"]), /^pl-/);
  });

  it("the deeper path has priority, and the rule removes the prefix", async () => {
    const result = await runStack("shared", "apply");
    const priority = (name: string) => Number(find(result, "ListenerRule", `web-alb-80-${name}`).inputs["priority"]);
    assert.ok(priority("reviews") < priority("catalog"));
    assert.deepEqual(find(result, "ListenerRule", "web-alb-80-search").inputs["transforms"], [
      { type: "url-rewrite", urlRewriteConfig: { rewrite: { regex: "^/search/?(.*)$", replace: "/$1" } } },
    ]);
    assert.equal(find(result, "ListenerRule", "web-alb-80-catalog").inputs["transforms"], undefined);
  });

  it("autoscaling has bounds, and updates ignore the number of tasks", async () => {
    const result = await runStack("shared", "apply");
    const { minCapacity, maxCapacity } = find(result, "aws:appautoscaling/target:Target", "catalog").inputs;
    assert.deepEqual([minCapacity, maxCapacity], [2, 6]);
    const ignored = (name: string) => find(result, "aws:ecs/service:Service", name).options.ignoreChanges;
    assert.deepEqual(ignored("catalog"), ["desiredCount"]);
    assert.equal(ignored("taxes"), undefined);
  });

  it("a task may use its own secret, image and log group only", async () => {
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

  it("the provider has the default tags, as JSON", async () => {
    const result = await runStack("shared", "preview");
    assert.deepEqual(find(result, "pulumi:providers:aws", "aws").inputs["defaultTags"], '{"tags":{"team":"shop"}}');
    assert.equal(ofType(result, "pulumi:providers:aws").length, 1);
  });
});

describe("example stack mixed: ALB, NLB and Cloud Map", () => {
  it("integrations have the ARN of the listener or Cloud Map service", async () => {
    const result = await runStack("mixed", "apply");
    const uri = (name: string) =>
      String(find(result, "aws:apigatewayv2/integration:Integration", name).inputs["integrationUri"]);
    assert.match(uri("option-1-site"), /:listener\/app\/site-alb-/);
    assert.match(uri("option-1/stream"), /:listener\/net\/stream-nlb-/);
    assert.match(uri("option-1/jobs"), /:servicediscovery:us-east-1:123456789012:service\/srv-/);
    assert.match(uri("option-1/jobs/{proxy+}"), /:servicediscovery:/);
  });

  it("Cloud Map has SRV records, and the container has a health check", async () => {
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

  it("tasks in Cloud Map admit the VPC link", async () => {
    const result = await runStack("mixed", "apply");
    assert.equal(find(result, "SecurityGroupIngressRule", "jobs-service-80-from-core-link").inputs["fromPort"], 80);
  });

  it("API Gateway removes the path prefix", async () => {
    const result = await runStack("mixed", "apply");
    const mapping = (name: string) => {
      const { inputs } = find(result, "aws:apigatewayv2/integration:Integration", name);
      return (inputs["requestParameters"] as Record<string, string>)["overwrite:path"];
    };
    assert.equal(mapping("option-1/jobs"), "/");
    assert.equal(mapping("option-1/jobs/{proxy+}"), "/$request.path.proxy");
  });

  it("has a NAT gateway in each zone and no stage in its URL", async () => {
    const result = await runStack("mixed", "apply");
    assert.equal(ofType(result, "NatGateway").length, 3);
    assert.match(String(result.outputs["url"]), /\.amazonaws\.com\/$/);
  });
});

describe("notes", () => {
  it("name the preferences that an option ignores", async () => {
    const { messages } = await runStack("shared", "preview", { option: 4 });
    assert.deepEqual(messages, ["prices, taxes: ignoring `balancer: nlb`; option 4 always uses an ALB behind the NLB"]);
  });

  it("name all services whose groups an option ignores in one note", async () => {
    const { messages } = await runStack("shared", "preview", { option: 3 });
    assert.deepEqual(messages, [
      "catalog, reviews, search, prices, taxes: ignoring `group`; option 3 always uses the shared NLBs of the VPC",
    ]);
  });
});

describe("example stack existing: existing VPC and load balancers", () => {
  for (const option of [1, 2, 3, 4, 5]) {
    it(`option ${option} creates no VPC, and ECS resources for the new service only`, async () => {
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

  it("adds one ingress rule to the security group of an existing ALB", async () => {
    const result = await runStack("existing", "apply");
    const rules = ofType(result, "SecurityGroupIngressRule").filter(
      ({ inputs }) => inputs["securityGroupId"] === "sg-0c1b2c3d4e5f60718",
    );
    assert.deepEqual(
      rules.map(({ name }) => name),
      ["sg-0c1b2c3d4e5f60718-80-from-legacy-link"],
    );
  });

  it("the VPC link has egress to the subnets of an NLB without security group", async () => {
    const result = await runStack("existing", "apply");
    const egress = ofType(result, "SecurityGroupEgressRule").filter(({ name }) => name.startsWith("legacy-link-8443-"));
    assert.deepEqual(egress.map(({ inputs }) => inputs["cidrIpv4"]).sort(), ["10.30.0.0/20", "10.30.16.0/20"]);
  });
});

describe("invalid configuration", () => {
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

  it("keys of another project are refused", async () => {
    const { errors } = await run({ "old-name:services": "[]" });
    assert.match(errors.join(), /old-name:services: belongs to a different project than private-integrations/);
  });

  it("an unknown zone is refused with the zones of the account", async () => {
    const vpcs = [
      { name: "sales", cidr: "10.1.0.0/16", zones: ["use1-az1", "use1-az9"] },
      { name: "supply", cidr: "10.2.0.0/16", zones: ["use1-az1", "use1-az2"] },
    ];
    const { errors, resources } = await run({ option: 2, vpcs });
    assert.match(errors.join(), /vpcs \(sales\)\.zones: the account has no zone use1-az9; allowed: use1-az6, use1-az1/);
    assert.deepEqual(
      resources.map(({ type }) => type),
      ["pulumi:providers:aws", "pulumi:providers:awsx", "pulumi:pulumi:Stack"],
    );
  });
});
