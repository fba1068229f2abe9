// What is too small or too wide: a picture is enlarged by a tap, and closed by the next; a table that
// is wider than the card is reached with Tab and moved with the arrows.
"use strict";
var card = document.getElementById("qg");
if (card) card.querySelectorAll(".qg-table, pre").forEach(function (wide) {
  if (wide.scrollWidth > wide.clientWidth && !wide.closest(".qg-tiles")) wide.tabIndex = 0;
});
var pictures = card ? card.querySelectorAll(".qg-media > img, .qg-passage img") : [];
Array.prototype.forEach.call(pictures, function (picture) {
  picture.classList.add("qg-picture", "tappable");
  picture.tabIndex = 0;
  picture.setAttribute("role", "button");
  picture.setAttribute("aria-haspopup", "dialog");
  picture.onclick = enlarge;
  picture.onkeydown = function (event) {
    if (["x", "Enter", " "].indexOf(event.key) < 0) return;
    event.preventDefault();
    enlarge();
  };
  function enlarge() {
    var layer = document.createElement("div");
    layer.className = "qg-zoom tappable";
    layer.tabIndex = 0;
    layer.setAttribute("role", "dialog");
    layer.setAttribute("aria-modal", "true");
    layer.setAttribute("aria-label", picture.alt);
    var large = layer.appendChild(document.createElement("img"));
    large.src = picture.src;
    large.alt = picture.alt;
    large.style.cssText = picture.style.cssText;
    layer.onclick = function () {
      card.removeChild(layer);
      picture.focus();
    };
    layer.onkeydown = function (event) {
      if (event.key === "x" || event.key === "Escape") layer.onclick();
    };
    card.appendChild(layer);
    layer.focus();
    layer.scrollLeft = (layer.scrollWidth - layer.clientWidth) / 2;
  }
});
