// Puts sides together from their pieces, shows those cards that are asked for, and keeps what is asked
// for behind the # of the address, so that a link or a reload shows the same cards.
(function () {
"use strict";
var data = JSON.parse(document.getElementById("data").textContent);
var BATCH = 30;  // cards that are added when the end comes near
var NEAR = "900px 0px";  // how far from the window frames are made
var KEPT = 50;  // frames that stay wherever they are, because something was picked or typed in them
function find(id) { return document.getElementById(id); }
function make(tag, name, text) {
  var node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== undefined) node.textContent = text;
  return node;
}

// -- cards ----------------------------------------------------------------------------------------

// Those that tell the type are left out, for it has a filter of its own.
function isOffered(tag) { return tag.indexOf("type::") !== 0; }
function withThoseAbove(tags) {
  var all = new Set();
  tags.forEach(function (tag) {
    var parts = tag.split("::");
    parts.forEach(function (part, n) { all.add(parts.slice(0, n + 1).join("::")); });
  });
  return Array.from(all);
}
// The maths of a card that is typeset, by its source.
function known(numbers) {
  var found = {};
  numbers.forEach(function (number) { found[data.maths[number][0]] = data.maths[number][1]; });
  return found;
}
var cards = [];
data.notes.forEach(function (note) {
  var bank = data.banks[note[0]];
  var tags = note[3].map(function (tag) { return data.tags[tag]; });
  // What each filter finds the card by; a tag stands for those below it, too.
  var under = {
    topic: [String(bank[2])], bank: [bank[0]], type: [data.types[note[2]]], tag: withThoseAbove(tags.filter(isOffered))
  };
  note[4].forEach(function (card) {
    cards.push({
      name: note[1], type: data.types[note[2]], tags: tags, under: under,
      place: note[5], findings: note[6], maths: known(note[7]),
      ordinal: card[0], label: card[1], sides: [card[2], card[3]], found: null
    });
  });
});

function html(side) {
  var frame = data.shapes[side[0]][0];
  var out = data.texts[frame[0]];
  for (var n = 1; n < side.length; n++) out += embedded(data.texts[side[n]]) + data.texts[frame[n]];
  return out;
}
// Pictures and sounds are in this page, each once; where Anki has a button to play, here is a player.
function embedded(text) {
  if (text.indexOf("<img ") < 0 && text.indexOf("[sound:") < 0) return text;
  return text.replace(/(<img src=")([^"]+)/g, function (whole, before, name) {
    return data.media[name] ? before + data.media[name] : whole;
  }).replace(/\[sound:([^\]]+)\]/g, function (whole, name) {
    return data.media[name] ? '<audio controls preload="none" src="' + data.media[name] + '"></audio>' : whole;
  });
}

var ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"' };
function fold(text) { return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase(); }
// What a search looks at: the texts of both sides as a learner reads them, the name and the tags.
function searched(card) {
  if (card.found === null) {
    var texts = new Set();
    card.sides.forEach(function (side) {
      data.shapes[side[0]][1].forEach(function (yes, n) { if (yes) texts.add(side[n + 1]); });
    });
    var plain = Array.from(texts, function (text) {
      return data.texts[text].replace(/<\/?(?:b|em|strong|code|span|i)\b[^>]*>/g, "").replace(/<[^>]*>/g, "\n");
    }).join("\n").replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, function (whole, decimal, hex, name) {
      return name ? ENTITIES[name] || whole : String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex, 16));
    });
    card.found = fold([plain, card.name, card.place].concat(card.tags).join("\n"));
  }
  return card.found;
}

// -- what is asked for ----------------------------------------------------------------------------

var FILTERS = ["topic", "bank", "type", "tag"];
var LOOKS = {
  colors: [["light", "Light"], ["night", "Night"], ["both", "Both"]],
  width: [["380", "Phone"], ["760", "Desktop"]],
  sides: [["both", "Both"], ["question", "Question"]]
};
var asked = {};

