import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ServiceNode } from "../core/plan";
import type { ContainerPort } from "../core/container-ports";
import type { Drain } from "../core/drain";
import type { DeploymentMinutes } from "../core/deployment-minutes";
import { createAutoscaling } from "./autoscaling";
import { capacityOf } from "./capacity";
import type { Logs } from "./container-definitions";
import type { TargetGroupHandle } from "./load-balancer-handle";
import type { Network } from "./network";
import { retention } from "./protection";
import type { SecurityGroups } from "./security-groups";
import type { ServiceConnect } from "./service-connect";
import { serviceConnectConfiguration } from "./service-connect";
import type { ServiceDeploymentArgs } from "./service-deployment";
import { advancedConfiguration, createServiceDeployment } from "./service-deployment";
import { createTaskDefinition } from "./task-definition";
import { createTaskRoles } from "./task-roles";

/** Arguments of {@link FargateService}. */
export interface FargateServiceArgs {
  /** The service with its first name: names in AWS that cannot change have it. */
  readonly service: ServiceNode;
  readonly network: Network;
  readonly cluster: aws.ecs.Cluster;
  /** Capacity providers of the cluster; undefined if no service of the VPC has the key `capacity`. */
  readonly capacityProviders: pulumi.Resource | undefined;
  readonly securityGroups: SecurityGroups;
  readonly logs: Logs;
  /** Target groups of its tasks, alternates included. */
  readonly targetGroups: readonly TargetGroupHandle[];
  /** The alarm of the stack that rolls its deployments back, if any. */
  readonly rollback: ServiceDeploymentArgs["rollback"];
  /** Timeouts of the ECS service. */
  readonly minutes: DeploymentMinutes;
  /** ARN of the Cloud Map service that its tasks register in, if any. */
  readonly discoveryArn: pulumi.Output<string> | undefined;
  readonly drain: Drain;
  /** Ports of its container. */
  readonly ports: readonly ContainerPort[];
  /** Its part in Service Connect, if it calls or is called. */
  readonly serviceConnect: ServiceConnect | undefined;
}

/** Timeouts of the ECS service, in the form of the engine. */
const timeoutsOf = ({ create, update, remove }: DeploymentMinutes): pulumi.CustomTimeouts => ({
  create: `${create}m`,
  update: `${update}m`,
  delete: `${remove}m`,
});

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
      { parent: this, ...retention(logs.retain) },
    );
    const roles = createTaskRoles(name, task, logGroup, this);
    const { stopSeconds } = args.drain;
    const { serviceConnect, ports } = args;
    const taskDefinition = createTaskDefinition(
      name,
      { service, logs, roles, ports, stopSeconds, serviceConnect },
      this,
    );
    // The rules of its callers are created later. At another container port, callers need them for its new tasks.
    const withRules = (others: readonly pulumi.Resource[]) =>
      serviceConnect?.role === "server"
        ? securityGroups.allRulesOf(group).then((rules) => [...others, ...rules])
        : [...others, ...securityGroups.rulesOf(group)];
    const deployment = createServiceDeployment(name, args, this);
    const ecsService = new aws.ecs.Service(
      name,
      {
        cluster: cluster.arn,
        taskDefinition: taskDefinition.arn,
        ...capacityOf(task),
        desiredCount: task.desiredCount,
        networkConfiguration: {
          subnets: network.privateSubnetIds,
          securityGroups: [securityGroup.id],
          assignPublicIp: false,
        },
        // The provider follows a deployment, and reports why ECS rolled it back, only with this controller written out.
        deploymentController: { type: "ECS" },
        ...deployment.inputs,
        deploymentCircuitBreaker: { enable: true, rollback: true },
        ...(service.wait ? { waitForSteadyState: true } : {}),
        propagateTags: "SERVICE",
        ...(task.exec ? { enableExecuteCommand: true } : {}),
        ...this.registration(args, deployment.roleArn),
      },
      {
        parent: this,
        // ECS refuses a target group without a listener. If the first task cannot reach its image, logs or secrets, the
        // circuit breaker stops the deployment, and there is no earlier one to roll back to.
        dependsOn: withRules([
          ...args.targetGroups.flatMap(({ carriers }) => carriers),
          ...network.ready,
          ...roles.policies,
          ...deployment.dependsOn,
          logGroup,
          // ECS refuses a strategy with a capacity provider that the cluster does not have, and keeps one that is used.
          ...(task.capacity === undefined || args.capacityProviders === undefined ? [] : [args.capacityProviders]),
          // A task resolves only the names of Service Connect that exist when it is deployed.
          ...(args.serviceConnect?.servers ?? []),
        ]),
        customTimeouts: timeoutsOf(args.minutes),
        ...(task.autoscaling === undefined ? {} : { ignoreChanges: ["desiredCount"] }),
      },
    );
    if (task.autoscaling !== undefined)
      createAutoscaling(
        name,
        task.autoscaling,
        { cluster, service: ecsService, targetGroups: args.targetGroups },
        this,
      );
    this.ecsService = ecsService;
    this.serviceName = ecsService.name;
    this.cluster = cluster;
    this.securityGroup = securityGroup;
    this.taskRole = roles.taskRole;
    this.registerOutputs({ serviceName: this.serviceName });
  }

  /** @param roleArn - role by which ECS moves requests to alternates; undefined if it does not */
  private registration(
    args: FargateServiceArgs,
    roleArn: pulumi.Output<string> | undefined,
  ): Partial<aws.ecs.ServiceArgs> {
    const { service, logs, discoveryArn, serviceConnect } = args;
    const inBoth = service.deployment?.leaving === "both";
    // An exchange of both places must not change the list: ECS would deploy the same tasks again.
    const targetGroups = args.targetGroups
      .filter(({ isAlternate }) => inBoth || !isAlternate)
      .sort((a, b) => (a.containerPort ?? 0) - (b.containerPort ?? 0));
    const { containerPort } = service.task;
    const container = { containerName: service.name, containerPort };
    return {
      ...(targetGroups.length === 0
        ? {}
        : {
            loadBalancers: targetGroups.map((group) => ({
              targetGroupArn: group.arn,
              ...container,
              containerPort: group.containerPort ?? containerPort,
              ...advancedConfiguration(group, roleArn),
            })),
            healthCheckGracePeriodSeconds: service.healthCheck.gracePeriodSeconds,
          }),
      ...(discoveryArn === undefined ? {} : { serviceRegistries: { registryArn: discoveryArn, ...container } }),
      ...(serviceConnect === undefined
        ? {}
        : { serviceConnectConfiguration: serviceConnectConfiguration(service, serviceConnect, logs) }),
    };
  }
}
