// Anki compares letter by letter. Here what was typed is read back from its comparison, and held
// against everything that is listed as right, so that a learner is not told off for a comma.
"use strict";
var root = document.getElementById("qg");
var shown = document.getElementById("typeans");
if (!root || !shown || shown.tagName === "INPUT") return;

var expects = root.getAttribute("data-expects");
// The first line is what was typed; a gap in it stands for what is missing.
var typed = "";
var compared = false;
for (var node = shown.firstChild; node && node.nodeName !== "BR"; node = node.nextSibling) {
  if (node.nodeType !== 1) continue;
  if (/\btype(Good|Bad)\b/.test(node.className)) { typed += node.textContent; compared = true; }
  if (/\btypeMissed\b/.test(node.className)) compared = true;
}
if (!compared) {
  // Nothing was typed: the key alone is enough.
  root.querySelector(".qg-typed").hidden = true;
  return;
}
shown.className += " qg-compared";

function plain(text) {
  var out = text.normalize ? text.normalize("NFKC") : text;
  out = out.toLowerCase().replace(/[\u2018\u2019]/g, "'").replace(/[\u2010-\u2013]/g, "-");
  if (expects === "date") {
    out = out.replace(/(\d)(st|nd|rd|th)\b/g, "$1").replace(/[,.]/g, " ");
    out = out.replace(/\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/g, "$1");
  }
  if (expects === "number") out = out.replace(/\u2212/g, "-").replace(/[,\s]/g, "");
  return out.replace(/\s+/g, " ").replace(/^ | ?[.!]? ?$/g, "");
}
function listed(name) {
  return Array.prototype.map.call(root.querySelectorAll(name + " li"), function (item) {
    return plain(item.textContent);
  });
}
var line = root.querySelector(".qg-verdict");
var answer = "";
var parts = shown.querySelectorAll("br ~ span");
if (!shown.querySelector("br")) answer = typed;
for (var n = 0; n < parts.length; n++) {
  if (/\btype(Good|Missed)\b/.test(parts[n].className)) answer += parts[n].textContent;
}
var said = plain(typed);
var right = said === plain(answer) || listed(".qg-accepted").indexOf(said) >= 0;
var range = root.querySelector("[data-low]");
if (!right && range && /^[+-]?(\d+\.?\d*|\.\d+)$/.test(said)) {
  var figure = Number(said);
  right = figure >= Number(range.getAttribute("data-low")) &&
    figure <= Number(range.getAttribute("data-high"));
}
if (right) {
  root.className += " qg-is-right";
  line.textContent = "✓ Right";
  shown.textContent = "";
  var good = document.createElement("span");
  good.className = "typeGood";
  good.textContent = typed;
  shown.appendChild(good);
} else if (listed(".qg-rejected").indexOf(said) >= 0) {
  root.className += " qg-is-wrong";
  line.textContent = "✗ Not right";
} else {
  return;
}
line.hidden = false;
