import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { albService, httpApi, network, taskDefinition } from "../../../fixtures/field/base";
import type { Cases } from "./cases";

const assumeRolePolicy = JSON.stringify({
  Statement: [{ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const allowing = (Action: string, Resource: string) =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource }] });
const reading = allowing("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:us-east-1:123456789012:secret:*");
const standard = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";

interface Parts {
  readonly key: aws.kms.Key;
  readonly role: aws.iam.Role;
}

interface Setup {
  readonly key?: aws.kms.KeyArgs;
  /** Key of the secret; that of the stack by default. */
  readonly keyId?: string | undefined;
  readonly role?: (key: aws.kms.Key) => Partial<aws.iam.RoleArgs>;
  /** Further policies. */
  readonly more?: (parts: Parts) => unknown;
  /** Properties of the container that name what it reads; the secret by default. */
  readonly naming?: (secret: aws.secretsmanager.Secret, key: aws.kms.Key) => object;
}

/** A sound API before a task that reads a secret; its execution role may read the secret. */
const withSecret = (setup: Setup) => () => {
  const key = new aws.kms.Key("key", setup.key ?? {});
  const kmsKeyId = "keyId" in setup ? setup.keyId : key.arn;
  const secret = new aws.secretsmanager.Secret("db", kmsKeyId === undefined ? {} : { kmsKeyId });
  const role = new aws.iam.Role("execution", { assumeRolePolicy, ...setup.role?.(key) });
  new aws.iam.RolePolicy("read", { role: role.name, policy: reading });
  new aws.iam.RolePolicyAttachment("standard", { role: role.name, policyArn: standard });
  setup.more?.({ key, role });
  const app = { name: "app", image: "public.ecr.aws/nginx/nginx:1.29", portMappings: [{ containerPort: 8080 }] };
  const naming = setup.naming?.(secret, key) ?? { secrets: [{ name: "DB", valueFrom: secret.arn }] };
  const task = taskDefinition("odd", 8080, {
    executionRoleArn: role.arn,
    containerDefinitions: pulumi.jsonStringify([{ ...app, ...naming }]),
  });
  httpApi("http", albService("shop", network("home", 40), { service: { taskDefinition: task.arn } }));
};

const policy = (document: string) =>
  withSecret({ more: ({ role }) => new aws.iam.RolePolicy("key", { role: role.name, policy: document }) });
const attached = (policyArn: string) =>
  withSecret({ more: ({ role }) => new aws.iam.RolePolicyAttachment("more", { role: role.name, policyArn }) });

/** An execution role that lacks the key. */
const lacking = { path: "refuted at container", on: "odd" } as const;

/** An SSM parameter whose name the containers have, so that their JSON is known at a first preview. */
const parameter = (args: Partial<aws.ssm.ParameterArgs>, more: NonNullable<Setup["more"]> = () => undefined) =>
  withSecret({
    more,
    naming: (_, { arn: keyId }) => {
      new aws.ssm.Parameter("db", { name: "/shop/db", type: "SecureString", value: "x", keyId, ...args });
      return { secrets: [{ name: "DB", valueFrom: "/shop/db" }] };
    },
  });
const withKey = (Action: string) => (parts: Parts) =>
  new aws.iam.RolePolicy("key", { role: parts.role.name, policy: allowing(Action, "*") });

/** Execution roles and the customer managed keys of secrets. */
export const secrets: readonly Cases[] = [
  {
    rule: "execution-role-decrypts-secrets",
    reported: {
      "an SSM parameter, and no policy on its key": { program: parameter({}), ...lacking },
      "an SSM parameter, and a policy on another action": {
        program: parameter({}, withKey("kms:Encrypt")),
        ...lacking,
      },
    },
    sound: {
      "a policy on all keys": policy(allowing("kms:Decrypt", "*")),
      "all actions of KMS": policy(allowing("kms:*", "*")),
      "a wildcard in another case": policy(allowing("KMS:decr*", "*")),
      AdministratorAccess: attached("arn:aws:iam::aws:policy/AdministratorAccess"),
      "AWS's own key": withSecret({ keyId: "alias/aws/secretsmanager" }),
      "no key": withSecret({ keyId: undefined }),
      "a policy on all keys, of a role by its name": withSecret({
        role: () => ({ name: "execution" }),
        more: () => new aws.iam.RolePolicy("key", { role: "execution", policy: allowing("kms:Decrypt", "*") }),
      }),
      "an SSM parameter, and a policy on its key": parameter({}, withKey("kms:Decrypt")),
      "an SSM parameter that is not encrypted": parameter({ type: "String" }),
    },
  },
];

