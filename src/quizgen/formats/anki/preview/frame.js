// One card in a page of its own, as Anki's desktop program shows it: both sides are put into the same
// page, one after the other, and the scripts of a side run anew each time. So what is picked on the
// front is there on the back. Whoever shows the card sends its sides, and whether Enter may turn it,
// and hears how tall it is and what was done with it.
(function () {
"use strict";
var qa = document.getElementById("qa");
var sides = ["", ""];
var back = false;
var turns = false;
var maths = {};
function say(message) { parent.postMessage(message, "*"); }

// Which runs of two texts agree, the longest first, as Python's difflib finds them; so does Anki.
function agreeing(a, b) {
  var best = [0, 0, 0];
  var ends = {};
  for (var i = 0; i < a.length; i++) {
    var now = {};
    for (var j = 0; j < b.length; j++) {
      if (a[i] !== b[j]) continue;
      var size = now[j] = (ends[j - 1] || 0) + 1;
      if (size > best[2]) best = [i - size + 1, j - size + 1, size];
    }
    ends = now;
  }
  if (!best[2]) return [];
  var later = agreeing(a.slice(best[0] + best[2]), b.slice(best[1] + best[2]));
  return agreeing(a.slice(0, best[0]), b.slice(0, best[1])).concat([best], later.map(function (run) {
    return [run[0] + best[0] + best[2], run[1] + best[1] + best[2], run[2]];
  }));
}
// What was typed over the key, letter by letter.
function compare(shown, typed) {
  var key = Array.from(shown.textContent.normalize("NFC"));
  var given = Array.from(typed.normalize("NFC"));
  var lines = [document.createDocumentFragment(), document.createDocumentFragment()];
  function put(line, kind, letters) {
    if (!letters.length) return;
    var span = document.createElement("span");
    span.className = kind;
    span.textContent = letters.join("");
    lines[line].appendChild(span);
  }
  shown.textContent = "";
  if (given.join("") === key.join("")) {
    put(0, "typeGood", given);
    shown.appendChild(lines[0]);
    return;
  }
  var at = [0, 0];
  agreeing(given, key).concat([[given.length, key.length, 0]]).forEach(function (run) {
    var extra = given.slice(at[0], run[0]);
    var missed = key.slice(at[1], run[1]);
    put(0, "typeBad", extra);
    if (!extra.length) put(0, "typeMissed", missed.map(function () { return "-"; }));
    put(1, "typeMissed", missed);
    put(0, "typeGood", given.slice(run[0], run[0] + run[2]));
    put(1, "typeGood", key.slice(run[1], run[1] + run[2]));
    at = [run[0] + run[2], run[1] + run[2]];
  });
  var arrow = document.createElement("span");
  arrow.id = "typearrow";
  arrow.textContent = "\u2193";
  shown.append(lines[0], document.createElement("br"), arrow, document.createElement("br"), lines[1]);
}

function show(wanted) {
  var box = qa.querySelector("input#typeans");
  var typed = !back && box ? box.value : "";
  back = wanted;
  qa.innerHTML = sides[back ? 1 : 0];
  var shown = qa.querySelector("code#typeans");
  if (back && shown && typed) compare(shown, typed);
  Array.from(qa.querySelectorAll("script")).forEach(function (old) {
    var script = document.createElement("script");
    script.textContent = old.textContent;
    old.parentNode.replaceChild(script, old);
  });
  typesetMaths(qa, maths);
  say({ side: back ? "back" : "front" });
  measure();
}
var told = 0;
function measure() {
  var height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  if (height !== told) say({ height: told = height });
}
window.addEventListener("message", function (event) {
  if (event.source !== parent) return;
  if (event.data.sides) {
    sides = event.data.sides;
    turns = event.data.turns;
    maths = event.data.maths;
  }
  show(event.data.back);
});
// Enter shows the answer, as in Anki, and / leads to the search, as around the card; elsewhere a key
// does what it does in any page.
document.addEventListener("keydown", function (event) {
  if (event.defaultPrevented) return;
  if (event.key === "Enter" && turns && !event.target.closest("a")) {
    event.preventDefault();
    show(!back);
  } else if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    if (event.target.id === "typeans") return;
    event.preventDefault();
    say({ search: true });
  }
});
["click", "input"].forEach(function (kind) {
  document.addEventListener(kind, function () { say({ worked: true }); });
});
new ResizeObserver(measure).observe(document.documentElement);
say({ ready: true });
})();
