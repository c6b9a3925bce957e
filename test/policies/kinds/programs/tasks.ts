import * as aws from "@pulumi/aws";
import { albService, httpApi, network, taskDefinition } from "../../../fixtures/field/base";
import { httpWith, service } from "./cases";
import type { Cases } from "./cases";

const atContainer = { path: "refuted at container", on: "odd" } as const;
const atService = { path: "refuted at service", on: "shop" } as const;
const app = {
  name: "app",
  image: "public.ecr.aws/nginx/nginx:1.29",
  portMappings: [{ containerPort: 8080 }],
} as const;
const role = "arn:aws:iam::111122223333:role/execution";
const logConfiguration = (options: Readonly<Record<string, string>>, logDriver = "awslogs") => ({
  logConfiguration: { logDriver, options },
});
const logs = logConfiguration({
  "awslogs-group": "/shop",
  "awslogs-region": "us-east-1",
  "awslogs-stream-prefix": "shop",
});

/** A sound service with another task definition. */
const running =
  (args: Partial<aws.ecs.TaskDefinitionArgs>, setup: Partial<aws.ecs.ServiceArgs> = {}) =>
  () => {
    const task = taskDefinition("odd", 8080, args);
    httpApi("http", albService("shop", network("home", 40), { service: { taskDefinition: task.arn, ...setup } }));
  };
const container = (more: object, args: Partial<aws.ecs.TaskDefinitionArgs> = {}) =>
  running({ containerDefinitions: JSON.stringify([{ ...app, ...more }]), ...args });

/** A sound API, and an ECS service that nothing calls. */
const apart = (args: Partial<aws.ecs.ServiceArgs>) => () => {
  const net = network("home", 40);
  const front = albService("shop", net);
  httpApi("http", front);
  new aws.ecs.Service("apart", {
    cluster: front.cluster.arn,
    launchType: "FARGATE",
    taskDefinition: front.task.arn,
    networkConfiguration: { subnets: net.subnetIds, securityGroups: [front.taskSg.id] },
    ...args,
  });
};

const scaled = (minCapacity: number, maxCapacity: number) =>
  httpWith(
    () =>
      new aws.appautoscaling.Target("range", {
        minCapacity,
        maxCapacity,
        resourceId: "service/shop/shop",
        scalableDimension: "ecs:service:DesiredCount",
        serviceNamespace: "ecs",
      }),
  );

/** A sound API, and a task definition for container instances beside it. */
const onInstances = httpWith(() =>
  taskDefinition("instances", 8080, {
    requiresCompatibilities: ["EC2"],
    networkMode: "bridge",
    cpu: "300",
    memory: "300",
    containerDefinitions: JSON.stringify([
      { ...app, portMappings: [{ containerPort: 8080, hostPort: 0 }], privileged: true, ...logs },
    ]),
  }),
);

