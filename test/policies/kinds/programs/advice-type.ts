type Program = () => unknown;

/** An advisory rule, programs with the resources that it reports, and programs that it passes. */
export interface Advice {
  readonly rule: string;
  readonly reported: Readonly<Record<string, readonly [program: Program, ...resources: string[]]>>;
  readonly sound: Readonly<Record<string, Program>>;
}
