// The language of the note: it says of which tongue and side the card is, and may bring words.
"use strict";
function speak(card) {
  var given = card && card.querySelector(".qg-language [lang]");
  if (!given) return {};
  var words = {};
  try { words = JSON.parse(given.getAttribute("data-words")) || {}; } catch (e) {}
  card.lang = given.lang;
  if (given.dir) card.dir = given.dir;
  var english = !words.hint && !/^en\b/.test(given.lang);
  Array.prototype.forEach.call(card.querySelectorAll("[data-say]"), function (node) {
    var said = words[node.getAttribute("data-say")];
    if (said) node.textContent = said.replace("%1", function () { return node.getAttribute("data-value"); });
  });
  if (english) {
    Array.prototype.forEach.call(card.querySelectorAll("[data-say], .qg-task, .qg-verdict"), function (node) {
      node.lang = "en";
      node.dir = "auto";
    });
    words.tongue = "en";
  }
  return words;
}