function read() {
  var given = new URLSearchParams(location.hash.slice(1));
  asked.search = given.get("search") || "";
  FILTERS.forEach(function (name) { asked[name] = given.get(name) || ""; });
  Object.keys(LOOKS).forEach(function (name) {
    var known = LOOKS[name].map(function (look) { return look[0]; });
    asked[name] = known.indexOf(given.get(name)) >= 0 ? given.get(name) : known[0];
  });
}
function keep() {
  var given = new URLSearchParams();
  Object.keys(asked).forEach(function (name) {
    if (asked[name] && !(LOOKS[name] && asked[name] === LOOKS[name][0][0])) given.set(name, asked[name]);
  });
  var hash = "#" + given;
  if (hash !== (location.hash || "#")) location.replace(hash);
}
// The cards that are asked for, and for each filter how many there would be of each of its values.
function chosen() {
  var words = fold(asked.search).split(/\s+/).filter(Boolean);
  var counts = {};
  FILTERS.forEach(function (name) { counts[name] = new Map(); });
  var found = cards.filter(function (card) {
    var against = FILTERS.filter(function (name) {
      return asked[name] && card.under[name].indexOf(asked[name]) < 0;
    });
    if (against.length > 1) return false;
    if (!words.every(function (word) { return searched(card).indexOf(word) >= 0; })) return false;
    (against.length ? against : FILTERS).forEach(function (name) {
      card.under[name].forEach(function (value) {
        counts[name].set(value, (counts[name].get(value) || 0) + 1);
      });
    });
    return !against.length;
  });
  return { cards: found, counts: counts };
}

// -- what is shown --------------------------------------------------------------------------------

var list = find("cards");
var waiting = [];
var panes = new Map();  // frame -> pane
var worked = new Set();  // panes in which something was picked or typed, the last one last

function shell(card, night) {
  var body = "card card" + (card.ordinal + 1) + (night ? " nightMode night_mode" : "");
  return '<!doctype html><html lang="en" class="' + (night ? "night-mode" : "") + '"><head><meta charset="utf-8"><title>Card</title>' +
    '<base target="_blank"><style>' + data.frameCss + "</style><style>" + data.css + "</style></head>" +
    '<body class="' + body + '"><div id="qa"></div><script>' + data.frameJs + "<\/script></body></html>";
}
function pane(card, side, night) {
  var node = make("div", night ? "pane dark" : "pane");
  var top = make("div", "flip");
  var label = make("span", "", side ? "Answer" : "Question");
  top.append(label);
  var box = make("div", "box");
  box.style.minHeight = "180px";
  node.append(top, box);
  var own = { card: card, night: night, box: box, back: Boolean(side), frame: null, label: label };
  if (!side) {
    own.button = make("button", "", "Show answer");
    own.button.type = "button";
    own.button.onclick = function () {
      if (own.frame) own.frame.contentWindow.postMessage({ back: !own.back }, "*");
    };
    top.append(own.button);
  }
  node.pane = own;
  return node;
}
function open(own) {
  if (own.frame) return;
  var frame = own.frame = make("iframe");
  // Without allow-same-origin nothing in a card can reach this page, and each card has a store of its own.
  frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
  frame.title = (own.button ? "Card " : "Answer of ") + own.card.name + (own.night ? ", night" : ", light");
  frame.style.height = own.box.style.minHeight;
  frame.srcdoc = shell(own.card, own.night);
  own.box.append(frame);
  panes.set(frame.contentWindow, own);
}
function close(own) {
  if (!own.frame || own.near || worked.has(own)) return;
  panes.delete(own.frame.contentWindow);
  own.frame.remove();
  own.frame = null;
  if (own.button) turned(own, false);
}
function work(own) {
  worked.delete(own);
  worked.add(own);
  if (worked.size <= KEPT) return;
  var first = worked.values().next().value;
  worked.delete(first);
  close(first);
}
function turned(own, back) {
  own.back = back;
  own.label.textContent = back ? "Answer" : "Question";
  if (own.button) own.button.textContent = back ? "Show question" : "Show answer";
}
window.addEventListener("message", function (event) {
  var own = panes.get(event.source);
  if (!own) return;
  if (event.data.ready) {
    var sides = own.card.sides.map(html);
    event.source.postMessage({
      sides: sides, back: own.back, turns: Boolean(own.button), maths: own.card.maths
    }, "*");
  } else if (event.data.side) {
    var back = event.data.side === "back";
    if (back !== own.back) work(own);
    if (own.button) turned(own, back);
  } else if (event.data.worked) {
    work(own);
  } else if (event.data.search) {
    find("search").focus();
  } else if (event.data.height > 0) {
    own.frame.style.height = own.box.style.minHeight = Math.min(event.data.height, 20000) + "px";
  }
});
function each(article, work) {
  Array.from(article.querySelectorAll(".pane")).forEach(function (node) { work(node.pane); });
}
var near = new IntersectionObserver(function (entries) {
  entries.forEach(function (entry) {
    each(entry.target, function (own) {
      own.near = entry.isIntersecting;
      (own.near ? open : close)(own);
    });
  });
}, { rootMargin: NEAR });

