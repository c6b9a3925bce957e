import type { FindModel } from "./aws/models";
import { checkInputs, computeOutputs } from "./aws/models";
import { withNested } from "./aws/nested";
import { expandVpc } from "./awsx/vpc";
import type { Constructed, Pass, Registered, Registrar, Registration } from "./registration";
import type { Properties } from "./values";
import { unknown } from "./values";

const stackType = "pulumi:pulumi:Stack";

/** The resources of one run. Assigns URNs, rejects duplicates, and computes ids and outputs as the providers would. */
export class Registry implements Registrar {
  readonly resources = new Map<string, Registered>();
  /** Receives the number of resources after each registration. */
  registered: ((resources: number) => void) | undefined;
  /** Outputs of another stack, by its full name; undefined if they cannot be read. */
  stackOutputs: ((stack: string) => Properties | undefined) | undefined;

  constructor(
    readonly project: string,
    readonly stack: string,
    readonly pass: Pass,
    private readonly find: FindModel,
    /** Zone ids in the configuration: the zones of a Region that the simulator does not know. */
    readonly namedZones: readonly string[] = [],
  ) {}

  /**
   * Registers a resource, except a remote component.
   *
   * @throws Error for a duplicate URN, and for a type that the simulator does not support
   */
  register(registration: Registration): Registered {
    const urn = this.urn(registration);
    if (this.resources.has(urn)) throw new Error(`Duplicate resource URN '${urn}'; try giving it a unique name`);
    const managed = registration.custom && !registration.type.startsWith("pulumi:");
    const providers = { ...this.resources.get(registration.parent)?.providers, ...registration.providers };
    const provider =
      managed && registration.provider === "" ? this.inheritedProvider(registration, providers) : registration.provider;
    const checked = managed ? checkInputs(registration, urn, this.find) : registration.inputs;
    const registered: Registered = {
      ...registration,
      provider,
      providers,
      inputs: checked,
      urn,
      ...this.idAndOutputs(registration, checked, urn, provider),
    };
    this.resources.set(urn, registered);
    this.registered?.(this.resources.size);
    return registered;
  }

  /**
   * Registers a remote component with the children that its provider would register.
   *
   * @throws Error for a component that the simulator does not support
   */
  construct(registration: Registration): { readonly component: Registered; readonly constructed: Constructed } {
    if (registration.type !== "awsx:ec2:Vpc") {
      throw new Error(
        `the simulator does not support the remote component ${registration.type} (${registration.name}); add it to simulator/awsx`,
      );
    }
    // The provider registers the component itself, without inputs: docs/decisions/0004-simulated-awsx.md
    const component = this.register({ ...registration, inputs: {}, propertyDependencies: {} });
    const constructed = expandVpc(this, component, registration.inputs);
    component.outputs = constructed.outputs;
    return { component, constructed };
  }

  /**
   * Reads a stack reference: its id is the name of the stack. One that cannot be read has no outputs.
   *
   * @throws Error for another type: the simulator has no resources of other programs
   */
  read(registration: Registration, id: string): Registered {
    if (registration.type !== "pulumi:pulumi:StackReference")
      throw new Error(
        `the simulator does not support reading an existing resource (get): ${registration.type} ${registration.name}`,
      );
    const outputs = { name: id, outputs: this.stackOutputs?.(id) ?? {}, secretOutputNames: [] };
    const urn = this.urn(registration);
    const read: Registered = { ...registration, inputs: { name: id }, urn, id, outputs };
    this.resources.set(urn, read);
    return read;
  }

  /** The resource with this URN. @throws Error if it does not exist */
  get(urn: string): Registered {
    const resource = this.resources.get(urn);
    if (resource === undefined) throw new Error(`unknown resource '${urn}'`);
    return resource;
  }

  /** Region of the provider that a resource uses. */
  region(provider: string): string {
    const region = this.resources.get(provider.slice(0, provider.lastIndexOf("::")))?.inputs["region"];
    return typeof region === "string" ? region : "us-east-1";
  }

  private urn({ type, name, parent }: Registration): string {
    const parentType = parent === "" ? "" : (parent.split("::")[2] ?? "");
    const chain = parentType === "" || parentType === stackType ? type : `${parentType}$${type}`;
    return `urn:pulumi:${this.stack}::${this.project}::${chain}::${name}`;
  }

  private idAndOutputs(
    { type, name, custom }: Registration,
    inputs: Properties,
    urn: string,
    provider: string,
  ): { id: string; outputs: Properties } {
    if (!custom) return { id: "", outputs: {} };
    if (type.startsWith("pulumi:providers:"))
      return { id: this.pass === "apply" ? `${name}-id` : unknown, outputs: { ...inputs } };
    const { nested } = this.find(type, name);
    if (this.pass === "preview") return { id: "", outputs: withNested(inputs, nested, {}, unknown) };
    const { id, outputs } = computeOutputs({ type, name, urn, inputs, region: this.region(provider) }, this.find);
    return { id, outputs: { ...inputs, ...outputs, ...withNested(inputs, nested, outputs), id } };
  }

  /** A provider that the SDK did not send is inherited from the parent component. */
  private inheritedProvider(registration: Registration, providers: Readonly<Record<string, string>>): string {
    return providers[registration.type.split(":")[0] ?? ""] ?? this.defaultProvider(registration);
  }

  private defaultProvider({ type, version }: Registration): string {
    const [pkg = ""] = type.split(":");
    const name = version === "" ? "default" : `default_${version.replaceAll(/[.+-]/g, "_")}`;
    const urn = `urn:pulumi:${this.stack}::${this.project}::pulumi:providers:${pkg}::${name}`;
    if (!this.resources.has(urn)) {
      const inputs = version === "" ? {} : { version };
      this.resources.set(urn, {
        type: `pulumi:providers:${pkg}`,
        name,
        parent: "",
        custom: true,
        remote: false,
        inputs,
        dependencies: [],
        propertyDependencies: {},
        provider: "",
        providers: {},
        version,
        options: {},
        urn,
        id: unknown,
        outputs: inputs,
      });
    }
    return `${urn}::${unknown}`;
  }
}
