const data = JSON.parse(document.getElementById("data").textContent);
const byId = id => document.getElementById(id);
let selected = null;

/** A name without its middle, if it is long. */
const cut = name => name.length > 100 ? name.slice(0, 50) + "…" + name.slice(-49) : name;

function element(parent, tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  parent.appendChild(made);
  return made;
}

function layOut(all) {
  const rows = [];
  const rank = node => {
    if (node.rank === undefined) {
      node.rank = 0;
      node.rank = Math.max(-1, ...node.from.map(rank)) + 1;
    }
    return node.rank;
  };
  for (const node of all) (rows[rank(node)] ||= []).push(node);
  const widest = Math.max(...rows.map(row => row.length));
  for (const row of rows) {
    row.forEach((node, i) => node.order = node.from.length ? node.from.reduce((sum, one) => sum + one.x, 0) / node.from.length : i * 176);
    row.sort((a, b) => a.order - b.order);
    row.forEach((node, i) => {
      node.x = (widest - row.length) * 88 + i * 176;
      node.y = node.rank * 74;
    });
  }
  return { width: widest * 176 + 24, height: rows.length * 74 };
}

/**
 * Draws the graph of the layers. The page has `items`, each with the key of its layer, of which one may be `selected`;
 * `state(item)` is the class of its box, and `choose(item)` is called when it is clicked.
 */
function drawGraph() {
  const byKey = new Map(items.map(item => [item.key, item]));
  const all = new Map(data.graph.map(node => [node.key, { ...node, item: byKey.get(node.key) }]));
  for (const node of all.values()) node.from = node.from.map(key => all.get(key));
  const size = layOut([...all.values()]);
  const SVG = document.querySelector("#graph svg");
  if (SVG) SVG.remove();
  const holder = element(byId("graph"), "div");
  // The parser makes elements of SVG without being told a namespace.
  holder.innerHTML = "<svg><g></g><g></g></svg>";
  const svg = holder.firstChild;
  byId("graph").replaceChild(svg, holder);
  svg.setAttribute("width", size.width);
  svg.setAttribute("height", size.height);
  const add = (to, tag, attributes, text) => {
    const made = document.createElementNS(svg.namespaceURI, tag);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    if (text !== undefined) made.textContent = text;
    to.appendChild(made);
    return made;
  };
  const short = (text, length) => text.length > length ? text.slice(0, length - 1) + "…" : text;
  for (const node of all.values()) {
    for (const source of node.from) {
      const x1 = source.x + 84, y1 = source.y + 46, x2 = node.x + 84, y2 = node.y + 2;
      const middle = (y1 + y2) / 2, side = Math.max(x1, x2) + 112;
      // What skips a row goes around the boxes there.
      const d = node.rank - source.rank < 2
        ? `M${x1},${y1} C${x1},${middle} ${x2},${middle} ${x2},${y2}`
        : `M${x1},${y1} C${side},${y1 + 12} ${side},${y1 + 12} ${side - 20},${middle} S${side},${y2 - 12} ${x2},${y2}`;
      add(svg.firstChild, "path", { class: "edge", d });
    }
    const group = add(svg.lastChild, "g", {
      class: "node " + (node.item ? state(node.item) : "input") + (node.item && node.item === selected ? " chosen" : ""),
      transform: `translate(${node.x + 4},${node.y + 2})`,
    });
    add(group, "title", {}, node.name + "\n" + node.small);
    add(group, "rect", { class: "box", width: 160, height: 44, rx: 9 });
    add(group, "text", { x: 10, y: 19 }, short(node.name, 22));
    add(group, "text", { x: 10, y: 35, class: "small" }, short(node.small, 24));
    if (node.item) {
      group.setAttribute("tabindex", 0);
      group.onclick = () => choose(node.item);
      group.onkeydown = event => { if (event.key === "Enter") choose(node.item); };
    }
  }
}
