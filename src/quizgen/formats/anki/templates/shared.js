// What the cards with something to pick share: what is remembered from the front to the back, how
// things are shuffled, and how tiles are worked without a mouse.
//
// A client may keep one page for both sides, or load one for each; it may keep its storage, wipe it
// or forbid it. The order is therefore made from the question and the day, which needs no memory.
// Only a store in which a back has once found what the front wrote is trusted with an order of its
// own. Everything is kept under one name in each store, so nothing grows.
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
  var last = newest();
  // A front that comes again without its back was edited, or turned with the phone.
  if (last && !last.turned && at - last.at < 1800000) {
    entry.seed = last.seed;
    entry.picks = last.picks;
    save(entry);
    return entry;
  }
  var kept = STORES.map(function (store, n) {
    return write(store, { id: id, at: at, seed: entry.seed, picks: [], proven: proven[n] });
  });
  if (proven.some(function (yes, n) { return yes && kept[n]; })) {
    entry.seed = Math.floor(Math.random() * 4294967296);
    save(entry);
  }
  return entry;
}
function newest() {
  var best = null;
  STORES.forEach(function (store) {
    var entry = read(store);
    if (entry.id === id && Array.isArray(entry.picks) && (!best || entry.at > best.at)) best = entry;
  });
  return best;
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
  STORES.forEach(function (store) {
    var entry = read(store);
    if (!entry.at) return;
    entry.proven = entry.id === id && Array.isArray(entry.picks);
    entry.turned = entry.proven;
    write(store, entry);
  });
  return newest() || { seed: daySeed(), picks: null };
}
// Whether picks are one for each of so many places.
function fits(picks, count) {
  return picks.length === count && picks.every(function (pick) { return pick < 99; });
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
// What begins a tile: a letter, a number, or a mark of what is picked.
function sign(tile, text) {
  var node = make("span", "qg-letter tappable", text);
  node.setAttribute("aria-hidden", "true");
  return tile.insertBefore(node, tile.firstChild);
}
function letter(n) { return String.fromCharCode(65 + n); }
function toggle(node, name, on) { node.classList[on ? "add" : "remove"](name); }
function verdict(right, text) {
  judge(right ? "right" : "wrong", (right ? "✓ " : "✗ ") + text);
}
function nothing() { judge("missed", "! " + say("nothing")); }
function judge(kind, text) {
  root.querySelector(".qg-verdict").textContent = text;
  all(".qg-task").forEach(function (task) { task.hidden = true; });
  root.classList.add("qg-is-" + kind);
}
function mark(tile, kind, text) {
  tile.classList.add("qg-" + kind);
  var sign = { right: "✓ ", wrong: "✗ ", missed: "! " }[kind] || "";
  // On the line of the text where there is room; spaces at the end of a line are not seen.
  var line = tile.querySelector(".qg-text");
  if (!line.querySelector("img")) line.appendChild(document.createTextNode("  "));
  var said = make("small", "qg-mark", sign + text);
  said.dir = "auto";
  if (speech.tongue) said.lang = speech.tongue;
  line.appendChild(said);
}
function task(name) { root.querySelector(".qg-task").textContent = say(name); }

function recast(node) {
  var made = document.createElement("div");
  Array.prototype.forEach.call(node.attributes, function (one) { made.setAttribute(one.name, one.value); });
  while (node.firstChild) made.appendChild(node.firstChild);
  node.parentNode.replaceChild(made, node);
  return made;
}
// Makes a list one of tiles to work with, which is no list any more to a screen reader.
function group(name, role) {
  var list = recast(root.querySelector(name));
  Array.prototype.slice.call(list.children).forEach(recast);
  list.setAttribute("role", role);
  list.setAttribute("aria-labelledby", "qg-stem");
  return list;
}
// A tile that is tapped: no button and no native control, since Anki gives those a look of their own
// and shows the answer when Space is pressed on them.
function tappable(node, role, act) {
  node.classList.add("qg-tile", "tappable");
  node.setAttribute("role", role);
  node.setAttribute("spellcheck", "false");
  node.tabIndex = 0;
  node.onclick = act;
}

// Anki's desktop program keeps Space, Enter, digits and most letters for itself, unless a text is
// edited. So a tile that was reached with the keyboard is held as if it were one: Space and Enter
// then come here and pick, instead of showing the answer before it was given.  Once enough is picked
// the tile is let go, and Space and Enter show the answer.  Alt with a digit picks from anywhere.
function keys(tiles, numbered, enough, many) {
  var held = null;
  function release() {
    if (!held) return;
    held.removeAttribute("contenteditable");
    // What an input method wrote in spite of all.
    Array.prototype.slice.call(held.childNodes).forEach(function (node) {
      if (node.nodeType === 3) held.removeChild(node);
      else node.removeAttribute("contenteditable");
    });
    held = null;
  }
  function hold(event) {
    release();
    var tile = event.target;
    if (tiles.indexOf(tile) < 0 || !tile.matches(":focus-visible")) return;
    if (window.matchMedia("(pointer: coarse)").matches) return;
    Array.prototype.forEach.call(tile.children, function (node) { node.contentEditable = "false"; });
    tile.contentEditable = "true";
    window.getSelection().collapse(tile, 0);
    held = tile;
  }
  function act(tile) {
    tile.click();
    if (enough() && !many) release();
  }
  function step(from, by) {
    var next = from < 0 ? (by > 0 ? 0 : tiles.length - 1) : from + by;
    var tile = tiles[(next + tiles.length) % tiles.length];
    tile.focus();
    return tile;
  }
  // Whether the key was meant for the card.
  function handled(event) {
    var digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code);
    if (event.altKey && digit && !event.ctrlKey && !event.metaKey) {
      var tile = numbered[(Number(digit[1]) || 10) - 1];
      if (tile) act(tile);
      return !!tile;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
    var here = tiles.indexOf(document.activeElement);
    var radio = here >= 0 && tiles[here].getAttribute("role") === "radio";
    var page = document.documentElement;
    var arrows = here >= 0 || page.scrollHeight <= page.clientHeight;
    var by = { j: 1, k: -1, ArrowDown: arrows && 1, ArrowUp: arrows && -1 }[event.key];
    if (by) {
      var reached = step(here, by);
      // Among options of which one is right, the arrows pick at once, as everywhere.
      if (radio && event.key.length > 1) act(reached);
      return true;
    }
    if (here < 0) return false;
    if (event.key === "x") act(tiles[here]);
    else if (!held || (event.key !== " " && event.key !== "Enter")) return false;
    else if (event.key === "Enter" && enough() && typeof window.pycmd === "function") window.pycmd("ans");
    else act(held);
    return true;
  }
  function press(event) {
    if (document.contains(root)) {
      if (handled(event)) event.preventDefault();
    } else document.removeEventListener("keydown", press);
  }
  if (window.quizgenKeys) document.removeEventListener("keydown", window.quizgenKeys);
  window.quizgenKeys = press;
  if (!tiles.length) return;
  document.addEventListener("keydown", press);
  root.addEventListener("focusin", hold);
  root.addEventListener("focusout", release);
  root.addEventListener("beforeinput", function (event) { event.preventDefault(); });
  var line = root.querySelector(".qg-task");
  if (line) line.appendChild(make("span", "qg-keys", say("keys", numbered.length)));
}

// Runs what arranges the card; whatever happens, the learner sees the card.
function arrange(work) {
  try { work(); } finally { root.classList.remove("qg-arranging"); }
}