function article(card) {
  var node = make("article", "card");
  var about = make("div", "about");
  about.append(make("h2", "", card.name));
  about.append(make("span", "kind", card.type + (card.label ? ", " + card.label : "")));
  card.tags.filter(isOffered).forEach(function (tag) {
    var button = make("button", "tag", tag);
    button.type = "button";
    button.title = "Show the cards with this tag";
    button.setAttribute("aria-pressed", asked.tag === tag);
    button.onclick = function () {
      ask("tag", asked.tag === tag ? "" : tag);
      // The button is gone with its card; the focus goes on where it was, or to what finds it again.
      var same = Array.from(list.querySelectorAll(".tag")).find(function (one) { return one.textContent === tag; });
      (same || find("search")).focus({ preventScroll: true });
    };
    about.append(button);
  });
  if (card.place) about.append(make("span", "place", card.place));
  var found = make("ul", "found");
  card.findings.forEach(function (number) {
    var item = make("li");
    item.innerHTML = data.findings[number];
    found.append(item);
  });
  var row = make("div", "panes");
  var nights = { light: [false], night: [true], both: [false, true] }[asked.colors];
  nights.forEach(function (night) {
    var pair = make("div", "pair");
    pair.append(pane(card, 0, night));
    if (asked.sides === "both") pair.append(pane(card, 1, night));
    row.append(pair);
  });
  node.append(about);
  if (found.firstChild) node.append(found);
  node.append(row);
  return node;
}
function more() {
  waiting.splice(0, BATCH).forEach(function (card) {
    var node = article(card);
    list.append(node);
    near.observe(node);
  });
}
var end = new IntersectionObserver(function (entries) {
  if (!entries[entries.length - 1].isIntersecting || !waiting.length) return;
  more();
  // Where the end is still near, it must be seen anew.
  end.unobserve(find("end"));
  end.observe(find("end"));
}, { rootMargin: "1500px 0px" });

function group(number) { return number.toLocaleString("en"); }
function show() {
  var now = chosen();
  var found = now.cards;
  waiting = found.slice();
  near.disconnect();
  panes.clear();
  worked.clear();
  list.textContent = "";
  document.documentElement.classList.toggle("night", asked.colors === "night");
  document.body.classList.toggle("wide", asked.width === "760");
  find("count").textContent = found.length === cards.length
    ? group(cards.length) + (cards.length === 1 ? " card" : " cards")
    : group(found.length) + " of " + group(cards.length) + " cards";
  find("clear").hidden = !asked.search && FILTERS.every(function (name) { return !asked[name]; });
  find("none").hidden = found.length > 0;
  find("search").value = asked.search;
  FILTERS.forEach(function (name) {
    Array.from(find(name).options).slice(1).forEach(function (option) {
      var cards = now.counts[name].get(option.value) || 0;
      option.text = option.called + " (" + group(cards) + ")";
      option.hidden = option.disabled = !cards && option.value !== asked[name];
    });
    find(name).value = asked[name];
  });
  Object.keys(LOOKS).forEach(function (name) {
    find(name).querySelector('[value="' + asked[name] + '"]').checked = true;
  });
  more();
  end.unobserve(find("end"));
  end.observe(find("end"));
}
function ask(name, value) {
  asked[name] = value;
  keep();
  show();
  window.scrollTo(0, 0);
}

