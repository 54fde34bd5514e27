const data = JSON.parse(document.getElementById("data").textContent);
const byId = id => document.getElementById(id);
let selected = null;

const BOX = { width: 200, height: 44, margin: 12, across: 216, down: 74 };
/** From this many layers on there is a field to find one. */
const MANY = 20;
/** Elements of the graph and of the table, by the key of their item. */
const nodes = new Map(), rows = new Map();

/** A name without its middle, if it is long. */
const cut = name => name.length > 100 ? name.slice(0, 50) + "…" + name.slice(-49) : name;

function element(parent, tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  parent.appendChild(made);
  return made;
}

/** The text without its middle, such that it is not wider than so many pixels. */
function fit(text, pen, width) {
  if (pen.measureText(text).width <= width) return text;
  const letters = Array.from(text.length > 200 ? cut(text) : text);
  const without = kept => letters.slice(0, Math.ceil(kept / 2)).join("") + "…"
    + letters.slice(letters.length - Math.floor(kept / 2)).join("");
  let kept = letters.length - 1;
  while (kept > 1 && pen.measureText(without(kept)).width > width) kept--;
  return without(kept);
}

/** Gives each node its rank, one more than the largest of what it reads; without recursion, since models may be deep. */
function rankAll(all) {
  for (const start of all) {
    const waiting = [start];
    while (waiting.length) {
      const node = waiting[waiting.length - 1];
      const missing = node.rank === undefined ? node.from.filter(one => one.rank === undefined) : [];
      waiting.push(...missing);
      if (!missing.length) {
        node.rank ??= node.from.reduce((most, one) => Math.max(most, one.rank), -1) + 1;
        waiting.pop();
      }
    }
  }
}

function layOut(all) {
  const ranks = [];
  rankAll(all);
  for (const node of all) (ranks[node.rank] ||= []).push(node);
  const widest = ranks.reduce((most, rank) => Math.max(most, rank.length), 1);
  for (const rank of ranks) {
    rank.forEach((node, i) => node.order = node.from.length ? node.from.reduce((sum, one) => sum + one.x, 0) / node.from.length : i * BOX.across);
    rank.sort((a, b) => a.order - b.order);
    rank.forEach((node, i) => {
      node.place = i;
      node.x = (widest - rank.length) * BOX.across / 2 + i * BOX.across;
      node.y = node.rank * BOX.down;
    });
  }
  return { ranks, width: widest * BOX.across + 24, height: ranks.length * BOX.down - 24 };
}

/** What skips a rank goes around the boxes there. */
function edge(source, node) {
  const x1 = source.x + BOX.width / 2 + 4, y1 = source.y + BOX.height + 2, x2 = node.x + BOX.width / 2 + 4, y2 = node.y + 2;
  const middle = (y1 + y2) / 2, side = Math.max(x1, x2) + BOX.width / 2 + 28;
  return node.rank - source.rank < 2
    ? `M${x1},${y1} C${x1},${middle} ${x2},${middle} ${x2},${y2}`
    : `M${x1},${y1} C${side},${y1 + 12} ${side},${y1 + 12} ${side - 20},${middle} S${side},${y2 - 12} ${x2},${y2}`;
}

/** Lets Tab stop at one of many elements only, and moves it. */
function stopAt(elements, wanted) {
  elements.forEach(one => one.setAttribute("tabindex", one === wanted ? 0 : -1));
}

/**
 * Arrows, Home and End go from element to element; Enter and the space bar choose.
 *
 * @param next gives the key of the item that an arrow leads to from an item, or nothing
 */
function listen(holder, elements, next) {
  holder.addEventListener("keydown", event => {
    const at = event.target.closest && event.target.closest("[data-key]");
    if (!at || !holder.contains(at) || event.ctrlKey || event.altKey || event.metaKey) return;
    const shown = [...elements.values()].filter(one => !one.hidden);
    if (event.key === "Enter" || event.key === " ") choose(items.find(item => item.key === at.dataset.key));
    else if (event.key === "Home") go(shown[0]);
    else if (event.key === "End") go(shown[shown.length - 1]);
    else if (event.key.startsWith("Arrow")) go(elements.get(next(at.dataset.key, event.key, shown)));
    else return;
    event.preventDefault();
  });
  function go(to) {
    if (!to) return;
    stopAt(elements, to);
    to.focus({ preventScroll: true });
    reveal(to);
  }
}

