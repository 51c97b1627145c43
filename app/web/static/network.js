// The network of actors and cases, drawn by Cytoscape: first the strongest, then whom or what the reader chooses
// with its neighbours. The list of names chooses too, so that it needs no mouse; the table below says the same.
"use strict";
const frame = document.getElementById("network");
const chooser = document.getElementById("chosen");
const link = document.getElementById("chosen-case");
const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(name).trim();
const colours = { case: colour("--enamel"), person: colour("--pole-b"), organisation: colour("--shared"), group: colour("--group") };
const pen = document.createElement("canvas").getContext("2d");
const WIDEST = 150, MARGIN = 14;

const room = () => (frame.clientWidth * frame.clientHeight) / 16000; // how many names fit

function signSize(node) { // a case is a street sign with its name on it
  const size = node.data("size");
  pen.font = `600 ${size}px Barlow, sans-serif`;
  let lines = 1, width = 0, widest = 0;
  for (const word of node.data("label").split(" ")) {
    const more = pen.measureText(`${word} `).width;
    if (width && width + more > WIDEST) { lines += 1; width = 0; }
    width += more;
    widest = Math.max(widest, width);
  }
  return { width: Math.min(widest, WIDEST) + 14, height: lines * size * 1.25 + 8 };
}

function spread(nodes) { // pushes names apart that cover each other, within the frame
  const boxes = nodes.map((node) => {
    const box = node.boundingBox({ includeLabels: true, includeOverlays: false }), at = node.position();
    return { node, left: at.x - box.x1, right: box.x2 - at.x, up: at.y - box.y1, down: box.y2 - at.y, x: at.x, y: at.y };
  });
  const wide = frame.clientWidth, high = frame.clientHeight;
  for (let round = 0; round < 120; round += 1) {
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
      const x = Math.min(a.x + a.right, b.x + b.right) - Math.max(a.x - a.left, b.x - b.left) + 6;
      const y = Math.min(a.y + a.down, b.y + b.down) - Math.max(a.y - a.up, b.y - b.up) + 4;
      if (x <= 0 || y <= 0) return;
      const [axis, by] = x / wide < y / high ? ["x", x] : ["y", y];
      const side = a[axis] <= b[axis] ? 0.5 : -0.5;
      a[axis] -= side * by;
      b[axis] += side * by;
    }));
    boxes.forEach((box) => {
      box.x = Math.min(wide - MARGIN - box.right, Math.max(MARGIN + box.left, box.x));
      box.y = Math.min(high - MARGIN - box.down, Math.max(MARGIN + box.up, box.y));
    });
  }
  boxes.forEach(({ node, x, y }) => node.position({ x, y }));
}

function fill(nodes) { // stretches what was laid out over the whole frame, at a scale at which names can be read
  const at = nodes.map((node) => node.position());
  const range = (key, room) => {
    const low = Math.min(...at.map((p) => p[key])), high = Math.max(...at.map((p) => p[key]));
    return (value) => (high > low ? 50 + ((value - low) / (high - low)) * (room - 110) : room / 2);
  };
  const across = range("x", frame.clientWidth), down = range("y", frame.clientHeight);
  nodes.forEach((node) => node.position({ x: across(node.position("x")), y: down(node.position("y")) }));
  spread(nodes);
}

fetch(frame.dataset.source).then((answer) => answer.json()).then((elements) => {
  elements.nodes.forEach(({ data }) => { data.size = Math.round(12 + 5 * Math.min(1, Math.sqrt(data.passages / 40))); });
  const network = cytoscape({
    container: frame,
    elements,
    minZoom: 0.5,
    maxZoom: 3,
    style: [
      { selector: "node", style: {
        label: "data(label)", color: colour("--ink"), "font-size": "data(size)", "font-family": "Barlow, sans-serif",
        "text-wrap": "wrap", "text-max-width": 120, "text-valign": "bottom", "text-margin-y": 3,
        "text-background-color": colour("--surface"), "text-background-opacity": 0.8, "text-background-padding": 1,
        width: "mapData(passages, 1, 40, 12, 40)", height: "mapData(passages, 1, 40, 12, 40)",
        "background-color": (node) => colours[node.data("sort")] } },
      { selector: "node[sort = 'case']", style: {
        shape: "round-rectangle", "font-weight": 600, color: colour("--enamel-ink"), "text-valign": "center",
        "text-margin-y": 0, "text-max-width": WIDEST, "text-background-opacity": 0, "border-width": 1.5,
        "border-color": colour("--enamel-ink"), "border-opacity": 0.85,
        width: (node) => signSize(node).width, height: (node) => signSize(node).height } },
      { selector: "edge", style: { width: "mapData(passages, 1, 8, 1, 6)", "line-color": colour("--ink-2"), opacity: 0.4 } },
      { selector: ".away", style: { display: "none" } },
      { selector: ".dimmed", style: { opacity: 0.15 } },
      { selector: "node:selected", style: { "border-width": 3, "border-color": colour("--marker"), "border-opacity": 1 } },
    ],
    layout: { name: "null" },
  });

  function show(key) {
    const chosen = key ? network.getElementById(key) : network.collection();
    const around = chosen.nonempty() ? chosen.closedNeighborhood() : network.nodes().filter((node) => node.data("rank") !== null && node.data("rank") < room());
    const nodes = around.nodes();
    network.elements().addClass("away").removeClass("dimmed").unselect();
    nodes.union(nodes.edgesWith(nodes)).removeClass("away");
    chosen.select();
    const visible = network.elements(":visible");
    visible.layout(chosen.nonempty()
      ? { name: "concentric", animate: false, concentric: (node) => (node.same(chosen) ? 2 : 1), levelWidth: () => 1, minNodeSpacing: 40 }
      : { name: "cose", animate: false, randomize: false, nodeDimensionsIncludeLabels: true, idealEdgeLength: 90, nodeRepulsion: 40000, componentSpacing: 60 }).run();
    network.viewport({ zoom: 1, pan: { x: 0, y: 0 } });
    fill(nodes);
    chooser.value = chosen.nonempty() ? key : "";
    const address = chosen.nonempty() ? chosen.data("address") : null;
    link.hidden = !address;
    if (address) link.href = address;
    frame.dataset.shown = nodes.length;
  }
  function choose(key) { // the address holds the choice: it can be shared, and the back button undoes it
    const here = new URL(location.href);
    if (key) here.searchParams.set("bij", key); else here.searchParams.delete("bij");
    history.pushState(null, "", here);
    show(key);
  }
  const asked = () => new URL(location.href).searchParams.get("bij") ?? "";

  document.fonts.ready.then(() => show(asked()));
  chooser.addEventListener("change", () => choose(chooser.value));
  window.addEventListener("popstate", () => show(asked()));
  window.addEventListener("resize", () => { network.resize(); show(asked()); });
  network.on("tap", "node", (event) => choose(event.target.id()));
  network.on("tap", (event) => { if (event.target === network && asked()) choose(""); });
  network.on("mouseover", "node", (event) => network.elements().not(event.target.closedNeighborhood()).addClass("dimmed"));
  network.on("mouseout", "node", () => network.elements().removeClass("dimmed"));
});
