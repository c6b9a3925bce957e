/** Lights up the way to a service that is clicked, or chosen by Enter or Space; Escape puts it out. */
export const script = `
(() => {
  const choosers = [...document.querySelectorAll("[data-service]")];
  const parts = [...document.querySelectorAll("[data-services]")];
  const lists = [...document.querySelectorAll("[data-way]")];
  const show = (service) => {
    for (const one of choosers) one.setAttribute("aria-pressed", String(one.dataset.service === service));
    for (const one of parts) one.classList.toggle("lit", one.dataset.services.split(" ").includes(service));
    for (const one of lists) one.hidden = one.dataset.way !== service;
  };
  let chosen = "";
  // A large drawing shows a part of itself; it moves to the service that was chosen, and the page stays where it is.
  const drawing = document.querySelector(".drawing");
  const reveal = (service) => {
    const node = choosers.find((one) => one.dataset.service === service && one.closest(".drawing"));
    if (!node) return;
    const [at, frame] = [node.getBoundingClientRect(), drawing.getBoundingClientRect()];
    if (at.top < frame.top || at.bottom > frame.bottom) drawing.scrollTop += at.top - frame.top - frame.height / 2;
    if (at.left < frame.left || at.right > frame.right) drawing.scrollLeft += at.left - frame.left - frame.width / 2;
  };
  const choose = (service) => { chosen = service === chosen ? "" : service; show(chosen); if (chosen) reveal(chosen); };
  for (const one of choosers) {
    one.addEventListener("click", () => choose(one.dataset.service));
    if (one.tagName !== "BUTTON") one.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(one.dataset.service);
    });
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { chosen = ""; show(""); } });
})();
`;
