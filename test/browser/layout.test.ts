/// <reference lib="dom" />
import assert from "node:assert/strict";
import { article } from "../support/scenario";
import { advice, pageOf } from "./pages";
import { reader } from "./reader";

describe("the layout of the report", () => {
  const open = reader();

  for (const width of [1100, 1440]) {
    it(`no table is cut at ${width} pixels`, async () => {
      const { page } = await open(pageOf("layout", article(), { findings: advice }), width, 900);
      const cut = await page.$$eval(".scroll:has(table)", (regions) =>
        regions.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).map(({ ariaLabel }) => ariaLabel),
      );
      assert.deepEqual(cut, []);
      await page.close();
    });
  }

  it("paper has the fix of each finding, which the screen folds", async () => {
    const { page } = await open(pageOf("layout", article(), { findings: advice }), 1440, 900);
    const isShown = () => page.$eval(".finding p", (fix) => fix.checkVisibility());
    assert.equal(await isShown(), false);
    await page.emulateMediaType("print");
    assert.equal(await isShown(), true);
    await page.close();
  });
});
