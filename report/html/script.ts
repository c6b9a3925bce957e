/** Highlights the request path to a service on click, Enter or Space; Escape clears the selection. */
export const script = `
(() => {
  const choosers = [...document.querySelectorAll("[data-service]")];
  const parts = [...document.querySelectorAll("[data-services]")];
  const lists = [...document.querySelectorAll("[data-way]")];
  const show = (service) => {
    for (const chooser of choosers) chooser.setAttribute("aria-pressed", String(chooser.dataset.service === service));
    for (const part of parts) part.classList.toggle("lit", part.dataset.services.split(" ").includes(service));
    for (const list of lists) list.hidden = list.dataset.way !== service;
  };
  let chosen = "";
  // A large diagram scrolls to the selected service; the page does not scroll.
  const drawing = document.querySelector(".drawing");
  const reveal = (service) => {
    const node = choosers.find((chooser) => chooser.dataset.service === service && chooser.closest(".drawing"));
    if (!node) return;
    const [at, frame] = [node.getBoundingClientRect(), drawing.getBoundingClientRect()];
    if (at.top < frame.top || at.bottom > frame.bottom) drawing.scrollTop += at.top - frame.top - frame.height / 2;
    if (at.left < frame.left || at.right > frame.right) drawing.scrollLeft += at.left - frame.left - frame.width / 2;
  };
  const choose = (service) => { chosen = service === chosen ? "" : service; show(chosen); if (chosen) reveal(chosen); };
  for (const chooser of choosers) {
    chooser.addEventListener("click", () => choose(chooser.dataset.service));
    if (chooser.tagName !== "BUTTON") chooser.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(chooser.dataset.service);
    });
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { chosen = ""; show(""); } });
})();
`;
