// Says that an answer is on its way when it takes longer than a moment.
"use strict";
const busy = document.getElementById("busy");
let waiting;
const wait = () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => { busy.textContent = busy.dataset.busy; busy.classList.add("shown"); }, 250);
};
const rest = () => { clearTimeout(waiting); busy.textContent = ""; busy.classList.remove("shown"); };
document.addEventListener("submit", wait);
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const opensHere = link && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (opensHere && !link.hasAttribute("download") && !link.getAttribute("href").startsWith("#")) wait();
});
document.addEventListener("htmx:beforeRequest", wait);
document.addEventListener("htmx:afterRequest", rest);
window.addEventListener("pageshow", rest); // also when the reader comes back
window.addEventListener("pagehide", rest);
