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
  readonly role?: Partial<aws.iam.RoleArgs>;
  /** Further policies. */
  readonly more?: (parts: Parts) => unknown;
  /** What the container names; the secret by default. */
  readonly from?: (secret: aws.secretsmanager.Secret) => pulumi.Input<string>;
}

/** A sound API before a task that reads a secret; its execution role may read the secret. */
const withSecret = (setup: Setup) => () => {
  const key = new aws.kms.Key("key", setup.key ?? {});
  const kmsKeyId = "keyId" in setup ? setup.keyId : key.arn;
  const secret = new aws.secretsmanager.Secret("db", kmsKeyId === undefined ? {} : { kmsKeyId });
  const role = new aws.iam.Role("execution", { assumeRolePolicy, ...setup.role });
  new aws.iam.RolePolicy("read", { role: role.name, policy: reading });
  new aws.iam.RolePolicyAttachment("standard", { role: role.name, policyArn: standard });
  setup.more?.({ key, role });
  const valueFrom = setup.from === undefined ? secret.arn : setup.from(secret);
  const app = { name: "app", image: "public.ecr.aws/nginx/nginx:1.29", portMappings: [{ containerPort: 8080 }] };
  const task = taskDefinition("odd", 8080, {
    executionRoleArn: role.arn,
    containerDefinitions: pulumi.jsonStringify([{ ...app, secrets: [{ name: "DB", valueFrom }] }]),
  });
  httpApi("http", albService("shop", network("home", 40), { service: { taskDefinition: task.arn } }));
};

const policy = (document: string) =>
  withSecret({ more: ({ role }) => new aws.iam.RolePolicy("key", { role: role.name, policy: document }) });
const attached = (policyArn: string) =>
  withSecret({ more: ({ role }) => new aws.iam.RolePolicyAttachment("more", { role: role.name, policyArn }) });

/** An execution role that lacks the key. */
const lacking = { path: "refuted at container", on: "odd" } as const;

/** Execution roles and the customer managed keys of secrets. */
export const secrets: readonly Cases[] = [
  {
    rule: "execution-role-decrypts-secrets",
    reported: {
      "no policy on the key": { program: withSecret({}), ...lacking },
      "a policy on another action": { program: policy(allowing("kms:Encrypt", "*")), ...lacking },
      "a policy that denies": {
        program: policy(JSON.stringify({ Statement: [{ Effect: "Deny", Action: "kms:Decrypt", Resource: "*" }] })),
        ...lacking,
      },
      "a version of the secret": {
        program: withSecret({
          from: (secret) => new aws.secretsmanager.SecretVersion("db", { secretId: secret.id, secretString: "x" }).arn,
        }),
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
    },
  },
];

/** Programs of which a pass, or no pass, can decide whether the key may be used; with the verdict in both. */
export const undecided: Readonly<Record<string, { program: () => unknown; preview: string[]; apply: string[] }>> = {
  "a policy that names the key": {
    program: withSecret({
      more: ({ key, role }) =>
        new aws.iam.RolePolicy("key", {
          role: role.name,
          policy: key.arn.apply((arn) => allowing("kms:Decrypt", arn)),
        }),
    }),
    preview: ["undetermined"],
    apply: [],
  },
  "a policy that names another key": {
    program: policy(allowing("kms:Decrypt", "arn:aws:kms:us-east-1:123456789012:key/other")),
    // The key may be that one.
    preview: [],
    apply: ["violation"],
  },
  "a managed policy of the account": {
    program: attached("arn:aws:iam::111122223333:policy/keys"),
    preview: ["undetermined"],
    apply: ["undetermined"],
  },
  "a key outside the stack": {
    program: withSecret({ keyId: "arn:aws:kms:us-east-1:123456789012:key/other" }),
    preview: ["undetermined"],
    apply: ["undetermined"],
  },
  "a key policy of its own": {
    program: withSecret({ key: { policy: allowing("kms:*", "*") } }),
    preview: ["undetermined"],
    apply: ["undetermined"],
  },
  "a grant": {
    program: withSecret({
      more: ({ key, role }) =>
        new aws.kms.Grant("grant", { keyId: key.keyId, granteePrincipal: role.arn, operations: ["Decrypt"] }),
    }),
    preview: ["undetermined"],
    apply: ["undetermined"],
  },
};
