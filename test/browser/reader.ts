/// <reference lib="dom" />
import { readFileSync } from "node:fs";
import type { Browser, Page } from "puppeteer-core";
import { launch } from "puppeteer-core";
import { chromium } from "./chromium";

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const withoutFragment = (url: string) => url.replace(/#.*/, "");

/** Opens pages in a browser that runs during the tests of a suite. Problems are errors, console output and requests. */
export function reader() {
  let browser: Browser;
  before(async () => {
    browser = await launch({ executablePath: chromium(), args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  });
  after(() => browser.close());
  return async (url: string, width = 1440, height = 900, scheme: "light" | "dark" = "light") => {
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on("console", (message) => problems.push(`console ${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => problems.push(`error ${String(error)}`));
    page.on("request", (request) => {
      if (withoutFragment(request.url()) !== withoutFragment(url)) problems.push(`request ${request.url()}`);
    });
    await page.setViewport({ width, height });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.goto(url, { waitUntil: "load" });
    return { page, problems };
  };
}

/** Names and hop numbers of the highlighted parts of the diagram. */
export const lit = (page: Page) =>
  page.$$eval("svg .lit", (parts) => parts.map((part) => part.querySelector(".name, .hop")?.textContent ?? "").sort());

export const listedHops = (page: Page) =>
  page.$$eval("[data-path]:not([hidden]) li", (items) => items.map((item) => item.textContent));

/** Texts of the elements that have a box: Chromium's checkVisibility is true for a group of an SVG without one. */
export const visible = (page: Page, selector: string) =>
  page.$$eval(selector, (elements) =>
    elements.filter((element) => element.getClientRects().length > 0).map((element) => element.textContent.trim()),
  );

/** Whether all of an element is within the first screen. */
export const onFirstScreen = (page: Page, selector: string) =>
  page.$eval(selector, (element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth && bottom > top;
  });

/** Pixels by which the page is wider than the window. */
export const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** What axe finds. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: check } = globalThis as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
    };
    const found = await check.run();
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  });
}
