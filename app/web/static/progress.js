// Follows how documents are read, page by page; the page tells the same when it is loaded again.
"use strict";
const stage = document.getElementById("stage");
const report = document.getElementById("report");
const bar = document.getElementById("progress");
const reading = document.getElementById("reading");
const parts = new Map(); // how much was read of each document that is not done
let done = 0;
const move = () => { bar.value = done + [...parts.values()].reduce((sum, part) => sum + part, 0); };
report.replaceChildren(); // the stream begins at the beginning
const events = new EventSource(stage.dataset.events);
events.addEventListener("stage", (event) => {
  stage.textContent = stage.dataset[event.data];
  if (event.data === "indexing") reading.textContent = "";
});
events.addEventListener("page", (event) => {
  const [file, page, pages] = JSON.parse(event.data);
  const words = { file, page, pages };
  reading.textContent = reading.dataset.page.replace(/\{(\w+)\}/g, (_, name) => words[name]);
  parts.set(file, (0.9 * page) / pages);
  move();
});
events.addEventListener("outcome", (event) => {
  report.insertAdjacentHTML("beforeend", event.data); // our own HTML, escaped by the server
  parts.delete(report.lastElementChild?.dataset.file);
  done += 1;
  move();
});
events.addEventListener("over", () => { events.close(); location.reload(); });