const keyPolicy = (Principal: unknown) =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Principal, Action: "kms:*", Resource: "*" }] });
const naming = (property: string, entry: (arn: pulumi.Output<string>) => object) =>
  withSecret({ naming: ({ arn }) => ({ [property]: entry(arn) }) });
const versionOf = (secret: aws.secretsmanager.Secret) =>
  new aws.secretsmanager.SecretVersion("db", { secretId: secret.id, secretString: "x" });
const onKey = (key: aws.kms.Key) => key.arn.apply((arn) => allowing("kms:Decrypt", arn));

/** At a first preview, containers that name a secret of the stack are unknown, and so is whether ECS reads it. */
const whenKnown = { preview: ["undetermined"], apply: ["violation"] };
const never = { preview: ["undetermined"], apply: ["undetermined"] };
const allowed = { preview: ["undetermined"], apply: [] };

/** Programs of which a pass, or no pass, can decide whether the key may be used; with the verdict in both. */
export const undecided: Readonly<Record<string, { program: () => unknown; preview: string[]; apply: string[] }>> = {
  "no policy on the key": { program: withSecret({}), ...whenKnown },
  "a policy on another action": { program: policy(allowing("kms:Encrypt", "*")), ...whenKnown },
  "a policy that denies": {
    program: policy(JSON.stringify({ Statement: [{ Effect: "Deny", Action: "kms:Decrypt", Resource: "*" }] })),
    ...whenKnown,
  },
  "a version of the secret": {
    program: withSecret({
      naming: (secret) => ({ secrets: [{ name: "DB", valueFrom: versionOf(secret).secretId }] }),
    }),
    ...whenKnown,
  },
  "a key of a secret in JSON": {
    program: naming("secrets", (arn) => [{ name: "DB", valueFrom: pulumi.interpolate`${arn}:password::` }]),
    ...whenKnown,
  },
  "a secret of the log driver": {
    program: naming("logConfiguration", (arn) => ({
      logDriver: "splunk",
      secretOptions: [{ name: "splunk-token", valueFrom: arn }],
    })),
    ...whenKnown,
  },
  "a secret that the container itself reads": {
    program: naming("environment", (arn) => [{ name: "DB_SECRET", value: arn }]),
    ...allowed,
  },
  "a policy that names the key": {
    program: withSecret({
      more: ({ key, role }) => new aws.iam.RolePolicy("key", { role: role.name, policy: onKey(key) }),
    }),
    ...allowed,
  },
  "a policy of a role by its name": {
    program: withSecret({
      role: () => ({ name: "execution" }),
      more: ({ key }) => new aws.iam.RolePolicy("key", { role: "execution", policy: onKey(key) }),
    }),
    ...allowed,
  },
  "a managed policy in the list of the role": {
    program: withSecret({
      role: (key) => ({ managedPolicyArns: [standard, new aws.iam.Policy("key", { policy: onKey(key) }).arn] }),
    }),
    ...allowed,
  },
  "an attachment to a role that the stack does not show": {
    program: parameter({}, () => {
      const outside = new aws.ssm.Parameter("role", { type: "String", value: "x" });
      return new aws.iam.RolePolicyAttachment("more", { role: outside.arn, policyArn: standard });
    }),
    preview: ["undetermined"],
    apply: ["violation"],
  },
  "a policy that names another key": {
    program: policy(allowing("kms:Decrypt", "arn:aws:kms:us-east-1:123456789012:key/other")),
    // The key may be that one.
    preview: [],
    apply: ["violation"],
  },
  "a managed policy of the account": { program: attached("arn:aws:iam::111122223333:policy/keys"), ...never },
  "a key outside the stack": {
    program: withSecret({ keyId: "arn:aws:kms:us-east-1:123456789012:key/other" }),
    ...never,
  },
  "a key policy that names roles": { program: withSecret({ key: { policy: keyPolicy({ AWS: "*" }) } }), ...never },
  "a key policy that leaves access to IAM": {
    program: withSecret({ key: { policy: keyPolicy({ AWS: "arn:aws:iam::123456789012:root" }) } }),
    ...whenKnown,
  },
  "a grant": {
    program: withSecret({
      more: ({ key, role }) =>
        new aws.kms.Grant("grant", { keyId: key.keyId, granteePrincipal: role.arn, operations: ["Decrypt"] }),
    }),
    ...never,
  },
};