// -- on paper -------------------------------------------------------------------------------------

// The answers of the cards that are asked for, as they are without scripts: the parser of the browser
// makes inert elements of them, and what could run anything is taken out before they are shown.
var RUNS = "script, style, iframe, object, embed, link, meta, base, form, audio";
function onPaper(card) {
  var sheet = make("article", "sheet");
  sheet.append(make("p", "about", [card.name, card.label, card.place].filter(Boolean).join(" · ")));
  var body = make("div", "card card" + (card.ordinal + 1));
  var parsed = new DOMParser().parseFromString(html(card.sides[1]), "text/html").body;
  parsed.querySelectorAll(RUNS).forEach(function (node) { node.remove(); });
  parsed.querySelectorAll("*").forEach(function (node) {
    Array.from(node.attributes).forEach(function (one) {
      if (/^on/i.test(one.name) || /^\s*javascript:/i.test(one.value)) node.removeAttribute(one.name);
    });
    if (node.tagName === "DETAILS" && !node.closest(".qg-source")) node.open = true;
  });
  while (parsed.firstChild) body.append(parsed.firstChild);
  speak(body.querySelector(".qg"));
  typesetMaths(body, card.maths);
  sheet.append(body);
  return sheet;
}
var paper = find("paper").attachShadow({ mode: "open" });
window.addEventListener("beforeprint", function () {
  paper.append(make("style", "", data.css), make("style", "", data.paperCss));
  chosen().cards.forEach(function (card) { paper.append(onPaper(card)); });
});
window.addEventListener("afterprint", function () { paper.textContent = ""; });
find("print").onclick = function () { window.print(); };

// -- the controls ---------------------------------------------------------------------------------

function fill(name, all, names) {
  var select = find(name);
  select.append(new Option(all, ""));
  names.forEach(function (one) {
    var option = new Option("", one[0]);
    option.called = one[1];
    select.append(option);
  });
  select.parentNode.hidden = names.length < 2;
  select.onchange = function () { ask(name, select.value); };
}
fill("topic", "All topics", data.topics.map(function (title, n) { return [String(n), title]; }));
fill("bank", "All banks", data.banks);
fill("type", "All types", data.types.slice().sort().map(function (type) { return [type, type]; }));
fill("tag", "All tags", withThoseAbove(data.tags.filter(isOffered)).sort().map(function (tag) { return [tag, tag]; }));

Object.keys(LOOKS).forEach(function (name) {
  LOOKS[name].forEach(function (look) {
    var label = make("label");
    var input = make("input");
    input.type = "radio";
    input.name = name;
    input.value = look[0];
    input.onchange = function () { ask(name, look[0]); };
    label.append(input, make("span", "", look[1]));
    find(name).append(label);
  });
});
var pause = 0;
find("search").oninput = function () {
  clearTimeout(pause);
  pause = setTimeout(function () { ask("search", find("search").value.trim() ? find("search").value : ""); }, 120);
};
find("bar").onsubmit = function (event) { event.preventDefault(); };
find("clear").onclick = function () {
  ["search"].concat(FILTERS).forEach(function (name) { asked[name] = ""; });
  keep();
  show();
  find("search").focus();
};
document.addEventListener("keydown", function (event) {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "radio") return;
  event.preventDefault();
  find("search").focus();
});
window.addEventListener("hashchange", function () {
  var before = JSON.stringify(asked);
  read();
  if (JSON.stringify(asked) !== before) show();
});
// What is jumped to must not land behind what stays on top.
new ResizeObserver(function () {
  document.documentElement.style.scrollPaddingTop = find("head").offsetHeight + 8 + "px";
}).observe(find("head"));
// Where there is room, filters need no unfolding.
var roomy = window.matchMedia("(min-width: 1000px)");
roomy.onchange = function () { find("more").open = roomy.matches; };
roomy.onchange();
find("maths").hidden = data.maths.every(function (one) { return one[1]; });
find("typeset").hidden = !data.maths.some(function (one) { return one[1]; });
read();
show();
})();
