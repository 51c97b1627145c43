// The network of actors and cases, drawn by Cytoscape. The table below it says the same.
"use strict";
const colours = { case: "#173f8f", person: "#a2381f", organisation: "#24694a", group: "#8a6d1a" };
const frame = document.getElementById("network");
const style = getComputedStyle(document.documentElement);
const ink = style.getPropertyValue("--ink").trim();
const line = style.getPropertyValue("--ink-2").trim();
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

fetch(frame.dataset.source).then((answer) => answer.json()).then((elements) => {
  const network = cytoscape({
    container: frame,
    elements,
    minZoom: 0.3,
    maxZoom: 3,
    style: [
      { selector: "node", style: {
        label: "data(label)", color: ink, "font-size": 13, "font-family": "Barlow, sans-serif", "text-wrap": "ellipsis",
        "text-max-width": 120, "min-zoomed-font-size": 5, "text-margin-y": -3,
        width: "mapData(degree, 1, 20, 14, 46)", height: "mapData(degree, 1, 20, 14, 46)",
        "background-color": (node) => colours[node.data("sort")] } },
      { selector: "node[sort = 'case']", style: { shape: "round-rectangle", "font-weight": 600, "font-size": 17 } },
      { selector: "edge", style: { width: "mapData(passages, 1, 8, 1, 5)", "line-color": line, opacity: 0.35 } },
      { selector: ".dimmed", style: { opacity: 0.12 } },
      { selector: "edge.near", style: { opacity: 0.9 } },
    ],
    layout: { name: "cose", animate: !still, nodeRepulsion: 14000, idealEdgeLength: 46, gravity: 1.6, nodeOverlap: 8, padding: 16, randomize: false },
  });
  network.on("mouseover tap", "node", (event) => {
    const near = event.target.closedNeighborhood();
    network.elements().addClass("dimmed").removeClass("near");
    near.removeClass("dimmed").addClass("near");
  });
  network.on("mouseout", "node", () => network.elements().removeClass("dimmed near"));
  network.on("dbltap", "node[sort = 'case']", (event) => { location.href = event.target.data("address"); });
});
