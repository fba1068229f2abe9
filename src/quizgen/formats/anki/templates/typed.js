// Anki compares letter by letter. Here what was typed is read back from its comparison, and held
// against everything that is listed as right, so that a learner is not told off for a comma. What is
// neither that nor certainly wrong is left to the learner's own judgement.
var root = document.getElementById("qg");
var shown = document.getElementById("typeans");
if (!root || !shown || shown.tagName === "INPUT") return;

var expects = root.getAttribute("data-expects");
var strict = /^(exact|case)/.test(expects);
var words = strict || expects === "words";
// The first line is what was typed; a gap in it stands for what is missing.
var typed = "";
var compared = false;
var dashes = [];
for (var node = shown.firstChild; node && node.nodeName !== "BR"; node = node.nextSibling) {
  if (node.nodeType !== 1) continue;
  if (/\btype(Good|Bad)\b/.test(node.className)) { typed += node.textContent; compared = true; }
  if (/\btypeMissed\b/.test(node.className)) { dashes.push(node); compared = true; }
}
if (!compared) {
  // Nothing was typed: the key alone is enough.
  root.querySelector(".qg-typed").hidden = true;
  return;
}
shown.className += " qg-compared";

// Where letters and signs count, nothing is forgiven but what nobody sees.
function exactly(text) {
  var out = text.normalize ? text.normalize("NFC") : text;
  out = out.replace(/[\u00ad\u200b\u2060\ufeff]/g, "").replace(/\s+/g, " ").replace(/^ | $/g, "");
  if (/^exact/.test(expects)) return out;
  out = out.replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"');
  out = out.replace(/[\u2010-\u2015\u2212]/g, "-");
  return out.replace(/([^\s!-@\[-`{-~]{2}) ?[.!]$/, "$1");
}
// What marks vowels in Hebrew and Arabic; Anki puts a space before one that stands apart.
var POINTS = new RegExp("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a" +
  "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]", "g");
// A raised figure is no figure beside the others: 10⁴ is not 104.
function compatible(text) {
  var out = text.replace(/[\u207a\u207b]?[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+/g, "^$&");
  out = out.replace(/[\u00bc-\u00be\u2150-\u215e]/g, " $&");
  return (out.normalize ? out.normalize("NFKC") : out).replace(/\u2044/g, "/");
}
function plain(text) {
  if (strict) return exactly(text);
  var out = compatible(text).toLowerCase().replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"');
  out = out.replace(/[\u2010-\u2015\u2212]/g, "-");
  out = out.replace(/\s+/g, " ").replace(/^ | $/g, "");
  // A point ends a sentence, and an exclamation mark does after a word; alone, or in n!, it counts.
  out = out.replace(expects === "words" ? /([^\s!-@\[-`{-~]{2}) ?[.!]$/ : /() ?[.!]$/, "$1");
  if (expects === "words") out = forgiven(out);
  // The a of "a b" is a letter.
  if (expects === "words") out = out.replace(/^(the|an|a(?! (and|or) )(?= \S\S)) (?=\S)/, "");
  return out;
}
// Eras, ranges and brackets in one way to write them, and letters without the points that nobody types.
function forgiven(text) {
  var out = text.replace(POINTS, "").replace(/([a-z])\^(?=\d)/g, "$1").replace(/^(\*+) (?=[a-z])/, "$1");
  if (/^([a-z]\.)+[a-z]\.?$/.test(out)) out = out.replace(/\./g, "");
  out = out.replace(/(\d) ?b\.? ?c\.?( ?e\.?)?$/, "$1 bc");
  out = out.replace(/^(?:from )?(\d[\d,.]*) ?(?:to|until|-) ?(\d[\d,.]*)$/, "$1-$2");
  out = out.replace(/^between (\d[\d,.]*) and (\d[\d,.]*)$/, "$1-$2");
  return /^[\[({].*[\])}]$/.test(out) ? out.replace(/, /g, ",") : out;
}
// A figure in one way to write it, as a text so that it stays exact; nothing if it is none.
function figure(text) {
  var bare = text;
  if (/^[+-]? ?[1-9]\d{0,2}([, ']\d{3})+(\.\d*)?$/.test(text)) bare = text.replace(/[, ']/g, "");
  var parts = /\d/.test(bare) && /^([+-]?) ?0*(\d*)\.?(\d*?)0*$/.exec(bare);
  if (!parts) return "";
  var sign = parts[1] === "-" && parts[2] + parts[3] ? "-" : "";
  return sign + (parts[2] || "0") + "." + parts[3];
}

// The value of a figure, a fraction or a number with a power of ten; NaN if it is none.
function value(text) {
  var found = /^([+-]?)(?:(\d+) )?(\d+) ?\/ ?(\d+)$/.exec(text);
  if (found) return (found[1] === "-" ? -1 : 1) * (Number(found[2] || 0) + found[3] / found[4]);
  found = /^([+-]?\d+(?:\.\d+)?) ?(?:e|[x*\u00b7\u00d7] ?10\^)([+-]?\d+)$/.exec(text);
  if (found) return Number(found[1] + "e" + found[2]);
  found = /^([+-]?)10 ?(?:\^|\*\*) ?([+-]?\d+)$/.exec(text);
  if (found) return Number(found[1] + "1e" + found[2]);
  return figure(text) ? Number(figure(text)) : NaN;
}
// A unit in one way to write it: each of its parts with its power; nothing if it is none.
function unit(text) {
  var powers = {};
  var bare = text.replace(/([a-z\u00b5\u03bc\u03a9\u00b0%])(?:\^|\*\*)?\{?([+-]?\d)\}?/gi, "$1^$2").replace(/\u2212/g, "-");
  var group = /^([^\/()]+)\/ ?\(([^\/()]+)\)$/.exec(bare);
  var parts = (group ? group[1] + "/" + group[2].trim().replace(/[ *\u00b7\u22c5]+/g, "/") : bare);
  var factors = parts.trim().match(/\/? ?[^ \/*\u00b7\u22c5]+/g) || [];
  for (var n = 0; n < factors.length; n++) {
    var found = /^(\/?) ?([a-z\u00b5\u03bc\u03a9\u00b0%]+)(?:\^([+-]?\d))?$/i.exec(factors[n]);
    if (!found) return "";
    var power = Number(found[3] || 1) * (found[1] ? -1 : 1);
    powers[found[2]] = (powers[found[2]] || 0) + power;
  }
  return Object.keys(powers).sort().map(function (name) { return name + powers[name]; }).join(" ");
}
// A figure with a unit that is made of several, or of a power; nothing if it is none.
function measure(text) {
  var found = /^([+-]?[\d.,]*\d) ?(\D.*)$/.exec(compatible(text).trim());
  if (!found || !figure(found[1]) || !/[\/^\u00b7\u22c5]|[a-z]\d/i.test(found[2]) || !unit(found[2])) return "";
  return figure(found[1]) + " " + unit(found[2]);
}
function equal(a, b) {
  return Math.abs(a - b) <= 1e-12 * Math.abs(b);
}

var MONTHS = ("january february march april may june july august september october november " +
  "december").split(" ");
var FILLER = new RegExp("^(the|of|on|in|year|ad|ce|(mon|tues|wednes|thurs|fri|satur|sun)day|" +
  "mon|tue|wed|thu|fri|sat|sun)$");
function month(word) {
  for (var n = 0; n < 12; n++) {
    if (word === MONTHS[n] || word === MONTHS[n].slice(0, 3)) return n + 1;
  }
  return word === "sept" ? 9 : 0;
}
// The names of the months in the language of the note, in English.
function inEnglish(text) {
  (speech.months || []).forEach(function (name, n) {
    text = text.split(plain(name)).join(MONTHS[n]);
  });
  return text;
}
// Every way to read a date, as year, month and day, with 0 for what it leaves out.
function dates(given) {
  var text = inEnglish(given);
  var before = /\bb\.? ?c\.?( ?e\.?)?(?![a-z])/;
  var christ = before.test(text);
  var rest = text.replace(before, " ").replace(/[a-z]+/g, function (word) { return FILLER.test(word) ? " " : word; });
  rest = rest.replace(/\s+/g, " ").replace(/^[ ,.]+|[ ,.]+$/g, "");
  return (inFigures(rest) || inWords(rest)).filter(function (date) {
    if (!date[1]) return !date[2];
    return date[1] <= 12 && date[2] <= new Date(date[0] || 2000, date[1], 0).getDate();
  }).filter(function (date) {
    if (christ) date[0] = -date[0];
    return date[0] || !christ;
  });
}
function inFigures(text) {
  var found = /^(\d{1,4})( ?[-\/] ?|\. ?| )(\d{1,4})(?:\2(\d{1,4}))?$/.exec(text);
  if (!found || (found[2] === " " && !found[4])) return null;
  var first = Number(found[1]), second = Number(found[3]), third = Number(found[4] || 0);
  if (found[1].length > 2) return [[first, second, third]];
  if (found[3].length > 2) return found[4] ? [] : [[second, first, 0]];
  var both = [[third, second, first], [third, first, second]];
  // With points the day always goes before the month; else it is told either way.
  return found[2].charAt(0) === "." || first === second ? both.slice(0, 1) : both;
}
function inWords(text) {
  var named = 0;
  var numbers = [];
  if (/[^a-z0-9 ,.\/'-]|^-|\d{5}/.test(text)) return [];
  var parts = text.match(/\d+(st|nd|rd|th)?|[a-z]+/g) || [];
  for (var n = 0; n < parts.length; n++) {
    if (/^\d/.test(parts[n])) numbers.push(parts[n]);
    else if (!named && month(parts[n])) named = month(parts[n]);
    else return [];
  }
  var first = parseInt(numbers[0], 10), second = parseInt(numbers[1], 10);
  var ranked = numbers.map(isNaN);
  if (numbers.length === 0) return [[0, named, 0]];
  if (numbers.length === 1) {
    var year = [first, named, 0];
    if (!named || first > 31) return ranked[0] ? [] : [year];
    return ranked[0] ? [[0, named, first]] : [[0, named, first], year];
  }
  if (numbers.length > 2 || !named || (ranked[0] && ranked[1])) return [];
  return [ranked[1] || first > 31 ? [first, named, second] : [second, named, first]];
}

var answer = "";
var parts = shown.querySelectorAll("br ~ span");
if (!shown.querySelector("br")) answer = typed;
for (var n = 0; n < parts.length; n++) {
  if (/\btype(Good|Missed)\b/.test(parts[n].className)) answer += parts[n].textContent;
}
function listed(name) {
  return Array.prototype.map.call(root.querySelectorAll(name + " li"), function (item) {
    return plain(item.textContent);
  });
}
var key = root.querySelector(".qg-key-text").textContent;
// Anki takes letters and their points apart: of words the key is the answer, as it was written.
if (words) answer = key;
var said = plain(typed);
var rights = [plain(answer)].concat(listed(".qg-accepted"));
// A text in brackets after a word of a script without spaces may be left out.
var gloss = /([^\u0000-\u024f\s]) ?[(\uff08][^()\uff08\uff09]+[)\uff09]/g;
if (expects === "words" && gloss.test(answer)) rights.push(plain(answer.replace(gloss, "$1")));
// What is rejected is wrong, unless it is the answer to the letter.
var exact = typed.trim() === answer.trim();
var wrong = !exact && listed(".qg-rejected").indexOf(said) >= 0;
var right = !wrong && rights.indexOf(said) >= 0 && (strict || !isOtherFormula(answer, typed));
if (strict && !/open/.test(expects)) wrong = !right;

// CO is carbon monoxide, and Co is cobalt.
function isOtherFormula(key, text) {
  var formula = /^([A-Z][a-z]?\d*)+$/;
  key = key.trim();
  text = text.trim();
  if (!formula.test(key) || !formula.test(text)) return false;
  return key.match(/[A-Z][a-z]?/g).join(" ") !== text.match(/[A-Z][a-z]?/g).join(" ");
}
function asNumber() {
  // The unit may be typed, too, in its own letters: mW is not MW.
  var after = compatible(root.getAttribute("data-after") || "").trim();
  var whole = compatible(typed).trim();
  var parted = /^([+-]?[\d.,]*\d) ?(\D.*)$/.exec(whole);
  if (after && whole.slice(-after.length) === after) said = plain(whole.slice(0, -after.length));
  else if (after && parted && unit(after) && unit(parted[2]) === unit(after)) said = plain(parted[1]);
  var given = figure(said);
  if (!given || !figure(rights[0])) {
    var a = value(said), b = value(rights[0]);
    right = equal(a, b);
    wrong = !right && !root.querySelector("[data-low]") && !/%|illion|thousand/.test(key) &&
      Math.abs(a - b) > Math.abs(b) / 10;
    return;
  }
  right = given === figure(rights[0]);
  var range = root.querySelector("[data-low]");
  if (!right && range) {
    right = Number(given) >= Number(range.getAttribute("data-low")) &&
      Number(given) <= Number(range.getAttribute("data-high"));
  }
  // Five million may be typed in full, whatever stands behind the box.
  var share = /%/.test(key) && Number(given) * 100 === Number(figure(rights[0]));
  wrong = !right && !share && !/\b(hundred|thousand|(m|b|tr)illion)/.test(key);
}
// Both ends of a range; nothing if it is none.
function ends(text) {
  var bare = text.replace(/^(from|between) /, "");
  return /^(.+?) (?:to|and|until|till|through) (.+)$/.exec(bare) ||
    /^(.+?) ?(?:\.{2,3}|-) ?(.+)$/.exec(bare);
}
// Whether an end is the wanted one; undefined where only a reader can tell.
function isEnd(wanted, end) {
  if (!isNaN(value(wanted))) {
    if (isNaN(value(end)) || (wanted.length === 4 && end.length === 2)) return undefined;
    return equal(value(end), value(wanted));
  }
  var want = dates(wanted)[0], found = dates(end);
  if (!want || found.length !== 1) return undefined;
  var other = found[0].some(function (part, n) { return part && want[n] && part !== want[n]; });
  if (other) return false;
  return want.every(function (part, n) { return !part || found[0][n]; }) || undefined;
}
function asRange() {
  var wanted = ends(rights[0]), given = ends(said);
  if (!wanted) return;
  if (!given) {
    var one = value(said), low = value(wanted[1]), high = value(wanted[2]);
    if (!root.querySelector("[data-within]") || isNaN(one + low + high)) return;
    right = one >= low && one <= high;
    wrong = !right && !/%|illion|thousand/.test(key);
    return;
  }
  var same = [isEnd(wanted[1], given[1]), isEnd(wanted[2], given[2])];
  right = same[0] === true && same[1] === true;
  var turned = isEnd(wanted[1], given[2]) && isEnd(wanted[2], given[1]);
  wrong = !right && !turned && (same[0] === false || same[1] === false) &&
    !/%|illion|thousand/.test(key);
}
function asDate() {
  // The first is what must be told, the last all that could be.
  var least = dates(rights[0])[0], full = dates(rights[rights.length - 1])[0];
  if (!least || !full) return;
  var given = dates(said).filter(function (date) {
    return !date[0] || date[0] >= 100 || full[0] < 100;
  });
  var fitting = given.filter(function (date) {
    return date.every(function (part, n) { return !part || !full[n] || part === full[n]; });
  });
  right = fitting.some(function (date) {
    return least.every(function (part, n) { return !part || date[n]; });
  });
  wrong = given.length > 0 && !fitting.length;
  // Where day and month could change places, the learner knows what they meant.
  if (right && fitting.length < given.length) right = false;
}
// How many letters lie between two texts, of which the first eighty are looked at.
function distance(a, b) {
  var row = [];
  a = a.slice(0, 80);
  b = b.slice(0, 80);
  for (var j = 0; j <= b.length; j++) row[j] = j;
  for (var i = 1; i <= a.length; i++) {
    var corner = row[0];
    row[0] = i;
    for (j = 1; j <= b.length; j++) {
      var above = row[j];
      row[j] = Math.min(above + 1, row[j - 1] + 1, corner + (a[i - 1] === b[j - 1] ? 0 : 1));
      corner = above;
    }
  }
  return row[b.length];
}
function nearest() {
  var texts = [answer.trim()];
  root.querySelectorAll(".qg-accepted li").forEach(function (item) {
    texts.push(item.textContent);
  });
  var distances = texts.map(function (text) { return distance(plain(text), said); });
  return texts[distances.indexOf(Math.min.apply(null, distances))];
}
// Words that are a power of ten, or a figure with its unit, in another way to write them.
function asWritten() {
  var ten = /\^|\*\*|\de[+-]?\d/.test(said) && figure(rights[0]) && equal(value(said), value(rights[0]));
  right = ten || (!!measure(answer) && measure(typed) === measure(answer) && !/\(/.test(typed));
}
if (!right && !wrong && expects === "words") asWritten();
if (!right && expects === "number") asNumber();
if (!right && expects === "date") asDate();
if (!right && expects === "range") asRange();

var line = root.querySelector(".qg-verdict");
line.textContent = right ? "✓ " + say("right") : wrong ? "✗ " + say("wrong") :
  "! " + (words ? say("compareWith", nearest()) : say("compare"));
if (right) root.querySelectorAll(".qg-also").forEach(function (list) { list.hidden = true; });
root.className += right ? " qg-is-right" : wrong ? " qg-is-wrong" : " qg-is-missed";
// Anki puts a dash for each letter that is missing, which reads as if it had been typed.
if (right || wrong || !words) {
  shown.textContent = "";
  var whole = document.createElement("span");
  whole.className = right ? "typeGood" : wrong ? "typeBad" : "typeMissed";
  whole.textContent = typed;
  shown.appendChild(whole);
} else {
  dashes.forEach(function (dash) { shown.removeChild(dash); });
}
