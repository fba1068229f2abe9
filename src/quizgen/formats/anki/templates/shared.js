// What the cards with something to pick share: what is remembered from the front to the back, how
// things are shuffled, and how tiles are worked without a mouse.
//
// A client may keep one page for both sides, or load one for each; it may keep its storage, wipe it
// or forbid it. The order is therefore made from the question and the day, which needs no memory.
// Only a store in which a back has once found what the front wrote is trusted with an order of its
// own. Everything is kept under one name in each store, so nothing grows.
"use strict";
var root = document.getElementById("qg");
if (!root) return;
var side = root.getAttribute("data-side");
var id = root.getAttribute("data-id");

var NAME = "quizgen";
var STORES = [
  function () { return window.sessionStorage; },
  function () { return window.localStorage; },
  function () {
    if (!window.quizgenStore) {
      window.quizgenStore = {
        getItem: function () { return this.kept || null; },
        setItem: function (name, text) { this.kept = text; }
      };
    }
    return window.quizgenStore;
  }
];
function read(store) {
  try { return JSON.parse(store().getItem(NAME)) || {}; } catch (e) { return {}; }
}
function write(store, entry) {
  try { store().setItem(NAME, JSON.stringify(entry)); } catch (e) { return false; }
  return read(store).at === entry.at;
}

function hash(text) {
  var sum = 2166136261;
  for (var n = 0; n < text.length; n++) sum = Math.imul(sum ^ text.charCodeAt(n), 16777619);
  return sum >>> 0;
}
// Days change at four in the morning, as Anki's do.
function daySeed() {
  var now = new Date();
  var day = Math.floor((now.getTime() / 60000 - now.getTimezoneOffset() - 240) / 1440);
  return (hash(id) ^ day) >>> 0;
}

// What the learner did on the front: { seed, picks }; on a back without memory, picks is null.
function begin() {
  var at = Date.now() + Math.random();
  var entry = { id: id, at: at, seed: daySeed(), picks: [] };
  var proven = STORES.map(function (store) { return read(store).proven === true; });
  var kept = STORES.map(function (store, n) {
    return write(store, { id: id, at: at, seed: entry.seed, picks: [], proven: proven[n] });
  });
  if (proven.some(function (yes, n) { return yes && kept[n]; })) {
    entry.seed = Math.floor(Math.random() * 4294967296);
    save(entry);
  }
  return entry;
}
function save(entry) {
  STORES.forEach(function (store) {
    var proven = read(store).proven === true;
    write(store, {
      id: id, at: entry.at, seed: entry.seed, picks: entry.picks, proven: proven
    });
  });
}
function recall() {
  var best = null;
  STORES.forEach(function (store) {
    var entry = read(store);
    var found = entry.id === id && Array.isArray(entry.picks);
    if (entry.at && entry.proven !== found) {
      entry.proven = found;
      write(store, entry);
    }
    if (found && (!best || entry.at > best.at)) best = entry;
  });
  return best || { seed: daySeed(), picks: null };
}

// A row of pseudo-random fractions that is the same for the same seed.
function fractions(seed) {
  var state = seed >>> 0;
  return function () {
    state = (state + 2654435769) >>> 0;
    var x = Math.imul(state ^ (state >>> 16), 73244475);
    x = Math.imul(x ^ (x >>> 16), 73244475);
    return ((x ^ (x >>> 16)) >>> 0) / 4294967296;
  };
}
function shuffled(list, seed) {
  var out = list.slice();
  var next = fractions(seed);
  for (var n = out.length - 1; n > 0; n--) {
    var other = Math.floor(next() * (n + 1));
    var kept = out[n];
    out[n] = out[other];
    out[other] = kept;
  }
  return out;
}

function all(selector, within) {
  return Array.prototype.slice.call((within || root).querySelectorAll(selector));
}
function number(node, name) { return Number(node.getAttribute("data-" + name)); }
function make(tag, name, text) {
  var node = document.createElement(tag);
  if (name) node.className = name;
  if (text) node.textContent = text;
  return node;
}
function wrap(node) {
  var text = make("span", "qg-text tappable");
  text.dir = "auto";
  while (node.firstChild) text.appendChild(node.firstChild);
  node.appendChild(text);
  node.dir = getComputedStyle(text).direction;
  node.classList.add("qg-row");
  return text;
}
function letter(n) { return String.fromCharCode(65 + n); }
function toggle(node, name, on) { node.classList[on ? "add" : "remove"](name); }
function verdict(right, text) {
  var line = root.querySelector(".qg-verdict");
  line.textContent = (right ? "✓ " : "✗ ") + text;
  line.hidden = false;
  all(".qg-task").forEach(function (task) { task.hidden = true; });
  root.classList.add(right ? "qg-is-right" : "qg-is-wrong");
}
function mark(tile, kind, text) {
  tile.classList.add("qg-" + kind);
  var sign = { right: "✓ ", wrong: "✗ ", missed: "! " }[kind] || "";
  // On the line of the text where there is room; spaces at the end of a line are not seen.
  var line = tile.querySelector(".qg-text");
  line.appendChild(document.createTextNode("  "));
  line.appendChild(make("small", "qg-mark", sign + text));
}

// A tile that is tapped: no button, since Anki gives those a look of their own, and no native
// control where a tap means more than on and off. "tappable" keeps mobile clients from turning the
// card over.
function tappable(node, act) {
  node.classList.add("qg-tile", "tappable");
  node.setAttribute("role", "button");
  node.tabIndex = 0;
  node.onclick = act;
}

// Anki keeps digits, Space, Enter and most letters for itself; the arrows and j, k, x reach a card.
function keys(controls) {
  function press(event) {
    if (!document.contains(root)) {
      document.removeEventListener("keydown", press);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    var here = controls.indexOf(document.activeElement);
    var native = here >= 0 && controls[here].type === "radio";
    var page = document.documentElement;
    var arrows = native ? false : here >= 0 || page.scrollHeight <= page.clientHeight;
    var step = 0;
    if (event.key === "j" || (arrows && event.key === "ArrowDown")) step = 1;
    else if (event.key === "k" || (arrows && event.key === "ArrowUp")) step = -1;
    else if (event.key === "x" && here >= 0) {
      controls[here].click();
      event.preventDefault();
      return;
    }
    if (!step) return;
    var next = here < 0 ? (step > 0 ? 0 : controls.length - 1) : here + step;
    controls[(next + controls.length) % controls.length].focus();
    event.preventDefault();
  }
  if (window.quizgenKeys) document.removeEventListener("keydown", window.quizgenKeys);
  window.quizgenKeys = press;
  if (controls.length) document.addEventListener("keydown", press);
}

// Runs what arranges the card; whatever happens, the learner sees the card.
function arrange(work) {
  try { work(); } finally { root.classList.remove("qg-arranging"); }
}
