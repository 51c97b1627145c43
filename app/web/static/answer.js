// A graph that a query made, drawn by Cytoscape; the same statements stand below it as Turtle.
"use strict";
const frame = document.getElementById("answer-graph");
if (frame) {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const text = { color: colour("--ink"), "font-size": 10, "font-family": "Barlow, sans-serif" };
  cytoscape({
    container: frame,
    elements: JSON.parse(frame.dataset.elements),
    minZoom: 0.2,
    maxZoom: 3,
    style: [
      { selector: "node", style: { ...text, label: "data(label)", width: 12, height: 12, "background-color": colour("--link") } },
      { selector: "node[sort = 'text']", style: { shape: "rectangle", "background-color": colour("--shared") } },
      { selector: "edge", style: {
        ...text, label: "data(label)", "font-size": 8, color: colour("--ink-2"), width: 1, "line-color": colour("--ink-2"),
        "target-arrow-color": colour("--ink-2"), "target-arrow-shape": "triangle", "arrow-scale": 0.6, "curve-style": "bezier" } },
    ],
    layout: { name: "cose", animate: !still, idealEdgeLength: 80, nodeRepulsion: 20000, randomize: false },
  });
}