/** Faults of task definitions. */
export const taskDefinitions: readonly Cases[] = [
  {
    rule: "task-has-execution-role",
    reported: {
      "a secret": {
        program: container({ secrets: [{ name: "A", valueFrom: "arn:aws:ssm:us-east-1:1:parameter/a" }] }),
        ...atContainer,
      },
      "a private image": {
        program: container({ image: "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop:1" }),
        ...atContainer,
      },
      logs: { program: container(logs), ...atContainer },
      "an environment file": {
        program: container({ environmentFiles: [{ value: "arn:aws:s3:::shop/a.env", type: "s3" }] }),
        ...atContainer,
      },
      "credentials of a registry": {
        program: container({
          repositoryCredentials: { credentialsParameter: "arn:aws:secretsmanager:us-east-1:1:secret:a" },
        }),
        ...atContainer,
      },
    },
    sound: {
      "a secret and a role": container(
        { secrets: [{ name: "A", valueFrom: "arn:aws:ssm:us-east-1:1:parameter/a" }], ...logs },
        { executionRoleArn: role },
      ),
      "a public image without logs": container({}),
      "logs of a task on container instances": onInstances,
    },
  },
  {
    rule: "fargate-task-size",
    reported: {
      "too little memory": { program: running({ cpu: "1024", memory: "1024" }), ...atContainer },
      "CPU units between the sizes": { program: running({ cpu: "300", memory: "512" }), ...atContainer },
      "no memory": { program: running({ memory: undefined }), ...atContainer },
      "containers that reserve more memory": {
        program: running({ containerDefinitions: JSON.stringify([{ ...app, memoryReservation: 1024 }]) }),
        ...atContainer,
      },
      "containers that reserve more CPU": {
        program: running({
          containerDefinitions: JSON.stringify([
            { ...app, cpu: 200 },
            { ...app, name: "b", cpu: 100 },
          ]),
        }),
        ...atContainer,
      },
      "memory between the steps": { program: running({ cpu: "8192", memory: "17408" }), ...atContainer },
    },
    sound: {
      "containers that reserve all": running({
        containerDefinitions: JSON.stringify([{ ...app, cpu: 256, memory: 1024, memoryReservation: 512 }]),
      }),
      "the largest size": running({ cpu: "16384", memory: "122880" }),
      "vCPU and GB": running({ cpu: ".5 vCPU", memory: "1 GB" }),
      "300 CPU units on container instances": onInstances,
      "1 GB of the smallest size": running({ cpu: "256", memory: "1024" }),
    },
  },
  {
    rule: "fargate-task-definition",
    reported: {
      "the network mode bridge": { program: running({ networkMode: "bridge" }), ...atContainer },
      "no network mode": { program: running({ networkMode: undefined }), ...atContainer },
      "another host port": {
        program: container({ portMappings: [{ containerPort: 8080, hostPort: 80 }] }),
        ...atContainer,
      },
      "logs without a stream prefix": {
        program: container(logConfiguration({ "awslogs-group": "/shop", "awslogs-region": "us-east-1" }), {
          executionRoleArn: role,
        }),
        ...atContainer,
      },
      "a log driver of container instances": { program: container(logConfiguration({}, "fluentd")), ...atContainer },
      "no essential container": { program: container({ essential: false }), ...atContainer },
      "two containers of one name": {
        program: running({ containerDefinitions: JSON.stringify([app, { ...app, portMappings: [] }]) }),
        ...atContainer,
      },
      "10 GiB of storage": { program: running({ ephemeralStorage: { sizeInGib: 10 } }), ...atContainer },
      "a health check without CMD": {
        program: container({ healthCheck: { command: ["curl -f http://localhost"] } }),
        ...atContainer,
      },
      "a privileged container": { program: container({ privileged: true }), ...atContainer },
    },
    sound: {
      "the same host port": container({ portMappings: [{ containerPort: 8080, hostPort: 8080 }] }),
      "host port 0, which ECS reads as none": container({ portMappings: [{ containerPort: 8080, hostPort: 0 }] }),
      "a privileged container on a bridge of container instances": onInstances,
      "an essential container": container({ essential: true, ...logConfiguration({}, "awsfirelens") }),
      "a health check and 21 GiB of storage": container(
        { healthCheck: { command: ["CMD-SHELL", "curl -f http://localhost"] } },
        { ephemeralStorage: { sizeInGib: 21 } },
      ),
      "values that the provider reads back": running({ ipcMode: "", pidMode: "", placementConstraints: [] }),
    },
  },
];

/** Faults of ECS services and their scaling. */
export const ecsServices: readonly Cases[] = [
  {
    rule: "ecs-service-settings",
    reported: {
      "a deployment that cannot replace a task": {
        program: service({ service: { deploymentMinimumHealthyPercent: 100, deploymentMaximumPercent: 100 } }),
        ...atService,
      },
      "a launch type and a strategy": {
        program: service({ service: { capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }] } }),
        ...atService,
      },
      "a grace period without a load balancer": {
        program: apart({ healthCheckGracePeriodSeconds: 30 }),
        on: "apart",
        path: "proved",
      },
      "no network": { program: apart({ networkConfiguration: undefined }), on: "apart", path: "proved" },
      "placement on Fargate": {
        program: service({ service: { placementConstraints: [{ type: "distinctInstance" }] } }),
        ...atService,
      },
      "ECS Exec without a task role": { program: service({ service: { enableExecuteCommand: true } }), ...atService },
    },
    sound: {
      "a deployment that replaces half": service({
        service: { deploymentMinimumHealthyPercent: 50, deploymentMaximumPercent: 100 },
      }),
      "a grace period with a load balancer": service({ service: { healthCheckGracePeriodSeconds: 30 } }),
      "a blue/green deployment beside the old tasks": apart({
        deploymentMinimumHealthyPercent: 100,
        deploymentMaximumPercent: 100,
        deploymentConfiguration: { strategy: "BLUE_GREEN", bakeTimeInMinutes: "5" },
      }),
      "the role that AWS returns": service({
        service: { iamRole: "arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS" },
      }),
      "ECS Exec with a task role": running({ taskRoleArn: role }, { enableExecuteCommand: true }),
    },
  },
  {
    rule: "scaling-range",
    reported: {
      "a minimum above the maximum": { program: scaled(5, 2), on: "range", path: "proved" },
      "a maximum of 0": { program: scaled(1, 0), on: "range", path: "proved" },
    },
    sound: { "one task": scaled(1, 1), "a range": scaled(0, 10) },
  },
];
