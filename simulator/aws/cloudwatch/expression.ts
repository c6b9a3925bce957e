/** A parsed expression of metric math. */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "call"; readonly name: string; readonly items: readonly Expression[] }
  | { readonly kind: "minus"; readonly of: Expression }
  | { readonly kind: "operation"; readonly operator: Operator; readonly left: Expression; readonly right: Expression };

/** Operators by their precedence, the weakest first. */
const levels = [["OR"], ["AND"], ["==", "!=", "<=", ">=", "<", ">"], ["+", "-"], ["*", "/"], ["^"]] as const;

/** An operator; `||` and `&&` are the same as `OR` and `AND`. */
export type Operator = (typeof levels)[number][number];

const spelled: Readonly<Record<string, string>> = { "||": "OR", "&&": "AND" };
const token = /\s*(\d+(?:\.\d+)?|[A-Za-z_]\w*|==|!=|<=|>=|&&|\|\||[-+*/^<>()[\],])/y;

function tokensOf(text: string): readonly string[] {
  const found: string[] = [];
  token.lastIndex = 0;
  while (text.slice(token.lastIndex).trim() !== "") {
    const at = token.lastIndex;
    const [, one] = token.exec(text) ?? [];
    if (one === undefined) throw new Error(`cannot read the expression at "${text.slice(at)}"`);
    found.push(spelled[one] ?? one);
  }
  return found;
}

/** Reads the tokens of one expression. */
class Reader {
  private place = 0;

  constructor(private readonly tokens: readonly string[]) {}

  whole(): Expression {
    const found = this.level(0);
    if (this.place < this.tokens.length) throw new Error(`unexpected "${this.tokens[this.place] ?? ""}"`);
    return found;
  }

  private level(index: number): Expression {
    const operators: readonly string[] | undefined = levels[index];
    if (operators === undefined) return this.value();
    let left = this.level(index + 1);
    for (;;) {
      const operator = this.tokens[this.place];
      if (operator === undefined || !operators.includes(operator)) return left;
      this.place += 1;
      left = { kind: "operation", operator: operator as Operator, left, right: this.level(index + 1) };
    }
  }

  private value(): Expression {
    const one = this.tokens[this.place];
    this.place += 1;
    if (one === undefined) throw new Error("the expression ends too early");
    if (one === "-") return { kind: "minus", of: this.value() };
    if (one === "(") {
      const inner = this.level(0);
      this.take(")");
      return inner;
    }
    if (one === "[") return { kind: "list", items: this.items("]") };
    if (/^\d/.test(one)) return { kind: "number", value: Number(one) };
    if (!/^\w/.test(one)) throw new Error(`unexpected "${one}"`);
    if (this.tokens[this.place] !== "(") return { kind: "name", name: one };
    this.place += 1;
    return { kind: "call", name: one, items: this.items(")") };
  }

  private items(end: string): readonly Expression[] {
    const found: Expression[] = [];
    while (this.tokens[this.place] !== end) {
      if (found.length > 0) this.take(",");
      found.push(this.level(0));
    }
    this.take(end);
    return found;
  }

  private take(wanted: string): void {
    if (this.tokens[this.place] !== wanted) throw new Error(`expected "${wanted}"`);
    this.place += 1;
  }
}

/**
 * Parses an expression of metric math.
 *
 * @throws Error for a text that is none, or that has what this evaluator does not read (texts in quotes)
 */
export const parseExpression = (text: string): Expression => new Reader(tokensOf(text)).whole();
