// Follows how documents are read; the page tells the same when it is loaded again.
"use strict";
const stage = document.getElementById("stage");
const report = document.getElementById("report");
const bar = document.getElementById("progress");
report.replaceChildren(); // the stream begins at the beginning
const events = new EventSource(stage.dataset.events);
events.addEventListener("stage", (event) => { stage.textContent = stage.dataset[event.data]; });
events.addEventListener("outcome", (event) => {
  report.insertAdjacentHTML("beforeend", event.data); // our own HTML, escaped by the server
  bar.value += 1;
});
events.addEventListener("over", () => { events.close(); location.reload(); });