/** Scrolls the pane that an element is in, not the window: a little, or such that it is in the middle. */
function reveal(shown) {
  const pane = shown.closest(".scroll"), outside = pane.getBoundingClientRect(), inside = shown.getBoundingClientRect();
  const top = outside.top + (pane.querySelector("thead") || { offsetHeight: 0 }).offsetHeight;
  const away = inside.top < outside.top - outside.height || inside.bottom > outside.bottom + outside.height;
  if (away) pane.scrollTop += inside.top - outside.top - outside.height / 2;
  else if (inside.top < top) pane.scrollTop -= top - inside.top + 8;
  else if (inside.bottom > outside.bottom) pane.scrollTop += inside.bottom - outside.bottom + 8;
  if (inside.left < outside.left) pane.scrollLeft -= outside.left - inside.left + 8;
  else if (inside.right > outside.right) pane.scrollLeft += inside.right - outside.right + 8;
}

/**
 * Draws the graph of the layers, once. The page has `items`, each with the key of its layer, of which one may be
 * `selected`; `state(item)` is the class of its box, and `choose(item)` is called when it is chosen.
 */
function drawGraph() {
  const byKey = new Map(items.map(item => [item.key, item]));
  const all = new Map(data.graph.map(node => [node.key, { ...node, item: byKey.get(node.key), to: [] }]));
  for (const node of all.values()) {
    node.from = node.from.map(key => all.get(key));
    node.from.forEach(one => one.to.push(node));
  }
  const size = layOut([...all.values()]);
  const holder = element(byId("graph"), "div", "scroll");
  // The parser makes elements of SVG without being told a namespace.
  holder.innerHTML = "<svg><g></g><g></g></svg>";
  const svg = holder.firstChild;
  svg.setAttribute("width", size.width);
  svg.setAttribute("height", size.height);
  const add = (to, tag, attributes, text) => {
    const made = document.createElementNS(svg.namespaceURI, tag);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    if (text !== undefined) made.textContent = text;
    to.appendChild(made);
    return made;
  };
  const pen = document.createElement("canvas").getContext("2d");
  const write = (group, y, text, small) => {
    const line = add(group, "text", { x: BOX.margin, y, class: small ? "small" : "name" });
    pen.font = fonts[small ? 1 : 0] ||= getComputedStyle(line).font;
    line.textContent = fit(text, pen, BOX.width - 2 * BOX.margin);
  };
  const fonts = [];
  for (const node of all.values()) {
    for (const source of node.from) add(svg.firstChild, "path", { class: "edge", d: edge(source, node) });
    const group = add(svg.lastChild, "g", { class: "node input", transform: `translate(${node.x + 4},${node.y + 2})` });
    add(group, "title", {}, node.name + "\n" + node.small);
    add(group, "rect", { class: "box", width: BOX.width, height: BOX.height, rx: 9 });
    write(group, 19, node.name, false);
    write(group, 35, node.small, true);
    if (node.item) {
      group.setAttribute("role", "button");
      group.dataset.key = node.key;
      group.onclick = () => choose(node.item);
      nodes.set(node.key, group);
    }
  }
  listen(svg, nodes, (key, arrow) => {
    const node = all.get(key), inRank = size.ranks[node.rank];
    const to = {
      ArrowDown: node.to,
      ArrowUp: node.from,
      ArrowLeft: inRank.slice(0, node.place).reverse(),
      ArrowRight: inRank.slice(node.place + 1),
    }[arrow].find(one => one.item);
    return to && to.key;
  });
}

/** Makes the rows of the table, once: `fill(row, item)` makes the cells of one. */
function drawRows(fill) {
  const body = byId("rows");
  for (const item of items) {
    const row = element(body, "tr");
    row.dataset.key = item.key;
    row.onclick = () => choose(item);
    rows.set(item.key, row);
    fill(row, item);
  }
  listen(body, rows, (key, arrow, shown) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[arrow] || 0;
    const to = shown[shown.indexOf(rows.get(key)) + step];
    return to && to.dataset.key;
  });
  if (items.length < MANY) return;
  const find = byId("find");
  find.hidden = false;
  find.oninput = () => {
    const wanted = find.value.toLowerCase();
    rows.forEach(row => row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted));
    const first = [...rows.values()].find(row => !row.hidden);
    if (first) stopAt(rows, first);
  };
}

/** Shows in the graph and in the table what there is to say of an item, and whether it is chosen. */
function paint(item) {
  const chosen = item === selected, node = nodes.get(item.key), row = rows.get(item.key);
  if (node) node.setAttribute("class", "node " + state(item) + (chosen ? " chosen" : ""));
  row.className = chosen ? "chosen" : "";
  for (const one of [node, row]) {
    if (one && chosen) one.setAttribute("aria-current", "true");
    else if (one) one.removeAttribute("aria-current");
  }
}

/** Makes an item the one that is chosen, or none. */
function mark(item) {
  const before = selected;
  selected = item;
  if (before) paint(before);
  if (item) paint(item);
  for (const all of [nodes, rows]) {
    const shown = item && all.get(item.key);
    stopAt(all, shown || all.values().next().value);
    if (shown) reveal(shown);
  }
}
