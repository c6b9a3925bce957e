/** Nodes that end one after the other, if nothing limits them but what each waits for. */
export class LongestPath<N> {
  private readonly before = new Map<N, N | undefined>();
  private readonly ends = new Map<N, number>();

  /**
   * @param awaited - the nodes that a node waits for
   * @param seconds - how long a node takes
   */
  constructor(
    private readonly awaited: (node: N) => readonly N[],
    private readonly seconds: (node: N) => number,
  ) {}

  /** When a node ends, in seconds from the start. */
  end(node: N): number {
    const known = this.ends.get(node);
    if (known !== undefined) return known;
    const last = this.last(this.awaited(node));
    const end = (last === undefined ? 0 : this.end(last)) + this.seconds(node);
    this.before.set(node, last);
    this.ends.set(node, end);
    return end;
  }

  /** The first of the nodes that end last; undefined without nodes. */
  last(nodes: readonly N[]): N | undefined {
    return nodes.reduce<N | undefined>(
      (latest, next) => (latest === undefined || this.end(next) > this.end(latest) ? next : latest),
      undefined,
    );
  }

  /** The nodes that end one after the other until this one ends. */
  to(node: N): readonly N[] {
    this.end(node);
    const earlier = this.before.get(node);
    return [...(earlier === undefined ? [] : this.to(earlier)), node];
  }
}
