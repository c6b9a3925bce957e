import type { Drawing } from "../diagram/arrange";
import { arrangeSource } from "../diagram/arrange";
import { narrowQuery } from "./style";

/** Text of the stack must not end the script element. */
const literal = (value: unknown) => JSON.stringify(value).replaceAll("<", "\\u003c");

/** Rows of routes and services that are shown before the reader asks for all. */
const few = { narrow: 5, wide: 12 };

/** Shows what the filter leaves, and the selection. Without a script, the page shows everything. */
const behaviour = `
const all = (selector) => [...document.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);
const state = { filter: "", service: "", routes: false, services: false };
const rows = all(".routes tbody tr").map((row) => ({
  row,
  service: row.dataset.service,
  routes: Number(row.dataset.routes),
  text: (row.textContent + " " + row.dataset.words).toLowerCase(),
}));
const names = [...new Set([...drawing.rows.map(({ service }) => service), ...rows.map(({ service }) => service)])];
const picture = document.querySelector("svg.topology");
const boxes = new Map(drawing.nodes.map((node) => [node.id, node]));
const lines = new Map(drawing.edges.map((edge) => [edge.id, edge]));
const sum = (list) => list.reduce((total, { routes }) => total + routes, 0);
const place = (element, x, y) => element.setAttribute("transform", "translate(" + x + " " + y + ")");
const show = (element, isShown) => isShown ? element.removeAttribute("display") : element.setAttribute("display", "none");

function draw(shown) {
  const { height, centres, lines, frames } = arrange(drawing, shown);
  for (const node of picture.querySelectorAll(".node")) {
    const centre = centres.get(node.dataset.id);
    show(node, centre !== undefined);
    if (centre !== undefined) place(node, boxes.get(node.dataset.id).x, centre);
  }
  for (const edge of picture.querySelectorAll(".edge")) {
    const line = lines.get(edge.dataset.id);
    show(edge, line !== undefined);
    if (line === undefined) continue;
    edge.querySelector("path").setAttribute("d", line.path);
    for (const badge of edge.querySelectorAll(".badge")) place(badge, line.x, line.y);
  }
  for (const vpc of picture.querySelectorAll(".vpc")) {
    const frame = frames.get(vpc.dataset.vpc);
    show(vpc, frame !== undefined);
    if (frame === undefined) continue;
    place(vpc, frame.x, frame.y);
    vpc.querySelector("rect").setAttribute("height", frame.height);
  }
  picture.setAttribute("viewBox", "0 0 " + picture.getAttribute("width") + " " + height);
  picture.setAttribute("height", height);
  picture.querySelector(".paper").setAttribute("height", height - 1);
}

function select() {
  const passes = (id) => boxes.get(id).services.includes(state.service);
  for (const node of picture.querySelectorAll(".node")) node.classList.toggle("lit", passes(node.dataset.id));
  for (const edge of picture.querySelectorAll(".edge")) {
    const { from, to } = lines.get(edge.dataset.id);
    edge.classList.toggle("lit", passes(from) && passes(to));
  }
  for (const chooser of all("[aria-pressed]"))
    chooser.setAttribute("aria-pressed", String(chooser.dataset.service === state.service));
  for (const list of all("[data-path]")) list.hidden = list.dataset.path !== state.service;
  for (const { row, service } of rows) row.classList.toggle("lit", service === state.service);
}

function offer(button, isOffered, text) {
  button.hidden = !isOffered;
  button.textContent = text;
}

function render() {
  const words = state.filter.toLowerCase().split(/\\s+/).filter(Boolean);
  const matching = rows.filter(({ text }) => words.every((word) => text.includes(word)));
  const matchingRows = new Set(state.routes ? matching : matching.slice(0, few));
  for (const each of rows) each.row.hidden = !matchingRows.has(each);
  const found = new Set(matching.map(({ service }) => service));
  const services = names.filter((name) => found.has(name));
  const shown = new Set(state.services ? services : services.slice(0, few));
  if (found.has(state.service)) shown.add(state.service);
  for (const chip of all(".services button")) chip.parentElement.hidden = !shown.has(chip.dataset.service);
  draw(shown);
  select();
  byId("no-match").hidden = matching.length > 0;
  for (const table of all("table.routes")) table.hidden = !table.querySelector("tbody tr:not([hidden])");
  offer(byId("all-routes"), matchingRows.size < matching.length, "Show all " + sum(matching) + " routes");
  offer(byId("all-services"), shown.size < services.length, "Show all " + services.length + " services");
  byId("matches").textContent =
    sum(matching) + " of " + sum(rows) + " routes, " + services.length + " of " + names.length + " services";
}

/** Keeps filter and selection in the address, so that it can be sent to someone. */
function remember() {
  const kept = new URLSearchParams(Object.entries({ filter: state.filter, service: state.service }).filter(([, value]) => value));
  history.replaceState(null, "", kept.size > 0 ? "#" + kept : location.pathname + location.search);
}

function recall() {
  const kept = new URLSearchParams(location.hash.slice(1));
  if (!kept.has("filter") && !kept.has("service")) return;
  state.filter = byId("filter").value = kept.get("filter") ?? "";
  state.service = kept.get("service") ?? "";
  render();
}

/** A large diagram scrolls to the selected service; the page does not scroll. */
function reveal() {
  const node = all(".drawing .service").find((each) => each.dataset.service === state.service);
  if (!node) return;
  const drawn = document.querySelector(".drawing");
  const [at, frame] = [node.getBoundingClientRect(), drawn.getBoundingClientRect()];
  if (at.top < frame.top || at.bottom > frame.bottom) drawn.scrollTop += at.top - frame.top - frame.height / 2;
  if (at.left < frame.left || at.right > frame.right) drawn.scrollLeft += at.right - frame.right + 24;
}

function update(changes) {
  Object.assign(state, changes);
  render();
  remember();
}

function choose(service) {
  update({ service: service === state.service ? "" : service });
  reveal();
}

picture.setAttribute("role", "group");
for (const node of picture.querySelectorAll(".service")) {
  const service = node.querySelector(".name").textContent;
  for (const [name, value] of Object.entries({ tabindex: 0, role: "button", "aria-pressed": false, "data-service": service }))
    node.setAttribute(name, value);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose(service);
  });
}
for (const chooser of all("[aria-pressed]")) chooser.addEventListener("click", () => choose(chooser.dataset.service));
byId("filter").addEventListener("input", (event) => update({ filter: event.target.value }));
byId("all-routes").addEventListener("click", () => update({ routes: true }));
byId("all-services").addEventListener("click", () => update({ services: true }));
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && state.service) update({ service: "" }); });
addEventListener("hashchange", recall);
let beforePrint;
addEventListener("beforeprint", () => {
  const folded = all("details:not([open])");
  beforePrint = { routes: state.routes, services: state.services, folded };
  for (const each of folded) each.open = true;
  Object.assign(state, { routes: true, services: true });
  render();
});
addEventListener("afterprint", () => {
  for (const each of beforePrint.folded) each.open = false;
  Object.assign(state, { routes: beforePrint.routes, services: beforePrint.services });
  render();
});
byId("chooser").hidden = false;
document.querySelector(".filter").hidden = names.length <= 8;
render();
recall();
`;

/** Filters routes and services, and highlights request paths, by pointer or keyboard. */
export const script = (drawing: Drawing): string => `
(() => {
"use strict";
const few = matchMedia("${narrowQuery}").matches ? ${few.narrow} : ${few.wide};
const drawing = ${literal(drawing)};
${arrangeSource()}
${behaviour}
})();
`;
