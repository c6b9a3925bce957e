import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";
import type { Plan } from "../../core/plan";
import type { Layout, Drawing } from "../../report/diagram/arrange";
import { arrange, arrangeSource } from "../../report/diagram/arrange";
import { drawingOf } from "../../report/diagram/drawing";
import { diagramOf } from "../../report/diagram/model";
import { svg } from "../../report/diagram/svg";
import { pictures } from "../../tools/pictures";
import { silent } from "../../tools/progress";
import { projectDirectory } from "../support/run";
import { article, articleVpcs, everyOption, manyServices, planOf } from "../support/scenario";

interface Box {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const boxHeight = 44;
const badgeRadius = 10;

const drawn = (plan: Plan): Drawing => drawingOf(diagramOf(plan));
const everything = ({ rows }: Drawing) => new Set(rows.map(({ service }) => service));

const boxesOf = ({ nodes }: Drawing, { centres }: Layout): readonly Box[] =>
  nodes.flatMap(({ id, x, width }) => {
    const y = centres.get(id);
    if (y === undefined) return [];
    return [{ name: id, left: x, right: x + width, top: y - boxHeight / 2, bottom: y + boxHeight / 2 }];
  });

const badgesOf = ({ lines }: Layout): readonly Box[] =>
  [...lines].map(([name, { x, y }]) => ({
    name,
    left: x - badgeRadius,
    right: x + badgeRadius,
    top: y - badgeRadius,
    bottom: y + badgeRadius,
  }));

const framesOf = ({ frames }: Layout): readonly Box[] =>
  [...frames].map(([name, { x, y, width, height }]) => ({
    name,
    left: x,
    right: x + width,
    top: y,
    bottom: y + height,
  }));

const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const overlaps = (boxes: readonly Box[], others: readonly Box[] = boxes) =>
  boxes.flatMap((box) =>
    others.filter((other) => other !== box && overlap(box, other)).map((other) => `${box.name} and ${other.name}`),
  );

/** A plan with the APIs of two options, as a change of the option may need for a while. */
function twoApis(): Plan {
  const [first, second] = [planOf(article({ option: 1 })), planOf(article({ option: 5 }))];
  return { ...first, apis: [...first.apis, ...second.apis] };
}

describe("the drawing of a topology", () => {
  for (const option of everyOption) {
    it(`option ${option}: boxes, hop numbers and VPCs do not overlap`, () => {
      const drawing = drawn(planOf(article({ option })));
      const layout = arrange(drawing, everything(drawing));
      const boxes = boxesOf(drawing, layout);
      assert.equal(boxes.length, drawing.nodes.length);
      assert.deepEqual(overlaps(boxes), []);
      assert.deepEqual(overlaps(badgesOf(layout), boxes), []);
      assert.deepEqual(overlaps(badgesOf(layout)), []);
      assert.deepEqual(overlaps(framesOf(layout)), []);
      assert.ok(boxes.every(({ bottom }) => bottom < layout.height));
    });

    it(`option ${option}: the frame of a VPC has the boxes of the VPC inside, and no others`, () => {
      const drawing = drawn(planOf(article({ option })));
      const layout = arrange(drawing, everything(drawing));
      const boxes = boxesOf(drawing, layout);
      for (const frame of framesOf(layout)) {
        const inside = boxes.filter((box) => overlap(box, frame)).map(({ name }) => name);
        const own = drawing.nodes.filter(({ vpc }) => vpc === frame.name).map(({ id }) => id);
        assert.deepEqual(inside.sort(), own.sort());
      }
    });
  }

  it("boxes of one hop have one width and start at one line", () => {
    const { nodes } = drawn(planOf(article({ option: 4 })));
    const columns = new Map(nodes.map(({ x, width }) => [x, width]));
    // Client, API, VPC links, NLBs, ALBs, services.
    assert.equal(columns.size, 6);
    assert.ok(nodes.every(({ x, width }) => columns.get(x) === width));
  });

  it("services of a VPC follow each other in the order of the stack file", () => {
    const services = ["stock", "orders", "shipping"].map((name) => ({
      name,
      vpc: name === "orders" ? "sales" : "supply",
      image: "nginx:1.29",
    }));
    const { rows } = drawn(planOf(article({ services, vpcs: articleVpcs })));
    assert.deepEqual(
      rows.map(({ service }) => service),
      ["orders", "stock", "shipping"],
    );
  });

  it("a line starts at the right side of a box and ends at the left side of the next", () => {
    const drawing = drawn(planOf(article({ option: 1 })));
    const { lines, centres } = arrange(drawing, everything(drawing));
    const [api, link] = ["api-option-1", "link-v2-supply"].map((id) => drawing.nodes.find((node) => node.id === id));
    const path = lines.get("api-option-1--link-v2-supply")?.path ?? "";
    assert.ok(api !== undefined && link !== undefined);
    assert.ok(path.startsWith(`M${api.x + api.width} ${centres.get(api.id)}H`), path);
    assert.ok(path.endsWith(` ${centres.get(link.id)}H${link.x}`), path);
    // A straight line has no turns.
    assert.match(lines.get("client--api-option-1")?.path ?? "", /^M[\d.]+ [\d.]+H[\d.]+$/);
  });

  it("with a filter, only the request paths of the shown services remain, without gaps", () => {
    const drawing = drawn(planOf(article({ option: 1 })));
    const { centres, lines, frames, height } = arrange(drawing, new Set(["stock"]));
    const path = ["client", "api-option-1", "link-v2-supply", "balancer-stock-alb", "service-stock"];
    assert.deepEqual([...centres.keys()].sort(), [...path].sort());
    assert.equal(new Set(centres.values()).size, 1, "one row");
    assert.equal(lines.size, 4);
    assert.deepEqual([...frames.keys()], ["supply"]);
    assert.ok(height < arrange(drawing, new Set(["stock", "shipping"])).height);
  });

  it("without any service there is nothing to draw", () => {
    const { centres, lines, frames } = arrange(drawn(planOf(article())), new Set());
    assert.deepEqual([centres.size, lines.size, frames.size], [0, 0, 0]);
  });

  it("a long drawing starts with a whole request path; a short one is centred", () => {
    const drawing = drawn(planOf(article({ services: manyServices(12, "sales") })));
    const long = arrange(drawing, everything(drawing)).centres;
    assert.equal(long.get("client"), long.get("service-s001"));
    const short = arrange(drawing, new Set(["s001", "s003"])).centres;
    const [first = 0, last = 0] = [short.get("service-s001"), short.get("service-s003")];
    assert.equal(short.get("client"), (first + last) / 2);
  });

  it("two APIs of a stack have boxes of their own", () => {
    const drawing = drawn(twoApis());
    const layout = arrange(drawing, everything(drawing));
    const boxes = boxesOf(drawing, layout);
    assert.ok(boxes.some(({ name }) => name === "api-option-1") && boxes.some(({ name }) => name === "api-option-5"));
    assert.deepEqual(overlaps(boxes), []);
  });

  it("the page's script has the same layout", () => {
    const drawing = drawn(planOf(article({ option: 4 })));
    const shown = new Set(["orders", "stock"]);
    const inPage = runInThisContext(`(() => {\n${arrangeSource()}\nreturn arrange;\n})()`) as typeof arrange;
    assert.deepEqual(inPage(drawing, shown), arrange(drawing, shown));
  });

  it("the SVG is self-contained and names what it shows", () => {
    const drawing = svg(diagramOf(planOf(article({ option: 4 }))));
    assert.ok(!/(href|src)=|@import|url\((?!#)/.test(drawing));
    assert.match(drawing, /role="img" aria-label="Topology: 4 services in 2 VPCs"/);
    const hops = [...drawing.matchAll(/class="hop" y="4">(\d)</g)].map(([, hop]) => hop);
    assert.deepEqual(hops.sort(), ["1", "2", "2", "3", "3", "4", "4", "4", "4", "5", "5", "5", "5"]);
    assert.match(drawing, /prefers-color-scheme: dark/);
  });

  it("the pictures of the documents are up to date (npm run docs)", async () => {
    const drawn = await pictures(silent);
    assert.deepEqual(
      drawn.map(({ file }) => file),
      [1, 2, 3, 4, 5].map((option) => `docs/images/dev-option-${option}.svg`),
    );
    for (const { file, content } of drawn)
      assert.equal(readFileSync(join(projectDirectory, file), "utf8"), content, file);
  });
});
