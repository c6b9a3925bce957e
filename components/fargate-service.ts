import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ServiceNode } from "../core/plan";
import type { Drain } from "../core/drain";
import { deploymentMinutes } from "../core/deployment-minutes";
import { createAutoscaling } from "./autoscaling";
import type { TargetGroupHandle } from "./load-balancer-handle";
import type { Network } from "./network";
import type { SecurityGroups } from "./security-groups";
import type { Logs } from "./task-definition";
import { createTaskDefinition } from "./task-definition";
import { createTaskRoles } from "./task-roles";

/** Arguments of {@link FargateService}. */
export interface FargateServiceArgs {
  readonly service: ServiceNode;
  readonly network: Network;
  readonly cluster: aws.ecs.Cluster;
  readonly securityGroups: SecurityGroups;
  readonly logs: Logs;
  /** Target groups that its tasks are registered in. */
  readonly targetGroups: readonly TargetGroupHandle[];
  /** ARN of the Cloud Map service that its tasks register in, if any. */
  readonly discoveryArn: pulumi.Output<string> | undefined;
  readonly drain: Drain;
}

/** Timeouts of the ECS service, in the form of the engine. */
function timeoutsOf(service: ServiceNode, drain: Drain): pulumi.CustomTimeouts {
  const { create, update, remove } = deploymentMinutes(service, drain);
  return { create: `${create}m`, update: `${update}m`, delete: `${remove}m` };
}

/** An ECS service on Fargate in private subnets, with its own roles, log group and security group. */
export class FargateService extends pulumi.ComponentResource {
  readonly serviceName: pulumi.Output<string>;
  /** The ECS service: what depends on it waits until its tasks are healthy, unless the service has `wait: false`. */
  readonly ecsService: aws.ecs.Service;
  readonly cluster: aws.ecs.Cluster;
  readonly securityGroup: aws.ec2.SecurityGroup;
  readonly taskRole: aws.iam.Role;

  constructor(name: string, args: FargateServiceArgs, opts: pulumi.ComponentResourceOptions) {
    super("private-integrations:index:FargateService", name, {}, opts);
    const { service, network, cluster, securityGroups, logs } = args;
    const { task } = service;
    const group = { kind: "service", owner: name } as const;
    const securityGroup = securityGroups.create(group, network.vpcId, this);
    const logGroup = new aws.cloudwatch.LogGroup(
      name,
      { name: logs.groupName, retentionInDays: logs.retentionDays },
      { parent: this },
    );
    const roles = createTaskRoles(name, task, logGroup, this);
    const { stopSeconds } = args.drain;
    const taskDefinition = createTaskDefinition({ service, logs, roles, stopSeconds }, this);
    const ecsService = new aws.ecs.Service(
      name,
      {
        cluster: cluster.arn,
        taskDefinition: taskDefinition.arn,
        launchType: "FARGATE",
        desiredCount: task.desiredCount,
        networkConfiguration: {
          subnets: network.privateSubnetIds,
          securityGroups: [securityGroup.id],
          assignPublicIp: false,
        },
        // The provider follows a deployment, and reports why ECS rolled it back, only with this controller written out.
        deploymentController: { type: "ECS" },
        // Always written, because the provider sends nothing when it is removed.
        deploymentConfiguration: { strategy: "ROLLING" },
        deploymentCircuitBreaker: { enable: true, rollback: true },
        ...(service.wait ? { waitForSteadyState: true } : {}),
        propagateTags: "SERVICE",
        ...this.registration(args),
      },
      {
        parent: this,
        // ECS refuses a target group without a listener. If the first task cannot reach its image, logs or secrets, the
        // circuit breaker stops the deployment, and there is no earlier one to roll back to.
        dependsOn: [
          ...args.targetGroups.flatMap(({ carriers }) => carriers),
          ...securityGroups.rulesOf(group),
          ...network.ready,
          ...roles.policies,
          logGroup,
        ],
        customTimeouts: timeoutsOf(service, args.drain),
        ...(task.autoscaling === undefined ? {} : { ignoreChanges: ["desiredCount"] }),
      },
    );
    if (task.autoscaling !== undefined)
      createAutoscaling(name, task.autoscaling, { cluster, service: ecsService }, this);
    this.ecsService = ecsService;
    this.serviceName = ecsService.name;
    this.cluster = cluster;
    this.securityGroup = securityGroup;
    this.taskRole = roles.taskRole;
    this.registerOutputs({ serviceName: this.serviceName });
  }

  private registration({ service, targetGroups, discoveryArn }: FargateServiceArgs): Partial<aws.ecs.ServiceArgs> {
    const container = { containerName: service.name, containerPort: service.task.containerPort };
    return {
      ...(targetGroups.length === 0
        ? {}
        : {
            loadBalancers: targetGroups.map(({ arn }) => ({ targetGroupArn: arn, ...container })),
            healthCheckGracePeriodSeconds: service.healthCheck.gracePeriodSeconds,
          }),
      ...(discoveryArn === undefined ? {} : { serviceRegistries: { registryArn: discoveryArn, ...container } }),
    };
  }
}
